/// *Here are concepts, a level and hours; what is read, discussed and asked, in which order?*
///
/// Way in: {@link dev.cairn.indexer.course.Teaching}. Joins the path that the concepts give, the
/// passages that the index finds, and what the catalogue knows of lessons. All of it under the
/// rights of who asks, also where a course was made by somebody else: what he may not see is
/// neither shown nor counted.
///
/// Keeps nothing: courses are kept in {@link dev.cairn.corpus.course}. Knows nothing of HTTP or
/// pages.
@NullMarked
package dev.cairn.indexer.course;

import org.jspecify.annotations.NullMarked;

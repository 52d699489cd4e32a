/// *Which courses did people make, and what is read in them?*
///
/// Way in: {@link dev.cairn.corpus.course.Courses}. A course is an ordered list of concepts, each
/// with places of items to read and to discuss, and with notes. Each course is one small file that
/// is replaced whole ({@link dev.cairn.corpus.curation.Kept}), in a folder of what people set right
/// by hand, so that backups and restores take it along.
///
/// Limits: everything is in memory and bounded in number and length. A course holds references, not
/// texts; whether an item is still there, and who may see it, is asked elsewhere. What a lesson is
/// good for in a course, {@link dev.cairn.corpus.course.Discussion} says.
@NullMarked
package dev.cairn.corpus.course;

import org.jspecify.annotations.NullMarked;

/// *What came in, and what do we know about it?*
///
/// The language of documents and lessons: items with their versions and places, originals,
/// extracted text, passages, tags. Way in: {@link dev.cairn.corpus.BlobStore} for bytes,
/// `catalogue` for what is known. Knows nothing of rankings or HTTP.
@NullMarked
package dev.cairn.corpus;

import org.jspecify.annotations.NullMarked;

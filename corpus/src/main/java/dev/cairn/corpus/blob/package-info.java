/// *Here are bytes; where are they kept, and what are they called?*
///
/// Way in: {@link dev.cairn.corpus.blob.BlobStores}. Bytes are named by their SHA-256 and never
/// changed; when `put` returns they survive power loss. Knows nothing of what the bytes mean.
@NullMarked
package dev.cairn.corpus.blob;

import org.jspecify.annotations.NullMarked;

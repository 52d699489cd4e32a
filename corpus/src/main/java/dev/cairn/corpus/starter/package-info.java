/// *What is there to find before anybody has brought anything?*
///
/// Way in: {@link dev.cairn.corpus.starter.Starter}, which reads the starter corpus from the class
/// path: illustrative documents with a list of what they are, and lessons. They are brought in like
/// everybody's. Knows nothing of how.
@NullMarked
package dev.cairn.corpus.starter;

import org.jspecify.annotations.NullMarked;

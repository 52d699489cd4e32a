/// *How does all of a folder end, and what does it cost?*
///
/// Main methods that run by hand over folders of real files; no test of the build needs them.
@NullMarked
package dev.cairn.corpus.bench;

import org.jspecify.annotations.NullMarked;

/// *How do I test what searches, or needs an index?*
///
/// The contract of the index, a wrapper that checks it on every call, entries made in one line, and
/// a second, slow and plain implementation of matching to compare with.
@NullMarked
package dev.cairn.indexer.testkit;

import org.jspecify.annotations.NullMarked;

/// *Somebody typed this; what does he ask for?*
///
/// Way in: {@link dev.cairn.indexer.query.Asked#of}. Understands plain words, `"a phrase"`,
/// `-without`, `title:`, `author:` and `OR` between two sides; all else is words, nothing is an
/// error. Pure functions over text: no index, no concepts, no clock.
@NullMarked
package dev.cairn.indexer.query;

import org.jspecify.annotations.NullMarked;

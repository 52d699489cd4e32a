/// *What lies there now, and what has changed since?*
@NullMarked
package dev.cairn.indexer.sources;

import org.jspecify.annotations.NullMarked;

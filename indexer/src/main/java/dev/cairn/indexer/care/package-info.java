/// *Is everything still there, and can it be put back?*
@NullMarked
package dev.cairn.indexer.care;

import org.jspecify.annotations.NullMarked;

/// *Here is a text; in which direction does its meaning point?*
///
/// Way in: {@link dev.cairn.indexer.embed.Embedders}. In this process: `WordPieces` cuts texts into
/// the pieces that the model knows, `Batches` puts texts of like length together, `OnnxEmbedder`
/// lets the model run, `NativeFiles` keeps the native library in its place and from calling home.
/// By another server: `HttpEmbedder`. Both remember the questions of late (`Remembered`). Knows
/// nothing of items, indexes or rankings.
@NullMarked
package dev.cairn.indexer.embed;

import org.jspecify.annotations.NullMarked;

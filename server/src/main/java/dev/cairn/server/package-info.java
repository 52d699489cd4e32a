/// *Who is asking, and how do we answer?*
///
/// The room that opens the door: requests, sessions, settings, pages, the command line. Sees no
/// type of Tika, Jena or Lucene.
@NullMarked
package dev.cairn.server;

import org.jspecify.annotations.NullMarked;

/// *What was typed, and how does the program end?*
///
/// Way in: {@link dev.cairn.server.cli.Cairn}. `serve` runs the server; every other command asks a
/// server over HTTP, so that there is one way for everything: the one that has the data folder
/// open, or else one of its own for as long as the command runs, see `Session`. Answers go to
/// standard output, progress and complaints to standard error.
///
/// Exit status: 0 all well, 1 the program failed, 2 wrong usage, 3 done but some items were
/// refused. The only package that knows picocli and the only one that writes to the standard
/// streams.
@NullMarked
package dev.cairn.server.cli;

import org.jspecify.annotations.NullMarked;

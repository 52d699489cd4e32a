package dev.cairn.server.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// A terminal that remembers what was written to it.
record Captured(ByteArrayOutputStream outBytes, ByteArrayOutputStream errBytes, Terminal terminal) {
  static Captured plain() {
    return of(false);
  }

  /// One that a person looks at.
  static Captured interactive() {
    return of(true);
  }

  private static Captured of(boolean interactive) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    return new Captured(
        out,
        err,
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            interactive,
            Map.of("CAIRN_EMBED_MODEL", "off"),
            Clock.systemUTC()));
  }

  /// A command line run to its end, with servers of its own over the data folder where it needs
  /// one.
  int run(Object... args) {
    return run(new LocalSessions(terminal), args);
  }

  int run(Session.Opener opener, Object... args) {
    var words = new String[args.length];
    for (int i = 0; i < args.length; i++)
      words[i] = args[i] instanceof Path path ? path.toString() : String.valueOf(args[i]);
    return Cairn.run(terminal, opener, words);
  }

  String out() {
    return outBytes.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return errBytes.toString(StandardCharsets.UTF_8);
  }

  List<String> lines() {
    return out().lines().toList();
  }
}

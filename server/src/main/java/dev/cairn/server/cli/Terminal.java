package dev.cairn.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/// Where a command writes, and what it was started with.
///
/// @param out answers
/// @param err progress and complaints
/// @param interactive whether a person looks at it: then there are colours and a bar
/// @param environment variables of the environment
record Terminal(
    PrintStream out,
    PrintStream err,
    boolean interactive,
    Map<String, String> environment,
    Clock clock) {
  /// Control characters, and those that turn the direction of writing.
  private static final String COMMANDING =
      "\\p{Cc}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";

  /// The standard streams of this process, in UTF-8 whatever the locale says: what is piped into
  /// another program must not depend on who pipes it.
  static Terminal ofProcess() {
    var console = System.console();
    return new Terminal(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        console != null && console.isTerminal(),
        System.getenv(),
        Clock.systemUTC());
  }

  /// Heavier, where colours are wanted (see no-color.org).
  String bold(String text) {
    return painted() ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  /// Lighter, where colours are wanted.
  String dim(String text) {
    return painted() ? "\u001b[2m" + text + "\u001b[0m" : text;
  }

  /// A word that matched: heavier, or between stars where nothing can be heavier.
  String mark(String text) {
    return painted() ? bold(text) : "*" + text + "*";
  }

  private boolean painted() {
    return interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /// A text on one line, without what would command the terminal instead of being read: what a file
  /// held is data.
  static String line(String text) {
    return flat(text).strip();
  }

  /// The same with the blanks at its ends, for parts of a line.
  static String flat(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("[" + COMMANDING + "]", "");
  }

  /// The same with its lines and indents.
  static String plain(String text) {
    return text.replaceAll("[" + COMMANDING + "&&[^\\n]]", "");
  }
}

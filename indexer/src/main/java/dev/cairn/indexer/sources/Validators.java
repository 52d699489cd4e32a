package dev.cairn.indexer.sources;

import java.util.function.BiConsumer;

/// By what a server knows a state of a page: its tag and the time of its last change.
final class Validators {
  private static final int LONGEST = 500;

  private Validators() {}

  /// @return both in one line; empty where the server says neither
  static String of(String tag, String modified) {
    if (tag.length() + modified.length() > LONGEST) return "";
    return tag.isEmpty() && modified.isEmpty() ? "" : tag + "\t" + modified;
  }

  static void ask(String validator, BiConsumer<String, Object> headers) {
    int between = validator.indexOf('\t');
    if (between < 0) return;
    if (between > 0) headers.accept("If-None-Match", validator.substring(0, between));
    var modified = validator.substring(between + 1);
    if (!modified.isEmpty()) headers.accept("If-Modified-Since", modified);
  }
}

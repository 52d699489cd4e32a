package dev.cairn.indexer.care;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.ontology.Caller;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What may be said of an item that is destroyed: nothing of what it said or was called.
record Doomed(ItemId id, String kind, int versions, long bytes, Instant when, String by) {
  static Doomed of(Item item, Instant when, Caller by) {
    long bytes = item.versions().stream().mapToLong(Item.Version::bytes).sum();
    return new Doomed(item.id(), item.kind().code(), item.versions().size(), bytes, when, by.id());
  }

  /// One line.
  String line() {
    return String.join(
        " ",
        id.value(),
        kind,
        String.valueOf(versions),
        String.valueOf(bytes),
        when.toString(),
        by.replaceAll("\\s+", " "));
  }

  /// Empty if the line was not written to its end.
  static Optional<Doomed> read(String line) {
    var words = line.split(" ", 6);
    if (words.length < 6) return Optional.empty();
    return Optional.of(
        new Doomed(
            new ItemId(words[0]),
            words[1],
            Integer.parseInt(words[2]),
            Long.parseLong(words[3]),
            Instant.parse(words[4]),
            words[5]));
  }

  /// The record that remains.
  String json() {
    return "{\"id\":%s,\"kind\":%s,\"when\":%s,\"by\":%s,\"versions\":%d,\"bytes\":%d}"
        .formatted(
            quoted(id.value()), quoted(kind), quoted(when.toString()), quoted(by), versions, bytes);
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (char c : text.toCharArray())
      if (c == '"' || c == '\\') quoted.append('\\').append(c);
      else if (c < ' ') quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      else quoted.append(c);
    return quoted.append('"').toString();
  }
}

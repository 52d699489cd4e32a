package dev.cairn.indexer.ingest;

import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Derived;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What was made lately, since the feeder and those who ask for evidence want it soon after.
/// Bounded by the length of its texts. Thread-safe.
final class Recent {
  /// UTF-16 code units; passages hold the text once more, so this is about 16 MB.
  private static final long CHARACTERS = 4_000_000;

  /// What one costs besides its text.
  private static final long OVERHEAD = 500;

  private record Key(ContentId content, String made) {}

  private final Map<Key, Derived> all = new LinkedHashMap<>(64, 0.75f, true);
  private long characters;

  synchronized Optional<Derived> get(ContentId content, String made) {
    return Optional.ofNullable(all.get(new Key(content, made)));
  }

  synchronized void put(ContentId content, String made, Derived derived) {
    var former = all.put(new Key(content, made), derived);
    characters += length(derived) - (former == null ? 0 : length(former));
    for (var eldest = all.entrySet().iterator(); characters > CHARACTERS && eldest.hasNext(); ) {
      characters -= length(eldest.next().getValue());
      eldest.remove();
    }
  }

  synchronized void forget(ContentId content) {
    for (var each = all.entrySet().iterator(); each.hasNext(); ) {
      var entry = each.next();
      if (!entry.getKey().content.equals(content)) continue;
      characters -= length(entry.getValue());
      each.remove();
    }
  }

  private static long length(Derived derived) {
    return derived.reading().text().length() + OVERHEAD;
  }
}

package dev.cairn.indexer.ingest;

import dev.cairn.corpus.ContentId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Which originals have been stored and are yet to be submitted: nobody may delete these, although
/// nothing refers to them. Thread-safe.
final class Leases {
  private final Map<ContentId, Integer> held = new HashMap<>();

  synchronized void take(ContentId content) {
    held.merge(content, 1, Integer::sum);
  }

  /// Ends one lease of the content, if there is one.
  synchronized void end(ContentId content) {
    held.computeIfPresent(content, (_, count) -> count == 1 ? null : count - 1);
  }

  /// Runs it while nobody can take or end a lease.
  ///
  /// @return what it gave; the other value if the content is leased
  synchronized <T> T unlessHeld(ContentId content, T otherwise, Supplier<T> then) {
    return held.containsKey(content) ? otherwise : then.get();
  }
}

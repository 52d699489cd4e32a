package dev.cairn.indexer.search;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.IndexFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where sentences point, read when somebody needs it, and kept for those who ask next.
/// Thread-safe.
final class SentenceDirections {
  /// About 2 KiB each.
  private static final int MOST = 10_000;

  private final Optional<Embedder> embedder;
  private final Map<String, Direction> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Direction> eldest) {
          return size() > MOST;
        }
      };

  SentenceDirections(Optional<Embedder> embedder) {
    this.embedder = embedder;
  }

  /// Those that were read before; costs next to nothing.
  Map<String, Direction> known(List<String> sentences) {
    var found = new HashMap<String, Direction>();
    synchronized (known) {
      for (var sentence : sentences) {
        var direction = known.get(sentence);
        if (direction != null) found.put(sentence, direction);
      }
    }
    return found;
  }

  /// Reads what was not read before: some 5 to 10 ms of one processor for each sentence.
  ///
  /// @throws IndexFailure of kind UNAVAILABLE if it cannot be read now, or there is no embedder
  Map<String, Direction> of(List<String> sentences) {
    var found = known(sentences);
    var missing = new ArrayList<String>();
    for (var sentence : sentences)
      if (!found.containsKey(sentence) && !missing.contains(sentence)) missing.add(sentence);
    if (missing.isEmpty()) return found;
    var reader =
        embedder.orElseThrow(() ->
            new IndexFailure(
                IndexFailure.Kind.UNAVAILABLE, "Finding by meaning is switched off.", null));
    var read = reader.passages(missing);
    synchronized (known) {
      for (int i = 0; i < missing.size(); i++) known.put(missing.get(i), read.get(i));
    }
    for (int i = 0; i < missing.size(); i++) found.put(missing.get(i), read.get(i));
    return found;
  }

  /// For what must be nowhere any more.
  void forget() {
    synchronized (known) {
      known.clear();
    }
  }
}

package dev.cairn.indexer.embed;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Embedder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Remembers the directions of the questions that were asked last.
final class Remembered implements Embedder {
  /// Longer questions are not remembered, so that a few of them cannot take much memory.
  private static final int LONGEST = 2_000;

  private final Embedder embedder;
  private final Map<String, Direction> known;

  /// @param most so many questions, the one not asked for the longest time gives way
  Remembered(Embedder embedder, int most) {
    this.embedder = embedder;
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Direction> eldest) {
            return size() > most;
          }
        };
  }

  @Override
  public Model model() {
    return embedder.model();
  }

  @Override
  public List<Direction> passages(List<String> texts) {
    return embedder.passages(texts);
  }

  @Override
  public Direction question(String text) {
    synchronized (known) {
      var direction = known.get(text);
      if (direction != null) return direction;
    }
    var direction = embedder.question(text);
    if (text.length() <= LONGEST)
      synchronized (known) {
        known.put(text, direction);
      }
    return direction;
  }

  @Override
  public Optional<String> trouble() {
    return embedder.trouble();
  }

  @Override
  public void close() {
    embedder.close();
  }
}

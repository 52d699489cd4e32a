package dev.cairn.indexer.search;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.IndexFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Every question means what it is told to mean.
final class Turned implements Embedder {
  Direction direction = Direction.of(1, 0, 0, 0, 0, 0, 0, 0);
  boolean asleep;

  @Override
  public Model model() {
    return new Model("turned", 8, Set.of());
  }

  @Override
  public List<Direction> passages(List<String> texts) {
    throw new AssertionError("a search reads no passages");
  }

  @Override
  public Direction question(String text) {
    if (asleep) throw new IndexFailure(IndexFailure.Kind.UNAVAILABLE, "The model is asleep.", null);
    return direction;
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}

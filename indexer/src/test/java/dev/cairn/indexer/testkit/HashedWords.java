package dev.cairn.indexer.testkit;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.IndexFailure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// An embedder without a model: every word has a direction of its own, made from its letters, and a
/// text points where its words point together. Texts with the same words are near each other; that
/// is all. Costs nothing, is the same everywhere and always, and fails when asked to.
public final class HashedWords implements Embedder {
  private static final int DIMENSIONS = 64;

  /// What no text has in it.
  public static final String NOTHING = "no text has this in it";

  private final String name;
  private final Map<String, String> meanings;

  /// So many calls fail from now on.
  public final AtomicInteger failures = new AtomicInteger();

  /// Texts with this in them are never read.
  public volatile String unreadable = NOTHING;

  /// While this is so, nothing is told of anything.
  public volatile boolean asleep;

  /// So many texts were read.
  public final AtomicLong read = new AtomicLong();

  private volatile boolean failed;

  public HashedWords() {
    this("hashed-words");
  }

  /// @param name of the model; another name, other directions
  public HashedWords(String name) {
    this(name, Map.of());
  }

  /// @param meanings word → another word that means the same, both in lower case
  public HashedWords(String name, Map<String, String> meanings) {
    this.name = name;
    this.meanings = Map.copyOf(meanings);
  }

  @Override
  public Model model() {
    return new Model(name, DIMENSIONS, Set.of());
  }

  @Override
  public List<Direction> passages(List<String> texts) {
    failed = asleep || failures.get() > 0 && failures.getAndDecrement() > 0;
    if (failed || texts.stream().anyMatch(text -> text.contains(unreadable)))
      throw new IndexFailure(IndexFailure.Kind.UNAVAILABLE, "The model is asleep.", null);
    read.addAndGet(texts.size());
    return texts.stream().map(this::of).toList();
  }

  @Override
  public Direction question(String text) {
    if (asleep) throw new IndexFailure(IndexFailure.Kind.UNAVAILABLE, "The model is asleep.", null);
    return of(text);
  }

  private Direction of(String text) {
    var sum = new float[DIMENSIONS];
    for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      var random = new Random((name + ' ' + meanings.getOrDefault(word, word)).hashCode());
      for (int i = 0; i < DIMENSIONS; i++) sum[i] += (float) random.nextGaussian();
    }
    return Direction.along(sum);
  }

  @Override
  public Optional<String> trouble() {
    return failed ? Optional.of("The model is asleep.") : Optional.empty();
  }

  @Override
  public void close() {}
}

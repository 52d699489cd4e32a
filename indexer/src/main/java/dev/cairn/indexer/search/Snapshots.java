package dev.cairn.indexer.search;

import dev.cairn.corpus.curation.Curated;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Linker;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The states that pages of answers still refer to: index, concepts, linker and what was set right
/// by hand, as they were on the first page, so that the next pages neither repeat nor skip.
/// Searches of one state share it.
final class Snapshots implements AutoCloseable {
  static final Duration KEPT = Duration.ofMinutes(5);
  static final int MOST = 32;

  private final SearchIndex index;
  private final Supplier<ConceptView> concepts;
  private final Supplier<Linker> linker;
  private final Supplier<Curated> curated;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Snapshot> kept = new HashMap<>();

  Snapshots(
      SearchIndex index,
      Supplier<ConceptView> concepts,
      Supplier<Linker> linker,
      Supplier<Curated> curated,
      Clock clock) {
    this.index = index;
    this.concepts = concepts;
    this.linker = linker;
    this.curated = curated;
    this.clock = clock;
  }

  /// One state in use. To be closed after use; what is kept stays open until its time is over.
  final class Snapshot implements AutoCloseable {
    private final String name;
    private final SearchIndex.View view;
    private final ConceptView concepts;
    private final Linker linker;
    private final Curated curated;
    private int users = 1;
    private Instant until = Instant.MIN;

    private Snapshot(SearchIndex.View view, ConceptView concepts, Linker linker, Curated curated) {
      this.name = Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
      this.view = view;
      this.concepts = concepts;
      this.linker = linker;
      this.curated = curated;
    }

    String name() {
      return name;
    }

    SearchIndex.View view() {
      return view;
    }

    ConceptView concepts() {
      return concepts;
    }

    Linker linker() {
      return linker;
    }

    Curated curated() {
      return curated;
    }

    /// For five minutes from now, so that a next page can be asked for.
    void keep() {
      synchronized (Snapshots.this) {
        until = clock.instant().plus(KEPT);
        if (kept.putIfAbsent(name, this) == null) users++;
        tidy();
      }
    }

    @Override
    public void close() {
      synchronized (Snapshots.this) {
        if (--users == 0) view.close();
      }
    }
  }

  /// The state of now.
  synchronized Snapshot newest() {
    tidy();
    var view = index.view();
    var now = new Snapshot(view, concepts.get(), linker.get(), curated.get());
    for (var same : kept.values())
      if (same.view.state() == view.state()
          && same.concepts == now.concepts
          && same.linker == now.linker
          && same.curated == now.curated) {
        view.close();
        same.users++;
        return same;
      }
    return now;
  }

  /// @throws IndexFailure of kind EXPIRED if it is not kept any more
  synchronized Snapshot named(String name) {
    tidy();
    var snapshot = kept.get(name);
    if (snapshot == null)
      throw new IndexFailure(
          IndexFailure.Kind.EXPIRED,
          "The rest of this answer is not kept any more; begin at its first page.",
          null);
    snapshot.users++;
    return snapshot;
  }

  /// How many are kept now.
  synchronized int size() {
    tidy();
    return kept.size();
  }

  private void tidy() {
    var now = clock.instant();
    List<Snapshot> over = new ArrayList<>();
    for (var snapshot : kept.values()) if (!snapshot.until.isAfter(now)) over.add(snapshot);
    kept.values().stream()
        .filter(s -> !over.contains(s))
        .sorted(Comparator.<Snapshot, Instant>comparing(s -> s.until).reversed())
        .skip(MOST)
        .forEach(over::add);
    for (var snapshot : over) {
      kept.remove(snapshot.name);
      snapshot.close();
    }
  }

  @Override
  public synchronized void close() {
    List.copyOf(kept.values()).forEach(Snapshot::close);
    kept.clear();
  }
}

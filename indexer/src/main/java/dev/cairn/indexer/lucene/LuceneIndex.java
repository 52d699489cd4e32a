package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Entry;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.SearchIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.store.AlreadyClosedException;

/// The embedded index: the generation that answers, which gives way to the next one between two
/// calls.
final class LuceneIndex implements SearchIndex {
  private final Shelf shelf;

  /// Held for writing only while one generation takes the place of another.
  private final ReadWriteLock exchange = new ReentrantReadWriteLock();

  /// Whether it stands beside another one, and vanishes unless it is adopted.
  private final boolean draft;

  private Generation current;
  private boolean outdated;
  private boolean closed;

  /// What was begun beside this one and not adopted.
  private Optional<LuceneIndex> beside = Optional.empty();

  /// Former generations that views may still show.
  private final List<Generation> former = new ArrayList<>();

  /// @param outdated whether it was built for an older vocabulary
  LuceneIndex(Shelf shelf, Generation current, boolean outdated) {
    this(shelf, current, outdated, false);
  }

  private LuceneIndex(Shelf shelf, Generation current, boolean outdated, boolean draft) {
    this.shelf = shelf;
    this.current = current;
    this.outdated = outdated;
    this.draft = draft;
  }

  /// Where generations are kept.
  interface Shelf {
    /// A new and empty one. What was made before and did not become the current one vanishes.
    Generation next() throws IOException;

    /// From now on this one is opened, durably.
    void choose(Generation chosen) throws IOException;

    /// What was committed there is for this state of the vocabulary, and so is what is made next;
    /// durably.
    void label(Generation generation, String vocabulary) throws IOException;
  }

  @Override
  public void replace(Entry entry) {
    using(
        "The index cannot take in what changed.",
        generation -> {
          generation.replace(entry);
          return 0;
        });
  }

  @Override
  public void remove(String id) {
    using(
        "The index cannot forget what was deleted.",
        generation -> {
          generation.remove(id);
          return 0;
        });
  }

  @Override
  public void commit(long upTo) {
    using(
        "The index cannot be saved.",
        generation -> {
          generation.commit(upTo);
          return 0;
        });
  }

  @Override
  public long committed() {
    return using("The index cannot be read.", Generation::committed);
  }

  @Override
  public boolean outdated() {
    return using("The index cannot be read.", _ -> outdated);
  }

  @Override
  public void goesWith(String vocabulary) {
    using(
        "What the index was built for cannot be written down.",
        generation -> {
          if (outdated) throw new IllegalStateException("the index is outdated");
          shelf.label(generation, vocabulary);
          return 0;
        });
  }

  @Override
  public boolean purge() {
    // Takes long, so it holds no lock: should the generation be replaced meanwhile, this fails and
    // is asked for again.
    var generation = using("The index cannot be read.", now -> now);
    boolean clean = attempt("The index cannot be rewritten.", generation::purge);
    return clean
        && using(
            "The index cannot be read.",
            now -> {
              synchronized (former) {
                former.removeIf(Generation::closed);
                return now == generation && former.isEmpty();
              }
            });
  }

  @Override
  public SearchIndex beside() {
    exchange.writeLock().lock();
    try {
      requireOpen();
      beside.ifPresent(LuceneIndex::close);
      beside = Optional.empty();
      var next = attempt("A new index cannot be begun.", shelf::next);
      var made = new LuceneIndex(shelf, next, false, true);
      beside = Optional.of(made);
      return made;
    } finally {
      exchange.writeLock().unlock();
    }
  }

  @Override
  public SearchIndex supposing() {
    return using(
        "Nothing can be supposed of the index now.",
        generation -> {
          var snapshot = generation.acquire();
          try {
            return new Supposed(generation, snapshot, shelf.next());
          } catch (IOException | RuntimeException e) {
            generation.release(snapshot);
            throw e;
          }
        });
  }

  @Override
  public void adopt(SearchIndex other) {
    exchange.writeLock().lock();
    try {
      requireOpen();
      if (beside.isEmpty() || beside.get() != other)
        throw new IllegalArgumentException("was not made beside this index, or not last");
      var next = beside.get().handOver();
      attempt(
          "The new index cannot take the place of the old one.",
          () -> {
            try {
              next.refresh();
              shelf.choose(next);
            } catch (IOException | RuntimeException e) {
              // It stays on the disk: which of the two is named there shows at the next opening.
              next.close();
              throw e;
            }
            return 0;
          });
      var before = current;
      current = next;
      outdated = false;
      beside = Optional.empty();
      synchronized (former) {
        former.add(before);
      }
      attempt(
          "The old index cannot be closed.",
          () -> {
            before.retire();
            return 0;
          });
    } finally {
      exchange.writeLock().unlock();
    }
  }

  /// Its generation, which others close from now on.
  private Generation handOver() {
    exchange.writeLock().lock();
    try {
      requireOpen();
      closed = true;
      return current;
    } finally {
      exchange.writeLock().unlock();
    }
  }

  private void requireOpen() {
    if (closed) throw new IndexFailure(IndexFailure.Kind.UNAVAILABLE, "The index is closed.", null);
  }

  @Override
  public void refresh() {
    using(
        "The index cannot show what changed.",
        generation -> {
          generation.refresh();
          return 0;
        });
  }

  @Override
  public View view() {
    return using(
        "The index cannot be searched.",
        generation -> {
          var snapshot = generation.acquire();
          return new LuceneView(snapshot, () -> generation.release(snapshot));
        });
  }

  @Override
  public Optional<String> trouble() {
    exchange.readLock().lock();
    try {
      if (closed) return Optional.of("The index is closed.");
      if (current.broken())
        return Optional.of("The index stopped taking in changes; restart the server.");
      return Optional.empty();
    } finally {
      exchange.readLock().unlock();
    }
  }

  @Override
  public void close() {
    exchange.writeLock().lock();
    try {
      if (closed) return;
      closed = true;
      beside.ifPresent(LuceneIndex::close);
      attempt(
          "The index cannot be closed.",
          () -> {
            synchronized (former) {
              for (var generation : former) generation.delete();
            }
            if (draft) current.delete();
            else current.close();
            return 0;
          });
    } finally {
      exchange.writeLock().unlock();
    }
  }

  @FunctionalInterface
  private interface Use<T> {
    T of(Generation generation) throws IOException;
  }

  /// Does it with the generation of now, which is not replaced meanwhile.
  private <T> T using(String failure, Use<T> use) {
    exchange.readLock().lock();
    try {
      return attempt(failure, () -> use.of(current));
    } finally {
      exchange.readLock().unlock();
    }
  }

  @FunctionalInterface
  interface Step<T> {
    T run() throws IOException;
  }

  static <T> T attempt(String failure, Step<T> step) {
    try {
      return step.run();
    } catch (IOException | UncheckedIOException | AlreadyClosedException e) {
      throw new IndexFailure(IndexFailure.Kind.UNAVAILABLE, failure, e);
    }
  }
}

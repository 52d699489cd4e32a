package dev.cairn.indexer.lucene;

import static dev.cairn.indexer.lucene.LuceneIndex.attempt;

import dev.cairn.indexer.Entry;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.SearchIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;

/// One state of an index, and what takes the place of some of its entries: the leaves of the one,
/// in which these are masked, beside the leaves of a small generation that holds the others.
final class Supposed implements SearchIndex {
  private final Generation base;
  private final Snapshot before;
  private final Generation instead;
  private final Set<String> gone = new HashSet<>();
  private Now now;
  private boolean closed;

  /// The state that is shown, as long as somebody looks at it.
  ///
  /// @param own state of the small generation
  private static final class Now {
    private final Snapshot snapshot;
    private final Optional<Snapshot> own;
    private int users = 1;

    Now(Snapshot snapshot, Optional<Snapshot> own) {
      this.snapshot = snapshot;
      this.own = own;
    }
  }

  /// @param before acquired from the base, and given back when this is closed
  /// @param instead empty; vanishes when this is closed
  Supposed(Generation base, Snapshot before, Generation instead) {
    this.base = base;
    this.before = before;
    this.instead = instead;
    this.now = new Now(before, Optional.empty());
  }

  @Override
  public synchronized void replace(Entry entry) {
    requireOpen();
    gone.add(entry.id());
    attempt(
        "What is supposed cannot be taken in.",
        () -> {
          instead.replace(entry);
          return 0;
        });
  }

  @Override
  public synchronized void remove(String id) {
    requireOpen();
    gone.add(id);
    attempt(
        "What is supposed cannot be taken in.",
        () -> {
          instead.remove(id);
          return 0;
        });
  }

  @Override
  public synchronized void refresh() {
    requireOpen();
    attempt(
        "What is supposed cannot be shown.",
        () -> {
          instead.refresh();
          var own = instead.acquire();
          var last = now;
          now = new Now(together(own), Optional.of(own));
          release(last);
          return 0;
        });
  }

  private Snapshot together(Snapshot own) throws IOException {
    var leaves = new ArrayList<IndexReader>();
    for (var leaf : before.getLeafContexts()) leaves.add(Masked.of(leaf.reader(), gone));
    for (var leaf : own.getLeafContexts()) leaves.add(leaf.reader());
    // Never closed: its leaves belong to the two snapshots.
    return base.searching(new MultiReader(leaves.toArray(IndexReader[]::new), true));
  }

  @Override
  public synchronized View view() {
    requireOpen();
    var shown = now;
    shown.users++;
    return new LuceneView(shown.snapshot, () -> release(shown));
  }

  private synchronized void release(Now shown) throws IOException {
    if (--shown.users > 0 || shown.own.isEmpty()) return;
    instead.release(shown.own.get());
  }

  private void requireOpen() {
    if (closed) throw new IndexFailure(IndexFailure.Kind.UNAVAILABLE, "The index is closed.", null);
  }

  /// Does nothing: what is supposed is never durable.
  @Override
  public void commit(long upTo) {
    // nothing lasts
  }

  @Override
  public long committed() {
    return 0;
  }

  @Override
  public boolean purge() {
    return false;
  }

  @Override
  public boolean outdated() {
    return false;
  }

  @Override
  public void goesWith(String vocabulary) {
    // nothing lasts
  }

  @Override
  public SearchIndex beside() {
    throw new IllegalStateException("nothing is built beside what is supposed");
  }

  @Override
  public void adopt(SearchIndex other) {
    throw new IllegalStateException("nothing takes the place of what is supposed");
  }

  @Override
  public SearchIndex supposing() {
    throw new IllegalStateException("nothing is supposed of what is supposed");
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public synchronized void close() {
    if (closed) return;
    closed = true;
    attempt(
        "What was supposed cannot be let go of.",
        () -> {
          try {
            release(now);
            instead.delete();
          } finally {
            base.release(before);
          }
          return 0;
        });
  }
}

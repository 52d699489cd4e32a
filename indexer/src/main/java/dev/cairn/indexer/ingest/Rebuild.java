package dev.cairn.indexer.ingest;

import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.ontology.ConceptView;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Fills a new index beside the one that answers, from the first change on, while the feeder goes
/// on with the old one. When it has come as far, the feeder itself brings the last changes in and
/// puts it in the place of the old one, so that no change falls between the two.
final class Rebuild {
  private static final System.Logger LOG = System.getLogger(Rebuild.class.getName());
  private static final String PART = "rebuild";
  private static final int AT_ONCE = 100;

  private final IngestParts parts;
  private final Reader reader;
  private final Feeder feeder;
  private final Meanings meanings;
  private final Timings timings;
  private final Troubles troubles;
  private final Patience patience;
  private final ReentrantLock one = new ReentrantLock();
  private Optional<Thread> thread = Optional.empty();

  Rebuild(
      IngestParts parts,
      Reader reader,
      Feeder feeder,
      Meanings meanings,
      Timings timings,
      Troubles troubles,
      Patience patience) {
    this.parts = parts;
    this.reader = reader;
    this.feeder = feeder;
    this.meanings = meanings;
    this.timings = timings;
    this.troubles = troubles;
    this.patience = patience;
  }

  /// Begins in the background if the index was built for an older vocabulary.
  void startIfOutdated() {
    if (!parts.index().outdated()) return;
    var begun = Thread.ofPlatform().name("index-rebuild").daemon().unstarted(this::untilDone);
    thread = Optional.of(begun);
    begun.start();
  }

  private void untilDone() {
    int failures = 0;
    do
      try {
        run((_, _) -> {});
        troubles.over(PART);
        return;
      } catch (InterruptedException e) {
        LOG.log(System.Logger.Level.DEBUG, "the next start builds the index anew", e);
        return;
      } catch (RuntimeException e) {
        failures++;
        LOG.log(System.Logger.Level.WARNING, "building the index anew failed", e);
        troubles.are(PART, "The index cannot be built for the new vocabulary; it is tried again.");
      }
    while (patience.after(failures) && parts.index().outdated());
  }

  /// @throws IllegalStateException while another one goes on
  /// @throws InterruptedException if interrupted, or closed meanwhile
  void run(Ingest.Watcher watcher) throws InterruptedException {
    if (!one.tryLock())
      throw new IllegalStateException("The index is being built anew already; wait for its end.");
    try {
      var next = parts.index().beside();
      try {
        fill(next, watcher);
      } finally {
        // Does nothing where it was adopted; else it vanishes.
        next.close();
      }
    } finally {
      one.unlock();
    }
  }

  private void fill(SearchIndex next, Ingest.Watcher watcher) throws InterruptedException {
    var bringing =
        new Bringing(
            next, reader, meanings, parts.tagging(), Bringing.Told.NOBODY, timings, troubles);
    var concepts = parts.concepts().get();
    var names = bringing.fill(concepts, Set.of());
    long upTo = bring(bringing, concepts, 0, watcher);
    // Most of the writing is done here, and not while the feeder waits.
    next.commit(upTo);
    if (!feeder.between(() -> finish(next, bringing, names, concepts, upTo, watcher)))
      throw new InterruptedException("closed meanwhile");
  }

  private long bring(Bringing bringing, ConceptView concepts, long from, Ingest.Watcher watcher)
      throws InterruptedException {
    long upTo = from;
    while (true) {
      if (patience.ended() || Thread.interrupted())
        throw new InterruptedException("stopped while the index was built anew");
      var changes = parts.catalogue().changesSince(upTo, AT_ONCE);
      for (var change : changes) {
        boolean brought = false;
        while (!brought) brought = bringing.brought(change, concepts);
        upTo = change.number();
      }
      watcher.at(upTo, Math.max(upTo, parts.catalogue().lastChange()));
      if (changes.size() < AT_ONCE) return upTo;
    }
  }

  /// Runs on the feeding thread: nothing comes into the old index meanwhile.
  private void finish(
      SearchIndex next,
      Bringing bringing,
      Set<String> names,
      ConceptView before,
      long from,
      Ingest.Watcher watcher) {
    var concepts = parts.concepts().get();
    if (!concepts.version().equals(before.version())) bringing.fill(concepts, names);
    long upTo = from;
    try {
      upTo = bring(bringing, concepts, from, watcher);
    } catch (InterruptedException e) {
      throw new IndexFailure(
          IndexFailure.Kind.UNAVAILABLE, "The server is stopping; start this again after.", e);
    }
    next.commit(upTo);
    parts.index().adopt(next);
    feeder.adopted(upTo, concepts);
    parts.index().refresh();
    meanings.ask(parts.index(), parts.tagging().get());
  }

  /// Waits for the end of what goes on, which comes soon after the patience has ended.
  void close() {
    thread.ifPresent(Threads::join);
    one.lock();
    one.unlock();
  }
}

package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Brings every change into the index, on one thread and strictly in the order of its number. What
/// it has not committed when the process dies, it brings again: replacing twice changes nothing.
final class Feeder {
  private static final System.Logger LOG = System.getLogger(Feeder.class.getName());
  private static final String PART = "index";
  private static final int AT_ONCE = 100;
  private static final long REFRESH_SHARE = 20;

  private final IngestParts parts;
  private final IngestSettings settings;
  private final Meanings meanings;
  private final Bringing bringing;
  private final Timings timings;
  private final Step.Checkpoint checkpoint;
  private final Troubles troubles;
  private final Patience patience;
  private final BooleanSupplier quiet;
  private final Runnable undirected;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition signal = lock.newCondition();
  private final Condition settled = lock.newCondition();
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Waiting::number));
  private final Queue<FutureTask<Boolean>> tasks = new ArrayDeque<>();
  private final Queue<ItemId> again = new ArrayDeque<>();
  private boolean conceptsAgain;
  private boolean signalled = true;
  private boolean closing;
  private boolean over;

  /// Whether somebody is being told what he waited for: not settled before he knows.
  private boolean releasing;

  private volatile long shown;
  private volatile long committed;
  private volatile boolean clean;

  // Only the feeding thread touches these.
  private boolean begun;
  private boolean lost;
  private long fed;
  private int uncommitted;
  private boolean unshown;
  private long uncommittedSince;
  private long lastRefresh;
  private long refreshTook;
  private String conceptsFilled = "";
  private Set<String> conceptIds = new HashSet<>();

  private final Thread thread;

  private record Waiting(long number, Runnable then) {}

  /// @param quiet whether nothing else is being read or described, so that there is no use in
  ///   waiting for more
  /// @param undirected asks the index anew what waits for its meaning
  Feeder(
      IngestParts parts,
      IngestSettings settings,
      Reader reader,
      Meanings meanings,
      Timings timings,
      Step.Checkpoint checkpoint,
      Troubles troubles,
      Patience patience,
      BooleanSupplier quiet,
      Runnable undirected) {
    this.parts = parts;
    this.settings = settings;
    this.meanings = meanings;
    this.bringing =
        new Bringing(
            parts.index(), reader, meanings, parts.tagging(), this::told, timings, troubles);
    this.timings = timings;
    this.checkpoint = checkpoint;
    this.troubles = troubles;
    this.patience = patience;
    this.quiet = quiet;
    this.undirected = undirected;
    this.thread = Thread.ofPlatform().name("index-feeder").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// There may be something to do.
  void signal() {
    lock.lock();
    try {
      signalled = true;
      signal.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Runs it, on the feeding thread, as soon as the index shows everything up to the number.
  void whenShown(long number, Runnable then) {
    lock.lock();
    try {
      waiting.add(new Waiting(number, then));
      signalled = true;
      signal.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Number up to which a reader finds all changes.
  long shown() {
    return shown;
  }

  void awaitShown(long number) throws InterruptedException {
    lock.lock();
    try {
      while (!over && shown < number) settled.await();
    } finally {
      lock.unlock();
    }
  }

  /// Does it on the feeding thread between two changes, so that nothing else comes into the index
  /// meanwhile. Returns when it is done.
  ///
  /// @return false if this is closed and it was not done
  /// @throws RuntimeException what the task throws
  boolean between(Runnable task) throws InterruptedException {
    var asked = new FutureTask<>(task, true);
    lock.lock();
    try {
      if (over) return false;
      tasks.add(asked);
      signalled = true;
      signal.signal();
    } finally {
      lock.unlock();
    }
    try {
      return asked.get();
    } catch (CancellationException e) {
      LOG.log(System.Logger.Level.DEBUG, "closed before it was done", e);
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) throw fault;
      throw new IllegalStateException("what was to be done between two changes failed", e);
    }
  }

  private void doTasks() {
    while (true) {
      FutureTask<Boolean> task;
      lock.lock();
      try {
        if (tasks.isEmpty()) return;
        task = tasks.remove();
      } finally {
        lock.unlock();
      }
      task.run();
    }
  }

  /// Brings these items in as they are now, out of their turn; only in {@link #between}.
  void bringAgain(Collection<ItemId> ids) {
    ids.forEach(this::bringAsItIs);
    parts.index().refresh();
  }

  private void bringAsItIs(ItemId id) {
    var item = parts.catalogue().find(id, Caller.admin());
    // One that has no number yet comes in its turn.
    if (item.isPresent() && item.get().change() == 0) return;
    clean = false;
    bringing.bring(
        new Catalogue.Change(item.map(Item::change).orElse(0L), id, item), parts.concepts().get());
    touched();
  }

  /// The same soon, without waiting for it. What is left of them when this closes, the next start
  /// finds.
  void bringSoon(Collection<ItemId> ids) {
    lock.lock();
    try {
      again.addAll(ids);
      signalled = true;
      signal.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Tells the index of all concepts once more, soon.
  void fillConceptsAgain() {
    lock.lock();
    try {
      conceptsAgain = true;
      signalled = true;
      signal.signal();
    } finally {
      lock.unlock();
    }
  }

  private void bringLate() {
    var ids = new ArrayList<ItemId>();
    lock.lock();
    try {
      if (again.isEmpty() && !conceptsAgain) return;
      // Not settled before this is done.
      clean = false;
      while (ids.size() < AT_ONCE && !again.isEmpty()) ids.add(again.remove());
      if (again.isEmpty()) {
        if (conceptsAgain) conceptsFilled = "";
        conceptsAgain = false;
      } else signalled = true;
    } finally {
      lock.unlock();
    }
    ids.forEach(this::bringAsItIs);
  }

  private void told(Catalogue.Change change, Optional<Boolean> directed) {
    if (directed.isEmpty()) meanings.gone(change.id());
    else if (!directed.get()) meanings.lacking(change.id(), change.number());
    else if (meanings.told(change.id()))
      whenShown(change.number(), () -> meanings.shown(change.id()));
  }

  /// The index holds this from now on; only in {@link #between}.
  void adopted(long number, ConceptView concepts) {
    fed = number;
    committed = number;
    uncommitted = 0;
    unshown = true;
    conceptIds = new HashSet<>();
    concepts.all().forEach(concept -> conceptIds.add(concept.id()));
    conceptsFilled = version(concepts);
    bringing.committed();
    begun = true;
  }

  void awaitSettled() throws InterruptedException {
    lock.lock();
    try {
      while (!over
          && !(quiet.getAsBoolean()
              && clean
              && again.isEmpty()
              && !conceptsAgain
              && waiting.isEmpty()
              && !releasing
              && upToDate())) settled.await();
    } finally {
      lock.unlock();
    }
  }

  private boolean upToDate() {
    return committed >= parts.catalogue().lastChange();
  }

  /// Brings in what is left, commits and ends.
  void close() {
    lock.lock();
    try {
      closing = true;
      signal.signal();
    } finally {
      lock.unlock();
    }
    if (thread.getState() != Thread.State.NEW) Threads.join(thread);
  }

  private void run() {
    try {
      int failures = 0;
      while (true) {
        try {
          if (round()) return;
          failures = 0;
        } catch (RuntimeException e) {
          failures++;
          LOG.log(System.Logger.Level.WARNING, "feeding the index failed, attempt " + failures, e);
          troubles.are(
              PART, "What has changed cannot be brought into the index; it is tried again.");
          if (!patience.after(failures)) return;
          startOver();
        }
      }
    } finally {
      lock.lock();
      try {
        over = true;
        tasks.forEach(task -> task.cancel(false));
        tasks.clear();
        settled.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /// What the index holds in memory may be lost after a failure; what it committed is not.
  private void startOver() {
    begun = false;
    lost = true;
    conceptsFilled = "";
    uncommitted = 0;
  }

  /// @return whether this was the last one
  private boolean round() {
    if (!begun) begin();
    boolean last = takeSignal();
    doTasks();
    bringLate();
    fillConcepts();
    boolean caughtUp = feed();
    showIfDue(caughtUp);
    commitIfDue(caughtUp, last);
    troubles.over(PART);
    if (!caughtUp) return false;
    if (last) return true;
    rest();
    return false;
  }

  private void begin() {
    fed = parts.index().committed();
    committed = fed;
    shown = fed;
    // The concepts go in before anything else and come with the first commit. In an index that was
    // built for another vocabulary they take the place of the former ones.
    if (fed > 0 && conceptIds.isEmpty() && !parts.index().outdated()) {
      var concepts = parts.concepts().get();
      concepts.all().forEach(concept -> conceptIds.add(concept.id()));
      conceptsFilled = version(concepts);
    }
    if (lost) undirected.run();
    lost = false;
    begun = true;
  }

  private boolean takeSignal() {
    lock.lock();
    try {
      signalled = false;
      return closing;
    } finally {
      lock.unlock();
    }
  }

  /// @return whether nothing is left
  private boolean feed() {
    var changes = parts.catalogue().changesSince(fed, AT_ONCE);
    if (changes.isEmpty()) return true;
    clean = false;
    var concepts = parts.concepts().get();
    for (var change : changes) {
      bringing.bring(change, concepts);
      fed = change.number();
      touched();
      checkpoint.reached(Step.REPLACED);
      if (uncommitted >= settings.commitChanges()) commit();
    }
    return changes.size() < AT_ONCE;
  }

  private void fillConcepts() {
    var concepts = parts.concepts().get();
    var version = version(concepts);
    if (version.equals(conceptsFilled)) return;
    clean = false;
    conceptIds = bringing.fill(concepts, conceptIds);
    if (meanings.known(parts.tagging().get()).isEmpty()) meanings.lackConcepts();
    conceptsFilled = version;
    touched();
  }

  private String version(ConceptView concepts) {
    return IngestParts.vocabulary(concepts, parts.linker().get());
  }

  private void touched() {
    unshown = true;
    if (uncommitted++ == 0) uncommittedSince = System.nanoTime();
  }

  private void showIfDue(boolean caughtUp) {
    boolean due = System.nanoTime() - lastRefresh >= betweenRefreshes();
    if (unshown && (due || caughtUp && quiet.getAsBoolean())) {
      long began = System.nanoTime();
      try (var _ = timings.start(Timings.Stage.REFRESH)) {
        parts.index().refresh();
      }
      unshown = false;
      lastRefresh = System.nanoTime();
      refreshTook = lastRefresh - began;
      checkpoint.reached(Step.SHOWN);
    }
    if (!unshown) {
      shown = fed;
      release();
    }
  }

  /// While much comes in, showing takes a twentieth of the time at most.
  private long betweenRefreshes() {
    return Math.max(settings.refreshAfter().toNanos(), REFRESH_SHARE * refreshTook);
  }

  private void release() {
    var ready = new ArrayList<Runnable>();
    lock.lock();
    try {
      while (!waiting.isEmpty() && waiting.peek().number() <= shown)
        ready.add(waiting.remove().then());
      releasing = !ready.isEmpty();
    } finally {
      lock.unlock();
    }
    try {
      ready.forEach(Runnable::run);
    } finally {
      lock.lock();
      try {
        releasing = false;
        settled.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void commitIfDue(boolean caughtUp, boolean last) {
    boolean due = System.nanoTime() - uncommittedSince >= settings.commitAfter().toNanos();
    if (uncommitted > 0 && (due || caughtUp && (last || quiet.getAsBoolean()))) commit();
  }

  private void commit() {
    try (var _ = timings.start(Timings.Stage.COMMIT)) {
      parts.index().commit(fed);
    }
    uncommitted = 0;
    committed = fed;
    // Not before the concepts are durable there; what was linked with older ones comes again.
    if (!conceptsFilled.isEmpty() && !parts.index().outdated())
      parts.index().goesWith(conceptsFilled);
    bringing.committed();
    checkpoint.reached(Step.COMMITTED);
  }

  private void rest() {
    lock.lock();
    try {
      clean = uncommitted == 0 && !unshown;
      committed = uncommitted == 0 ? fed : committed;
      settled.signalAll();
      while (!signalled && !closing) {
        long now = System.nanoTime();
        long wait = Long.MAX_VALUE;
        if (unshown) wait = lastRefresh + betweenRefreshes() - now;
        if (uncommitted > 0)
          wait = Math.min(wait, uncommittedSince + settings.commitAfter().toNanos() - now);
        if (wait <= 0) return;
        if (wait == Long.MAX_VALUE) signal.awaitUninterruptibly();
        else if (waitNanos(wait) <= 0) return;
      }
    } finally {
      lock.unlock();
    }
  }

  private long waitNanos(long nanos) {
    try {
      return signal.awaitNanos(nanos);
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "nobody is meant to interrupt this thread", e);
      return 0;
    }
  }
}

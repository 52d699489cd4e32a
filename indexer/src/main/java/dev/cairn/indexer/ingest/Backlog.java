package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Catalogue.Description;
import dev.cairn.corpus.ItemId;
import dev.cairn.indexer.Job;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What waits to be read, what is being read, and what was read and waits to be written down. Only
/// in memory: the catalogue knows what waits after a crash. Thread-safe.
final class Backlog {
  private static final System.Logger LOG = System.getLogger(Backlog.class.getName());

  /// Which of two queues.
  enum Turn {
    /// In the order of coming.
    NEXT,
    /// Can be found already and is only read again; lets everything else pass.
    RENEWAL
  }

  /// One item to be read, and the lines of jobs that wait for it.
  static final class Work {
    private final ItemId item;
    private final List<Pledge> pledges = new ArrayList<>();
    private boolean begun;

    private Work(ItemId item) {
      this.item = item;
    }

    ItemId item() {
      return item;
    }

    private void at(Job.Stage stage) {
      for (var pledge : pledges) pledge.ticket().at(stage);
    }

    private boolean unwanted() {
      return !pledges.isEmpty()
          && pledges.stream().allMatch(pledge -> pledge.ticket().job().cancelled());
    }
  }

  record Finding(Work work, Description description) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition ready = lock.newCondition();
  private final ArrayDeque<Work> waiting = new ArrayDeque<>();
  private final ArrayDeque<Work> renewals = new ArrayDeque<>();
  private final ArrayDeque<Finding> findings = new ArrayDeque<>();

  /// The last work of each item that has not ended.
  private final Map<ItemId, Work> newest = new HashMap<>();

  private final AtomicInteger notEnded = new AtomicInteger();
  private int beingRead;
  private boolean closing;
  private boolean allRead;

  /// The item will be read after this call, for this line and all others that wait for it.
  void add(Turn turn, ItemId item, Pledge pledge) {
    lock.lock();
    try {
      var known = newest.get(item);
      if (known == null || known.begun) append(queue(turn), item).pledges.add(pledge);
      else {
        known.pledges.add(pledge);
        if (turn == Turn.NEXT && renewals.remove(known)) waiting.add(known);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Those of the items that are not here yet, for nobody.
  void addMissing(List<ItemId> items) {
    lock.lock();
    try {
      for (var item : items) if (!newest.containsKey(item)) append(waiting, item);
    } finally {
      lock.unlock();
    }
  }

  /// Lets the line wait for the item if it is here, or if it deserves to be read, which is asked
  /// while nothing changes here.
  ///
  /// @return false if the item is neither
  boolean join(ItemId item, Pledge pledge, Predicate<ItemId> deserves) {
    lock.lock();
    try {
      var known = newest.get(item);
      if (known == null && !deserves.test(item)) return false;
      (known == null ? append(waiting, item) : known).pledges.add(pledge);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private Work append(ArrayDeque<Work> queue, ItemId item) {
    var fresh = new Work(item);
    newest.put(item, fresh);
    queue.add(fresh);
    notEnded.incrementAndGet();
    work.signal();
    return fresh;
  }

  private ArrayDeque<Work> queue(Turn turn) {
    return switch (turn) {
      case NEXT -> waiting;
      case RENEWAL -> renewals;
    };
  }

  /// Waits for something to read; null when closing.
  @Nullable Work take() {
    lock.lock();
    try {
      while (noneWaits() && !closing) work.awaitUninterruptibly();
      if (closing) return null;
      return begin(waiting.isEmpty() ? renewals.remove() : waiting.remove());
    } finally {
      lock.unlock();
    }
  }

  private boolean noneWaits() {
    return waiting.isEmpty() && renewals.isEmpty();
  }

  private Work begin(Work next) {
    next.begun = true;
    next.at(Job.Stage.READING);
    beingRead++;
    return next;
  }

  void putBack(Work failed) {
    lock.lock();
    try {
      beingRead--;
      failed.begun = false;
      failed.at(Job.Stage.WAITING);
      waiting.addFirst(failed);
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /// The lines that wait for the work now.
  List<Pledge> pledges(Work of) {
    lock.lock();
    try {
      return List.copyOf(of.pledges);
    } finally {
      lock.unlock();
    }
  }

  /// Whether the item waits, is being read or is to be described.
  boolean holds(ItemId item) {
    lock.lock();
    try {
      return newest.containsKey(item);
    } finally {
      lock.unlock();
    }
  }

  /// Takes works that only cancelled jobs wait for out of their queue, as if they were begun.
  List<Work> withdraw(Turn turn, Predicate<ItemId> which) {
    var withdrawn = new ArrayList<Work>();
    lock.lock();
    try {
      for (var all = queue(turn).iterator(); all.hasNext(); ) {
        var next = all.next();
        if (!next.unwanted() || !which.test(next.item)) continue;
        all.remove();
        withdrawn.add(begin(next));
      }
    } finally {
      lock.unlock();
    }
    return withdrawn;
  }

  /// The work was read and is to be described.
  void found(Finding finding) {
    lock.lock();
    try {
      beingRead--;
      finding.work.at(Job.Stage.WRITING);
      findings.add(finding);
      ready.signal();
    } finally {
      lock.unlock();
    }
  }

  /// The work was begun and there is nothing to describe; to be followed by {@link #ended}.
  List<Pledge> drop(Work work) {
    lock.lock();
    try {
      beingRead--;
      ready.signal();
      return finish(work);
    } finally {
      lock.unlock();
    }
  }

  /// From now on no other line joins the work; to be followed by {@link #ended}.
  List<Pledge> finish(Work work) {
    lock.lock();
    try {
      newest.remove(work.item, work);
      return List.copyOf(work.pledges);
    } finally {
      lock.unlock();
    }
  }

  void ended(int works) {
    notEnded.addAndGet(-works);
  }

  /// Whether nothing waits, is read or is to be described.
  boolean quiet() {
    return notEnded.get() == 0;
  }

  /// What is ready to be described; while more is being read it waits a little for that. Empty when
  /// all was read and described.
  List<Finding> ready(Duration linger, int most) {
    lock.lock();
    try {
      while (findings.isEmpty() && !allRead) ready.awaitUninterruptibly();
      long left = linger.toNanos();
      while (findings.size() < most && moreToCome() && left > 0) left = awaitReady(left);
      var together = new ArrayList<Finding>();
      while (!findings.isEmpty() && together.size() < most) together.add(findings.remove());
      return together;
    } finally {
      lock.unlock();
    }
  }

  private boolean moreToCome() {
    return beingRead > 0 || !closing && !noneWaits();
  }

  private long awaitReady(long nanos) {
    try {
      return ready.awaitNanos(nanos);
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "nobody is meant to interrupt this thread", e);
      return 0;
    }
  }

  /// Nothing is taken any more.
  void stop() {
    lock.lock();
    try {
      closing = true;
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Nobody reads any more.
  void allRead() {
    lock.lock();
    try {
      allRead = true;
      ready.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

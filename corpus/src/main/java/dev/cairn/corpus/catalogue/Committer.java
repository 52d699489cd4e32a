package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.ItemId;
import dev.cairn.ontology.GraphFailure;
import dev.cairn.ontology.GraphStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets many callers share one transaction. A transaction costs some 25 ms whatever its size; while
/// one is written, the next changes gather, so that the more callers there are the more each
/// transaction carries.
final class Committer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

  private final GraphStore store;
  private final BlockingQueue<Request<?>> waiting = new LinkedBlockingQueue<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private final Object gate = new Object();
  private boolean closed;
  private volatile Picture current;

  Committer(GraphStore store, Picture first) {
    this.store = store;
    this.current = first;
    this.thread = Thread.ofPlatform().name("catalogue-commit").daemon().start(this::run);
  }

  /// What is durable now.
  Picture picture() {
    return current;
  }

  void listen(Runnable listener) {
    listeners.add(listener);
  }

  /// Hands a change over and waits until it is durable, through interruptions: whether a change was
  /// made must be known.
  ///
  /// @param change made on the committing thread; when it throws, nothing of it is kept, and the
  ///   caller gets what it threw
  <T> T change(Function<Draft, T> change) {
    if (Thread.currentThread() == thread)
      throw new IllegalStateException("a listener must not change the catalogue");
    var request = new Request<>(change);
    synchronized (gate) {
      if (closed)
        throw new GraphFailure(
            GraphFailure.Kind.UNAVAILABLE, "changing the catalogue failed: it is closed", null);
      waiting.add(request);
    }
    try {
      return request.answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) throw failure;
      if (e.getCause() instanceof Error error) throw error;
      throw e;
    }
  }

  @Override
  public void close() {
    synchronized (gate) {
      if (!closed) waiting.add(new Request<>(_ -> true, true));
      closed = true;
    }
    boolean interrupted = false;
    while (thread.isAlive() && Thread.currentThread() != thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }

  private void run() {
    boolean last = false;
    while (!last) {
      var batch = new ArrayList<Request<?>>();
      try {
        batch.add(waiting.take());
      } catch (InterruptedException e) {
        // Nobody has this thread to interrupt it; the only way out is the last request.
        continue;
      }
      waiting.drainTo(batch);
      last = batch.getLast().last;
      commit(batch);
    }
  }

  private void commit(List<Request<?>> batch) {
    var before = current;
    var after = before;
    Set<ItemId> touched = new LinkedHashSet<>();
    try {
      for (var request : batch) {
        var draft = new Draft(after);
        if (request.make(draft)) {
          after = draft.picture();
          touched.addAll(draft.touched());
        }
      }
      var changes = Difference.between(before, after, touched);
      if (!changes.isEmpty()) store.apply(changes);
    } catch (RuntimeException | Error e) {
      batch.forEach(request -> request.answer.completeExceptionally(e));
      return;
    }
    current = after;
    if (after != before) listeners.forEach(Committer::tell);
    batch.forEach(Request::release);
  }

  private static void tell(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.error("A listener failed after a commit", e);
    }
  }

  private static final class Request<T> {
    private final Function<Draft, T> change;
    private final boolean last;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private Runnable release = () -> {};

    Request(Function<Draft, T> change) {
      this(change, false);
    }

    Request(Function<Draft, T> change, boolean last) {
      this.change = change;
      this.last = last;
    }

    /// Whether it could be made; its answer waits for the transaction.
    boolean make(Draft draft) {
      try {
        T result = change.apply(draft);
        release = () -> answer.complete(result);
        return true;
      } catch (RuntimeException e) {
        release = () -> answer.completeExceptionally(e);
        return false;
      }
    }

    void release() {
      release.run();
    }
  }
}

package dev.cairn.ontology.tdb;

import dev.cairn.ontology.GraphFailure;
import dev.cairn.ontology.GraphStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSet;
import org.apache.jena.query.ResultSetFactory;
import org.apache.jena.query.TxnType;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The graph in TDB2. All work is done on threads of its own, because a thread that is interrupted
/// while it reads or writes would close the files under everybody's feet (so `FileChannel` is
/// made), and callers are interrupted when a request is given up or the server stops.
final class Tdb2GraphStore implements GraphStore {
  private static final Logger LOG = LoggerFactory.getLogger(Tdb2GraphStore.class);

  /// Below this much free space the operator is warned.
  private static final long SCARCE_BYTES = 256L * 1024 * 1024;

  /// While more changes than these wait to be made in the new files, others go on.
  private static final int FEW = 8;

  /// So many times the usual statements may wait; then who brings more waits for them.
  private static final int PATIENCE = 4;

  private final Shelf shelf;
  private final Pace pace;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("graph-", 0).daemon().factory());
  private final ScheduledThreadPoolExecutor settler =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("graph-settler").daemon().factory());
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Generation current;

  /// Held while a change is written to the log.
  private final ReentrantLock logging = new ReentrantLock();

  /// Durable in the log, not yet in the files. Guarded by {@link #logging}.
  private List<List<Change>> waiting = new ArrayList<>();

  /// How many statements {@link #waiting} has. Guarded by {@link #logging}.
  private long statements;

  /// Whether somebody will settle. Guarded by {@link #logging}.
  private boolean due;

  /// How many changes are not yet in the files.
  private final AtomicInteger unsettled = new AtomicInteger();

  /// Held while the files are written.
  private final ReentrantLock writing = new ReentrantLock();

  /// Held while the files are written anew.
  private final ReentrantLock compacting = new ReentrantLock();

  /// What was changed since a compaction began to copy; empty while none goes on. Guarded by {@link
  /// #writing}.
  private Optional<List<List<Change>>> missed = Optional.empty();

  /// Whether it is not known which files will count at the next opening.
  private volatile boolean undecided;

  /// Whether the files could not be written at the last attempt.
  private volatile boolean stuck;

  Tdb2GraphStore(Shelf shelf, Pace pace) {
    this.shelf = shelf;
    this.pace = pace;
    settler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    try {
      this.current = new Generation(shelf.open());
      run("taking up changes", this::takeUp);
    } catch (RuntimeException e) {
      settler.shutdown();
      threads.shutdown();
      shelf.close();
      throw e;
    }
  }

  /// What a former process had written to the log only. What was in the files too is there once
  /// after it was made a second time.
  private boolean takeUp() throws IOException {
    if (shelf.log().isEmpty()) return false;
    waiting.addAll(shelf.log().get().left());
    unsettled.addAndGet(waiting.size());
    settle();
    shelf.log().get().forgetFormer();
    return true;
  }

  /// The change is durable in the log, a matter of one write; the files take in many together,
  /// since a transaction there costs some 25 ms and writes anew each block that it touches.
  @Override
  public void apply(List<Change> changes) {
    changes.forEach(Tdb2GraphStore::requireAcceptable);
    if (changes.isEmpty()) return;
    var all = List.copyOf(changes);
    run(
        "writing to the graph",
        () -> {
          if (shelf.log().isEmpty()) write(List.of(all));
          else if (log(shelf.log().get(), all)) settle();
          return true;
        });
  }

  /// @return whether far too much waits
  private boolean log(ChangeLog log, List<Change> changes) {
    logging.lock();
    try {
      if (closed.get()) throw closed("writing to the graph");
      log.append(changes);
      waiting.add(changes);
      unsettled.incrementAndGet();
      for (var change : changes) statements += size(change);
      if (statements >= pace.statements()) schedule(Duration.ZERO);
      else if (!due) schedule(pace.rest());
      return statements >= (long) pace.statements() * PATIENCE;
    } finally {
      logging.unlock();
    }
  }

  private static long size(Change change) {
    return switch (change) {
      case Change.Replace(_, var graph) -> graph.size();
      case Change.Insert(_, var graph) -> graph.size();
      case Change.Delete(_, var graph) -> graph.size();
      case Change.Drop(_) -> 1;
    };
  }

  private void schedule(Duration rest) {
    due = true;
    settler.schedule(this::settleLater, rest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// What fails is tried again with the next change or question; the log has it all.
  private void settleLater() {
    try {
      settle();
    } catch (RuntimeException | Error e) {
      LOG.error("Changes could not be made in the files of the graph; they wait in its log", e);
    }
  }

  /// Makes everything that is in the log in the files.
  private void settle() {
    writing.lock();
    try {
      List<List<Change>> changes;
      long last;
      logging.lock();
      try {
        due = false;
        if (waiting.isEmpty()) return;
        last = shelf.log().orElseThrow().turn();
        changes = waiting;
        waiting = new ArrayList<>();
        statements = 0;
      } finally {
        logging.unlock();
      }
      try {
        write(changes);
      } catch (RuntimeException | Error e) {
        stuck = true;
        putBack(changes);
        throw e;
      }
      stuck = false;
      unsettled.addAndGet(-changes.size());
      shelf.log().orElseThrow().forget(last);
    } finally {
      writing.unlock();
    }
  }

  private void putBack(List<List<Change>> changes) {
    logging.lock();
    try {
      changes.addAll(waiting);
      waiting = changes;
    } finally {
      logging.unlock();
    }
  }

  private void write(List<List<Change>> changes) {
    writing.lock();
    try {
      requireDecided();
      var data = current.data();
      Txn.executeWrite(
          data, () -> changes.forEach(all -> all.forEach(change -> make(change, data))));
      missed.ifPresent(list -> list.addAll(changes));
    } finally {
      writing.unlock();
    }
  }

  private static void requireAcceptable(Change change) {
    if (change.graph().isBlank()) throw new IllegalArgumentException("a graph needs a name");
    if (change instanceof Change.Delete(var graph, var statements))
      statements.stream()
          .filter(t -> t.getSubject().isBlank() || t.getObject().isBlank())
          .findFirst()
          .ifPresent(t -> {
            throw new IllegalArgumentException(
                "cannot delete a statement with a blank node from " + graph + ": " + t);
          });
  }

  private static void make(Change change, DatasetGraph data) {
    Node name = NodeFactory.createURI(change.graph());
    switch (change) {
      case Change.Replace(_, var statements) -> {
        data.removeGraph(name);
        each(statements, t -> data.add(name, t.getSubject(), t.getPredicate(), t.getObject()));
      }
      case Change.Insert(_, var statements) ->
          each(statements, t -> data.add(name, t.getSubject(), t.getPredicate(), t.getObject()));
      case Change.Delete(_, var statements) ->
          each(statements, t -> data.delete(name, t.getSubject(), t.getPredicate(), t.getObject()));
      case Change.Drop(_) -> data.removeGraph(name);
    }
  }

  private static void each(Graph statements, Consumer<Triple> action) {
    var found = statements.find();
    try {
      found.forEachRemaining(action);
    } finally {
      found.close();
    }
  }

  @Override
  public Graph graph(String iri) {
    return read(
        "reading a graph",
        data -> {
          Graph copy = GraphMemFactory.createDefaultGraphSameTerm();
          data.find(NodeFactory.createURI(iri), Node.ANY, Node.ANY, Node.ANY)
              .forEachRemaining(quad -> copy.add(quad.asTriple()));
          return copy;
        });
  }

  @Override
  public List<String> graphNames() {
    return read(
        "listing the graphs",
        data -> {
          var names = new TreeSet<String>();
          data.listGraphNodes()
              .forEachRemaining(node -> {
                if (node.isURI()) names.add(node.getURI());
              });
          return List.copyOf(names);
        });
  }

  /// Reads the one order that begins with the graph from end to end; names are looked up only where
  /// they are wanted.
  @Override
  public void scan(String beginning, Consumer<Quad> reader) {
    read(
        "reading the graphs",
        data -> {
          var table = TDBInternal.getDatasetGraphTDB(data).getQuadTable().getNodeTupleTable();
          var names = table.getNodeTable();
          var statements = table.getTupleTable().getIndex(0).all();
          Optional<NodeId> graph = Optional.empty();
          Node name = Node.ANY;
          boolean wanted = false;
          while (statements.hasNext()) {
            var statement = statements.next();
            if (graph.isEmpty() || !graph.get().equals(statement.get(0))) {
              graph = Optional.of(statement.get(0));
              name = names.getNodeForNodeId(statement.get(0));
              wanted = name.isURI() && name.getURI().startsWith(beginning);
            }
            if (wanted)
              reader.accept(
                  Quad.create(
                      name,
                      names.getNodeForNodeId(statement.get(1)),
                      names.getNodeForNodeId(statement.get(2)),
                      names.getNodeForNodeId(statement.get(3))));
          }
          return true;
        });
  }

  @Override
  public ResultSet select(String sparql, Duration limit) {
    if (limit.isNegative() || limit.isZero())
      throw new IllegalArgumentException("the time limit must be positive, got " + limit);
    Query query = parse(sparql);
    return read("asking the graph", data -> rows(data, query, limit));
  }

  @Override
  public <T> T look(Function<DatasetGraph, T> reader) {
    return read("reading the graph", reader);
  }

  private static Query parse(String sparql) {
    try {
      var query = QueryFactory.create(sparql);
      if (query.isSelectType()) return query;
    } catch (QueryException e) {
      throw new IllegalArgumentException("not SPARQL: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("not a SELECT query: " + sparql);
  }

  private static ResultSet rows(DatasetGraph data, Query query, Duration limit) {
    try (var execution =
        QueryExecution.dataset(DatasetFactory.wrap(data))
            .query(query)
            .set(ARQ.httpServiceAllowed, false)
            .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
            .build()) {
      return ResultSetFactory.copyResults(execution.execSelect());
    }
  }

  // ---- as a whole

  @Override
  public void export(OutputStream nquads) throws IOException {
    var out = new FailingOutput(nquads);
    try {
      read(
          "copying the graph",
          data -> {
            var writer = StreamRDFWriter.getWriterStream(out, Lang.NQUADS);
            writer.start();
            data.find().forEachRemaining(writer::quad);
            writer.finish();
            return true;
          });
      out.flush();
    } catch (GraphFailure e) {
      out.rethrow();
      throw e;
    }
  }

  @Override
  public void load(InputStream nquads) throws IOException {
    var in = new FailingInput(nquads);
    try {
      run(
          "loading the graph",
          () -> {
            writing.lock();
            try {
              settle();
              if (missed.isPresent() || !isEmpty(current.data()))
                throw new IllegalStateException("the graph store holds something already");
              Txn.executeWrite(current.data(), () -> NQuads.read(in, current.data()));
              return true;
            } finally {
              writing.unlock();
            }
          });
    } catch (GraphFailure e) {
      in.rethrow();
      throw e;
    }
  }

  private static boolean isEmpty(DatasetGraph data) {
    return Txn.calculateRead(data, () -> !data.find().hasNext());
  }

  @Override
  public long bytes() {
    return run("measuring the graph", shelf::bytes);
  }

  /// The present state is copied while changes go on; these are kept in mind and made in the copy
  /// too. Nobody waits for it who only changes something: the log takes that in all the time.
  @Override
  public void compact() {
    run(
        "compacting the graph",
        () -> {
          compacting.lock();
          try {
            copyAndTurn();
            return true;
          } finally {
            compacting.unlock();
          }
        });
  }

  private void copyAndTurn() {
    var draft = shelf.draft();
    var old = current;
    boolean done = false;
    try {
      copy(old.data(), draft);
      while (catchUp(draft) > FEW) requireOpen();
      writing.lock();
      try {
        settle();
        catchUp(draft);
        undecided = true;
        current = new Generation(shelf.adopt(draft));
        undecided = false;
        done = true;
      } finally {
        missed = Optional.empty();
        writing.unlock();
      }
    } finally {
      if (!done) giveUp(draft);
    }
    old.retire();
    shelf.remove(old.data());
  }

  private void copy(DatasetGraph from, DatasetGraph to) {
    writing.lock();
    try {
      settle();
      from.begin(TxnType.READ);
      missed = Optional.of(new ArrayList<>());
    } finally {
      writing.unlock();
    }
    try {
      Txn.executeWrite(
          to,
          () ->
              from.find()
                  .forEachRemaining(quad -> {
                    requireOpen();
                    to.add(quad);
                  }));
    } finally {
      from.end();
    }
  }

  /// @return how many changes it made
  private int catchUp(DatasetGraph draft) {
    List<List<Change>> changes;
    writing.lock();
    try {
      changes = missed.orElseThrow();
      missed = Optional.of(new ArrayList<>());
    } finally {
      writing.unlock();
    }
    if (!changes.isEmpty())
      Txn.executeWrite(
          draft, () -> changes.forEach(all -> all.forEach(change -> make(change, draft))));
    return changes.size();
  }

  private void giveUp(DatasetGraph draft) {
    writing.lock();
    try {
      missed = Optional.empty();
      if (undecided) return;
    } finally {
      writing.unlock();
    }
    shelf.discard(draft);
  }

  /// The files are whole, the old ones and the new ones alike, as long as nothing is written.
  private void requireDecided() {
    if (undecided)
      throw new GraphFailure(
          GraphFailure.Kind.UNAVAILABLE,
          "writing the graph's files failed: a compaction ended half way",
          null);
  }

  /// Whoever closes the store does not wait for a compaction.
  private void requireOpen() {
    if (closed.get()) throw closed("compacting the graph");
  }

  private static GraphFailure closed(String attempt) {
    return new GraphFailure(
        GraphFailure.Kind.UNAVAILABLE, attempt + " failed: the store is closed", null);
  }

  // ---- keeping

  @Override
  public Optional<String> trouble() {
    if (closed.get()) return Optional.of("The graph store is closed.");
    try {
      run("reading the graph", () -> readNow(data -> data.isEmpty()));
      if (stuck)
        return Optional.of(
            "The graph cannot be written; changes wait in its log. See whether the disk is full.");
      if (undecided)
        return Optional.of(
            "A compaction of the graph ended half way; changes wait in its log. Start the server"
                + " again.");
      if (shelf.directory().isEmpty()) return Optional.empty();
      long free = Files.getFileStore(shelf.directory().get()).getUsableSpace();
      return free >= SCARCE_BYTES
          ? Optional.empty()
          : Optional.of("Only " + free / (1024 * 1024) + " MB are left where the graph is kept.");
    } catch (GraphFailure | IOException e) {
      return Optional.of("The graph store cannot be read: " + e.getMessage());
    }
  }

  /// Waits for work in progress, so that no transaction is cut off. Not by `threads.close()`, which
  /// interrupts the work when the closing thread is interrupted. What is in the log only stays
  /// there for the next opening if it cannot be made in the files now.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) return;
    boolean interrupted = Thread.interrupted();
    if (shelf.log().isPresent()) threads.execute(this::settleLater);
    settler.shutdown();
    threads.shutdown();
    for (var pool : List.of(settler, threads))
      while (!pool.isTerminated()) {
        try {
          pool.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    shelf.close();
    if (interrupted) Thread.currentThread().interrupt();
  }

  private <T> T read(String attempt, Function<DatasetGraph, T> work) {
    return run(
        attempt,
        () -> {
          if (unsettled.get() > 0) settle();
          return readNow(work);
        });
  }

  private <T> T readNow(Function<DatasetGraph, T> work) {
    var generation = enter();
    try {
      return Txn.calculateRead(generation.data(), () -> work.apply(generation.data()));
    } finally {
      generation.leave();
    }
  }

  /// The newest files, kept from being closed.
  private Generation enter() {
    while (true) {
      var generation = current;
      if (!generation.enter()) continue;
      if (generation == current) return generation;
      generation.leave();
    }
  }

  private <T> T run(String attempt, Callable<T> work) {
    Future<T> result;
    try {
      result = threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw new GraphFailure(
          GraphFailure.Kind.UNAVAILABLE, attempt + " failed: the store is closed", e);
    }
    try {
      return await(result);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof QueryCancelledException)
        throw new GraphFailure(GraphFailure.Kind.TIMEOUT, attempt + " took too long", e);
      if (e.getCause() instanceof Error error) throw error;
      if (e.getCause() instanceof GraphFailure failure) throw failure;
      if (e.getCause() instanceof IllegalStateException wrong) throw wrong;
      throw new GraphFailure(GraphFailure.Kind.UNAVAILABLE, attempt + " failed", e.getCause());
    }
  }

  /// Waits through interruptions: whether a change was made must be known. The thread stays marked
  /// as interrupted.
  private static <T> T await(Future<T> result) throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }
}

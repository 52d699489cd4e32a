package dev.cairn.ontology.tdb;

import dev.cairn.ontology.GraphFailure;
import dev.cairn.ontology.GraphStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSet;
import org.apache.jena.query.ResultSetFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.sys.TDBInternal;

/// The graph in TDB2. All work is done on threads of its own, because a thread that is interrupted
/// while it reads or writes would close the files under everybody's feet (so `FileChannel` is
/// made), and callers are interrupted when a request is given up or the server stops.
final class Tdb2GraphStore implements GraphStore {
  /// Below this much free space the operator is warned.
  private static final long SCARCE_BYTES = 256L * 1024 * 1024;

  private final DatasetGraph data;
  private final Dataset dataset;
  private final Optional<Path> directory;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("graph-", 0).daemon().factory());
  private final AtomicBoolean closed = new AtomicBoolean();

  Tdb2GraphStore(DatasetGraph data, Optional<Path> directory) {
    this.data = data;
    this.dataset = DatasetFactory.wrap(data);
    this.directory = directory;
  }

  @Override
  public void apply(List<Change> changes) {
    changes.forEach(Tdb2GraphStore::requireAcceptable);
    if (changes.isEmpty()) return;
    run(
        "writing to the graph",
        () -> {
          Txn.executeWrite(data, () -> changes.forEach(this::make));
          return true;
        });
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

  private void make(Change change) {
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
    return run(
        "reading a graph",
        () ->
            Txn.calculateRead(
                data,
                () -> {
                  Graph copy = GraphMemFactory.createDefaultGraphSameTerm();
                  data.find(NodeFactory.createURI(iri), Node.ANY, Node.ANY, Node.ANY)
                      .forEachRemaining(quad -> copy.add(quad.asTriple()));
                  return copy;
                }));
  }

  @Override
  public List<String> graphNames() {
    return run(
        "listing the graphs",
        () ->
            Txn.calculateRead(
                data,
                () -> {
                  var names = new TreeSet<String>();
                  data.listGraphNodes()
                      .forEachRemaining(node -> {
                        if (node.isURI()) names.add(node.getURI());
                      });
                  return List.copyOf(names);
                }));
  }

  @Override
  public void scan(List<String> graphs, Consumer<Quad> reader) {
    run(
        "reading the graphs",
        () ->
            Txn.calculateRead(
                data,
                () -> {
                  for (var name : graphs)
                    data.find(NodeFactory.createURI(name), Node.ANY, Node.ANY, Node.ANY)
                        .forEachRemaining(reader);
                  return true;
                }));
  }

  @Override
  public ResultSet select(String sparql, Duration limit) {
    if (limit.isNegative() || limit.isZero())
      throw new IllegalArgumentException("the time limit must be positive, got " + limit);
    Query query = parse(sparql);
    return run("asking the graph", () -> Txn.calculateRead(data, () -> rows(query, limit)));
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

  private ResultSet rows(Query query, Duration limit) {
    try (var execution =
        QueryExecution.dataset(dataset)
            .query(query)
            .set(ARQ.httpServiceAllowed, false)
            .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
            .build()) {
      return ResultSetFactory.copyResults(execution.execSelect());
    }
  }

  @Override
  public Optional<String> trouble() {
    if (closed.get()) return Optional.of("The graph store is closed.");
    try {
      run("reading the graph", () -> Txn.calculateRead(data, () -> data.isEmpty()));
      if (directory.isEmpty()) return Optional.empty();
      long free = Files.getFileStore(directory.get()).getUsableSpace();
      return free >= SCARCE_BYTES
          ? Optional.empty()
          : Optional.of("Only " + free / (1024 * 1024) + " MB are left where the graph is kept.");
    } catch (GraphFailure | java.io.IOException e) {
      return Optional.of("The graph store cannot be read: " + e.getMessage());
    }
  }

  /// Waits for work in progress, so that no transaction is cut off. Not by `threads.close()`, which
  /// interrupts the work when the closing thread is interrupted.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) return;
    threads.shutdown();
    boolean interrupted = Thread.interrupted();
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    TDBInternal.expel(data);
    if (interrupted) Thread.currentThread().interrupt();
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

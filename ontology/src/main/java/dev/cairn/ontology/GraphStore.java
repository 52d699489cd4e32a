package dev.cairn.ontology;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.ResultSet;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/// Port: where everything known is kept, as one dataset of named graphs. Construction does no I/O
/// beyond opening files. Thread-safe.
public interface GraphStore extends AutoCloseable {
  /// Makes all changes or none, in the order given; when this returns they survive power loss.
  ///
  /// @throws GraphFailure if the store is unavailable or refuses
  void apply(List<Change> changes);

  /// A copy of one named graph; empty if there is none. Numbers and dates keep their value and may
  /// come back in their canonical spelling (`01` as `1`).
  Graph graph(String iri);

  /// Names of all graphs that hold something, sorted.
  List<String> graphNames();

  /// The rows of a SELECT over the named graphs, fetched whole, so that nothing stays open. The
  /// default graph is empty: patterns stand inside `GRAPH`. The query reaches nothing outside the
  /// store.
  ///
  /// @throws GraphFailure of kind TIMEOUT when it takes longer than `limit`
  /// @throws IllegalArgumentException if it is no SELECT query
  ResultSet select(String sparql, Duration limit);

  /// Hands over every statement of the graphs whose names begin so, as they stand at one moment,
  /// graph after graph in no particular order, without holding them all; for reading very much. The
  /// reader is brief, runs on another thread than the caller's and may throw a {@link
  /// GraphFailure}, which ends the reading and reaches the caller.
  default void scan(String beginning, Consumer<Quad> reader) {
    for (var name : graphNames()) {
      if (!name.startsWith(beginning)) continue;
      var node = NodeFactory.createURI(name);
      graph(name).find().forEachRemaining(triple -> reader.accept(Quad.create(node, triple)));
    }
  }

  /// Lets the reader look at the whole store as it stands at one moment. He runs on another thread
  /// than the caller's, which nobody interrupts, so he must see for himself that he ends in time;
  /// nothing that he opened lives longer than his look. What he throws ends the look: a {@link
  /// GraphFailure} or an `Error` reaches the caller as it is, any other as an `UNAVAILABLE` one.
  ///
  /// @param reader does not change anything
  <T> T look(Function<DatasetGraph, T> reader);

  /// Writes every statement as N-Quads (UTF-8, in no particular order), as they stood at one moment
  /// while all goes on.
  ///
  /// @throws IOException if it cannot be written there
  void export(OutputStream nquads) throws IOException;

  /// Takes in what {@link #export} wrote, all of it or nothing. Only for a store that holds
  /// nothing.
  ///
  /// @throws IOException if it cannot be read from there
  /// @throws IllegalStateException if the store holds something
  /// @throws GraphFailure of kind CORRUPT if these are no N-Quads
  void load(InputStream nquads) throws IOException;

  /// Room that the store takes on the disk, in bytes; 0 if it takes none.
  long bytes();

  /// Rewrites the store without what was deleted: when this returns, no file of it holds anything
  /// that is in no statement. Reading and changing go on meanwhile; what is changed is in the new
  /// files too. A crash leaves the old files or the new ones, whole.
  void compact();

  /// Empty when operations are likely to succeed, otherwise one sentence for the operator.
  Optional<String> trouble();

  @Override
  void close();

  /// One step of a change, as data, so that a remote store can be sent the whole as one request.
  sealed interface Change {
    String graph();

    /// The graph's former statements are dropped, these take their place.
    record Replace(String graph, Graph statements) implements Change {}

    /// These are added to what is there.
    record Insert(String graph, Graph statements) implements Change {}

    /// These are taken away; what is not there is no error. Without blank nodes.
    record Delete(String graph, Graph statements) implements Change {}

    /// The graph vanishes.
    record Drop(String graph) implements Change {}
  }
}

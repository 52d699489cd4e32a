package dev.cairn.ontology.testkit;

import dev.cairn.ontology.GraphStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.ResultSet;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/// A store that hands all on to another; tests change what they need.
public class ForwardingGraphStore implements GraphStore {
  protected final GraphStore store;

  public ForwardingGraphStore(GraphStore store) {
    this.store = store;
  }

  @Override
  public void apply(List<Change> changes) {
    store.apply(changes);
  }

  @Override
  public Graph graph(String iri) {
    return store.graph(iri);
  }

  @Override
  public List<String> graphNames() {
    return store.graphNames();
  }

  @Override
  public void scan(String beginning, Consumer<Quad> reader) {
    store.scan(beginning, reader);
  }

  @Override
  public ResultSet select(String sparql, Duration limit) {
    return store.select(sparql, limit);
  }

  @Override
  public <T> T look(Function<DatasetGraph, T> reader) {
    return store.look(reader);
  }

  @Override
  public void export(OutputStream nquads) throws IOException {
    store.export(nquads);
  }

  @Override
  public void load(InputStream nquads) throws IOException {
    store.load(nquads);
  }

  @Override
  public long bytes() {
    return store.bytes();
  }

  @Override
  public void compact() {
    store.compact();
  }

  @Override
  public Optional<String> trouble() {
    return store.trouble();
  }

  @Override
  public void close() {
    store.close();
  }
}

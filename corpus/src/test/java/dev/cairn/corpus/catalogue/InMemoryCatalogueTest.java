package dev.cairn.corpus.catalogue;

import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.tdb.GraphStores;
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
import org.junit.jupiter.api.AfterEach;

class InMemoryCatalogueTest extends CatalogueContract {
  private final GraphStore memory = GraphStores.inMemory();

  /// The same store whenever it is opened, so that what is in it can be read again.
  @Override
  GraphStore open() {
    return new Unclosed(memory);
  }

  @AfterEach
  void forget() {
    memory.close();
  }

  private record Unclosed(GraphStore store) implements GraphStore {
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
    public void close() {}
  }
}

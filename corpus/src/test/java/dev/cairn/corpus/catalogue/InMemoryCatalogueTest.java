package dev.cairn.corpus.catalogue;

import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.testkit.ForwardingGraphStore;
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

  private static final class Unclosed extends ForwardingGraphStore {
    Unclosed(GraphStore store) {
      super(store);
    }

    @Override
    public void close() {}
  }
}

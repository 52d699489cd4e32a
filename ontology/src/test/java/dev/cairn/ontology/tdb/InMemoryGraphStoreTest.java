package dev.cairn.ontology.tdb;

import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.testkit.GraphStoreContract;

class InMemoryGraphStoreTest extends GraphStoreContract {
  @Override
  protected GraphStore emptyStore() {
    return GraphStores.inMemory();
  }
}

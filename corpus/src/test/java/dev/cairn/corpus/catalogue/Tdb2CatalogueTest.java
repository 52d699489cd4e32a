package dev.cairn.corpus.catalogue;

import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.tdb.GraphStores;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class Tdb2CatalogueTest extends CatalogueContract {
  @TempDir Path folder;

  @Override
  GraphStore open() {
    return GraphStores.tdb2(folder.resolve("graph"));
  }
}

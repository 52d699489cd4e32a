package dev.cairn.indexer.lucene;

import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.testkit.SearchIndexContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryIndexTest extends SearchIndexContract {
  @TempDir Path folder;

  @Override
  protected SearchIndex emptyIndex() {
    return LuceneIndexes.inDirectory(folder, Manifest.of("test"));
  }
}

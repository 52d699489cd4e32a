package dev.cairn.indexer.lucene;

import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.testkit.SearchIndexContract;

class MemoryIndexTest extends SearchIndexContract {
  @Override
  protected SearchIndex emptyIndex() {
    return LuceneIndexes.inMemory();
  }
}

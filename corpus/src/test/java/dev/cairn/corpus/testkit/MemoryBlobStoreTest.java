package dev.cairn.corpus.testkit;

import dev.cairn.corpus.BlobStore;

class MemoryBlobStoreTest extends BlobStoreContract {
  @Override
  protected BlobStore emptyStore() {
    return new MemoryBlobStore();
  }
}

package dev.cairn.indexer.lucene;

import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.SearchIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;

/// The two places where an embedded index may live.
public final class LuceneIndexes {
  /// A question of ten thousand characters is answered, not refused.
  private static final int MOST_CLAUSES = 100_000;

  static {
    IndexSearcher.setMaxClauseCount(MOST_CLAUSES);
  }

  private LuceneIndexes() {}

  /// An index in a folder, which is made if it is not there. What was built for another vocabulary
  /// or another model is opened and {@link SearchIndex#outdated}; directions of another model are
  /// not looked at, and none come in, until the next index takes its place. What was built with
  /// another layout or analyser, or cannot be read, is left aside and an empty index opened beside
  /// it, so that {@link SearchIndex#committed()} is 0 and it is filled anew; then the old one is
  /// deleted.
  ///
  /// @throws IndexFailure if the folder cannot be used, or another process has it open
  public static SearchIndex inDirectory(Path folder, Manifest manifest) {
    try {
      return Generations.open(folder, manifest);
    } catch (IOException e) {
      throw new IndexFailure(
          IndexFailure.Kind.UNAVAILABLE, "The folder of the index cannot be used.", e);
    }
  }

  /// An index that is gone when it is closed.
  public static SearchIndex inMemory() {
    try {
      var shelf = new Memory();
      return new LuceneIndex(shelf, shelf.next(), false);
    } catch (IOException e) {
      throw new IndexFailure(
          IndexFailure.Kind.UNAVAILABLE, "An index in memory cannot be made.", e);
    }
  }

  /// Nothing of it lasts.
  private static final class Memory implements LuceneIndex.Shelf {
    private final AtomicLong states = new AtomicLong();

    @Override
    public Generation next() throws IOException {
      return new Generation(new ByteBuffersDirectory(), states, true, () -> {});
    }

    @Override
    public void choose(Generation chosen) {
      // the one that is held
    }

    @Override
    public void label(Generation generation, String vocabulary) {
      // never opened again
    }
  }
}

package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Entry;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/// The embedded index: one writer, and a row of snapshots to search.
final class LuceneIndex implements SearchIndex {
  private static final String UP_TO = "upTo";
  private static final double BUFFER_MEGABYTES = 64;

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager snapshots;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile long committed;

  /// @param directory is closed with the index, also when it cannot be opened
  LuceneIndex(Directory directory) throws IOException {
    this.directory = directory;
    try {
      this.writer = writer(directory);
      this.snapshots = snapshots(writer);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
    this.committed = number(writer.getLiveCommitData());
  }

  private static IndexWriter writer(Directory directory) throws IOException {
    var config = new IndexWriterConfig();
    config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
    // What was not committed has no number, so it is brought again.
    config.setCommitOnClose(false);
    return new IndexWriter(directory, config);
  }

  private static SearcherManager snapshots(IndexWriter writer) throws IOException {
    var states = new AtomicLong();
    try {
      return new SearcherManager(
          writer,
          new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
              return new Snapshot(reader, states.incrementAndGet());
            }
          });
    } catch (IOException | RuntimeException e) {
      writer.rollback();
      throw e;
    }
  }

  private static long number(@Nullable Iterable<Map.Entry<String, String>> data) {
    if (data != null)
      for (var entry : data)
        if (entry.getKey().equals(UP_TO)) return Long.parseLong(entry.getValue());
    return 0;
  }

  @Override
  public void replace(Entry entry) {
    var block = Blocks.of(entry);
    attempt(
        "The index cannot take in what changed.",
        () -> writer.updateDocuments(new Term(Fields.BLOCK, entry.id()), block));
  }

  @Override
  public void remove(String id) {
    attempt(
        "The index cannot forget what was deleted.",
        () -> writer.deleteDocuments(new Term(Fields.BLOCK, id)));
  }

  @Override
  public synchronized void commit(long upTo) {
    attempt(
        "The index cannot be saved.",
        () -> {
          writer.setLiveCommitData(Map.of(UP_TO, String.valueOf(upTo)).entrySet());
          return writer.commit();
        });
    committed = upTo;
  }

  @Override
  public long committed() {
    return committed;
  }

  @Override
  public void purge() {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public SearchIndex beside() {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public void adopt(SearchIndex other) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public void refresh() {
    attempt(
        "The index cannot show what changed.",
        () -> {
          snapshots.maybeRefreshBlocking();
          return 0;
        });
  }

  @Override
  public View view() {
    return attempt(
        "The index cannot be searched.", () -> new LuceneView((Snapshot) snapshots.acquire()));
  }

  @Override
  public Optional<String> trouble() {
    if (closed.get()) return Optional.of("The index is closed.");
    var tragedy = writer.getTragicException();
    if (tragedy != null)
      return Optional.of("The index stopped taking in changes; restart the server.");
    return Optional.empty();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) return;
    attempt(
        "The index cannot be closed.",
        () -> {
          snapshots.close();
          writer.rollback();
          directory.close();
          return 0;
        });
  }

  @FunctionalInterface
  private interface Step<T> {
    T run() throws IOException;
  }

  private static <T> T attempt(String failure, Step<T> step) {
    try {
      return step.run();
    } catch (IOException | AlreadyClosedException e) {
      throw new IndexFailure(IndexFailure.Kind.UNAVAILABLE, failure, e);
    }
  }

  private final class LuceneView implements View {
    @Override
    public java.util.Map<String, Long> numbers() {
      throw new UnsupportedOperationException("in work");
    }

    @Override
    public List<Alike> alike(String id, Set<String> principals, double atLeast, int limit) {
      return attempt(
          "The index cannot be read.",
          () -> new Resembling(snapshot, principals).alike(id, atLeast, limit));
    }

    private final Snapshot snapshot;
    private final AtomicBoolean released = new AtomicBoolean();

    LuceneView(Snapshot snapshot) {
      this.snapshot = snapshot;
    }

    @Override
    public long state() {
      return snapshot.state();
    }

    @Override
    public Found find(Question question) {
      return attempt(
          "The index cannot be searched.", () -> new Finding(snapshot, question).found());
    }

    @Override
    public double rarity(String words, Set<String> principals) {
      return attempt(
          "The index cannot be searched.",
          () -> {
            var visible = snapshot.visible(principals);
            var wanted = Analysis.wanted(words, Translation.MOST_WORDS);
            double sum = 0;
            for (var term : wanted.terms())
              sum +=
                  visible.rarity(new Term(wanted.stemmed() ? Fields.ALL : Fields.ALL_EXACT, term));
            return sum;
          });
    }

    @Override
    public List<Shown> show(List<String> ids, Set<String> principals, Query words) {
      return attempt(
          "The index cannot be read.", () -> new Showing(snapshot, principals, words).shown(ids));
    }

    @Override
    public void close() {
      if (released.compareAndSet(false, true))
        attempt(
            "The index cannot let go of a state.",
            () -> {
              snapshots.release(snapshot);
              return 0;
            });
    }
  }
}

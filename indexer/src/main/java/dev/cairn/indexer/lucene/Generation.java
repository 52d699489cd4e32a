package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Entry;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One build of the index: one writer, and a row of snapshots to search. What its views see stays
/// on the disk until the last of them is closed, also after the build was replaced by another.
final class Generation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Generation.class);
  private static final String UP_TO = "upTo";
  private static final double BUFFER_MEGABYTES = 64;

  /// Merges may begin between looking for them and waiting for them, but not for ever.
  private static final int MOST_PASSES = 100;

  private final Directory directory;
  private final Runnable deletion;
  private final boolean directed;
  private final AtomicLong states;
  private final Seen.Memory seen = new Seen.Memory();
  private final Thorough merging = new Thorough();
  private final IndexWriter writer;
  private final SearcherManager snapshots;
  private final AtomicInteger dimensions = new AtomicInteger();
  private volatile long committed;

  /// State → how many views of it are open.
  private final TreeMap<Long, Integer> views = new TreeMap<>();

  private boolean retired;
  private boolean closed;

  /// @param directory is closed with the generation, also when it cannot be opened
  /// @param states gives the next state its number
  /// @param directed whether its directions are of the model of now; else none are looked at, and
  ///   none come in
  /// @param deletion deletes the directory, after it was closed
  Generation(Directory directory, AtomicLong states, boolean directed, Runnable deletion)
      throws IOException {
    this.directory = directory;
    this.states = states;
    this.directed = directed;
    this.deletion = deletion;
    try {
      this.writer = writer();
      this.snapshots = snapshots();
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
    this.committed = number(writer.getLiveCommitData());
    this.dimensions.set(knownDimensions());
  }

  /// 0 where there are no directions yet.
  private int knownDimensions() throws IOException {
    var snapshot = snapshots.acquire();
    try {
      return snapshot.getLeafContexts().stream()
          .map(leaf -> leaf.reader().getFieldInfos().fieldInfo(Fields.DIRECTION))
          .filter(Objects::nonNull)
          .mapToInt(FieldInfo::getVectorDimension)
          .findFirst()
          .orElse(0);
    } finally {
      snapshots.release(snapshot);
    }
  }

  private IndexWriter writer() throws IOException {
    var config = new IndexWriterConfig();
    config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
    config.setMergePolicy(merging);
    config.setCodec(DirectionFormat.codec());
    // What was not committed has no number, so it is brought again.
    config.setCommitOnClose(false);
    return new IndexWriter(directory, config);
  }

  private SearcherManager snapshots() throws IOException {
    try {
      return new SearcherManager(
          writer,
          new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
              return searching(reader);
            }
          });
    } catch (IOException | RuntimeException e) {
      writer.rollback();
      throw e;
    }
  }

  /// A further state, of its leaves and others.
  Snapshot searching(IndexReader reader) {
    return new Snapshot(reader, states.incrementAndGet(), directed, seen);
  }

  private static long number(@Nullable Iterable<Map.Entry<String, String>> data) {
    if (data != null)
      for (var entry : data)
        if (entry.getKey().equals(UP_TO)) return Long.parseLong(entry.getValue());
    return 0;
  }

  void replace(Entry entry) throws IOException {
    boolean taken = directed && dimensionsFit(entry);
    writer.updateDocuments(new Term(Fields.BLOCK, entry.id()), Blocks.of(entry, taken));
  }

  /// Directions with other dimensions than those that are there cannot be of the same model, and
  /// Lucene would refuse the entry.
  private boolean dimensionsFit(Entry entry) {
    if (entry.directions().isEmpty()) return true;
    int its = entry.directions().getFirst().dimensions();
    if (dimensions.compareAndSet(0, its) || dimensions.get() == its) return true;
    LOG.warn("Directions of {} dimensions are left out: the index has {}", its, dimensions.get());
    return false;
  }

  void remove(String id) throws IOException {
    writer.deleteDocuments(new Term(Fields.BLOCK, id));
  }

  synchronized void commit(long upTo) throws IOException {
    writer.setLiveCommitData(Map.of(UP_TO, String.valueOf(upTo)).entrySet());
    writer.commit();
    committed = upTo;
  }

  long committed() {
    return committed;
  }

  void refresh() throws IOException {
    snapshots.maybeRefreshBlocking();
  }

  /// Rewrites every segment in which something was deleted, and forgets the former ones.
  ///
  /// @return whether no view is open that holds former files on the disk
  boolean purge() throws IOException {
    int passes = 0;
    do {
      if (passes++ == MOST_PASSES) return false;
      merging.passedOver = false;
      writer.forceMergeDeletes(true);
    } while (merging.passedOver);
    synchronized (this) {
      // What it holds may be ahead of the number; bringing that again changes nothing.
      writer.commit();
    }
    snapshots.maybeRefreshBlocking();
    long newest = newest();
    writer.deleteUnusedFiles();
    synchronized (this) {
      return views.isEmpty() || views.firstKey() >= newest;
    }
  }

  private long newest() throws IOException {
    var snapshot = (Snapshot) snapshots.acquire();
    try {
      return snapshot.state();
    } finally {
      snapshots.release(snapshot);
    }
  }

  /// To be given back.
  ///
  /// @throws org.apache.lucene.store.AlreadyClosedException if it was closed or retired
  Snapshot acquire() throws IOException {
    var snapshot = (Snapshot) snapshots.acquire();
    synchronized (this) {
      views.merge(snapshot.state(), 1, Integer::sum);
    }
    return snapshot;
  }

  void release(Snapshot snapshot) throws IOException {
    snapshots.release(snapshot);
    boolean last;
    synchronized (this) {
      views.computeIfPresent(snapshot.state(), (_, count) -> count == 1 ? null : count - 1);
      last = retired && views.isEmpty();
    }
    if (last) delete();
  }

  /// Nothing comes in any more; when the last view is closed, it vanishes.
  void retire() throws IOException {
    boolean last;
    synchronized (this) {
      retired = true;
      last = views.isEmpty();
    }
    // Readers that are open go on; they hold no lock on the files that are deleted with them.
    snapshots.close();
    if (last) delete();
  }

  /// Closes it and deletes it from the disk.
  void delete() throws IOException {
    if (end()) deletion.run();
  }

  synchronized boolean closed() {
    return closed;
  }

  boolean broken() {
    return writer.getTragicException() != null;
  }

  @Override
  public void close() throws IOException {
    end();
  }

  /// @return whether it was open
  private boolean end() throws IOException {
    synchronized (this) {
      if (closed) return false;
      closed = true;
    }
    snapshots.close();
    writer.rollback();
    directory.close();
    return true;
  }

  /// Rewrites, when asked for it, every segment with a single deletion, and notes those that were
  /// passed over because something else is rewriting them.
  private static final class Thorough extends FilterMergePolicy {
    private volatile boolean passedOver;

    Thorough() {
      super(new TieredMergePolicy().setForceMergeDeletesPctAllowed(0));
    }

    @Override
    public MergeSpecification findForcedDeletesMerges(SegmentInfos infos, MergeContext context)
        throws IOException {
      var busy = context.getMergingSegments();
      for (var info : infos)
        if (busy.contains(info) && context.numDeletesToMerge(info) > 0) passedOver = true;
      return super.findForcedDeletesMerges(infos, context);
    }
  }
}

package dev.cairn.indexer.embed;

import ai.onnxruntime.OrtException;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.IndexFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// The model in this process. Loads at first use.
final class OnnxEmbedder implements Embedder {
  private static final System.Logger LOG = System.getLogger(OnnxEmbedder.class.getName());

  /// With it a question comes nearer to its answers; the model was trained so.
  private static final String INSTRUCTION =
      "Represent this sentence for searching relevant passages: ";

  private static final Model MODEL = new Model("bge-small-en-v1.5-q.1", 384, Set.of("en"));

  /// So many texts run together at most.
  private static final int TOGETHER = 8;

  /// So many pieces run together at most: long texts lose by it.
  private static final int AREA = 256;

  /// So long nobody tries again to load what could not be loaded.
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Path folder;
  private final ExecutorService threads;

  /// Whoever asks the model holds the lock for reading, so that it is not freed under him.
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

  private @Nullable BertSession loaded;
  private long failedAt;
  private volatile boolean closed;
  private volatile Optional<String> trouble = Optional.empty();

  OnnxEmbedder(Path folder, int threads) {
    if (threads < 1 || threads > 64)
      throw new IllegalArgumentException("threads must be 1..64, got " + threads);
    this.folder = folder;
    var number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              var thread =
                  Thread.ofPlatform()
                      .name("embed-" + number.incrementAndGet())
                      .daemon()
                      .unstarted(task);
              thread.setPriority(Thread.MIN_PRIORITY);
              return thread;
            });
  }

  @Override
  public Model model() {
    return MODEL;
  }

  @Override
  public List<Direction> passages(List<String> texts) {
    var pieces = using(model -> texts.stream().map(model::pieces).toList());
    var batches = Batches.of(pieces.stream().mapToInt(it -> it.length).toArray(), TOGETHER, AREA);
    var directions = new Direction[texts.size()];
    var runs = new ArrayList<Callable<Void>>();
    for (var batch : batches)
      runs.add(() -> {
        var found = directions(Arrays.stream(batch).mapToObj(pieces::get).toList());
        for (int i = 0; i < batch.length; i++) directions[batch[i]] = found.get(i);
        return null;
      });
    try {
      for (var run : threads.invokeAll(runs)) run.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("The server is stopping; try again after.", e);
    } catch (RejectedExecutionException e) {
      throw closing(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IndexFailure failure) throw failure;
      throw new IllegalStateException("the meaning of a text cannot be told", e.getCause());
    }
    return List.of(directions);
  }

  @Override
  public Direction question(String text) {
    var pieces = this.<long[]>using(model -> model.pieces(INSTRUCTION + text));
    return directions(Collections.singletonList(pieces)).getFirst();
  }

  private List<Direction> directions(List<long[]> pieces) {
    return using(model -> model.directions(pieces));
  }

  private interface Task<T> {
    T of(BertSession model) throws OrtException;
  }

  private <T> T using(Task<T> task) {
    use.readLock().lock();
    try {
      if (closed) throw closing(null);
      var model = loaded;
      if (model != null) {
        var result = task.of(model);
        if (trouble.isPresent()) trouble = Optional.empty();
        return result;
      }
    } catch (OrtException e) {
      throw failed(e);
    } finally {
      use.readLock().unlock();
    }
    load();
    return using(task);
  }

  private void load() {
    use.writeLock().lock();
    try {
      if (closed || loaded != null) return;
      if (trouble.isPresent() && System.nanoTime() - failedAt < PAUSE.toNanos())
        throw unavailable(trouble.get(), null);
      long begin = System.nanoTime();
      NativeFiles.prepare(folder);
      loaded = new BertSession(MODEL.dimensions());
      trouble = Optional.empty();
      LOG.log(
          System.Logger.Level.INFO,
          "the model {0} was loaded in {1} ms",
          MODEL.name(),
          (System.nanoTime() - begin) / 1_000_000);
    } catch (IOException | OrtException | LinkageError | IllegalStateException e) {
      failedAt = System.nanoTime();
      throw failed(e);
    } finally {
      use.writeLock().unlock();
    }
  }

  private IndexFailure failed(Throwable cause) {
    LOG.log(System.Logger.Level.WARNING, "the model of meaning does not work", cause);
    var sentence =
        "The model of meaning does not work on this machine. Look into the log of the server, or"
            + " set embed.model to off.";
    trouble = Optional.of(sentence);
    return unavailable(sentence, cause);
  }

  private static IndexFailure closing(@Nullable Throwable cause) {
    return unavailable("The server is stopping; try again after.", cause);
  }

  private static IndexFailure unavailable(String sentence, @Nullable Throwable cause) {
    return new IndexFailure(IndexFailure.Kind.UNAVAILABLE, sentence, cause);
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public void close() {
    closed = true;
    threads.shutdown();
    use.writeLock().lock();
    try {
      var model = loaded;
      loaded = null;
      if (model != null) model.close();
    } catch (OrtException e) {
      LOG.log(System.Logger.Level.WARNING, "the model was not freed", e);
    } finally {
      use.writeLock().unlock();
    }
  }
}

package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobStore;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.ontology.Caller;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A process of its own that builds the index anew while files come in, and dies by its own hand,
/// as suddenly as if it was killed, at a moment of that.
final class ReindexingChild {
  static final int DIED = 137;

  /// When it dies.
  enum Moment {
    /// The new index lies on the disk, empty.
    BEGUN,
    /// The new one has come as far as the old one; neither has seen what came in meanwhile.
    FILLED,
    /// All is in the new one, and the old one answers.
    COMPLETE,
    /// The new one is chosen.
    CHOSEN
  }

  private ReindexingChild() {}

  /// @param args folder, seed, number of files, how many of them are there already, moment
  public static void main(String[] args) throws Exception {
    var out = new PrintStream(System.out, true);
    var files = SeededFiles.of(Long.parseLong(args[1]), Integer.parseInt(args[2])).all();
    var late = files.subList(Integer.parseInt(args[3]), files.size());
    var moment = Moment.valueOf(args[4]);
    var told = new AtomicInteger();
    try (var house = new House(Path.of(args[0]), FewConcepts.THREE, 2, dyingAt(moment))) {
      house.ingest.start();
      house.ingest.awaitIdle();
      house.ingest.reindex((_, _) -> {
        if (told.incrementAndGet() > 1) return;
        submit(house, late);
        for (var file : late) out.println("acknowledged " + file.name());
        if (moment == Moment.FILLED) die();
      });
    }
  }

  private static void submit(House house, List<SeededFiles.File> files) {
    try {
      house.ingest.submit(
          "documents", "Meanwhile", SeededFiles.stored(house.ingest, files), Caller.admin());
    } catch (BlobStore.TooLargeException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void die() {
    Runtime.getRuntime().halt(DIED);
  }

  private static House.Life dyingAt(Moment moment) {
    return new House.Life() {
      @Override
      public void reached(Step step) {}

      @Override
      public <T> T bound(Class<T> port, T part) {
        if (port != SearchIndex.class) return part;
        return port.cast(
            Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (_, method, arguments) -> {
                  var name = method.getName();
                  if (moment == Moment.COMPLETE && name.equals("adopt")) die();
                  try {
                    var result = method.invoke(part, arguments);
                    if (moment == Moment.BEGUN && name.equals("beside")) die();
                    if (moment == Moment.CHOSEN && name.equals("adopt")) die();
                    return result;
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                }));
      }
    };
  }

  /// Starts one with the class path of this process.
  static Process start(Path folder, long seed, int files, int there, Moment moment)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ReindexingChild.class.getName(),
            folder.toString(),
            Long.toString(seed),
            Integer.toString(files),
            Integer.toString(there),
            moment.name())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}

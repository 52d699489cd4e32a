package dev.cairn.corpus.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extraction.Shortfall;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Reads files that were damaged at random, while the processes that read them are killed at random
/// moments.
public final class Corruption {
  /// A file as it was.
  public record Original(String name, byte[] bytes) {}

  /// What became of it all.
  ///
  /// @param outcomes how many files ended how; their sum is the number of files with an outcome
  /// @param faults what must not be: no outcome, a part without bytes
  /// @param slowest the longest that a file took
  /// @param kills children that were killed
  /// @param ownBytes the most memory that this process had
  /// @param childBytes the most memory that a child had
  public record Report(
      Map<String, Integer> outcomes,
      List<String> faults,
      Duration slowest,
      String slowestName,
      int kills,
      long ownBytes,
      long childBytes) {}

  private final Extractor extractor;
  private final List<Original> originals;
  private final Path folder;
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final List<String> faults = new java.util.ArrayList<>();
  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicLong childBytes = new AtomicLong();
  private Duration slowest = Duration.ZERO;
  private String slowestName = "";

  /// @param extractor whose children are the only children of this process
  /// @param folder for the damaged files
  public Corruption(Extractor extractor, List<Original> originals, Path folder) {
    this.extractor = extractor;
    this.originals = originals;
    this.folder = folder;
  }

  /// @param threads that read at the same time
  public Report run(int count, int killed, int threads, Random random) throws Exception {
    var seeds = random.longs(count).toArray();
    var deaths = random.ints(killed, 0, count).sorted().toArray();
    try (var readers = Executors.newFixedThreadPool(threads, named("corruption-"));
        var killer = Executors.newScheduledThreadPool(1, named("corruption-kill-"))) {
      killer.scheduleWithFixedDelay(this::weigh, 0, 250, TimeUnit.MILLISECONDS);
      var done =
          IntStream.range(0, count)
              .<Future<?>>mapToObj(i ->
                  readers.submit(() -> {
                    var own = new Random(seeds[i]);
                    long now = Arrays.stream(deaths).filter(death -> death == i).count();
                    for (int k = 0; k < now; k++) killSoon(killer, own);
                    read(i, own);
                    return null;
                  }))
              .toList();
      for (var one : done) one.get();
      killer.shutdownNow();
    }
    return new Report(
        outcomes,
        faults,
        slowest,
        slowestName,
        kills.get(),
        memory(ProcessHandle.current().pid(), "VmHWM:"),
        childBytes.get());
  }

  private static java.util.concurrent.ThreadFactory named(String prefix) {
    return Thread.ofPlatform().name(prefix, 0).factory();
  }

  private void killSoon(ScheduledExecutorService killer, Random random) {
    long pick = random.nextLong();
    killer.schedule(
        () -> {
          var children = ProcessHandle.current().children().toList();
          if (children.isEmpty()) return;
          var child = children.get((int) Math.floorMod(pick, (long) children.size()));
          if (child.destroyForcibly()) kills.incrementAndGet();
        },
        random.nextInt(30),
        TimeUnit.MILLISECONDS);
  }

  private void read(int number, Random random) throws IOException {
    var original = originals.get(random.nextInt(originals.size()));
    var other = originals.get(random.nextInt(originals.size()));
    var file = folder.resolve("file" + number);
    var room = Files.createDirectories(folder.resolve("room" + number));
    Files.write(file, damaged(original.bytes(), other.bytes(), random));
    long begin = System.nanoTime();
    try {
      var extraction =
          extractor.extract(new Extractor.Request(file, original.name(), List.of(), room));
      note(number, original.name(), extraction, Duration.ofNanos(System.nanoTime() - begin));
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        faults.add("file " + number + " (" + original.name() + ") has no outcome: " + e);
      }
    } finally {
      empty(room);
      Files.delete(file);
    }
  }

  private synchronized void note(int number, String name, Extraction extraction, Duration time) {
    outcomes.merge(kind(extraction), 1, Integer::sum);
    for (var part : extraction.parts())
      if (part instanceof Part.Whole whole && !Files.isRegularFile(whole.bytes()))
        faults.add("file " + number + " (" + name + ") has a part without bytes: " + part.path());
    if (time.compareTo(slowest) > 0) {
      slowest = time;
      slowestName = name + ": " + kind(extraction);
    }
  }

  /// The class of an outcome, in words.
  public static String kind(Extraction extraction) {
    return switch (extraction) {
      case Extraction.Text text -> "text" + text.shortfall().map(it -> ", " + kind(it)).orElse("");
      case Extraction.NoText none -> none.parts().isEmpty() ? "no text" : "container";
      case Extraction.Locked _ -> "locked";
      case Extraction.Unsupported _ -> "unsupported";
      case Extraction.Failed(var shortfall, _, _) -> "nothing, " + kind(shortfall);
    };
  }

  private static String kind(Shortfall shortfall) {
    return switch (shortfall) {
      case Shortfall.Damaged(var reason) ->
          reason.contains("which reads files ends") ? "deadly" : "damaged";
      case Shortfall.Stopped(var at) -> "stopped at " + at.code();
    };
  }

  /// Bytes changed, cut, joined with another file, set to zero; sometimes twice.
  static byte[] damaged(byte[] original, byte[] other, Random random) {
    var bytes = original.clone();
    for (int times = 1 + random.nextInt(2); times > 0 && bytes.length > 0; times--)
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> flipped(bytes, 1 + random.nextInt(20), random);
            case 1 -> flipped(bytes, 1 + bytes.length / 50, random);
            case 2 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 3 -> joined(bytes, other, random);
            default -> zeroed(bytes, random);
          };
    return bytes;
  }

  private static byte[] flipped(byte[] bytes, int count, Random random) {
    for (int i = 0; i < count; i++)
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return bytes;
  }

  private static byte[] joined(byte[] bytes, byte[] other, Random random) {
    int head = random.nextInt(bytes.length);
    int tail = other.length == 0 ? 0 : random.nextInt(other.length);
    var both = Arrays.copyOf(bytes, head + other.length - tail);
    System.arraycopy(other, tail, both, head, other.length - tail);
    return both;
  }

  private static byte[] zeroed(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length);
    int length = random.nextInt(Math.max(1, bytes.length / 4));
    Arrays.fill(bytes, from, Math.min(bytes.length, from + length), (byte) 0);
    return bytes;
  }

  private void weigh() {
    ProcessHandle.current()
        .children()
        .forEach(child -> childBytes.accumulateAndGet(memory(child.pid(), "VmRSS:"), Math::max));
  }

  /// In bytes; 0 where the system does not tell.
  static long memory(long pid, String field) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/status"), US_ASCII)
          .lines()
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException _) {
      return 0;
    }
  }

  static void empty(Path room) {
    try (var all = Files.walk(room)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

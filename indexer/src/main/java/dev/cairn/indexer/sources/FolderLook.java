package dev.cairn.indexer.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A look at all files below a folder. Links are not followed.
final class FolderLook implements Look {
  private static final System.Logger LOG = System.getLogger(FolderLook.class.getName());

  /// While files are moved from one folder to another, a walk may miss them in both.
  private static final int WALKS = 3;

  private final Path root;
  private final Set<Path> leftOut;
  private final Naming naming;
  private final Pause pause;

  private final Map<String, Seen> seen = new LinkedHashMap<>();
  private final Map<String, Path> files = new HashMap<>();
  private final Map<Path, FileTime> folders = new HashMap<>();
  private final Set<Long> devices = new HashSet<>();
  private final Set<String> blind = new HashSet<>();
  private final Set<String> unsettled = new HashSet<>();
  private final Set<Long> unsettledInodes = new HashSet<>();
  private final Set<String> ambiguous = new HashSet<>();

  /// How the files of a folder are called in places.
  interface Naming {
    /// Whether to go into this folder below the root.
    boolean enters(Path folder, String name);

    /// @param folder path of its folder, `""` for the root, else ending in `/`
    /// @param name as it is written
    /// @return path of the place; empty: not followed
    Optional<String> file(Path file, String folder, String name);
  }

  /// Every file that is neither hidden nor temporary, by its path.
  static final Naming ALL =
      new Naming() {
        @Override
        public boolean enters(Path folder, String name) {
          return !Names.leftOut(name);
        }

        @Override
        public Optional<String> file(Path file, String folder, String name) {
          return Names.leftOut(name) ? Optional.empty() : Optional.of(folder + name);
        }
      };

  /// Waiting until files have settled.
  interface Pause {
    /// Now, in nanoseconds since 1970.
    long now();

    /// @return whether to go on
    boolean forNanos(long nanos);
  }

  private FolderLook(Path root, Set<Path> leftOut, Naming naming, Pause pause) {
    this.root = root;
    this.leftOut = leftOut;
    this.naming = naming;
    this.pause = pause;
  }

  /// @param leftOut folders below that are not looked at
  /// @param settle so long nobody may have written a file
  /// @param missing whether, of what is known, something is not among these paths
  /// @throws IOException if the folder itself cannot be looked at
  static FolderLook at(
      Path root,
      Set<Path> leftOut,
      Naming naming,
      Duration settle,
      Pause pause,
      Predicate<Set<String>> missing)
      throws IOException {
    if (!root.toRealPath().equals(root))
      throw new NoSuchFileException("a link has taken its place");
    var look = new FolderLook(root, leftOut, naming, pause);
    for (int walk = 1; ; walk++) {
      look.walk();
      if (walk == WALKS || !missing.test(look.seen.keySet()) || look.foldersStand()) break;
    }
    look.settle(settle.toNanos());
    return look;
  }

  private void walk() throws IOException {
    seen.clear();
    files.clear();
    folders.clear();
    devices.clear();
    blind.clear();
    ambiguous.clear();
    Files.walkFileTree(root, new Walk());
  }

  private boolean foldersStand() {
    for (var folder : folders.entrySet())
      try {
        if (!Files.getLastModifiedTime(folder.getKey(), LinkOption.NOFOLLOW_LINKS)
            .equals(folder.getValue())) return false;
      } catch (IOException _) {
        return false;
      }
    return true;
  }

  private void settle(long nanos) {
    long now = pause.now();
    long youngest = Long.MIN_VALUE;
    var young = new HashSet<String>();
    for (var file : seen.values()) {
      long age = now - file.stamp().modified();
      // A clock that is ahead tells nothing; such files are known by their size only.
      if (age < 0 || age >= nanos) continue;
      young.add(file.path());
      youngest = Math.max(youngest, file.stamp().modified());
    }
    if (young.isEmpty()) return;
    boolean waited = pause.forNanos(youngest + nanos - now);
    for (var path : young) {
      var before = seen.get(path);
      if (before == null) continue;
      if (waited && before.stamp().equals(stampNow(path, before.stamp().device()))) continue;
      seen.remove(path);
      unsettled.add(path);
      unsettledInodes.add(before.stamp().inode());
    }
  }

  private @Nullable Stamp stampNow(String path, long device) {
    var file = files.get(path);
    try {
      return file == null
          ? null
          : Stamp.of(
              Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS),
              device);
    } catch (IOException _) {
      return null;
    }
  }

  @Override
  public Collection<Seen> seen() {
    return seen.values();
  }

  @Override
  public boolean gone(String path, Optional<Row> row) {
    return !unsettled.contains(path)
        && row.map(r -> !unsettledInodes.contains(r.stamp().inode())).orElse(true)
        && blind.stream().noneMatch(b -> b.isEmpty() || path.equals(b) || path.startsWith(b + "/"));
  }

  @Override
  public boolean complete() {
    return blind.isEmpty() && unsettled.isEmpty();
  }

  @Override
  public Optional<Set<Long>> devices() {
    return Optional.of(devices);
  }

  @Override
  public Optional<String> trouble() {
    if (!blind.isEmpty())
      return Optional.of(
          blind.size() == 1
              ? "'%s' cannot be looked into; let Cairn read it. What was known below it stays."
                  .formatted(blind.iterator().next())
              : "%d folders cannot be looked into, one of them '%s'; let Cairn read them. What was known below them stays."
                  .formatted(blind.size(), blind.stream().sorted().findFirst().orElseThrow()));
    return ambiguous.stream()
        .sorted()
        .findFirst()
        .map(path ->
            "There are two files whose names read '%s'; rename one of them to have it read."
                .formatted(path));
  }

  @Override
  public Optional<Stamp> mark() {
    return Optional.empty();
  }

  @Override
  public void read(List<Seen> wanted, Taker taker) {
    for (var one : wanted) {
      if (!taker.more()) return;
      var file = files.get(one.path());
      if (file == null) continue;
      try (InputStream in =
          Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        taker.take(one, in);
      } catch (NoSuchFileException _) {
        taker.torn(one);
        continue;
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "a followed file cannot be read", e);
        taker.unreadable(one);
        continue;
      }
      if (!one.stamp().equals(stampNow(one.path(), one.stamp().device()))) taker.torn(one);
    }
  }

  @Override
  public void close() {}

  /// Collects what is there.
  private final class Walk extends SimpleFileVisitor<Path> {
    private final Deque<String> path = new ArrayDeque<>();
    private final Deque<Long> device = new ArrayDeque<>();

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (folder.equals(root)) path.push("");
      else {
        var name = Names.written(folder);
        if (leftOut.contains(folder) || !naming.enters(folder, name))
          return FileVisitResult.SKIP_SUBTREE;
        path.push(here() + name + "/");
      }
      device.push(Stamp.device(attributes));
      devices.add(Stamp.device(attributes));
      folders.put(folder, attributes.lastModifiedTime());
      return FileVisitResult.CONTINUE;
    }

    private String here() {
      return path.isEmpty() ? "" : path.getFirst();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!attributes.isRegularFile()) return FileVisitResult.CONTINUE;
      naming
          .file(file, here(), Names.written(file))
          .ifPresent(called -> {
            if (files.put(called, file) != null) ambiguous.add(called);
            seen.put(
                called,
                new Seen(called, Stamp.of(attributes, device.getFirst()), Optional.empty(), ""));
          });
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(root)) throw e;
      if (e instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
      var name = Names.written(file);
      if (!Names.leftOut(name)) blind.add(here() + name);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      var called = path.pop();
      device.pop();
      if (e != null) {
        if (folder.equals(root)) throw e;
        blind.add(called.substring(0, called.length() - 1));
      }
      return FileVisitResult.CONTINUE;
    }
  }

  /// What a single file looks like.
  static Stamp of(Path file) throws IOException {
    return Stamp.of(
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS), 0);
  }

  /// Nanoseconds since 1970 of a time in milliseconds.
  static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}

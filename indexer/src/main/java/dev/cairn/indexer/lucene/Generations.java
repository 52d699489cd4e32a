package dev.cairn.indexer.lucene;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of an index: one sub-folder for each generation, each with its manifest, and a file
/// that names the current one. A generation is never repaired; it is replaced by the next.
final class Generations implements LuceneIndex.Shelf {
  private static final Logger LOG = LoggerFactory.getLogger(Generations.class);
  private static final String CURRENT = "current";
  private static final String MANIFEST = "manifest";
  private static final String PREFIX = "generation-";

  private final Path folder;
  private volatile Manifest manifest;
  private final Runnable touched;
  private final AtomicLong states = new AtomicLong();

  /// Where each one lies that was opened here.
  private final Map<Generation, Path> places = new ConcurrentHashMap<>();

  private Generations(Path folder, Manifest manifest, Runnable touched) {
    this.folder = folder;
    this.manifest = manifest;
    this.touched = touched;
  }

  static LuceneIndex open(Path folder, Manifest manifest) throws IOException {
    return open(folder, manifest, () -> {});
  }

  /// @param touched is told before and after every step on the disk; tests stop the world there
  static LuceneIndex open(Path folder, Manifest manifest, Runnable touched) throws IOException {
    Files.createDirectories(folder);
    return new Generations(folder, manifest, touched).open();
  }

  private LuceneIndex open() throws IOException {
    var current = current(folder);
    if (current.isPresent()) {
      var kept = kept(current.get());
      if (kept.isPresent()) {
        deleteOthers(folder, current.get());
        return kept.get();
      }
    }
    var next = next();
    try {
      choose(next);
    } catch (IOException | RuntimeException e) {
      next.close();
      throw e;
    }
    for (var generation : all(folder)) if (!places.containsValue(generation)) delete(generation);
    return new LuceneIndex(this, next, false);
  }

  /// What was built for another vocabulary or model answers until the next one is built. With
  /// another layout or analyser it could only answer wrongly.
  private Optional<LuceneIndex> kept(Path place) throws IOException {
    try {
      var was = manifest(place);
      if (was.isEmpty() || !was.get().answersFor(manifest)) {
        LOG.info("The index is built anew: it was {}, now it is {}", was, manifest);
        return Optional.empty();
      }
      boolean outdated = was.get().outdatedFor(manifest);
      if (outdated)
        LOG.info("The index is built anew beside the old one, which answers until then");
      var goingOn = was.get().goingOnWith(manifest);
      if (!goingOn.equals(was.get())) write(place.resolve(MANIFEST), text(goingOn));
      boolean directed = was.get().directionsFit(manifest);
      return Optional.of(new LuceneIndex(this, opened(place, directed), outdated));
    } catch (LockObtainFailedException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("The index is built anew, it cannot be read", e);
      return Optional.empty();
    }
  }

  private Generation opened(Path place, boolean directed) throws IOException {
    var generation =
        new Generation(
            FSDirectory.open(place),
            states,
            directed,
            () -> {
              places.values().remove(place);
              delete(place);
            });
    places.put(generation, place);
    return generation;
  }

  @Override
  public synchronized Generation next() throws IOException {
    var next = next(folder);
    Files.createDirectories(next);
    touched.run();
    write(next.resolve(MANIFEST), text(manifest));
    return opened(next, true);
  }

  @Override
  public void choose(Generation chosen) throws IOException {
    var place = places.get(chosen);
    if (place == null) throw new IllegalArgumentException("was not made here");
    write(folder.resolve(CURRENT), place.getFileName() + "\n");
    places.keySet().retainAll(Set.of(chosen));
  }

  @Override
  public void label(Generation generation, String vocabulary) throws IOException {
    var place = places.get(generation);
    if (place == null) throw new IllegalArgumentException("was not made here");
    manifest = manifest.with(vocabulary);
    var was = manifest(place);
    if (was.isPresent() && !was.get().vocabulary().equals(vocabulary))
      write(place.resolve(MANIFEST), text(was.get().with(vocabulary)));
  }

  private static Optional<Path> current(Path folder) throws IOException {
    try {
      var name = Files.readString(folder.resolve(CURRENT)).strip();
      return name.matches(PREFIX + "[0-9]{1,9}")
          ? Optional.of(folder.resolve(name))
          : Optional.empty();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static Path next(Path folder) throws IOException {
    int last = 0;
    for (var generation : all(folder))
      last =
          Math.max(
              last,
              Integer.parseInt(generation.getFileName().toString().substring(PREFIX.length())));
    return folder.resolve(PREFIX + (last + 1));
  }

  private static List<Path> all(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries
          .filter(p -> p.getFileName().toString().matches(PREFIX + "[0-9]{1,9}"))
          .toList();
    }
  }

  private void deleteOthers(Path folder, Path kept) throws IOException {
    for (var generation : all(folder)) if (!generation.equals(kept)) delete(generation);
  }

  /// What cannot be deleted now is deleted at the next start.
  private void delete(Path generation) {
    try (var files = Files.walk(generation)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
        touched.run();
      }
    } catch (IOException e) {
      LOG.warn("An old generation of the index could not be deleted", e);
    }
  }

  private static String text(Manifest manifest) {
    return "schema=%d%nanalyzer=%s%nmodel=%s%nvocabulary=%s%n"
        .formatted(manifest.schema(), manifest.analyzer(), manifest.model(), manifest.vocabulary());
  }

  /// Empty where it names less than everything.
  private static Optional<Manifest> manifest(Path generation) throws IOException {
    var lines = new Properties();
    lines.load(new StringReader(Files.readString(generation.resolve(MANIFEST))));
    var schema = lines.getProperty("schema", "");
    var analyzer = lines.getProperty("analyzer", "");
    var model = lines.getProperty("model", "");
    var vocabulary = lines.getProperty("vocabulary", "");
    if (!schema.matches("[1-9][0-9]{0,8}")) return Optional.empty();
    return Optional.of(new Manifest(Integer.parseInt(schema), analyzer, model, vocabulary));
  }

  /// The whole file or none of it, and on the disk when this returns.
  private void write(Path file, String text) throws IOException {
    var draft = file.resolveSibling(file.getFileName() + ".new");
    try (var channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(true);
    }
    touched.run();
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    var folder = file.toAbsolutePath().getParent();
    if (folder != null)
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    touched.run();
  }
}

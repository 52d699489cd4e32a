package dev.cairn.indexer.ingest;

import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.Extractors;
import dev.cairn.corpus.lesson.LessonReading;
import dev.cairn.corpus.passage.DerivedStore;
import dev.cairn.corpus.passage.Splitter;
import dev.cairn.corpus.starter.Starter;
import dev.cairn.ontology.Linker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The texts whose links are judged by hand: the starter corpus, and folders of documents.
final class LinkingTexts {
  private final Optional<DerivedStore> kept;

  private LinkingTexts(Optional<DerivedStore> kept) {
    this.kept = kept;
  }

  static LinkingTexts fresh() {
    return new LinkingTexts(Optional.empty());
  }

  /// What was read once is kept in the folder, so that a repeated measurement reads nothing twice.
  static LinkingTexts keptIn(Path folder) {
    return new LinkingTexts(Optional.of(new DerivedStore(folder)));
  }

  /// One document or lesson.
  ///
  /// @param name `starter/` and its stable name, or `documents/` and its path below the folder
  record Text(String name, String title, Reading reading, List<Passage> passages) {
    Derived derived(Linker linker) {
      var linked = linker.link(reading.text());
      return new Derived(reading, passages, linked.mentions(), 0, false);
    }

    /// Nothing is named.
    Derived silent() {
      return new Derived(reading, passages, List.of(), 0, false);
    }

    /// Documents, lessons, or the uppermost folder.
    String stratum() {
      if (name.startsWith("starter/"))
        return name.contains(".") ? "starter documents" : "starter lessons";
      var folder = name.substring("documents/".length());
      int slash = folder.indexOf('/');
      return slash < 0 ? "documents" : folder.substring(0, slash);
    }
  }

  List<Text> starter() throws IOException {
    var all = new ArrayList<Text>();
    var starter = Starter.open();
    for (var document : starter.documents())
      try (var bytes = document.open()) {
        read(bytes, document.name())
            .map(found ->
                text(
                    "starter/" + document.name(),
                    document.given().title().or(() -> found.found().title()).orElse(""),
                    found.reading()))
            .ifPresent(all::add);
      }
    for (var row : starter.lessons()) {
      var title = row.metadata().title().orElse("");
      all.add(
          text(
              "starter/" + row.key(),
              title,
              LessonReading.of(title, row.metadata(), row.lesson())));
    }
    return all;
  }

  /// @param chosen paths below the folder; all where it is empty
  List<Text> documents(Path folder, Set<String> chosen) throws IOException {
    List<Path> files;
    try (var walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    var all = new ArrayList<Text>();
    for (var file : files) {
      var path = folder.relativize(file).toString().replace('\\', '/');
      if (!chosen.isEmpty() && !chosen.contains(path)) continue;
      try (var bytes = Files.newInputStream(file)) {
        read(bytes, String.valueOf(file.getFileName()))
            .map(found ->
                text(
                    "documents/" + path,
                    found.found().title().orElse(String.valueOf(file.getFileName())),
                    found.reading()))
            .ifPresent(all::add);
      }
    }
    return all;
  }

  private static Text text(String name, String title, Reading reading) {
    return new Text(name, title, reading, Splitter.split(reading));
  }

  private Optional<Extraction.Text> read(InputStream bytes, String name) throws IOException {
    var room = Files.createTempDirectory("room");
    var file = room.resolve("file");
    try {
      Files.copy(bytes, file);
      var extractor = Extractors.inProcess(ExtractLimits.defaults());
      var id = new ContentId(hex(Files.readAllBytes(file)));
      var before = kept.flatMap(store -> store.text(id, extractor.version()));
      if (before.isPresent()) return before;
      var extraction = extractor.extract(new Extractor.Request(file, name, List.of(), room));
      if (!(extraction instanceof Extraction.Text text)) return Optional.empty();
      kept.ifPresent(store -> store.putText(id, extractor.version(), text));
      return Optional.of(text);
    } finally {
      try (var left = Files.walk(room)) {
        for (var one : left.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
      }
    }
  }

  /// SHA-256 of the text of a passage.
  static ContentId hash(String text) {
    return new ContentId(hex(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

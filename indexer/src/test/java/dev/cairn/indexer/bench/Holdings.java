package dev.cairn.indexer.bench;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Reading.Block;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.Extractors;
import dev.cairn.corpus.lesson.LessonImport;
import dev.cairn.corpus.lesson.LessonReading;
import dev.cairn.corpus.lesson.LessonRow;
import dev.cairn.corpus.passage.Splitter;
import dev.cairn.indexer.evaluate.Judged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What one index holds in a measurement, and what it is asked.
///
/// @param questions with their answers: text → ids of documents that were judged to answer it
record Holdings(String name, List<Held> all, Map<String, Set<String>> questions) {
  /// @param text of the whole document, into which passages have their offsets
  record Held(String id, String title, String text, List<Passage> passages) {}

  /// A collection in BEIR form.
  ///
  /// @param most so many documents: first those that answer something, then others
  static Holdings judged(Path folder, int most) throws IOException, Judged.Malformed {
    var judged = Judged.read(folder);
    var wanted = new HashSet<String>();
    judged.judgements().values().forEach(grades -> wanted.addAll(grades.keySet()));
    var all = new ArrayList<Held>();
    for (var document : judged.documents())
      if (wanted.contains(document.id())) all.add(held(document));
    for (var document : judged.documents())
      if (!wanted.contains(document.id()) && all.size() < most) all.add(held(document));
    var questions = new java.util.LinkedHashMap<String, Set<String>>();
    for (var question : judged.questions())
      questions.put(
          question.text(), judged.judgements().getOrDefault(question.id(), Map.of()).keySet());
    return new Holdings(judged.name(), all, questions);
  }

  private static Held held(Judged.Document document) {
    var text = document.text().isBlank() ? document.title() : document.text();
    text = text.replaceAll("\\s+", " ").strip();
    if (text.isEmpty()) text = document.id();
    return held(
        document.id(),
        document.title(),
        new Reading(text, List.of(new Block(Block.Kind.PARAGRAPH, 0, text.length(), 0, 0))));
  }

  private static Held held(String id, String title, Reading reading) {
    return new Held(id, title, reading.text(), Splitter.split(reading));
  }

  /// Files and tables of lessons; hidden files are left out, and tables that are no lessons.
  static Holdings files(String name, List<Path> folders) throws IOException {
    var all = new ArrayList<Held>();
    var room = Files.createTempDirectory("cairn-answers");
    try (var extractor = Extractors.inProcess(ExtractLimits.defaults())) {
      for (var folder : folders)
        try (var walk = Files.walk(folder)) {
          for (var file : walk.filter(Files::isRegularFile).sorted().toList())
            all.addAll(held(file, extractor, room));
        }
    }
    return new Holdings(name, all, Map.of());
  }

  private static List<Held> held(Path file, Extractor extractor, Path room) throws IOException {
    var name = String.valueOf(file.getFileName());
    if (name.endsWith(".jsonl")) return lessons(file);
    // The same text in another format, or a list of files.
    if (name.startsWith(".") || name.endsWith(".odt") || name.endsWith("sv")) return List.of();
    var extraction = extractor.extract(new Extractor.Request(file, name, List.of(), room));
    if (!(extraction instanceof Extraction.Text text)) return List.of();
    var title = text.found().title().orElse(name.replaceFirst("\\.\\w+$", ""));
    return List.of(held(file.getParent().getFileName() + "/" + name, title, text.reading()));
  }

  private static List<Held> lessons(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var table = LessonImport.read(in);
      var all = new ArrayList<Held>();
      for (var row : table.rows(table.guess(String.valueOf(file.getFileName()))))
        if (row instanceof LessonRow.Usable usable) {
          var title = usable.metadata().title().orElse(usable.key());
          all.add(
              held(
                  String.format(Locale.ROOT, "lesson/%s", usable.key()),
                  title,
                  LessonReading.of(title, usable.metadata(), usable.lesson())));
        }
      return all;
    }
  }

  /// Whether a passage begins so.
  boolean begins(String id, int passage, String text) {
    return all.stream()
        .filter(held -> held.id().equals(id))
        .anyMatch(held -> held.passages().get(passage).text().strip().startsWith(text));
  }
}

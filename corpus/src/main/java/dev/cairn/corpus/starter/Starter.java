package dev.cairn.corpus.starter;

import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.lesson.LessonImport;
import dev.cairn.corpus.lesson.LessonRow;
import dev.cairn.corpus.lesson.MetadataList;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The starter corpus, as it comes with the program.
///
/// @param documents in the order of their list
/// @param lessons all usable
public record Starter(List<Document> documents, List<LessonRow.Usable> lessons) {
  /// Source of all places of the starter corpus.
  public static final String SOURCE = "starter";

  private static final String DOCUMENTS = "documents/";

  public Starter {
    documents = List.copyOf(documents);
    lessons = List.copyOf(lessons);
  }

  /// One file of the corpus.
  ///
  /// @param name file name, without a path
  /// @param given what the list says of it
  public record Document(String name, Metadata given) {
    /// Its bytes, from their beginning; the caller closes the stream.
    public InputStream open() throws IOException {
      return resource(DOCUMENTS + name);
    }
  }

  /// Reads the lists; the documents are opened one by one when they are needed.
  ///
  /// @throws IllegalStateException if the corpus that was packaged is not whole
  public static Starter open() {
    try (var list = resource("documents.csv");
        var lessons = resource("lessons.jsonl")) {
      return new Starter(documents(MetadataList.read(list)), lessons(LessonImport.read(lessons)));
    } catch (IOException e) {
      throw new UncheckedIOException("reading the starter corpus", e);
    }
  }

  static List<Document> documents(MetadataList list) {
    if (!list.problems().isEmpty())
      throw new IllegalStateException("the starter's documents.csv: " + list.problems());
    return list.files().entrySet().stream()
        .map(file ->
            new Document(
                file.getKey().substring(file.getKey().lastIndexOf('/') + 1), file.getValue()))
        .toList();
  }

  static List<LessonRow.Usable> lessons(LessonImport lessons) {
    return lessons.rows(lessons.guess("lessons.jsonl")).stream()
        .map(row ->
            switch (row) {
              case LessonRow.Usable usable -> usable;
              case LessonRow.Unusable problem ->
                  throw new IllegalStateException(
                      "the starter's lessons.jsonl: " + problem.sentence());
            })
        .toList();
  }

  private static InputStream resource(String name) throws IOException {
    var stream = Starter.class.getResourceAsStream(name);
    if (stream == null) throw new FileNotFoundException("starter corpus: " + name);
    return stream;
  }
}

package dev.cairn.corpus.starter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.lesson.LessonRow;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.vocabulary.BuiltIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StarterTest {
  private final Starter starter = Starter.open();

  @Test
  void every_file_that_is_listed_is_there_and_every_file_that_is_there_is_listed()
      throws IOException {
    var listed = new TreeSet<String>();
    for (var document : starter.documents()) {
      listed.add(document.name());
      assertTrue(document.given().title().isPresent(), document::name);
      try (var bytes = document.open()) {
        assertTrue(bytes.read() >= 0, () -> document.name() + " is empty");
      }
    }
    var folder = Path.of(System.getProperty("cairn.home"), "corpus", "starter", "documents");
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          listed,
          files
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    assertEquals(starter.documents().size(), listed.size());
  }

  @Test
  void it_is_large_and_varied_enough_to_teach_with() {
    assertTrue(starter.lessons().size() >= 60, () -> starter.lessons().size() + " lessons");
    assertTrue(starter.documents().size() >= 25, () -> starter.documents().size() + " documents");
    var types =
        starter.documents().stream()
            .map(d -> d.name().substring(d.name().lastIndexOf('.') + 1))
            .collect(Collectors.toSet());
    assertTrue(
        types.containsAll(Set.of("md", "html", "docx", "pdf", "pptx", "xlsx", "eml")),
        types::toString);
  }

  @Test
  void every_lesson_is_whole_and_known_by_its_key() {
    for (var row : starter.lessons()) {
      var lesson = row.lesson();
      assertTrue(lesson.lesson().isPresent(), row::key);
      assertTrue(lesson.recommendation().isPresent(), row::key);
      assertTrue(lesson.outcome().isPresent(), row::key);
      assertTrue(lesson.slices().stream().anyMatch(s -> !s.isBlank()), row::key);
      assertTrue(
          lesson.fields().stream().allMatch(f -> f.name().equals("supersededBy")),
          () -> row.key() + " " + lesson.fields());
    }
    var keys = starter.lessons().stream().map(LessonRow.Usable::key).toList();
    assertEquals(keys.size(), Set.copyOf(keys).size());
    for (var row : starter.lessons())
      for (var field : row.lesson().fields())
        if (field.name().equals("supersededBy"))
          assertTrue(keys.contains(field.text()), () -> row.key() + " → " + field.text());
  }

  @Test
  void every_concept_that_is_named_is_known_to_the_built_in_scheme() {
    var concepts = builtIn();
    var unknown = new TreeSet<String>();
    for (var row : starter.lessons()) {
      Stream.concat(row.metadata().concepts().stream(), row.lesson().slices().stream())
          .filter(id -> concepts.find(id).isEmpty())
          .forEach(id -> unknown.add(row.key() + ": " + id));
    }
    for (var document : starter.documents())
      document.given().concepts().stream()
          .filter(id -> concepts.find(id).isEmpty())
          .forEach(id -> unknown.add(document.name() + ": " + id));
    assertEquals(Set.of(), unknown);
  }

  @Test
  void every_slice_that_is_named_is_a_value_of_a_way_to_slice() {
    var concepts = builtIn();
    List<String> values =
        concepts.slices().stream().flatMap(slice -> slice.values().stream()).toList();
    var wrong = new TreeSet<String>();
    for (var row : starter.lessons())
      for (var slice : row.lesson().slices())
        if (!values.contains(slice)
            && values.stream().noneMatch(concepts.ancestors(slice)::contains))
          wrong.add(row.key() + ": " + slice);
    assertEquals(Set.of(), wrong);
  }

  private static ConceptView builtIn() {
    try (var store = GraphStores.inMemory()) {
      BuiltIn.load().installInto(store);
      return ConceptViews.from(store);
    }
  }
}

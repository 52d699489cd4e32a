package dev.cairn.indexer.lucene;

import static dev.cairn.indexer.testkit.Entries.entry;
import static dev.cairn.indexer.testkit.Questions.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIndexesTest {
  private static final Manifest MANIFEST = Manifest.of("v1");

  @TempDir Path folder;

  private static long found(SearchIndex index) {
    try (var view = index.view()) {
      return view.find(ask(new Query.Everything())).total();
    }
  }

  private void write(long upTo) {
    try (var index = LuceneIndexes.inDirectory(folder, MANIFEST)) {
      index.replace(entry("a").passage("storm").made());
      index.commit(upTo);
    }
  }

  @Test
  void content_and_number_are_there_after_opening_again() {
    write(42);
    try (var index = LuceneIndexes.inDirectory(folder, MANIFEST)) {
      assertEquals(42, index.committed());
      assertEquals(1, found(index));
    }
  }

  @Test
  void what_was_not_committed_is_gone_together_with_its_number() {
    write(1);
    try (var index = LuceneIndexes.inDirectory(folder, MANIFEST)) {
      index.replace(entry("b").passage("storm").made());
      index.refresh();
      assertEquals(2, found(index));
    }
    try (var index = LuceneIndexes.inDirectory(folder, MANIFEST)) {
      assertEquals(1, index.committed());
      assertEquals(1, found(index));
    }
  }

  @Test
  void another_manifest_begins_an_empty_index_and_the_old_one_goes() throws IOException {
    write(42);
    try (var index = LuceneIndexes.inDirectory(folder, Manifest.of("v2"))) {
      assertEquals(0, index.committed());
      assertEquals(0, found(index));
      index.commit(3);
    }
    try (var files = Files.list(folder)) {
      assertEquals(
          List.of("current", "generation-2"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
    try (var index = LuceneIndexes.inDirectory(folder, Manifest.of("v2"))) {
      assertEquals(3, index.committed());
    }
  }

  @Test
  void an_index_that_cannot_be_read_begins_anew() throws IOException {
    write(42);
    try (var files = Files.list(folder.resolve("generation-1"))) {
      for (var file : files.toList())
        if (file.getFileName().toString().startsWith("segments_")) Files.writeString(file, "ruin");
    }
    try (var index = LuceneIndexes.inDirectory(folder, MANIFEST)) {
      assertEquals(0, index.committed());
      assertEquals(0, found(index));
    }
  }

  @Test
  void an_index_with_a_missing_file_begins_anew() throws IOException {
    write(42);
    try (var files = Files.list(folder.resolve("generation-1"))) {
      for (var file : files.toList())
        if (file.getFileName().toString().matches("_.*\\.cf[se]|_.*\\.si")) Files.delete(file);
    }
    try (var index = LuceneIndexes.inDirectory(folder, MANIFEST)) {
      assertEquals(0, index.committed());
      index.replace(entry("a").made());
      index.commit(1);
    }
    write(43);
  }

  @Test
  void a_ruined_manifest_begins_anew() throws IOException {
    write(42);
    Files.writeString(folder.resolve("generation-1").resolve("manifest"), "schema=none\n");
    try (var index = LuceneIndexes.inDirectory(folder, MANIFEST)) {
      assertEquals(0, index.committed());
    }
    write(43);
    Files.writeString(folder.resolve("current"), "../somewhere\n");
    try (var index = LuceneIndexes.inDirectory(folder, MANIFEST)) {
      assertEquals(0, index.committed());
    }
  }

  @Test
  void an_index_is_opened_once_at_a_time() {
    try (var index = LuceneIndexes.inDirectory(folder, MANIFEST)) {
      index.commit(5);
      var failure =
          assertThrows(
              IndexFailure.class, () -> LuceneIndexes.inDirectory(folder, MANIFEST).close());
      assertEquals(IndexFailure.Kind.UNAVAILABLE, failure.kind());
      assertEquals(5, index.committed());
    }
  }

  @Test
  void a_closed_index_is_unavailable_and_says_so() {
    var index = LuceneIndexes.inMemory();
    index.close();
    index.close();
    assertTrue(index.trouble().isPresent());
    assertThrows(IndexFailure.class, index::view);
    assertThrows(IndexFailure.class, () -> index.replace(entry("a").made()));
  }

  @Test
  void a_manifest_is_made_of_names() {
    assertThrows(IllegalArgumentException.class, () -> Manifest.of("a\nb"));
    assertThrows(IllegalArgumentException.class, () -> Manifest.of(" "));
  }
}

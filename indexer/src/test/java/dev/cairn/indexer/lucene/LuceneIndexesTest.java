package dev.cairn.indexer.lucene;

import static dev.cairn.indexer.testkit.Entries.entry;
import static dev.cairn.indexer.testkit.Questions.EVERYONE;
import static dev.cairn.indexer.testkit.Questions.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.ontology.testkit.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
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

  private static final Manifest OTHER_ANALYSER =
      new Manifest(MANIFEST.schema(), "other-1", MANIFEST.model(), MANIFEST.vocabulary());

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void another_analyser_begins_an_empty_index_and_the_old_one_goes() throws IOException {
    write(42);
    try (var index = LuceneIndexes.inDirectory(folder, OTHER_ANALYSER)) {
      assertEquals(0, index.committed());
      assertEquals(0, found(index));
      assertFalse(index.outdated());
      index.commit(3);
    }
    assertEquals(List.of("current", "generation-2"), files());
    try (var index = LuceneIndexes.inDirectory(folder, OTHER_ANALYSER)) {
      assertEquals(3, index.committed());
    }
  }

  @Test
  void an_older_vocabulary_answers_until_the_next_index_takes_its_place() throws IOException {
    write(42);
    var newer = Manifest.of("v2");
    for (int start = 0; start < 2; start++)
      try (var index = LuceneIndexes.inDirectory(folder, newer)) {
        assertTrue(index.outdated(), "until one is adopted");
        assertEquals(42, index.committed());
        assertEquals(1, found(index));
        index.beside().replace(entry("lost").made());
      }
    try (var index = LuceneIndexes.inDirectory(folder, newer)) {
      var next = index.beside();
      next.replace(entry("a").made());
      next.replace(entry("b").made());
      next.commit(43);
      index.adopt(next);
      assertFalse(index.outdated());
    }
    assertEquals(2, files().size(), () -> "only the new one is left");
    try (var index = LuceneIndexes.inDirectory(folder, newer)) {
      assertFalse(index.outdated());
      assertEquals(43, index.committed());
      assertEquals(2, found(index));
    }
  }

  private static final Direction EAST = Direction.of(1, 0, 0);

  private static List<String> nearest(SearchIndex index) {
    try (var view = index.view()) {
      return view.nearest(EAST, EVERYONE, 5).stream().map(SearchIndex.Close::id).toList();
    }
  }

  private void writeDirected(Manifest manifest) {
    try (var index = LuceneIndexes.inDirectory(folder, manifest)) {
      index.replace(entry("a").passage("storm").directions(EAST).made());
      index.commit(42);
    }
  }

  @Test
  void directions_of_another_model_are_not_looked_at_and_words_are() {
    writeDirected(Manifest.of("v1", "m1"));
    try (var index = LuceneIndexes.inDirectory(folder, Manifest.of("v1", "m1"))) {
      assertFalse(index.outdated());
      assertEquals(List.of("a"), nearest(index));
    }
    try (var index = LuceneIndexes.inDirectory(folder, Manifest.of("v1", "m2"))) {
      assertTrue(index.outdated());
      assertEquals(42, index.committed());
      assertEquals(1, found(index));
      index.replace(entry("b").passage("storm").directions(Direction.of(0, 1)).made());
      index.refresh();
      assertEquals(List.of(), nearest(index));
      try (var view = index.view()) {
        assertEquals(new SearchIndex.Directed(0, 2), view.directed(EVERYONE));
        assertEquals(0, view.similarities(EAST, 10).length);
      }
      var next = index.beside();
      next.replace(entry("b").passage("storm").directions(EAST).made());
      next.commit(43);
      index.adopt(next);
      assertFalse(index.outdated());
      assertEquals(List.of("b"), nearest(index));
    }
  }

  @Test
  void without_a_model_nothing_is_built_anew_and_with_the_first_one_directions_come_in() {
    write(41);
    for (var model : List.of("m1", "none", "m1"))
      try (var index =
          LuceneIndexes.inDirectory(
              folder, model.equals("none") ? MANIFEST : Manifest.of("v1", model))) {
        assertFalse(index.outdated());
        assertEquals(1, found(index));
        index.replace(entry("a").passage("storm").directions(EAST).made());
        index.commit(42);
        index.refresh();
        assertEquals(List.of("a"), nearest(index));
      }
    try (var index = LuceneIndexes.inDirectory(folder, Manifest.of("v1", "m2"))) {
      assertTrue(index.outdated(), "the first model's name was written down");
    }
  }

  @Test
  void the_old_one_leaves_the_disk_with_its_last_view() throws IOException {
    try (var index = LuceneIndexes.inDirectory(folder, MANIFEST)) {
      index.replace(entry("a").passage("storm").made());
      index.refresh();
      var one = index.view();
      var other = index.view();
      var next = index.beside();
      next.commit(1);
      index.adopt(next);
      one.close();
      assertEquals(List.of("current", "generation-1", "generation-2"), files());
      other.close();
      assertEquals(List.of("current", "generation-2"), files());
    }
  }

  /// The world ends between any two steps on the disk.
  @Test
  void after_a_crash_anywhere_the_old_or_the_new_index_is_whole() throws IOException {
    int last = 0;
    long held = 0;
    var seen = new java.util.TreeSet<Long>();
    for (int deadline = 1; ; deadline++) {
      var left = new AtomicInteger(deadline);
      boolean died = false;
      try (var index =
          Generations.open(
              folder,
              MANIFEST,
              () -> {
                if (left.decrementAndGet() == 0) throw new IllegalStateException("the end");
              })) {
        long number = index.committed();
        index.replace(entry("a").passage("storm").made());
        index.commit(number + 1);
        var next = index.beside();
        next.replace(entry("b").passage("storm").made());
        next.replace(entry("c").passage("storm").made());
        next.commit(number + 10);
        index.adopt(next);
      } catch (IllegalStateException e) {
        assertEquals("the end", e.getMessage());
        died = true;
      }
      try (var index = LuceneIndexes.inDirectory(folder, MANIFEST)) {
        seen.add(index.committed() - last);
        if (index.committed() > last)
          assertEquals(index.committed() == last + 10 ? 2 : held < 2 ? 1 : 3, found(index));
        else assertEquals(held, found(index));
        last = (int) index.committed();
        held = found(index);
      }
      if (!died) break;
    }
    assertTrue(seen.contains(10L), seen::toString);
  }

  @Test
  void purging_leaves_nothing_of_removed_texts_in_any_file() throws IOException {
    var random = Seed.random(getClass());
    try (var index = LuceneIndexes.inDirectory(folder, MANIFEST)) {
      for (int i = 0; i < 400; i++) {
        index.replace(
            entry("e" + i)
                .title(i % 7 == 0 ? "Xanthippe-Zwölf" : "Storm review")
                .label(i % 7 == 0 ? "quetzalcoatl" : "weather")
                .value("author", i % 7 == 0 ? "Wolpertinger" : "Ada")
                .passage(
                    i % 7 == 0 ? "Kwisatzhaderach" : "Calm", "mxyzptlk ".repeat(i % 7 == 0 ? 9 : 0))
                .passage("the storm number " + random.nextInt(100))
                .made());
        if (i % 60 == 0) index.refresh();
        if (i % 150 == 0) index.commit(i);
      }
      index.commit(400);
      assertTrue(words().contains("mxyzptlk"), "the test looks where it is");
      for (int i = 0; i < 400; i += 7)
        if (i % 2 == 0) index.remove("e" + i);
        else index.replace(entry("e" + i).title("Clean").made());
      index.refresh();
      assertTrue(index.purge());
      assertEquals(List.of(), rareIn(words()));
    }
    assertEquals(List.of(), rareIn(words()), "after closing");
  }

  private static final List<String> RARE =
      List.of("xanthipp", "zwölf", "quetzalcoatl", "wolpertinger", "kwisatzhaderach", "mxyzptlk");

  private static List<String> rareIn(String words) {
    return RARE.stream().filter(words::contains).toList();
  }

  /// All that the files hold: as bytes, and every term and stored field of every document that is
  /// still there, deleted ones included, since texts are compressed.
  private String words() throws IOException {
    var all = new StringBuilder();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList())
        all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }
    for (var name : files()) {
      if (!name.startsWith("generation-")) continue;
      try (var directory = FSDirectory.open(folder.resolve(name));
          var reader = DirectoryReader.open(directory)) {
        for (var leaf : reader.leaves()) {
          for (int doc = 0; doc < leaf.reader().maxDoc(); doc++)
            all.append(leaf.reader().storedFields().document(doc));
          for (var field : leaf.reader().getFieldInfos()) {
            var terms = leaf.reader().terms(field.name);
            if (terms == null) continue;
            var each = terms.iterator();
            while (each.next() != null) all.append(each.term().utf8ToString()).append(' ');
          }
        }
      }
    }
    return all.toString().toLowerCase(Locale.ROOT);
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

package dev.cairn.corpus.passage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Reading.Block;
import dev.cairn.ontology.Mention;
import dev.cairn.ontology.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DerivedStoreTest {
  private static final ContentId ID = new ContentId("ab".repeat(32));
  private static final Reading READING =
      new Reading(
          "Überschrift 😀\n" + "Ein langer Satz. ".repeat(5_000).strip(),
          List.of(
              new Block(Block.Kind.HEADING, 0, 14, 1, 1),
              new Block(Block.Kind.PARAGRAPH, 15, 15 + 17 * 5_000 - 1, 0, 2)));
  private static final Extraction.Text TEXT =
      new Extraction.Text(
          READING,
          new Metadata(
              Optional.of("Title"),
              Optional.empty(),
              List.of("A role", "Another"),
              Optional.of(""),
              Optional.of(LocalDate.of(2025, 2, 28)),
              List.of("word"),
              List.of(),
              Optional.of("de"),
              Optional.of(Access.of(List.of("group:field")))),
          "application/pdf");
  private static final Derived DERIVED =
      new Derived(
          READING,
          Splitter.split(READING),
          List.of(new Mention("planning", 0, 11, "Überschrift", Mention.Method.HIDDEN_LABEL, 0.75)),
          0.25,
          true);

  @TempDir Path root;
  private DerivedStore store;

  @BeforeEach
  void open() {
    store = new DerivedStore(root.resolve("derived"));
  }

  @Test
  void gives_back_what_was_put_in() {
    store.putText(ID, "tika-1", TEXT);
    store.putDerived(ID, "v1", DERIVED);
    assertEquals(Optional.of(TEXT), store.text(ID, "tika-1"));
    assertEquals(Optional.of(DERIVED), store.derived(ID, "v1"));
  }

  @Test
  void keeps_directions_until_they_are_forgotten_swept_or_damaged() throws IOException {
    var vectors = List.of(new float[] {0.6f, 0.8f}, new float[] {-1, 0});
    store.putDirections(ID, "model texts", vectors);
    store.putDirections("model vocabulary", vectors);
    for (var kept :
        List.of(store.directions(ID, "model texts"), store.directions("model vocabulary"))) {
      assertEquals(2, kept.orElseThrow().size());
      assertArrayEquals(vectors.get(1), kept.orElseThrow().get(1));
    }
    assertEquals(Optional.empty(), store.directions(ID, "other texts"));
    assertEquals(Optional.empty(), store.directions("other vocabulary"));
    assertEquals(new DerivedStore.Swept(2, 0, 0), store.sweep(ID::equals));
    assertEquals(new DerivedStore.Swept(1, 0, 1), store.sweep(_ -> false));
    store.putDirections(ID, "model texts", vectors);
    store.forget(ID);
    assertEquals(Optional.empty(), store.directions(ID, "model texts"));
    var file = files().getFirst();
    var bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
    assertEquals(Optional.empty(), store.directions("model vocabulary"));
    assertEquals(new DerivedStore.Swept(0, 1, 0), store.sweep(_ -> true));
  }

  @Test
  void gives_nothing_for_other_content_or_another_version() {
    store.putText(ID, "tika-1", TEXT);
    store.putDerived(ID, "v1", DERIVED);
    assertEquals(Optional.empty(), store.text(ID, "tika-2"));
    assertEquals(Optional.empty(), store.derived(ID, "v2"));
    assertEquals(Optional.empty(), store.text(new ContentId("cd".repeat(32)), "tika-1"));
  }

  @Test
  void another_version_takes_the_place_of_the_one_before() throws IOException {
    store.putDerived(ID, "v1", DERIVED);
    store.putDerived(ID, "v2", DERIVED);
    assertEquals(Optional.empty(), store.derived(ID, "v1"));
    assertEquals(Optional.of(DERIVED), store.derived(ID, "v2"));
    assertEquals(1, files().size());
  }

  @Test
  void forgets_on_request_and_misses_nothing_when_all_was_deleted() throws IOException {
    store.putText(ID, "v1", TEXT);
    store.putDerived(ID, "v1", DERIVED);
    store.forget(ID);
    assertEquals(List.of(), files());
    assertEquals(Optional.empty(), store.text(ID, "v1"));
    store.putText(ID, "v1", TEXT);
    assertEquals(Optional.of(TEXT), store.text(ID, "v1"));
  }

  @Test
  void a_torn_file_counts_as_missing_at_whatever_byte_it_ends() throws IOException {
    store.putDerived(ID, "v1", DERIVED);
    var file = files().getFirst();
    var whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 1 + whole.length / 200) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertEquals(Optional.empty(), store.derived(ID, "v1"), "cut at " + length);
    }
  }

  @Test
  void a_damaged_file_counts_as_missing() throws IOException {
    var random = Seed.random(DerivedStoreTest.class);
    store.putDerived(ID, "v1", DERIVED);
    var file = files().getFirst();
    var whole = Files.readAllBytes(file);
    for (int i = 0; i < 200; i++) {
      var damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      // A flipped bit in the header of the compression may be one that says nothing.
      var read = store.derived(ID, "v1");
      if (read.isPresent()) assertEquals(DERIVED, read.get());
    }
  }

  @Test
  void is_compressed() throws IOException {
    store.putText(ID, "v1", TEXT);
    assertFalse(Files.size(files().getFirst()) > READING.text().length() / 10);
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}

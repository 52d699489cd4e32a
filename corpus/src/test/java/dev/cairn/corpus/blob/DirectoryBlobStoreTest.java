package dev.cairn.corpus.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.BlobFailure;
import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.testkit.BlobStoreContract;
import dev.cairn.corpus.testkit.MemoryBlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobStoreTest extends BlobStoreContract {
  private static final byte[] LETTER = "Dear Ada".getBytes(UTF_8);

  @TempDir Path temporary;

  @Override
  protected BlobStore emptyStore() throws IOException {
    return BlobStores.inDirectory(Files.createTempDirectory(temporary, "store").resolve("new"));
  }

  @Test
  void making_a_store_touches_no_disk() {
    BlobStores.inDirectory(temporary.resolve("later"));
    assertFalse(Files.exists(temporary.resolve("later")));
  }

  @Test
  void bytes_lie_two_levels_deep_under_their_name() throws Exception {
    var hex = put().id().hex();
    var file = temporary.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
    assertArrayEquals(LETTER, Files.readAllBytes(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void what_a_crash_left_is_swept_away_at_opening_and_nothing_else() throws Exception {
    put();
    var leftOver = temporary.resolve("incoming").resolve("1");
    Files.write(leftOver, new byte[] {1, 2, 3});
    var store = BlobStores.inDirectory(temporary);
    assertTrue(store.trouble().isEmpty());
    assertFalse(Files.exists(leftOver));
    assertTrue(store.open(MemoryBlobStore.name(LETTER)).isPresent());
  }

  @Test
  void nothing_is_left_of_what_was_refused() throws Exception {
    var store = BlobStores.inDirectory(temporary);
    assertThrows(
        BlobStore.TooLargeException.class, () -> store.put(new ByteArrayInputStream(LETTER), 3));
    assertEquals(List.of(), files());
  }

  @Test
  void content_that_is_there_is_not_written_again() throws Exception {
    put();
    var file = files().getFirst();
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    put();
    assertEquals(FileTime.fromMillis(1_000_000), Files.getLastModifiedTime(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void content_that_the_disk_cut_short_is_made_whole() throws Exception {
    put();
    var file = files().getFirst();
    Files.write(file, new byte[] {1});
    put();
    assertArrayEquals(LETTER, Files.readAllBytes(file));
  }

  @Test
  void a_place_that_is_no_folder_is_trouble_and_a_failure_not_a_sender_s_fault() throws Exception {
    var file = Files.createFile(temporary.resolve("file"));
    var store = BlobStores.inDirectory(file);
    assertTrue(store.trouble().isPresent());
    var failure =
        assertThrows(BlobFailure.class, () -> store.put(new ByteArrayInputStream(LETTER), 100));
    assertEquals(BlobFailure.Kind.UNAVAILABLE, failure.kind());
  }

  private BlobStore.Stored put() throws Exception {
    try (var store = BlobStores.inDirectory(temporary)) {
      return store.put(new ByteArrayInputStream(LETTER), 100);
    }
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(temporary)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}

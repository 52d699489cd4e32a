package dev.cairn.corpus.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.BlobStore.Stored;
import dev.cairn.corpus.BlobStore.TooLargeException;
import dev.cairn.corpus.ContentId;
import dev.cairn.ontology.testkit.Seed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every BlobStore promises. Extend it, hand over a store, inherit the tests.
public abstract class BlobStoreContract {
  private static final byte[] LETTER = "Dear Ada".getBytes(UTF_8);

  /// A store without contents, on a place of its own.
  protected abstract BlobStore emptyStore() throws Exception;

  @Test
  void the_name_is_the_sha_256_of_the_bytes() throws Exception {
    try (var store = emptyStore()) {
      var nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
      assertEquals(new Stored(new ContentId(nothing), 0), put(store, new byte[0]));
      assertEquals(new Stored(MemoryBlobStore.name(LETTER), LETTER.length), put(store, LETTER));
    }
  }

  @Test
  void gives_back_what_it_got_until_deleted() throws Exception {
    try (var store = emptyStore()) {
      var id = put(store, LETTER).id();
      assertArrayEquals(LETTER, bytes(store, id));
      assertEquals(Optional.of((long) LETTER.length), store.size(id));
      assertTrue(store.delete(id));
      assertTrue(store.open(id).isEmpty());
      assertTrue(store.size(id).isEmpty());
      assertFalse(store.delete(id));
    }
  }

  @Test
  void what_was_never_stored_is_empty() throws Exception {
    try (var store = emptyStore()) {
      var id = MemoryBlobStore.name(LETTER);
      assertTrue(store.open(id).isEmpty());
      assertTrue(store.size(id).isEmpty());
      assertFalse(store.delete(id));
    }
  }

  @Test
  void same_bytes_twice_are_stored_once() throws Exception {
    try (var store = emptyStore()) {
      var first = put(store, LETTER);
      assertEquals(first, put(store, LETTER));
      assertTrue(store.delete(first.id()));
      assertTrue(store.open(first.id()).isEmpty());
    }
  }

  @Test
  void bytes_can_come_back_after_they_were_deleted() throws Exception {
    try (var store = emptyStore()) {
      var id = put(store, LETTER).id();
      store.delete(id);
      put(store, LETTER);
      assertArrayEquals(LETTER, bytes(store, id));
    }
  }

  @Test
  void large_bytes_come_back_unchanged() throws Exception {
    try (var store = emptyStore()) {
      var large = new byte[3_000_001];
      Seed.random(BlobStoreContract.class).nextBytes(large);
      assertArrayEquals(large, bytes(store, put(store, large).id()));
    }
  }

  @Test
  void as_many_bytes_as_the_limit_are_taken_and_one_more_is_refused() throws Exception {
    try (var store = emptyStore()) {
      store.put(new ByteArrayInputStream(LETTER), LETTER.length);
      store.delete(MemoryBlobStore.name(LETTER));
      var refused =
          assertThrows(
              TooLargeException.class,
              () -> store.put(new ByteArrayInputStream(LETTER), LETTER.length - 1));
      assertEquals(LETTER.length - 1, refused.limitBytes());
      assertTrue(store.open(MemoryBlobStore.name(LETTER)).isEmpty());
    }
  }

  @Test
  void nothing_is_kept_when_the_sender_breaks_off() throws Exception {
    try (var store = emptyStore()) {
      var thrown =
          assertThrows(IOException.class, () -> store.put(new BreakingOff(LETTER), 1_000_000));
      assertEquals("the sender broke off", thrown.getMessage());
      assertTrue(store.open(MemoryBlobStore.name(LETTER)).isEmpty());
      assertEquals(LETTER.length, put(store, LETTER).bytes());
    }
  }

  @Test
  void many_at_once_may_put_the_same_bytes() throws Exception {
    int many = 8;
    var content = new byte[300_000];
    Seed.random(BlobStoreContract.class).nextBytes(content);
    try (var store = emptyStore();
        var threads = Executors.newFixedThreadPool(many)) {
      var start = new CyclicBarrier(many);
      Callable<Stored> task =
          () -> {
            start.await();
            return put(store, content);
          };
      for (var result : threads.invokeAll(IntStream.range(0, many).mapToObj(_ -> task).toList()))
        assertEquals(new Stored(MemoryBlobStore.name(content), content.length), result.get());
      assertArrayEquals(content, bytes(store, MemoryBlobStore.name(content)));
    }
  }

  @Test
  void a_stream_that_is_open_survives_the_deletion_or_ends() throws Exception {
    try (var store = emptyStore()) {
      var id = put(store, LETTER).id();
      try (var open = store.open(id).orElseThrow()) {
        store.delete(id);
        assertTrue(open.readAllBytes().length <= LETTER.length);
      }
    }
  }

  @Test
  void every_original_is_named_in_order_and_once() throws Exception {
    try (var store = emptyStore()) {
      assertEquals(List.of(), names(store));
      var all = new TreeSet<ContentId>();
      for (byte b = 0; b < 20; b++) all.add(put(store, new byte[] {b}).id());
      put(store, new byte[] {3});
      assertEquals(List.copyOf(all), names(store));
    }
  }

  @Test
  void what_was_set_aside_is_gone_and_can_be_put_anew() throws Exception {
    try (var store = emptyStore()) {
      var id = put(store, LETTER).id();
      store.setAside(id);
      store.setAside(id);
      assertTrue(store.open(id).isEmpty());
      assertEquals(List.of(), names(store));
      put(store, LETTER);
      assertArrayEquals(LETTER, bytes(store, id));
    }
  }

  private static List<ContentId> names(BlobStore store) {
    var names = new ArrayList<ContentId>();
    store.each(names::add);
    return names;
  }

  @Test
  void is_not_in_trouble_and_closes_twice() throws Exception {
    var store = emptyStore();
    assertEquals(Optional.empty(), store.trouble());
    store.close();
    store.close();
  }

  @Test
  void a_negative_limit_is_a_wrong_argument() throws Exception {
    try (var store = emptyStore()) {
      assertThrows(
          IllegalArgumentException.class, () -> store.put(new ByteArrayInputStream(LETTER), -1));
    }
  }

  private static Stored put(BlobStore store, byte[] content) throws Exception {
    return store.put(new ByteArrayInputStream(content), Long.MAX_VALUE);
  }

  private static byte[] bytes(BlobStore store, ContentId id) throws IOException {
    try (var in = store.open(id).orElseThrow()) {
      return in.readAllBytes();
    }
  }

  /// Gives some bytes and then fails.
  private static final class BreakingOff extends InputStream {
    private final byte[] bytes;
    private int next;

    BreakingOff(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      if (next == bytes.length) throw new IOException("the sender broke off");
      return bytes[next++];
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (length == 0) return 0;
      into[from] = (byte) read();
      return 1;
    }
  }
}

package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.passage.DerivedStore;
import dev.cairn.indexer.testkit.HashedWords;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeaningsTest {
  @TempDir Path folder;

  private Meanings meanings() {
    return new Meanings(Optional.of(new HashedWords()), new DerivedStore(folder));
  }

  private static ItemId id(int number) {
    return new ItemId(String.format("%022d", number));
  }

  @Test
  void what_is_wanted_comes_first_then_what_is_newest() {
    var meanings = meanings();
    for (int i = 1; i <= 5; i++) meanings.lacking(id(i), i);
    meanings.wanted(id(2));
    meanings.wanted(id(1));
    meanings.wanted(id(99));
    for (int i : new int[] {1, 2, 5, 4, 3}) assertEquals(Optional.of(id(i)), meanings.take());
    assertEquals(Optional.empty(), meanings.take());
    assertEquals(5, meanings.waiting());
  }

  @Test
  void what_changes_while_it_is_read_is_read_again() {
    var meanings = meanings();
    meanings.lacking(id(1), 1);
    assertEquals(Optional.of(id(1)), meanings.take());
    meanings.lacking(id(1), 2);
    assertEquals(Optional.of(id(1)), meanings.take());
    assertTrue(meanings.told(id(1)));
    meanings.lacking(id(1), 3);
    // What was told before is shown now, and is not what the item says any more.
    meanings.shown(id(1));
    assertTrue(meanings.waits(id(1)));
    assertEquals(Optional.of(id(1)), meanings.take());
    assertTrue(meanings.told(id(1)));
    meanings.shown(id(1));
    assertTrue(meanings.settled());
  }

  @Test
  void what_fails_waits_again_or_is_put_aside() {
    var meanings = meanings();
    meanings.lacking(id(1), 1);
    meanings.take();
    meanings.putBack(id(1));
    assertEquals(Optional.of(id(1)), meanings.take());
    meanings.putAside(id(1));
    assertEquals(Optional.empty(), meanings.take());
    assertTrue(meanings.waits(id(1)) && meanings.settled());
    assertEquals(1, meanings.aside());
    meanings.lacking(id(1), 2);
    assertEquals(Optional.of(id(1)), meanings.take());
    meanings.gone(id(1));
    meanings.putBack(id(1));
    assertTrue(meanings.settled() && meanings.aside() == 0);
  }
}

package dev.cairn.indexer.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFolderTest {
  @Test
  void a_thousand_files_agree_with_what_is_found_after_one_sweep(@TempDir Path scratch)
      throws Exception {
    try (var watched = new WatchedFolder(scratch, false)) {
      watched.create(1_000);
      watched.sweep();
      watched.await();
      watched.agrees();

      var all = watched.some(1_000);
      watched.change(all.subList(0, 200));
      watched.rename(all.subList(200, 400));
      watched.move(all.subList(400, 600), "elsewhere");
      watched.delete(all.subList(600, 800));
      watched.create(200);
      var sweep = watched.sweep();
      watched.await();
      assertEquals(
          List.of(1_000, 200, 200, 400, 200),
          List.of(sweep.seen(), sweep.fresh(), sweep.changed(), sweep.moved(), sweep.gone()));
      watched.agrees();

      watched.delete(watched.some(1_000));
      assertEquals(1_000, watched.sweep().gone());
      watched.await();
      watched.agrees();
    }
  }
}

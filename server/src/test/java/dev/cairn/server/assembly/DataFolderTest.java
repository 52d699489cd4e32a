package dev.cairn.server.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.security.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path root;

  @Test
  void a_second_program_is_refused_with_the_address_of_the_first() throws Exception {
    try (var first = DataFolder.open(root)) {
      first.announce(new ServerFile("http://127.0.0.1:4711", 1, "token"));
      var e = assertThrows(DataFolder.InUseException.class, () -> DataFolder.open(root));
      assertTrue(String.valueOf(e.getMessage()).contains("http://127.0.0.1:4711"), e::getMessage);
    }
    DataFolder.open(root).close();
  }

  @Test
  void only_the_owner_reads_where_the_server_is() throws Exception {
    try (var folder = DataFolder.open(root)) {
      folder.announce(new ServerFile("http://127.0.0.1:4711", 1, "token"));
      var file = root.resolve("server.json");
      if (Files.getFileStore(file).supportsFileAttributeView("posix"))
        assertEquals(
            PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
      assertEquals(
          Optional.of(new ServerFile("http://127.0.0.1:4711", 1, "token")), ServerFile.read(root));
    }
    assertEquals(Optional.empty(), ServerFile.read(root), "it is gone when the server has ended");
  }

  @Test
  void a_torn_announcement_counts_as_none() throws Exception {
    Files.writeString(root.resolve("server.json"), "{\"url\":");
    assertEquals(Optional.empty(), ServerFile.read(root));
  }

  @Test
  void another_format_is_refused_and_left_alone() throws Exception {
    Files.writeString(root.resolve("format"), "99\n");
    var e = assertThrows(IOException.class, () -> DataFolder.open(root));
    assertTrue(String.valueOf(e.getMessage()).contains("99"), e::getMessage);
    assertEquals("99\n", Files.readString(root.resolve("format")));
  }

  @Test
  void a_folder_with_other_things_in_it_is_refused() throws Exception {
    Files.writeString(root.resolve("thesis.docx"), "precious");
    var e = assertThrows(IOException.class, () -> DataFolder.open(root));
    assertTrue(String.valueOf(e.getMessage()).contains("thesis.docx"), e::getMessage);
  }

  @Test
  void the_token_is_shown_once_and_kept_as_a_hash() throws Exception {
    try (var folder = DataFolder.open(root)) {
      var token = folder.ensureAdminToken().orElseThrow();
      assertTrue(Secrets.matches(token, folder.adminHash()));
      assertFalse(Files.readString(root.resolve("admin-token.sha256")).contains(token));
      assertEquals(Optional.empty(), folder.ensureAdminToken());
      var newer = DataFolder.newAdminToken(root);
      assertTrue(Secrets.matches(newer, folder.adminHash()));
      assertFalse(Secrets.matches(token, folder.adminHash()));
    }
  }

  @Test
  void the_starter_corpus_is_loaded_once() throws Exception {
    try (var folder = DataFolder.open(root)) {
      assertFalse(folder.starterLoaded());
      folder.noteStarterLoaded();
      assertTrue(folder.starterLoaded());
    }
  }
}

package dev.cairn.server.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where the server that has a data folder open is reached. Readable by the folder's owner only.
///
/// @param url address of its first page, without a slash at the end
/// @param token lets the owner's commands in, for as long as this server runs
public record ServerFile(String url, long processId, String token) {
  static final String NAME = "server.json";
  private static final JsonMapper JSON = new JsonMapper();

  /// What the folder says; empty if no server has announced itself or the file is torn.
  public static Optional<ServerFile> read(Path dataFolder) throws IOException {
    try {
      return Optional.of(
          JSON.readValue(Files.readString(dataFolder.resolve(NAME)), ServerFile.class));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  String toJson() {
    return JSON.writeValueAsString(this);
  }
}

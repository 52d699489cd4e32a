package dev.cairn.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The parts of the scripts that need no browser, by Node's own test runner.
class ScriptsTest {
  private static final Path SERVER = Path.of(System.getProperty("cairn.home"), "server");

  @Test
  void modules_keep_their_promises(@TempDir Path folder) throws Exception {
    assumeTrue(hasNode(), "Node is not installed, so the scripts were not tested");
    copy(SERVER.resolve("src/main/resources/web/js"), folder.resolve("js"));
    copy(SERVER.resolve("src/test/js"), folder.resolve("test"));
    Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
    var command = new ArrayList<>(List.of("node", "--test"));
    try (var tests = Files.list(folder.resolve("test"))) {
      tests.map(Path::toString).sorted().forEach(command::add);
    }
    var run = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    var process = run.start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private static boolean hasNode() throws InterruptedException {
    try {
      var process = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        var target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) Files.createDirectories(target);
        else Files.copy(file, target);
      }
    }
  }
}

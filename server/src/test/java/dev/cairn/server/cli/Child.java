package dev.cairn.server.cli;

import dev.cairn.server.assembly.ServerFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The real program in a process of its own, which a test may kill.
final class Child implements AutoCloseable {
  private static final String GREETING = "Cairn is at ";

  private final Process process;
  private final BufferedReader out;
  private final Path err;
  private final List<String> said = new ArrayList<>();

  private Child(Process process, Path err) {
    this.process = process;
    this.out = process.inputReader();
    this.err = err;
  }

  /// @param scratch folder for what it says on standard error
  static Child start(Path scratch, String... args) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            Cairn.class.getName()));
    command.addAll(List.of(args));
    var err = Files.createTempFile(scratch, "stderr", ".txt");
    var process = new ProcessBuilder(command).redirectError(err.toFile());
    process.environment().put("CAIRN_EMBED_MODEL", "off");
    return new Child(process.start(), err);
  }

  /// Waits until the server says where it is.
  ///
  /// @return its interface, with the token of its run
  Api serving(Path dataFolder) throws IOException {
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      said.add(line);
      if (line.startsWith(GREETING)) {
        var file = ServerFile.read(dataFolder).orElseThrow();
        return new Api(line.substring(GREETING.length()), file.token());
      }
    }
    throw new AssertionError("it ended without serving: " + said + " " + Files.readString(err));
  }

  /// As `kill -9` and the loss of power do.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// As SIGTERM does.
  ///
  /// @return the exit status
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  /// What it said on standard error.
  String err() throws IOException {
    return Files.readString(err);
  }

  /// Waits for its end.
  ///
  /// @return the exit status
  int end() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

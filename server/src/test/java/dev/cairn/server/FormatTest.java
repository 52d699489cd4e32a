package dev.cairn.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every source file is written as google-java-format writes it, without exclusions, so that nobody
/// discusses it. A test rather than a plug-in, because a plug-in runs on the Java of Maven, which
/// may be too old for the formatter. {@link #main} rewrites the files.
class FormatTest {
  private static final List<String> ROOMS = List.of("ontology", "corpus", "indexer", "server");
  private static final int WIDTH = 100;

  @Test
  void every_file_is_formatted() {
    var home = Path.of(System.getProperty("cairn.home"));
    var files = sources(home);
    assertTrue(files.size() > 100, "only " + files.size() + " files seen");
    var wrong =
        files.parallelStream()
            .filter(file -> !read(file).equals(formatted(file)))
            .map(file -> home.relativize(file).toString())
            .sorted()
            .toList();
    assertEquals(
        List.of(), wrong, "run the main method of " + getClass().getName() + " to format these");
  }

  @Test
  void no_line_of_documentation_is_too_long() {
    var home = Path.of(System.getProperty("cairn.home"));
    var wrong =
        sources(home).stream()
            .flatMap(file ->
                read(file)
                    .lines()
                    .filter(line -> line.strip().startsWith("///") && line.length() > WIDTH)
                    .map(line -> home.relativize(file) + ": " + line.strip()))
            .toList();
    assertEquals(List.of(), wrong, "the formatter does not wrap these");
  }

  /// Rewrites what is not formatted.
  ///
  /// @param args the folder of the project; the current one if there is none
  public static void main(String[] args) throws IOException {
    for (var file : sources(Path.of(args.length == 0 ? "." : args[0]))) {
      var text = formatted(file);
      if (!text.equals(read(file))) Files.writeString(file, text);
    }
  }

  /// Sources of all rooms; what the build generates lies elsewhere.
  private static List<Path> sources(Path home) {
    return ROOMS.stream()
        .flatMap(room -> walk(home.resolve(room, "src")))
        .filter(file -> file.toString().endsWith(".java"))
        .toList();
  }

  private static Stream<Path> walk(Path folder) {
    try {
      return Files.walk(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String formatted(Path file) {
    try {
      return new Formatter().formatSourceAndFixImports(read(file));
    } catch (FormatterException e) {
      throw new AssertionError(file + " cannot be parsed", e);
    }
  }
}

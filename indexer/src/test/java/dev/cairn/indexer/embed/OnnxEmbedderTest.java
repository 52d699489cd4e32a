package dev.cairn.indexer.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.testkit.EmbedderContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real model, loaded once for all tests here.
class OnnxEmbedderTest extends EmbedderContract {
  @TempDir static Path folder;

  private static Embedder embedder;

  @BeforeAll
  static void load() {
    embedder = Embedders.onnx(folder, 2);
  }

  @AfterAll
  static void free() {
    embedder.close();
  }

  @Override
  protected Embedder embedder() {
    return embedder;
  }

  @Override
  protected Embedder another() {
    return Embedders.onnx(folder, 1);
  }

  @Test
  void other_words_for_the_same_are_near() {
    var question = embedder.question("why do clients quit after prices go up");
    var all =
        embedder.passages(
            List.of(
                "Subscribers cancelled their contracts following the tariff increase.",
                "Prices of the two colours of paint differ; clients of ours go up the stairs."));
    assertTrue(question.similarity(all.get(0)) > question.similarity(all.get(1)));
  }

  /// Numbers of another implementation of the same cutting, and of the same model.
  @Test
  void pieces_are_those_the_model_was_trained_with() throws Exception {
    try (var vocabulary = getClass().getResourceAsStream("/bge-small-en-v1.5-q-tokenizer.json")) {
      var words = new WordPieces(vocabulary);
      assertEquals(
          "[101, 7668, 1011, 8236, 1010, 14477, 4246, 8551, 3085, 14684, 6826, 999, 1904, 102]",
          Arrays.toString(words.of("Caf\u00e9-bills, un\u00adaffordable\tChurn! \u6f22")));
      assertEquals(512, words.of("storm ".repeat(2_000)).length);
      assertEquals(3, words.of("x".repeat(101)).length);
    }
  }

  /// In a process of its own, whose home, temporary folder and ways out are watched.
  @Test
  void nothing_goes_out_and_nothing_is_left_behind(@TempDir Path watched) throws Exception {
    var home = Files.createDirectory(watched.resolve("home"));
    var temporary = Files.createDirectory(watched.resolve("tmp"));
    var natives = watched.resolve("natives");
    var asked = new CopyOnWriteArrayList<String>();
    try (var proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().name("proxy").daemon().start(() -> accept(proxy, asked));
      var process =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx256m",
              "-XX:-UsePerfData",
              "-XX:TieredStopAtLevel=1",
              "--enable-native-access=ALL-UNNAMED",
              "-Duser.home=" + home,
              "-Djava.io.tmpdir=" + temporary,
              "-Djdk.net.hosts.file=" + watched.resolve("no-hosts"),
              "-cp",
              System.getProperty("java.class.path"),
              EmbeddingChild.class.getName(),
              natives.toString());
      var way = "http://127.0.0.1:" + proxy.getLocalPort();
      for (var name : List.of("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"))
        process.environment().put(name, way);
      process.environment().putAll(Map.of("HOME", home.toString(), "TMPDIR", temporary.toString()));
      for (var name : List.of("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"))
        process.environment().put(name, home.toString());
      var child = process.redirectErrorStream(true).start();
      var said = new String(child.getInputStream().readAllBytes());
      assertEquals(EmbeddingChild.KILLED, child.waitFor(), said);
      assertTrue(said.contains("read 2, out by []"), said);
    }
    assertEquals(List.of(), asked);
    assertEquals(List.of(), all(home));
    assertEquals(List.of(), all(temporary));
    assertEquals(2, all(natives).stream().filter(Files::isRegularFile).count());
  }

  private static void accept(ServerSocket proxy, List<String> asked) {
    try {
      while (true)
        try (var way = proxy.accept()) {
          asked.add("somebody on port " + way.getPort());
        }
    } catch (IOException e) {
      // the test is over
    }
  }

  private static List<Path> all(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> !file.equals(folder)).toList();
    }
  }
}

package dev.cairn.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private static final Path DATA = Path.of("data");

  @Test
  void defaults() {
    assertEquals(
        new Settings(
            DATA,
            "127.0.0.1",
            7070,
            List.of(),
            268_435_456,
            2,
            Duration.ofMinutes(1),
            5_000_000,
            512L << 20,
            10_000,
            10,
            200,
            false,
            List.of(),
            List.of(),
            true,
            Settings.Embed.defaults(),
            new Settings.Sparql(Duration.ofSeconds(10), 10_000, 4)),
        Settings.from(DATA, Map.of()));
  }

  @Test
  void an_unknown_key_names_the_nearest_known_one() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Settings.from(DATA, Map.of("server.prot", "7070")));
    assertEquals("there is no setting 'server.prot'; did you mean 'server.port'?", e.getMessage());
  }

  @Test
  void a_wrong_value_is_named_with_its_key() {
    for (var wrong :
        List.of(
            Map.entry("server.port", "http"),
            Map.entry("server.port", "70000"),
            Map.entry("server.port", "99999999999"),
            Map.entry("ingest.workers", "0"),
            Map.entry("ingest.parse-timeout", "soon"),
            Map.entry("ingest.parse-timeout", "PT0S"),
            Map.entry("ingest.worker-heap", "1000"),
            Map.entry("ingest.max-parts", "-1"),
            Map.entry("ingest.max-depth", "101"),
            Map.entry("ingest.max-expansion", "0"),
            Map.entry("ingest.ocr", "tesseract"),
            Map.entry("sources.allowed-hosts", "http://example.org/"),
            Map.entry("sources.allowed-folders", "here"),
            Map.entry("linking.spun-rule", "maybe"),
            Map.entry("embed.model", "word2vec"),
            Map.entry("embed.threads", "0"),
            Map.entry("embed.dimensions", "5000"))) {
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> Settings.from(DATA, Map.of(wrong.getKey(), wrong.getValue())));
      assertTrue(String.valueOf(e.getMessage()).contains(wrong.getKey()), e::getMessage);
    }
  }

  @Test
  void a_model_elsewhere_needs_its_address_and_its_dimensions() {
    var elsewhere =
        Map.of(
            "embed.model", "http",
            "embed.url", "http://127.0.0.1:8080/v1/embeddings",
            "embed.key", "sesame",
            "embed.http-model", "words",
            "embed.dimensions", "64");
    var settings = Settings.from(DATA, elsewhere);
    assertEquals(64, settings.embed().dimensions());
    assertTrue(!settings.effective().toString().contains("sesame"));
    assertTrue(!settings.toString().contains("sesame"));
    for (var key : List.of("embed.url", "embed.http-model", "embed.dimensions")) {
      var without = new java.util.HashMap<>(elsewhere);
      without.remove(key);
      var e = assertThrows(IllegalArgumentException.class, () -> Settings.from(DATA, without));
      assertTrue(String.valueOf(e.getMessage()).contains(key), e::getMessage);
    }
  }

  @Test
  void the_environment_wins_over_the_file(@TempDir Path data) throws Exception {
    Files.writeString(
        data.resolve(Settings.FILE), "server.port=8000\nserver.allowed-hosts=kb.example, kb\n");
    var settings = Settings.load(data, Map.of("CAIRN_SERVER_PORT", "9000"));
    assertEquals(9000, settings.port());
    assertEquals(List.of("kb.example", "kb"), settings.allowedHosts());
  }

  @Test
  void lists_are_parted_by_commas_and_hosts_are_in_lower_case() {
    var settings =
        Settings.from(
            DATA,
            Map.of(
                "sources.allowed-hosts",
                "WWW.Example.org, intranet",
                "sources.allowed-folders",
                "/srv/share one,/srv/two"));
    assertEquals(List.of("www.example.org", "intranet"), settings.sourceHosts());
    assertEquals(List.of(Path.of("/srv/share one"), Path.of("/srv/two")), settings.sourceFolders());
    assertEquals("/srv/share one,/srv/two", settings.effective().get("sources.allowed-folders"));
    assertEquals(Settings.KEYS, List.copyOf(settings.effective().keySet()));
  }
}

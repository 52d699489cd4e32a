package dev.cairn.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How files are sent, against a server that answers as the interface says and can be made to
/// refuse: what a real one does not do on demand.
class UploadTest {
  private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");

  @TempDir Path folder;
  private HttpServer server;
  private final List<List<String>> requests = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private final List<String> taken = new ArrayList<>();
  private final List<String> jobs = new ArrayList<>();
  private boolean complete;
  private int mostFiles = Integer.MAX_VALUE;
  private String tooLarge = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/documents", this::receive);
    server.createContext("/api/jobs", this::job);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void many_files_go_in_handy_requests_and_each_has_its_line() throws IOException {
    for (int i = 0; i < 70; i++) Files.writeString(folder.resolve("f%02d.txt".formatted(i)), "x");
    var terminal = Captured.plain();
    assertEquals(0, terminal.run(opener(), "ingest", "--json", folder));
    assertEquals(List.of(32, 32, 6), requests.stream().map(List::size).toList());
    var lines = terminal.lines();
    assertEquals(71, lines.size());
    var first = Api.JSON.readTree(lines.getFirst());
    assertEquals(folder.resolve("f00.txt").toString(), first.path("file").asString());
    assertEquals("indexed", first.path("outcome").asString());
    assertEquals("id-f00.txt", first.path("id").asString());
    var summary = Api.JSON.readTree(lines.getLast());
    assertEquals(70, summary.path("files").asInt());
    assertEquals(70, summary.path("outcomes").path("indexed").asInt());
    assertTrue(summary.path("tookMillis").isNumber());
  }

  @Test
  void all_files_are_one_job_which_knows_the_passwords() throws IOException {
    for (int i = 0; i < 40; i++) Files.writeString(folder.resolve("f" + i), "x");
    assertEquals(
        0,
        Captured.plain()
            .run(opener(), "ingest", "--password", "one", "--password", "two words", folder));
    assertEquals(1, jobs.size());
    var begun = Api.JSON.readTree(jobs.getFirst());
    assertEquals(folder.getFileName().toString(), begun.path("title").asString());
    assertEquals("[\"one\",\"two words\"]", begun.path("passwords").toString());
    assertTrue(complete);
  }

  @Test
  void a_request_that_is_too_large_is_halved_until_it_is_not() throws IOException {
    mostFiles = 3;
    for (int i = 0; i < 10; i++) Files.writeString(folder.resolve("f" + i), "x");
    assertEquals(0, Captured.plain().run(opener(), "ingest", folder));
    assertEquals(
        10, requests.stream().filter(r -> r.size() <= 3).mapToInt(List::size).sum(), "each once");
  }

  @Test
  void a_file_that_is_too_large_alone_costs_only_its_own_outcome() throws IOException {
    tooLarge = "big.bin";
    Files.writeString(folder.resolve("a.txt"), "x");
    Files.writeString(folder.resolve("big.bin"), "x");
    Files.writeString(folder.resolve("c.txt"), "x");
    var terminal = Captured.plain();
    assertEquals(3, terminal.run(opener(), "ingest", folder));
    assertTrue(terminal.out().contains("big.bin: Too much at once."), terminal.out());
    assertTrue(terminal.out().contains("2 can be searched"), terminal.out());
  }

  @Test
  void large_files_travel_in_few_and_whole() throws IOException {
    for (int i = 0; i < 2; i++) Files.write(folder.resolve("f" + i), new byte[17 << 20]);
    assertEquals(0, Captured.plain().run(opener(), "ingest", folder));
    assertEquals(List.of(1, 1), requests.stream().map(List::size).toList());
  }

  @Test
  void folders_are_named_and_the_list_goes_along() throws IOException {
    var docs = Files.createDirectories(folder.resolve("docs/sub"));
    Files.writeString(docs.resolve("ä b.txt"), "x");
    var list = Files.writeString(folder.resolve("list.tsv"), "file\ttitle\nsub/ä b.txt\tTitle\n");
    assertEquals(
        0, Captured.plain().run(opener(), "ingest", folder.resolve("docs"), "--metadata", list));
    assertEquals(List.of(List.of("sub/ä b.txt")), requests);
    var body = bodies.getFirst();
    assertTrue(body.contains("name=\"source\"\r\n\r\nfolder:docs@"), body);
    assertTrue(body.contains("file\ttitle\nsub/ä b.txt\tTitle"), body);
  }

  @Test
  void a_server_that_goes_away_is_said_in_one_sentence() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "x");
    Session.Opener opener = opener();
    server.stop(0);
    var terminal = Captured.plain();
    assertEquals(1, terminal.run(opener, "ingest", folder));
    assertEquals(1, terminal.err().lines().count(), terminal.err());
  }

  private Session.Opener opener() {
    var url =
        "http://"
            + server.getAddress().getAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort();
    return _ -> new Session(new Api(url, "token"), true, () -> {});
  }

  private void receive(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    bodies.add(body);
    var names = new ArrayList<String>();
    for (var m = FILE.matcher(body); m.find(); )
      if (!m.group(1).equals("list")) names.add(m.group(1));
    requests.add(names);
    if (names.size() > mostFiles || names.contains(tooLarge)) {
      answer(exchange, 413, "{\"detail\": \"Too much at once.\"}");
      return;
    }
    assertTrue(body.contains("name=\"job\"\r\n\r\njob-1"), body);
    taken.addAll(names);
    answer(exchange, 202, "{\"job\": \"job-1\", \"documents\": []}");
  }

  private void job(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("POST") && path.equals("/api/jobs")) jobs.add(body);
    if (path.endsWith("/complete")) complete = true;
    boolean withFiles = !String.valueOf(exchange.getRequestURI().getQuery()).contains("limit=0");
    var files = new ArrayList<Map<String, Object>>();
    for (var name : withFiles ? taken : List.<String>of())
      files.add(
          Map.of(
              "name",
              name,
              "status",
              "indexed",
              "id",
              "id-" + name,
              "reason",
              "Can be read.",
              "taken",
              true,
              "partial",
              false));
    var job = new HashMap<String, Object>(Map.of("id", "job-1", "done", taken.size()));
    job.put("files", files);
    if (complete) job.put("finished", "2026-01-01T00:00:00Z");
    answer(exchange, 200, Api.JSON.writeValueAsString(job));
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}

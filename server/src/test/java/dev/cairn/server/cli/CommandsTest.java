package dev.cairn.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.testkit.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands, run to their end over a real server.
class CommandsTest {
  @TempDir static Path scratch;
  private static Path data = Path.of("");
  private static House house;

  @BeforeAll
  static void open() throws Exception {
    data = scratch.resolve("data");
    house = House.over(data);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void help_is_there_for_every_command() {
    for (var command :
        new String[] {
          "serve",
          "ingest",
          "search",
          "concept",
          "sparql",
          "vocabulary",
          "token",
          "doctor",
          "lessons",
          "jobs",
          "sources",
          "delete",
          "bin",
          "backup",
          "restore",
          "verify",
          "reindex",
          "compact",
          "evaluate"
        }) {
      var terminal = Captured.plain();
      assertEquals(0, terminal.run(command, "--help"), command);
      assertTrue(terminal.out().startsWith("Usage: cairn " + command), terminal.out());
    }
    assertEquals(0, Captured.plain().run("--help"));
    assertEquals(0, Captured.plain().run("--version"));
    assertEquals(0, Captured.plain().run("lessons", "import", "--help"));
  }

  @Test
  void sparql_prints_rows_and_statements() {
    var rows = Captured.plain();
    var text = "SELECT ?l { concept:planning skos:prefLabel ?l FILTER(lang(?l) = 'en') }";
    assertEquals(0, rows.run("sparql", text, "--data", data), rows.err());
    assertEquals(List.of("?l", "\"Planning\"@en"), rows.lines());
    var csv = Captured.interactive();
    assertEquals(0, csv.run("sparql", text, "--format", "csv", "--data", data), csv.err());
    assertEquals(List.of("l", "Planning"), csv.lines());
    var turtle = Captured.plain();
    assertEquals(0, turtle.run("sparql", "DESCRIBE", "concept:planning", "--data", data));
    assertTrue(turtle.out().contains("skos:prefLabel"), turtle.out());
  }

  @Test
  void a_vocabulary_is_looked_at_imported_exported_and_removed() throws IOException {
    var file = scratch.resolve("winds.ttl");
    var turtle =
        """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <urn:x:winds> a skos:ConceptScheme ; skos:prefLabel "Winds"@en .
        <urn:x:foehn> a skos:Concept ; skos:inScheme <urn:x:winds> ; skos:prefLabel "Foehn"@en .
        """;
    Files.writeString(file, turtle);
    var dry = Captured.plain();
    assertEquals(0, dry.run("vocabulary", "import", file, "--dry-run", "--data", data), dry.err());
    assertTrue(dry.out().startsWith("Nothing was changed. Winds, 1 concepts, as "), dry.out());
    var done = Captured.plain();
    assertEquals(0, done.run("vocabulary", "import", file, "--data", data, "--json"), done.err());
    var id = Api.JSON.readTree(done.out()).path("id").asString();
    assertEquals(1, Captured.plain().run("vocabulary", "import", file, "--data", data), "is here");
    var list = Captured.plain();
    assertEquals(0, list.run("vocabulary", "list", "--data", data), list.err());
    assertTrue(list.lines().getFirst().startsWith("built-in  "), list.out());
    assertTrue(list.lines().getFirst().endsWith(" concepts, comes with Cairn"), list.out());
    assertTrue(list.out().contains("Winds  1 concepts, not used for tagging"), list.out());
    var export = Captured.plain();
    assertEquals(0, export.run("vocabulary", "export", id, "--data", data), export.err());
    assertTrue(export.out().contains("\"Foehn\"@en"), export.out());
    Files.writeString(
        file, "# " + "x".repeat(1 << 20) + "\n" + turtle.replace("Foehn", "Fall wind"));
    var large = Captured.plain();
    assertEquals(0, large.run("vocabulary", "import", file, "--replace", "--data", data));
    assertTrue(large.out().startsWith("Imported. Winds"), large.out());
    Files.writeString(file, "# " + "x".repeat(1 << 20) + "\n<urn:x:foehn> a \"open .");
    var broken = Captured.plain();
    assertEquals(3, broken.run("vocabulary", "import", file, "--replace", "--data", data));
    assertTrue(broken.err().contains("Line 2, column "), broken.err());
    assertEquals(0, Captured.plain().run("vocabulary", "remove", id, "--data", data));
    assertEquals(1, Captured.plain().run("vocabulary", "remove", id, "--data", data));
    assertEquals(1, Captured.plain().run("vocabulary", "remove", "built-in", "--data", data));
  }

  @Test
  void wrong_usage_ends_with_2_and_one_line_that_says_what() {
    for (var wrong :
        new Object[][] {
          {"serch", "x"},
          {"search"},
          {"ingest"},
          {"ingest", scratch.resolve("none"), "--data", data},
          {"ingest", scratch, "--metadata", scratch.resolve("none.csv"), "--data", data},
          {"lessons", "import", scratch.resolve("none.csv"), "--data", data},
          {"search", "x", "--limit", "many"},
          {"search", "x", "--limit", "1000", "--data", data},
          {"search", "x", "--mode", "magic", "--data", data},
          {"search", "x", "--data", scratch.resolve("nothing here")},
          {"concept", "no such thing at all", "--data", data},
          {"sparql", "SELECT ?x {", "--data", data},
          {"vocabulary", "import", scratch.resolve("none.ttl"), "--data", data},
          {"sparql", "ASK {}", "--format", "pdf", "--data", data},
          {"serve", "--port", "70000", "--data", data},
          {"token", "--data", scratch.resolve("nothing here")},
          {"jobs", "--retry", "--data", data},
          {"sources", "add", "https://example.org/", "--every", "soon", "--data", data},
          {"sources", "add", data.resolve("graph"), "--data", data},
          {"backup", scratch.resolve("no/folder/b.zip"), "--data", data},
          {"restore", scratch.resolve("none.zip"), "--data", data},
        }) {
      var terminal = Captured.plain();
      assertEquals(2, terminal.run(wrong), String.join(" ", terminal.err().lines().toList()));
      assertTrue(terminal.err().startsWith("cairn: "), terminal.err());
      assertFalse(terminal.err().contains("Exception"), terminal.err());
    }
    assertFalse(Files.exists(scratch.resolve("nothing here")), "a typing error makes no folder");
  }

  @Test
  void a_command_uses_the_server_that_has_the_folder_open() throws IOException {
    var folder = Files.createDirectories(scratch.resolve("papers/2026"));
    Files.writeString(folder.resolve("harbour.md"), "# Harbour rules\n\nShips moor at dawn.\n");
    Files.writeString(folder.resolve("tide.txt"), "The tide table of the harbour, by the hour.");
    var terminal = Captured.plain();
    assertEquals(0, terminal.run("ingest", scratch.resolve("papers"), "--data", data));
    assertTrue(terminal.out().contains("2 can be searched"), terminal.out());

    var again = Captured.plain();
    assertEquals(0, again.run("ingest", scratch.resolve("papers"), "--data", data));
    assertTrue(again.out().contains("2 have not changed"), again.out());

    var found = Captured.plain();
    assertEquals(0, found.run("search", "moor", "ships", "--data", data, "--explain"));
    assertTrue(found.out().contains("Harbour rules"), found.out());
    assertTrue(found.out().contains("*moor*"), found.out());
    assertTrue(found.out().contains("the words add"), found.out());
    assertTrue(found.out().contains(house.assembly().url() + "/documents/"), found.out());

    var json = Captured.plain();
    assertEquals(0, json.run("search", "harbour", "--data", data, "--json", "--limit", 1));
    var answer = Api.JSON.readTree(json.out());
    assertEquals(2, answer.path("total").path("value").asInt());
    assertEquals(1, answer.path("hits").size());
  }

  @Test
  void files_that_are_refused_make_3_and_are_named_with_their_reason() throws IOException {
    var folder = Files.createDirectories(scratch.resolve("mixed"));
    Files.writeString(folder.resolve("good.txt"), "Something worth reading about lanterns.");
    Files.write(folder.resolve("odd.pdf"), new byte[] {'%', 'P', 'D', 'F', '-', '1', 0, 1, 2});
    var terminal = Captured.plain();
    assertEquals(3, terminal.run("ingest", folder, "--data", data, "--json"), terminal.out());
    var lines = terminal.lines().stream().map(line -> Api.JSON.readTree(line)).toList();
    assertEquals(3, lines.size());
    var odd =
        lines.stream().filter(l -> l.path("file").asString("").endsWith("odd.pdf")).findFirst();
    assertFalse(odd.orElseThrow().path("reason").asString().isBlank());
    assertEquals(1, lines.getLast().path("outcomes").path("indexed").asInt());
  }

  @Test
  void a_file_without_text_is_named_and_no_failure() throws IOException {
    var folder = Files.createDirectories(scratch.resolve("silent"));
    Files.writeString(folder.resolve("silent.txt"), " \n\n");
    var terminal = Captured.plain();
    assertEquals(0, terminal.run("ingest", folder, "--data", data), terminal.out());
    assertTrue(terminal.out().contains("Without text, found by title only:"), terminal.out());
    assertTrue(terminal.out().contains("silent.txt: "), terminal.out());
  }

  @Test
  void jobs_are_listed_shown_and_written_as_a_table() throws IOException {
    var file = Files.writeString(scratch.resolve("jobs.txt"), "\n \n");
    assertEquals(0, Captured.plain().run("ingest", file, "--data", data));
    var list = Captured.plain();
    assertEquals(0, list.run("jobs", "--data", data));
    var line = list.lines().stream().filter(l -> l.contains("jobs.txt")).findFirst();
    assertTrue(line.orElseThrow().contains("done, 1 of 1, 1 needs attention"), list.out());
    var id = line.get().split(" ")[0];
    var one = Captured.plain();
    assertEquals(0, one.run("jobs", id, "--data", data));
    assertTrue(one.out().contains("jobs.txt: "), one.out());
    var csv = Captured.plain();
    assertEquals(0, csv.run("jobs", id, "--csv", "--data", data));
    assertTrue(csv.out().startsWith("file,outcome,reason,id\r\njobs.txt,empty,"), csv.out());
    assertEquals(0, Captured.plain().run("jobs", id, "--retry", "--data", data));
  }

  @Test
  void documents_go_to_the_bin_and_come_back_or_are_destroyed() throws IOException {
    var file = Files.writeString(scratch.resolve("binned.txt"), "Halyards, and only halyards.");
    var brought = Captured.plain();
    assertEquals(0, brought.run("ingest", file, "--data", data, "--json"));
    var id = Api.JSON.readTree(brought.lines().getFirst()).path("id").asString();
    assertEquals(0, Captured.plain().run("delete", id, "--data", data));
    var bin = Captured.plain();
    assertEquals(0, bin.run("bin", "list", "--data", data));
    assertTrue(bin.out().contains(id) && bin.out().contains("thrown away"), bin.out());
    assertEquals(0, Captured.plain().run("bin", "restore", id, "--data", data));
    assertEquals(3, Captured.plain().run("bin", "restore", id, "--data", data));
    assertEquals(2, Captured.plain().run("bin", "destroy", id, "--data", data));
    var destroyed = Captured.plain();
    assertEquals(0, destroyed.run("delete", id, "--permanently", "--data", data), destroyed.err());
    assertTrue(destroyed.out().contains("is destroyed"), destroyed.out());
    assertEquals(3, Captured.plain().run("delete", id, "--data", data));
  }

  @Test
  void a_folder_is_followed_looked_through_and_left() throws IOException {
    var folder = Files.createDirectories(scratch.resolve("followed"));
    Files.writeString(folder.resolve("windlass.txt"), "The windlass turns with the tide.");
    var added = Captured.plain();
    assertEquals(0, added.run("sources", "add", folder, "--data", data, "--json"), added.err());
    var id = Api.JSON.readTree(added.out()).path("id").asString();
    var swept = Captured.plain();
    assertEquals(0, swept.run("sources", "sweep", id, "--data", data), swept.err());
    var list = Captured.plain();
    assertEquals(0, list.run("sources", "list", "--data", data));
    assertTrue(list.out().contains("1 seen"), list.out());
    assertEquals(0, Captured.plain().run("sources", "remove", id, "--keep", "--data", data));
    var found = Captured.plain();
    assertEquals(0, found.run("search", "windlass", "--data", data));
    assertTrue(found.out().contains("*windlass*"), found.out());
  }

  @Test
  void everything_is_checked_copied_and_put_back_without_a_server() throws IOException {
    var own = scratch.resolve("cared");
    var file = Files.writeString(scratch.resolve("cared.txt"), "Bollards hold what is moored.");
    var made = Captured.plain();
    assertEquals(0, made.run("ingest", file, "--data", own), made.err());
    assertTrue(made.err().contains("admin's token"), "a new folder's token is told");
    assertFalse(Files.exists(own.resolve("server.json")), "nobody serves it any more");
    var checked = Captured.plain();
    assertEquals(0, checked.run("verify", "--data", own), checked.err());
    assertTrue(checked.out().contains("Nothing is missing."), checked.out());
    var backup = scratch.resolve("backup.zip");
    assertEquals(0, Captured.plain().run("backup", backup, "--data", own));
    var again = Captured.plain();
    assertEquals(2, again.run("backup", backup, "--data", own));
    assertTrue(again.err().contains("--force"), again.err());
    var other = scratch.resolve("restored");
    var restored = Captured.plain();
    assertEquals(0, restored.run("restore", backup, "--data", other), restored.err());
    var found = Captured.plain();
    assertEquals(0, found.run("search", "bollards", "--data", other), found.err());
    assertTrue(found.out().contains("*Bollards*"), found.out());
    try (var left = Files.list(scratch)) {
      assertFalse(left.anyMatch(p -> p.toString().endsWith(".part")), "no half backup is left");
    }
  }

  @Test
  void a_list_gives_titles_to_files() throws IOException {
    var folder = Files.createDirectories(scratch.resolve("listed"));
    Files.writeString(folder.resolve("x17.txt"), "Beacons are lit when the fog comes in.");
    var list =
        Files.writeString(scratch.resolve("titles.csv"), "file,title\nx17.txt,The fog signal\n");
    assertEquals(0, Captured.plain().run("ingest", folder, "--metadata", list, "--data", data));
    var found = Captured.plain();
    assertEquals(0, found.run("search", "beacons", "--data", data));
    assertTrue(found.out().contains("The fog signal"), found.out());
  }

  @Test
  void a_list_that_cannot_be_read_stops_everything() throws IOException {
    var folder = Files.createDirectories(scratch.resolve("unlisted"));
    Files.writeString(folder.resolve("a.txt"), "Unlisted words.");
    var list = Files.writeString(scratch.resolve("wrong.csv"), "name,title\na.txt,A\n");
    var terminal = Captured.plain();
    assertEquals(2, terminal.run("ingest", folder, "--metadata", list, "--data", data));
    assertTrue(terminal.err().contains("'file'"), terminal.err());
  }

  @Test
  void lessons_are_rehearsed_imported_and_imported_again() throws IOException {
    var file =
        Files.writeString(
            scratch.resolve("lessons.csv"),
            "id,title,lesson\n1,Ropes,Check the ropes before each watch.\n2,Lamps,Trim lamps.\n");
    var rehearsal = Captured.plain();
    assertEquals(0, rehearsal.run("lessons", "import", file, "--dry-run", "--data", data));
    assertTrue(rehearsal.out().contains("2 would be new"), rehearsal.out());
    var imported = Captured.plain();
    assertEquals(0, imported.run("lessons", "import", file, "--data", data), imported.err());
    assertTrue(imported.out().contains("2 can be searched"), imported.out());
    var again = Captured.plain();
    assertEquals(0, again.run("lessons", "import", file, "--data", data, "--json"));
    assertEquals(
        2,
        Api.JSON.readTree(again.lines().getLast()).path("outcomes").path("unchanged").asInt(),
        again.out());
  }

  @Test
  void a_concept_is_found_by_its_id_and_by_its_name() {
    var byId = Captured.plain();
    assertEquals(0, byId.run("concept", "customer-churn", "--data", data), byId.err());
    var byName = Captured.plain();
    assertEquals(0, byName.run("concept", "Customer", "churn", "--data", data), byName.err());
    assertEquals(byId.out(), byName.out());
    assertTrue(byId.out().startsWith("Customer churn"), byId.out());
  }

  @Test
  void a_second_server_on_the_folder_is_refused_with_the_address_of_the_first() {
    var terminal = Captured.plain();
    assertEquals(1, terminal.run("serve", "--data", data, "--port", 0));
    assertTrue(terminal.err().contains(house.assembly().url()), terminal.err());
  }

  @Test
  void a_new_token_counts_at_once_and_the_old_one_no_more() throws Exception {
    var first = Captured.plain();
    assertEquals(0, first.run("token", "--data", data));
    assertEquals(200, jobs(first.out().strip()));
    assertEquals(0, Captured.plain().run("token", "--data", data));
    assertEquals(401, jobs(first.out().strip()));
  }

  private static int jobs(String token) throws Exception {
    return house
        .send(house.request("/api/jobs").header("Authorization", "Bearer " + token))
        .statusCode();
  }

  @Test
  void the_doctor_shows_settings_and_finds_no_trouble() {
    var terminal = Captured.plain();
    assertEquals(0, terminal.run("doctor", "--data", data));
    assertTrue(terminal.out().contains("server.port: "), terminal.out());
    assertTrue(terminal.out().contains("trouble: none"), terminal.out());
  }

  @Test
  void a_port_that_is_taken_is_said_in_one_sentence() {
    var terminal = Captured.plain();
    var port = house.at("/").getPort();
    assertEquals(1, terminal.run("serve", "--port", port, "--data", scratch.resolve("other")));
    assertEquals(1, terminal.err().lines().count(), terminal.err());
    assertTrue(terminal.err().contains("Port " + port + " is in use"), terminal.err());
  }
}

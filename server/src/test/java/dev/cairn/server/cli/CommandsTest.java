package dev.cairn.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.testkit.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        new String[] {"serve", "ingest", "search", "concept", "token", "doctor", "lessons"}) {
      var terminal = Captured.plain();
      assertEquals(0, terminal.run(command, "--help"), command);
      assertTrue(terminal.out().startsWith("Usage: cairn " + command), terminal.out());
    }
    assertEquals(0, Captured.plain().run("--help"));
    assertEquals(0, Captured.plain().run("--version"));
    assertEquals(0, Captured.plain().run("lessons", "import", "--help"));
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
          {"serve", "--port", "70000", "--data", data},
          {"token", "--data", scratch.resolve("nothing here")},
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
    Files.writeString(folder.resolve("empty.txt"), "");
    var terminal = Captured.plain();
    assertEquals(3, terminal.run("ingest", folder, "--data", data, "--json"));
    var lines = terminal.lines().stream().map(line -> Api.JSON.readTree(line)).toList();
    assertEquals(3, lines.size());
    var empty =
        lines.get(0).path("outcome").asString().equals("empty") ? lines.get(0) : lines.get(1);
    assertEquals(folder.resolve("empty.txt").toString(), empty.path("file").asString());
    assertFalse(empty.path("reason").asString().isBlank());
    assertEquals(1, lines.getLast().path("outcomes").path("indexed").asInt());
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
  void without_a_server_a_command_opens_the_folder_itself() throws IOException {
    var own = scratch.resolve("own");
    var file = Files.writeString(scratch.resolve("own.txt"), "Granite quays last longest.");
    var made = Captured.plain();
    assertEquals(0, made.run("ingest", file, "--data", own), made.err());
    assertTrue(made.err().contains("admin's token"), "a new folder's token is told");
    var found = Captured.plain();
    assertEquals(0, found.run("search", "granite", "--data", own), found.err());
    assertTrue(found.out().contains("*Granite*"), found.out());
    assertFalse(Files.exists(own.resolve("server.json")), "nobody serves it any more");
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

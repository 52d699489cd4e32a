package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.testkit.Forms;
import dev.cairn.server.testkit.House;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Changing the concepts over real HTTP, over the starter corpus.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CuratingTest {
  private House house;

  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    house = House.over(data, Map.of(), true);
    house.assembly().awaitIdle();
  }

  @AfterAll
  void close() {
    house.close();
  }

  private JsonNode posted(String path, String body) throws Exception {
    return House.json(house.asAdmin("POST", path, body));
  }

  private static String created(String name) {
    return """
    {"label": "%s", "definition": "What %s is, said at length.", "source": "Notes",
     "broader": "customer-churn", "comment": "needed"}
    """
        .formatted(name, name);
  }

  @Test
  void a_concept_is_created_changed_and_taken_back() throws Exception {
    var made = house.asAdmin("POST", "/api/concepts", created("Leaving talk"));
    assertEquals(201, made.statusCode(), made.body());
    assertEquals("/api/concepts/leaving-talk", made.headers().firstValue("Location").orElseThrow());
    int number = House.json(made).path("number").asInt();
    var read = house.send(house.request("/api/concepts/leaving-talk"));
    assertEquals("Leaving talk", House.json(read).path("label").asString());
    var tag = read.headers().firstValue("ETag").orElseThrow();
    var rename = "{\"edits\": [{\"edit\": \"rename\", \"text\": \"Farewell talk\"}]}";
    assertEquals(428, house.asAdmin("PATCH", "/api/concepts/leaving-talk", rename).statusCode());
    var patch =
        house
            .asAdmin("/api/concepts/leaving-talk")
            .header("If-Match", tag)
            .method("PATCH", BodyPublishers.ofString(rename));
    var changed = House.json(house.send(patch));
    assertEquals(
        "is called “Farewell talk”, was “Leaving talk”",
        changed.at("/differences/0/words/0").asString());
    assertEquals(412, house.send(patch).statusCode(), "it was read before the change");
    var shown = house.get("/api/concepts/changes/" + changed.path("number").asInt());
    assertEquals("admin", shown.path("by").asString());
    var early = house.asAdmin("POST", "/api/concepts/changes/" + number + "/undo", "");
    assertTrue(
        House.problem(409, early).path("detail").asString().contains("undo that one first"),
        early.body());
    for (int back = changed.path("number").asInt(); back >= number; back--)
      posted("/api/concepts/changes/" + back + "/undo", "{\"comment\": \"tried\"}");
    assertEquals(404, house.send(house.request("/api/concepts/leaving-talk")).statusCode());
    int last = house.get("/api/concepts/changes").path("version").asInt();
    var diff = house.get("/api/concepts/versions/diff?from=" + (number - 1) + "&to=" + last);
    assertEquals(0, diff.path("concepts").size(), diff.toString());
  }

  @Test
  void what_cannot_be_done_is_refused_with_its_place() throws Exception {
    var empty = house.asAdmin("POST", "/api/concepts", "{\"label\": \"Bare name\"}");
    var pointers =
        House.problem(422, empty)
            .path("errors")
            .valueStream()
            .map(e -> e.path("pointer").asString())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of("/broader", "/definition", "/source"), pointers);
    assertEquals(
        "/edits/1/other",
        pointer(
            """
            {"edits": [
              {"edit": "addLabel", "concept": "customer-churn", "text": "walking out"},
              {"edit": "relate", "concept": "customer-churn", "relation": "broader",
               "other": "nowhere"}]}
            """));
    assertEquals("/edits/0/edit", pointer("{\"edits\": [{\"edit\": \"explode\"}]}"));
    assertEquals(
        "/edits/0/texts", pointer("{\"edits\": [{\"edit\": \"rename\", \"texts\": \"x\"}]}"));
    assertEquals("/edits", pointer("{}"));
    assertEquals(401, house.send(anonymously("/api/concepts/changes", "{}")).statusCode());
    assertEquals(401, house.send(anonymously("/api/concepts/preview", "{}")).statusCode());
    var circle =
        house.asAdmin(
            "POST",
            "/api/concepts/preview",
            """
            {"edits": [{"edit": "relate", "concept": "management", "relation": "broader",
              "other": "controlling"}]}
            """);
    assertTrue(House.problem(422, circle).toString().contains("above itself"), circle.body());
    assertEquals(404, house.send(house.request("/api/concepts/changes/999")).statusCode());
  }

  private String pointer(String body) throws Exception {
    return House.problem(422, house.asAdmin("POST", "/api/concepts/changes", body))
        .at("/errors/0/pointer")
        .asString();
  }

  private HttpRequest.Builder anonymously(String path, String body) {
    return house.request(path).POST(BodyPublishers.ofString(body));
  }

  /// Every item with what it is tagged with.
  private Map<String, Set<String>> tags() throws Exception {
    var tags = new TreeMap<String, Set<String>>();
    for (var kind : List.of("documents", "lessons")) {
      var page = house.getAsAdmin("/api/" + kind + "?limit=100");
      for (var item : page.path("items")) {
        var id = item.path("id").asString();
        var one = house.getAsAdmin("/api/" + kind + "/" + id);
        tags.put(
            id,
            one.path("concepts")
                .valueStream()
                .filter(tag -> !tag.path("method").asString().equals("meaning"))
                .map(tag -> tag.path("id").asString())
                .collect(Collectors.toCollection(TreeSet::new)));
      }
      assertTrue(page.path("next").isMissingNode(), "all on one page");
    }
    return tags;
  }

  /// What is foretold, followed to its end.
  private JsonNode foretold(String path, String body) throws Exception {
    var begun = house.asAdmin("POST", path, body);
    var location = House.json(begun).path("location").asString();
    assertEquals(location, begun.headers().firstValue("Location").orElseThrow());
    try (var events = house.lines(house.asAdmin(location + "/events")).body()) {
      assertTrue(events.anyMatch("event: done"::equals));
    }
    var foretold = house.getAsAdmin(location);
    assertEquals("done", foretold.path("state").asString(), foretold.toString());
    assertTrue(foretold.path("whole").asBoolean());
    assertEquals(foretold.at("/progress/total"), foretold.at("/progress/done"));
    return foretold;
  }

  private static final List<String> QUESTIONS =
      List.of(
          "late payments",
          "knowledge office",
          "customer loyalty",
          "price rise",
          "customer retention",
          "handling complaints",
          "customer journey",
          "lessons about training",
          "why do customers leave",
          "who knows about maps");

  private List<String> top(String question) throws Exception {
    return ids(house.get("/api/search?limit=5&q=" + question.replace(' ', '+')).path("hits"));
  }

  private static List<String> ids(JsonNode hits) {
    return hits.valueStream().map(hit -> hit.path("id").asString()).toList();
  }

  private Map<String, List<String>> tops() throws Exception {
    var all = new TreeMap<String, List<String>>();
    for (var question : QUESTIONS) all.put(question, top(question));
    return all;
  }

  @Test
  void a_preview_says_what_tagging_anew_then_does() throws Exception {
    var topsBefore = tops();
    var edits =
        """
        {"edits": [
          {"edit": "addLabel", "concept": "customer-churn", "text": "price rise"},
          {"edit": "addLabel", "concept": "customer-loyalty", "text": "knowledge office"},
          {"edit": "merge", "concept": "customer-complaint", "into": "customer-relationship"},
          {"edit": "deprecate", "concept": "customer-retention"},
          {"edit": "removeLabel", "concept": "customer-experience-management", "text": "CEM"}]}
        """;
    var foretold = foretold("/api/concepts/preview", edits);
    var before = tags();
    int number = posted("/api/concepts/changes", edits).path("number").asInt();
    house.assembly().awaitIdle();
    var after = tags();
    assertEquals(changes(before, after), changes(foretold));
    var gains = changes(before, after).getFirst();
    assertTrue(gains.getOrDefault("customer-loyalty", 0L) > 0, "something was gained: " + gains);
    assertEquals(after.size(), foretold.at("/tags/items").asInt());
    var sample = foretold.at("/tags/samples/0");
    assertTrue(after.containsKey(sample.path("item").asString()), sample.toString());
    var expected = new TreeMap<>(topsBefore);
    for (var changed : foretold.at("/questions/changed")) {
      var question = changed.path("question").asString();
      assertEquals(
          topsBefore.getOrDefault(question, ids(changed.path("before"))),
          ids(changed.path("before")));
      if (expected.containsKey(question)) expected.put(question, ids(changed.path("after")));
    }
    assertEquals(expected, tops());
    assertFalse(expected.equals(topsBefore), "some first hits are others");
    var stale = house.getAsAdmin(foretold.path("location").asString()).path("notices").toString();
    assertTrue(stale.contains("now it is version " + number), stale);

    var back = foretold("/api/concepts/changes/" + number + "/preview", "");
    posted("/api/concepts/changes/" + number + "/undo", "");
    house.assembly().awaitIdle();
    assertEquals(before, tags(), "undone");
    assertEquals(changes(after, before), changes(back));
    assertEquals(topsBefore, tops());
  }

  /// How many items gain, and how many lose, each concept.
  private static List<Map<String, Long>> changes(
      Map<String, Set<String>> before, Map<String, Set<String>> after) {
    var gains = new TreeMap<String, Long>();
    var losses = new TreeMap<String, Long>();
    after.forEach((item, now) -> {
      var then = before.getOrDefault(item, Set.of());
      now.stream().filter(c -> !then.contains(c)).forEach(c -> gains.merge(c, 1L, Long::sum));
      then.stream().filter(c -> !now.contains(c)).forEach(c -> losses.merge(c, 1L, Long::sum));
    });
    return List.of(gains, losses);
  }

  private static List<Map<String, Long>> changes(JsonNode foretold) {
    var gains = new TreeMap<String, Long>();
    var losses = new TreeMap<String, Long>();
    for (var one : foretold.at("/tags/concepts")) {
      var id = one.path("concept").asString();
      if (one.path("gains").asLong() > 0) gains.put(id, one.path("gains").asLong());
      if (one.path("losses").asLong() > 0) losses.put(id, one.path("losses").asLong());
    }
    return List.of(gains, losses);
  }

  @Test
  void a_preview_can_be_ended_and_is_found_again() throws Exception {
    // Two are the same only while no item is tagged anew.
    house.assembly().awaitIdle();
    var edits =
        "{\"edits\": [{\"edit\": \"addLabel\", \"concept\": \"planning\","
            + " \"text\": \"drawing up\"}]}";
    // What is tagged anew for other tests meanwhile would be foretold again.
    house.assembly().awaitIdle();
    var begun = posted("/api/concepts/preview", edits);
    var location = begun.path("location").asString();
    assertEquals(location, posted("/api/concepts/preview", edits).path("location").asString());
    assertEquals(401, house.send(house.request(location)).statusCode());
    assertTrue(house.getAsAdmin("/api/concepts/preview").toString().contains(location));
    var ended = House.json(house.send(house.asAdmin(location).DELETE()));
    assertEquals(location, ended.path("location").asString());
    assertTrue(ended.path("progress").path("total").isNumber(), ended.toString());
    House.problem(404, house.send(house.asAdmin("/api/concepts/preview/nothing")));
    var page = house.send(house.signedIn("/concepts/preview/" + begun.path("id").asString()));
    assertTrue(page.body().contains("drawing up"), page.body());
    assertTrue(page.body().contains("Publish"), page.body());
  }

  @Test
  void a_merged_concept_leads_to_the_other() throws Exception {
    posted("/api/concepts", created("Goodbye call"));
    posted("/api/concepts", created("Goodbye letter"));
    posted(
        "/api/concepts/changes",
        """
        {"edits": [{"edit": "merge", "concept": "goodbye-letter", "into": "goodbye-call"}]}
        """);
    var gone = house.get("/api/concepts/goodbye-letter");
    assertTrue(gone.path("deprecated").asBoolean());
    assertEquals("goodbye-call", gone.path("replacedBy").asString());
    assertFalse(house.get("/api/concepts?depth=12").toString().contains("goodbye-letter"));
    var page = house.send(house.request("/concepts/goodbye-letter")).body();
    assertTrue(
        page.contains("No longer to be used") && page.contains("/concepts/goodbye-call"), page);
    var answer =
        house.send(
            house
                .asAdmin("/api/concepts/goodbye-call?replacedBy=customer-churn")
                .header("If-Match", "*")
                .DELETE());
    assertEquals(200, answer.statusCode(), answer.body());
    assertFalse(
        house.get("/api/suggest?q=goodbye").toString().contains("goodbye-call"), "not suggested");
  }

  @Test
  void anybody_proposes_and_the_admin_decides() throws Exception {
    var edits =
        "{\"edits\": [{\"edit\": \"addLabel\", \"concept\": \"customer-churn\","
            + " \"text\": \"%s\"}], \"comment\": \"seen often\"}";
    var sent =
        house.send(anonymously("/api/concepts/proposals", edits.formatted("going elsewhere")));
    assertEquals(201, sent.statusCode(), sent.body());
    var path = sent.headers().firstValue("Location").orElseThrow();
    assertEquals("open", house.get(path).path("state").asString());
    var accepted = posted(path + "/decision", "{\"decision\": \"accept\"}");
    assertEquals("accepted", accepted.path("state").asString());
    int number = accepted.path("change").asInt();
    assertEquals(
        House.json(sent).path("id").asString(),
        house.get("/api/concepts/changes/" + number).path("proposal").asString());
    assertEquals(
        409,
        house
            .asAdmin("POST", path + "/decision", "{\"decision\": \"reject\", \"reason\": \"no\"}")
            .statusCode());
    var other = house.send(anonymously("/api/concepts/proposals", edits.formatted("walking off")));
    var second = other.headers().firstValue("Location").orElseThrow();
    assertEquals(
        422,
        house.asAdmin("POST", second + "/decision", "{\"decision\": \"reject\"}").statusCode());
    var rejected =
        posted(second + "/decision", "{\"decision\": \"reject\", \"reason\": \"too vague\"}");
    assertEquals("too vague", rejected.path("reason").asString());
    assertEquals(
        422, house.send(anonymously("/api/concepts/proposals", edits.formatted(" "))).statusCode());
    assertEquals(
        401,
        house.send(anonymously(second + "/decision", "{\"decision\": \"accept\"}")).statusCode());
  }

  // Pages, as a browser without scripts sends them

  /// The page that a form leads to, when everything is foretold.
  private String previewed(String path, Map<String, String> fields) throws Exception {
    var sent = house.send(House.form(house.signedIn(path), fields));
    if (sent.statusCode() != 303) {
      assertEquals(200, sent.statusCode(), sent.body());
      return sent.body();
    }
    var page = sent.headers().firstValue("Location").orElseThrow();
    try (var events = house.lines(house.asAdmin("/api" + page + "/events")).body()) {
      assertTrue(events.anyMatch("event: done"::equals));
    }
    return house.send(house.signedIn(page)).body();
  }

  @Test
  void a_curator_edits_previews_publishes_and_undoes_without_scripts() throws Exception {
    var concept = house.send(house.signedIn("/concepts/customer-loyalty")).body();
    assertTrue(concept.contains("/concepts/customer-loyalty/edit"), concept);
    assertTrue(concept.contains("Change this concept"), concept);
    var edit = house.send(house.signedIn("/concepts/customer-loyalty/edit")).body();
    var fields = Forms.fields(edit, "/concepts/preview", "value=\"change\"");
    assertEquals("Customer loyalty", fields.get("name"));
    var same = house.send(House.form(house.signedIn("/concepts/preview"), fields));
    assertEquals(422, same.statusCode(), "nothing is different");
    fields.put("name", "Loyalty of customers");
    fields.put("also", fields.get("also") + "\nKundentreue [de]");
    fields.put("other1", "Customer churn");
    fields.put("relation1", "contrastsWith");
    var preview = previewed("/concepts/preview", fields);
    assertTrue(preview.contains("is called “Loyalty of customers”"), preview);
    assertTrue(preview.contains("(de)") && preview.contains("tagged anew"));
    assertEquals(
        "Customer loyalty",
        house.get("/api/concepts/customer-loyalty").path("label").asString(),
        "nothing is changed yet");
    var publish = Forms.fields(preview, "/concepts/publish", "name=\"edits\"");
    publish.put("comment", "Asked for");
    var done = house.send(House.form(house.signedIn("/concepts/publish"), publish));
    assertEquals(303, done.statusCode(), done.body());
    assertEquals(
        "Loyalty of customers",
        house.get("/api/concepts/customer-loyalty").path("label").asString());
    var history = house.send(house.signedIn("/concepts/changes")).body();
    assertTrue(history.contains("Loyalty of customers") && history.contains("Asked for"), history);
    int number = house.get("/api/concepts/changes").at("/changes/0/number").asInt();
    var undo = Forms.fields(history, "/concepts/changes/" + number + "/undo", "csrf");
    assertEquals(
        403,
        house
            .send(House.form(house.signedIn("/concepts/changes/" + number + "/undo"), Map.of()))
            .statusCode(),
        "no csrf");
    assertEquals(
        303,
        house
            .send(House.form(house.signedIn("/concepts/changes/" + number + "/undo"), undo))
            .statusCode());
    assertEquals(
        "Customer loyalty", house.get("/api/concepts/customer-loyalty").path("label").asString());
    var compared = house.send(house.request("/concepts/changes?from=0&to=" + number)).body();
    assertTrue(compared.contains("From version 0"), compared);
    assertFalse(compared.contains("/undo"), "readers undo nothing");
  }

  @Test
  void a_reader_proposes_on_the_page_and_the_curator_accepts_there() throws Exception {
    var edit = house.send(house.request("/concepts/new?broader=customer-churn")).body();
    assertTrue(edit.contains("value=\"Customer churn\""), edit);
    var fields = Forms.fields(edit, "/concepts/preview", "value=\"create\"");
    fields.put("name", "Silent leaving");
    var wrong = house.send(House.form(house.request("/concepts/preview"), fields));
    assertEquals(422, wrong.statusCode());
    assertTrue(wrong.body().contains("value=\"Silent leaving\""), "what was typed stays");
    fields.put("definition", "Customers who stop buying and say nothing.");
    fields.put("source", "A reader");
    var preview = house.send(House.form(house.request("/concepts/preview"), fields)).body();
    assertFalse(preview.contains("tagged anew"), "what items hold is for curators");
    var proposal = Forms.fields(preview, "/concepts/proposals", "name=\"edits\"");
    var sent =
        house.send(
            House.form(
                house.request("/concepts/proposals").header("Accept", "text/html"), proposal));
    assertEquals(303, sent.statusCode(), sent.body());
    var address = sent.headers().firstValue("Location").orElseThrow().split("\\?")[0];
    assertTrue(house.send(house.request(address)).body().contains("It waits for a curator."));
    var list = house.send(house.signedIn("/concepts/proposals")).body();
    assertTrue(list.contains("Silent leaving") && list.contains(address), list);
    Forms.fields(list, "/concepts/preview", "name=\"proposal\"");
    var open = house.send(house.signedIn(address)).body();
    var accept = Forms.fields(open, address + "/preview", "edit-0-label");
    assertEquals("Customer churn", accept.get("edit-0-broader"));
    accept.put("edit-0-label", " ");
    var empty = house.send(House.form(house.signedIn(address + "/preview"), accept));
    assertEquals(422, empty.statusCode(), empty.body());
    accept.put("edit-0-label", "Silent leaving");
    accept.put("edit-0-source", "A reader, and the survey");
    var shown = previewed(address + "/preview", accept);
    assertTrue(shown.contains("and the survey"), shown);
    var publish = Forms.fields(shown, "/concepts/publish", "name=\"edits\"");
    assertEquals(
        303, house.send(House.form(house.signedIn("/concepts/publish"), publish)).statusCode());
    assertEquals(
        "Silent leaving", house.get("/api/concepts/silent-leaving").path("label").asString());
    assertTrue(house.send(house.request("/concepts/proposals")).body().contains("Accepted on"));
    assertTrue(house.send(house.request(address)).body().contains("What came of it"));
  }

  @Test
  void a_curator_who_touches_nothing_accepts_a_proposal_as_it_was_sent() throws Exception {
    var twin =
        """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://twin.example/> a skos:ConceptScheme ; skos:prefLabel "Twin"@en .
        <https://twin.example/a> a skos:Concept ; skos:inScheme <https://twin.example/> ;
          skos:prefLabel "Planning"@en .
        """;
    var imported = house.asAdmin("POST", "/api/vocabularies?name=twin.ttl", twin);
    assertEquals(201, imported.statusCode(), imported.body());
    house.assembly().awaitIdle();
    var sent =
        house.send(
            anonymously(
                "/api/concepts/proposals",
                """
                {"edits": [
                  {"edit": "relate", "concept": "brand", "relation": "related",
                   "other": "planning"},
                  {"edit": "define", "concept": "brand", "text": "A name.\\nAnd a promise."},
                  {"edit": "map", "concept": "brand", "property": "closeMatch",
                   "other": "https://elsewhere.example/brand"},
                  {"edit": "deprecate", "concept": "customer-loyalty", "replacement": "brand"}]}
                """));
    assertEquals(201, sent.statusCode(), sent.body());
    var address = "/concepts/proposals/" + House.json(sent).path("id").asString();
    var open = house.send(house.signedIn(address)).body();
    assertTrue(open.contains("A mapping: is nearly the same as"), open);
    assertTrue(open.contains("Used instead"), open);
    var fields = Forms.fields(open, address + "/preview", "edit-0-other");
    assertEquals("Planning", fields.get("edit-0-other"));
    assertFalse(fields.containsKey("edit-2-property"), fields.toString());
    fields.put("edit-3-replacement", "nothing called so");
    fields.put("edit-1-text", "A name, typed with care.");
    fields.put("leave-2", "true");
    var wrong = house.send(House.form(house.signedIn(address + "/preview"), fields));
    assertEquals(422, wrong.statusCode(), wrong.body());
    var kept = Forms.fields(wrong.body(), address + "/preview", "edit-0-other");
    assertEquals("nothing called so", kept.get("edit-3-replacement"));
    assertEquals("A name, typed with care.", kept.get("edit-1-text"));
    assertEquals("true", kept.get("leave-2"));
    kept.put("edit-3-replacement", "Brand");
    kept.put("edit-1-text", "A name.\r\nAnd a promise.");
    kept.remove("leave-2");
    var shown = previewed(address + "/preview", kept);
    var edits = Forms.fields(shown, "/concepts/publish", "edits").get("edits");
    assertEquals(
        house
            .get("/api/concepts/proposals/" + House.json(sent).path("id").asString())
            .path("edits"),
        Json.MAPPER.readTree(edits));
  }

  @Test
  void a_name_moves_from_one_field_to_another_and_one_in_brackets_stays_as_it_is()
      throws Exception {
    var made =
        posted(
            "/api/concepts",
            """
            {"label": "Walking off", "definition": "What walking off is, said at length.",
             "source": "Notes", "broader": "customer-churn", "labels": [
               {"kind": "alternative", "text": "Abwanderung", "language": "de"},
               {"kind": "alternative", "text": "leaving [without notice]", "language": "en"}]}
            """);
    assertEquals(1, made.path("concepts").size(), made.toString());
    var edit = house.send(house.signedIn("/concepts/walking-off/edit")).body();
    var fields = Forms.fields(edit, "/concepts/preview", "value=\"change\"");
    assertTrue(fields.get("also").contains("leaving [without notice] [en]"), fields.toString());
    fields.put("also", fields.get("also").replace("Abwanderung [de]", ""));
    fields.put("names", "Abwanderung [de]");
    var shown = previewed("/concepts/preview", fields);
    var edits = Forms.fields(shown, "/concepts/publish", "edits").get("edits");
    assertFalse(edits.contains("without notice"), edits);
    var publish = Forms.fields(shown, "/concepts/publish", "edits");
    assertEquals(
        303, house.send(House.form(house.signedIn("/concepts/publish"), publish)).statusCode());
    var labels = house.get("/api/concepts/walking-off").path("labels").toString();
    assertTrue(labels.contains("Abwanderung"), labels);
    var first = house.get("/api/concepts/changes?concept=walking-off&limit=1");
    assertEquals(1, first.path("changes").size());
    var second =
        house.get(
            "/api/concepts/changes?concept=walking-off&limit=1&cursor="
                + first.path("next").asString());
    assertTrue(
        second.at("/changes/0/number").asInt() < first.at("/changes/0/number").asInt(),
        second.toString());
  }
}

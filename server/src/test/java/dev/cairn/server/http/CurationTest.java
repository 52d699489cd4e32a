package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.testkit.House;
import dev.cairn.server.testkit.House.Part;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What admins set right in the search, over real HTTP, against the real rooms.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CurationTest {
  private House house;
  private String rules;
  private String secret;

  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    house = House.over(data);
    rules =
        house
            .upload(
                Part.file("rules.md", "# Staff handbook\n\nWho goes abroad asks the office."),
                Part.file("travel.md", "# Travel rules of partners\n\nTravel rules differ."),
                Part.file("late.md", "# Late payments\n\nBills that are paid late cost much."))
            .at("/documents/0/id")
            .asString();
    secret =
        house
            .upload(
                Part.file("board.md", "# Board retreat\n\nThe board decides."),
                Part.field("metadata", "{\"access\": [\"role:admin\"]}"))
            .at("/documents/0/id")
            .asString();
  }

  @AfterAll
  void close() {
    house.close();
  }

  private JsonNode pin(String question, String item) throws Exception {
    var answer =
        house.asAdmin(
            "POST",
            "/api/admin/pins",
            "{\"question\": \"" + question + "\", \"item\": \"" + item + "\", \"note\": \"why\"}");
    assertEquals(201, answer.statusCode(), answer.body());
    assertEquals(
        "/api/admin/pins/" + House.json(answer).path("id").asString(),
        answer.headers().firstValue("Location").orElseThrow());
    return House.json(answer);
  }

  private List<String> found(String question) throws Exception {
    return house
        .get("/api/search?q=" + House.encoded(question))
        .path("hits")
        .valueStream()
        .map(hit -> hit.path("id").asString())
        .toList();
  }

  @Test
  void a_pinned_item_stands_first_with_its_mark_and_its_reason() throws Exception {
    var pin = pin("travel rules", "http://127.0.0.1/documents/" + rules + "?p=1");
    assertEquals("shown", pin.path("state").asString());
    var answer = house.get("/api/search?explain=true&q=" + House.encoded("Travel  RULES?"));
    var first = answer.at("/hits/0");
    assertEquals(rules, first.path("id").asString());
    assertTrue(first.path("pinned").asBoolean());
    assertTrue(first.at("/why/other/pinned").asDouble() > 0);
    assertTrue(answer.at("/hits/1/pinned").isMissingNode());
    assertEquals(answer.at("/total/value").asInt(), answer.path("hits").size());
    var page = house.send(house.request("/search?q=travel+rules")).body();
    assertTrue(page.contains("Pinned by an admin"), page);
    assertTrue(page.contains("An admin pinned it to this question."), page);
    assertFalse(page.contains("Pin to this question"), "only admins pin");
  }

  @Test
  void what_is_pinned_but_hidden_is_not_noticed() throws Exception {
    var before = found("board matters");
    pin("board matters", secret);
    assertEquals(before, found("board matters"));
    assertEquals(
        secret, house.getAsAdmin("/api/search?q=board+matters").at("/hits/0/id").asString());
    var refused = house.send(house.request("/api/admin/pins"));
    assertEquals(401, refused.statusCode());
  }

  @Test
  void a_pin_is_changed_and_taken_away_by_who_has_read_it() throws Exception {
    var path = "/api/admin/pins/" + pin("old question", rules).path("id").asString();
    assertEquals(428, house.asAdmin("DELETE", path, "").statusCode());
    var read = house.send(house.asAdmin(path));
    var tag = read.headers().firstValue("ETag").orElseThrow();
    var body = "{\"question\": \"new question\", \"item\": \"" + rules + "\"}";
    var changed =
        house.send(house.asAdmin(path).header("If-Match", tag).PUT(BodyPublishers.ofString(body)));
    assertEquals(200, changed.statusCode(), changed.body());
    assertEquals(
        412,
        house
            .send(house.asAdmin(path).header("If-Match", tag).PUT(BodyPublishers.ofString(body)))
            .statusCode());
    assertEquals(rules, found("new question").getFirst());
    var newTag = changed.headers().firstValue("ETag").orElseThrow();
    assertEquals(
        204, house.send(house.asAdmin(path).header("If-Match", newTag).DELETE()).statusCode());
    assertEquals(404, house.send(house.asAdmin(path)).statusCode());
    assertFalse(found("new question").contains(rules));
  }

  @Test
  void what_cannot_be_used_is_refused_with_the_field_named() throws Exception {
    var unknown =
        house.asAdmin("POST", "/api/admin/pins", "{\"question\": \"x\", \"item\": \"?\"}");
    assertEquals("/item", House.problem(422, unknown).at("/errors/0/pointer").asString());
    var empty =
        house.asAdmin(
            "POST", "/api/admin/pins", "{\"question\": \"?\", \"item\": \"" + rules + "\"}");
    assertEquals("/question", House.problem(422, empty).at("/errors/0/pointer").asString());
    var extra = house.asAdmin("POST", "/api/admin/synonyms", "{\"word\": []}");
    assertEquals("/word", House.problem(422, extra).at("/errors/0/pointer").asString());
    var one = house.asAdmin("POST", "/api/admin/synonyms", "{\"words\": [\"a\"]}");
    assertEquals("/words", House.problem(422, one).at("/errors/0/pointer").asString());
    assertEquals(400, house.asAdmin("POST", "/api/admin/pins", "{").statusCode());
  }

  @Test
  void an_item_in_the_bin_is_not_first_and_the_admin_sees_why() throws Exception {
    var id =
        house.upload(Part.file("gone.md", "# Gone\n\nNothing.")).at("/documents/0/id").asString();
    var path = "/api/admin/pins/" + pin("binned things", id).path("id").asString();
    house.send(house.asAdmin("/api/documents/" + id).header("If-Match", "*").DELETE());
    house.assembly().awaitIdle();
    assertEquals("binned", house.getAsAdmin(path).path("state").asString());
    assertFalse(found("binned things").contains(id));
    assertTrue(page("/admin/search").contains("It lies in the bin"));
    house.send(
        house
            .asAdmin("/api/documents/" + id + "?permanently=true")
            .header("If-Match", "*")
            .DELETE());
    assertEquals(404, house.send(house.asAdmin(path)).statusCode());
  }

  @Test
  void synonyms_find_what_is_said_otherwise() throws Exception {
    assertEquals(List.of(), words("tardy"));
    var made = house.asAdmin("POST", "/api/admin/synonyms", "{\"words\": [\"tardy\", \"late\"]}");
    assertEquals(201, made.statusCode(), made.body());
    assertFalse(House.json(made).path("oneWay").asBoolean());
    assertEquals(1, words("tardy").size());
    var term =
        house
            .get("/api/search?mode=lexical&explain=true&q=tardy")
            .at("/hits/0/why/lexical/terms/0/term")
            .asString();
    assertEquals("late (for tardy)", term);
    var path = made.headers().firstValue("Location").orElseThrow();
    assertEquals(
        204, house.send(house.asAdmin(path).header("If-Match", "*").DELETE()).statusCode());
    assertEquals(List.of(), words("tardy"));
  }

  private List<String> words(String question) throws Exception {
    return house
        .get("/api/search?mode=lexical&q=" + House.encoded(question))
        .path("hits")
        .valueStream()
        .map(hit -> hit.path("title").asString())
        .toList();
  }

  private String page(String path) throws Exception {
    return house.send(house.signedIn(path)).body();
  }

  private String csrf() throws Exception {
    var csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page("/admin/search"));
    assertTrue(csrf.find());
    return csrf.group(1);
  }

  @Test
  void the_admins_page_adds_changes_and_removes_without_scripts() throws Exception {
    assertEquals(401, house.send(house.request("/admin/search")).statusCode());
    var fields = Map.of("question", "form question", "item", rules, "note", "by a form");
    assertEquals(
        403,
        house.send(House.form(house.signedIn("/admin/search/pins"), fields)).statusCode(),
        "no csrf");
    var all = new java.util.HashMap<>(fields);
    all.put("csrf", csrf());
    assertEquals(
        303, house.send(House.form(house.signedIn("/admin/search/pins"), all)).statusCode());
    var page = page("/admin/search");
    assertTrue(page.contains("“form question”") && page.contains("by a form"), page);
    all.put("question", "!?");
    var wrong = house.send(House.form(house.signedIn("/admin/search/pins"), all));
    assertEquals(422, wrong.statusCode());
    assertTrue(wrong.body().contains("role=\"alert\">Say for which question"), wrong.body());
    assertTrue(wrong.body().contains("value=\"!?\""), "what was typed stays");
    var words = Map.of("csrf", csrf(), "words", "XYZ → extra yearly zeal");
    assertEquals(
        303, house.send(House.form(house.signedIn("/admin/search/synonyms"), words)).statusCode());
    assertTrue(page("/admin/search").contains("XYZ → extra yearly zeal"));
    var two = Map.of("csrf", csrf(), "words", "a = b → c");
    assertEquals(
        422, house.send(House.form(house.signedIn("/admin/search/synonyms"), two)).statusCode());
    assertTrue(page("/admin/search?find=yearly+ZEAL").contains("XYZ →"));
    assertTrue(page("/admin/search?find=nothing").contains("None has these words."));
    var forget =
        house.send(
            House.form(house.signedIn("/admin/search/searches/forget"), Map.of("csrf", csrf())));
    assertEquals(400, forget.statusCode());
    var hits = page("/search?q=handbook");
    assertTrue(hits.contains("/admin/search?question=handbook&amp;item=" + rules + "#pin"), hits);
    var filled = page("/admin/search?question=handbook&item=" + rules);
    assertTrue(
        filled.contains("value=\"handbook\"") && filled.contains("value=\"" + rules), filled);
  }

  private HttpResponse<String> save(String cookie, String body) throws Exception {
    var request = house.request("/api/searches").POST(BodyPublishers.ofString(body));
    if (!cookie.isEmpty()) request.header("Cookie", cookie);
    return house.send(request);
  }

  private JsonNode searches(String cookie) throws Exception {
    return House.json(house.send(house.request("/api/searches").header("Cookie", cookie)))
        .path("searches");
  }

  @Test
  void a_reader_saves_searches_in_a_notebook_that_only_he_opens() throws Exception {
    var saved = save("", "{\"name\": \"Storms\", \"query\": \"?q=storm&kind=document&mode=\"}");
    assertEquals(201, saved.statusCode(), saved.body());
    var header = saved.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(header.startsWith("cairn-notebook="), header);
    assertTrue(header.contains("HttpOnly") && header.contains("SameSite=Lax"), header);
    assertTrue(header.contains("Max-Age="), header);
    var cookie = header.split(";")[0];
    assertEquals("q=storm&kind=document", House.json(saved).path("query").asString());
    var more = save(cookie, "{\"name\": \"Late\", \"query\": \"q=late\"}");
    assertTrue(more.headers().firstValue("Set-Cookie").isEmpty(), "the same notebook");
    assertEquals(2, searches(cookie).size());
    assertEquals(0, searches("cairn-notebook=" + "A".repeat(22)).size());
    assertEquals(0, searches("cairn-notebook=x").size());
    assertEquals(0, house.getAsAdmin("/api/searches").path("searches").size());
    var path = saved.headers().firstValue("Location").orElseThrow();
    assertEquals(404, house.send(house.request(path)).statusCode(), "another's is a secret");
    var start = house.send(house.request("/").header("Cookie", cookie)).body();
    assertTrue(start.contains("href=\"/search?q=storm&amp;kind=document\""), start);
    assertFalse(house.send(house.request("/")).body().contains("Storms"));
    var mine = house.request(path).header("Cookie", cookie);
    assertEquals(428, house.send(mine.copy().DELETE()).statusCode());
    assertEquals(204, house.send(mine.copy().header("If-Match", "*").DELETE()).statusCode());
    assertEquals(1, searches(cookie).size());
  }

  @Test
  void only_what_is_a_search_is_saved() throws Exception {
    for (var wrong :
        List.of(
            "",
            "mode=lexical",
            "q=x&cursor=abc",
            "q=x&surprise=1",
            "concept=no-such-concept",
            "from=yesterday&q=x",
            "q=%zz",
            "q=" + "x".repeat(2_100))) {
      var answer = save("", "{\"name\": \"n\", \"query\": \"" + wrong + "\"}");
      var pointer = House.problem(422, answer).at("/errors/0/pointer").asString();
      assertEquals("/query", pointer, wrong);
      assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
    }
    assertEquals(
        "/name",
        House.problem(422, save("", "{\"name\": \" \", \"query\": \"q=x\"}"))
            .at("/errors/0/pointer")
            .asString());
  }

  @Test
  void what_an_admin_saves_for_everybody_everybody_sees_and_nobody_else_changes() throws Exception {
    var body = "{\"name\": \"All lessons\", \"query\": \"kind=lesson\", \"forEverybody\": true}";
    assertEquals(403, save("", body).statusCode());
    var saved = house.asAdmin("POST", "/api/searches", body);
    assertEquals(201, saved.statusCode(), saved.body());
    var path = saved.headers().firstValue("Location").orElseThrow();
    var seen = house.get(path);
    assertFalse(seen.path("mine").asBoolean());
    assertEquals("/search?kind=lesson", seen.path("url").asString());
    assertTrue(house.send(house.request("/")).body().contains("All lessons"));
    assertEquals(
        403, house.send(house.request(path).header("If-Match", "*").DELETE()).statusCode());
    var renamed =
        house.send(
            house
                .asAdmin(path)
                .header("If-Match", saved.headers().firstValue("ETag").orElseThrow())
                .PUT(BodyPublishers.ofString(body.replace("All lessons", "Every lesson"))));
    assertEquals("Every lesson", House.json(renamed).path("name").asString());
    assertEquals(
        204, house.send(house.asAdmin(path).header("If-Match", "*").DELETE()).statusCode());
  }

  @Test
  void the_search_page_saves_without_scripts() throws Exception {
    var page = house.send(house.request("/search?q=late&kind=document")).body();
    assertTrue(page.contains("name=\"query\" value=\"?q=late&amp;kind=document\""), page);
    var answer =
        house.send(
            House.form(
                house.request("/searches").header("Accept", "text/html"),
                Map.of("name", "Late bills", "query", "?q=late&kind=document")));
    assertEquals(303, answer.statusCode(), answer.body());
    var to = answer.headers().firstValue("Location").orElseThrow();
    assertTrue(to.endsWith("/search?q=late&kind=document&noted=saved#save"), to);
    var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    var after = house.send(house.request("/search?q=late&kind=document&noted=saved")).body();
    assertTrue(after.contains("Saved. It stands on"), after);
    var start = house.send(house.request("/").header("Cookie", cookie)).body();
    var remove = Pattern.compile("action=\"(/searches/[^\"]+/remove)\"").matcher(start);
    assertTrue(remove.find(), start);
    var removed =
        house.send(House.form(house.request(remove.group(1)).header("Cookie", cookie), Map.of()));
    assertEquals(303, removed.statusCode());
    assertEquals(0, searches(cookie).size());
  }
}

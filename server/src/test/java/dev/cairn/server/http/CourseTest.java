package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.testkit.Forms;
import dev.cairn.server.testkit.House;
import dev.cairn.server.testkit.House.Part;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Courses over real HTTP, against the real rooms.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CourseTest {
  private static final String HOSTILE =
      "<script>alert(1)</script> [x](javascript:alert(1)) *b* `c` &amp; http://evil.example\n"
          + "# not a heading\n> no quote | -- <img src=x onerror=alert(1)>";

  private House house;
  private Path folder;
  private String churn;
  private String hidden;

  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    folder = data;
    house = House.over(data);
    churn =
        upload(
            "churn.md",
            "# Customer churn\n\n"
                + "Customer churn is the share of customers who leave within a year. It rose by a"
                + " third after the price rise, since nobody had told those who pay each month that"
                + " it would come.");
    upload(
        "retention.md",
        "# Customer retention\n\n"
            + "Customer retention means keeping the customers that one has. Whoever stays buys"
            + " again, and tells others what he thinks of the firm and of those who work there.");
    upload(
        "hostile.md",
        "# Customer loyalty\n\nCustomer loyalty is <b>not</b> bought: "
            + HOSTILE.replace("\n", " ")
            + " and loyal customers stay with the firm for many years.");
    hidden =
        house
            .upload(
                Part.file(
                    "board.md",
                    "# Customer churn in figures of the board\n\n"
                        + "Customer churn is worse than we say: the board alone sees the"
                        + " zebrafigure that the auditors wrote down in spring."),
                Part.field("metadata", "{\"access\": [\"role:admin\"]}"))
            .at("/documents/0/id")
            .asString();
    var lessons =
        """
        key,title,lesson,recommendation,event date,outcome
        1,Ask those who stay,Exit surveys told us why customers leave. Customer churn fell in the next quarter because we asked early.,Ask both groups each quarter.,2025-03-01,positive
        2,The letter came too late,The price rise reached customers before the letter. Customer churn rose.,Send the letter early.,2025-04-01,negative
        """;
    House.json(
        house.send(
            House.multipart(
                house.asAdmin("/api/lessons/import"),
                List.of(House.Part.file("lessons.csv", lessons)))));
    house.assembly().awaitIdle();
  }

  @AfterAll
  void close() {
    house.close();
  }

  private String upload(String name, String text) throws Exception {
    return house.upload(Part.file(name, text)).at("/documents/0/id").asString();
  }

  private HttpResponse<String> post(String path, String body, boolean admin) throws Exception {
    return house.send(
        (admin ? house.asAdmin(path) : house.request(path)).POST(BodyPublishers.ofString(body)));
  }

  private JsonNode kept(String... concepts) throws Exception {
    var answer =
        post(
            "/api/courses",
            "{\"title\": \"Why customers leave\", \"concepts\": [\""
                + String.join("\", \"", concepts)
                + "\"]}",
            true);
    assertEquals(201, answer.statusCode(), answer.body());
    return House.json(answer);
  }

  private static List<String> places(JsonNode course) {
    return course
        .path("steps")
        .valueStream()
        .flatMap(step ->
            java.util.stream.Stream.concat(
                step.path("passages").valueStream(), step.path("lessons").valueStream()))
        .map(p -> p.path("item").asString() + ":" + p.path("passage").asInt())
        .toList();
  }

  @Test
  void a_plan_has_an_order_with_reasons_reading_and_cases_and_keeps_nothing() throws Exception {
    var answer =
        post(
            "/api/courses/plan",
            "{\"concepts\": [\"customer-churn\"], \"level\": \"beginner\", \"hours\": 2}",
            false);
    var plan = House.json(answer);
    var steps = plan.path("steps").valueStream().toList();
    var ids = steps.stream().map(s -> s.at("/concept/id").asString()).toList();
    assertTrue(ids.contains("customer-churn"), ids.toString());
    assertTrue(ids.size() > 1, ids.toString());
    for (var step : steps) {
      assertTrue(step.path("why").asString().endsWith("."), step.toString());
      assertTrue(step.path("minutes").asInt() >= 2);
      if (step.path("passages").isEmpty() && step.path("lessons").isEmpty())
        assertFalse(step.path("missing").asString().isEmpty(), step.toString());
    }
    var step = steps.get(ids.indexOf("customer-churn"));
    assertEquals(churn, step.at("/passages/0/item").asString(), step.toString());
    assertTrue(step.at("/passages/0/text").asString().startsWith("Customer churn is the share"));
    assertTrue(step.at("/lessons/0/question").asString().contains("?"), step.toString());
    var places = places(plan);
    assertEquals(places.stream().distinct().toList(), places, "a passage is read once");
    assertFalse(answer.body().contains("zebrafigure"), "rights");
    assertEquals(
        plan.path("steps").valueStream().mapToInt(s -> s.path("minutes").asInt()).sum(),
        plan.path("minutes").asInt());
    assertEquals(
        plan.path("steps"),
        House.json(
                post(
                    "/api/courses/plan",
                    "{\"concepts\": [\"customer-churn\"], \"level\": \"beginner\", \"hours\": 2}",
                    false))
            .path("steps"));
  }

  @Test
  void a_concept_has_a_learning_path_at_each_level() throws Exception {
    for (var level : List.of("beginner", "advanced", "expert")) {
      var path = house.get("/api/concepts/customer-churn/learning-path?level=" + level);
      assertEquals(level, path.path("level").asString());
      assertFalse(path.path("steps").isEmpty());
    }
    House.problem(
        400, house.send(house.request("/api/concepts/customer-churn/learning-path?level=guru")));
    House.problem(404, house.send(house.request("/api/concepts/no-such/learning-path")));
  }

  @Test
  void what_somebody_may_not_see_is_neither_shown_nor_counted_in_a_shared_course()
      throws Exception {
    var body =
        "{\"title\": \"Figures\", \"listed\": true, \"concepts\": [\"customer-churn\"], \"steps\":"
            + " [{\"concept\": \"customer-churn\", \"passages\": [{\"item\": \""
            + hidden
            + "\", \"passage\": 0}, {\"item\": \""
            + churn
            + "\", \"passage\": 0}]}]}";
    var course = House.json(post("/api/courses", body, true));
    assertEquals(2, course.at("/steps/0/passages").size());
    var id = course.path("id").asString();
    var seen = house.send(house.request("/api/courses/" + id));
    var shown = House.json(seen);
    assertEquals(1, shown.at("/steps/0/passages").size());
    assertTrue(shown.path("minutes").asInt() < course.path("minutes").asInt());
    assertFalse(shown.path("mine").asBoolean());
    var alone =
        House.json(
            post(
                "/api/courses",
                body.replaceFirst("\\{\"item\": \"" + hidden + "\", \"passage\": 0}, ", ""),
                true));
    var same = house.get("/api/courses/" + alone.path("id").asString());
    assertEquals(same.path("steps"), shown.path("steps"));
    assertEquals(same.path("minutes"), shown.path("minutes"));
    for (var path :
        List.of(
            "/courses/" + id,
            "/courses/" + id + "/quiz",
            "/api/courses/" + id + "/quiz",
            "/api/courses/" + id + "/export?format=html",
            "/api/courses/" + id + "/export?format=markdown")) {
      var answer = house.send(house.request(path));
      assertEquals(200, answer.statusCode(), path);
      var text = answer.body();
      assertFalse(text.contains("zebrafigure"), path);
      assertFalse(text.contains(hidden), path);
      assertFalse(text.contains("figures of the board"), path);
    }
    assertTrue(house.getAsAdmin("/api/courses/" + id).toString().contains("zebrafigure"));
    assertEquals(403, house.send(house.request("/courses/" + id + "/edit")).statusCode());
  }

  @Test
  void a_course_is_changed_by_who_has_read_it_and_by_its_owner_only() throws Exception {
    var path = "/api/courses/" + kept("customer-churn").path("id").asString();
    var read = house.send(house.asAdmin(path));
    var tag = read.headers().firstValue("ETag").orElseThrow();
    var body =
        "{\"title\": \"Anew\", \"description\": \"Two steps.\", \"concepts\": [\"customer-churn\"],"
            + " \"level\": \"expert\", \"hours\": 3, \"steps\": [{\"concept\":"
            + " \"customer-loyalty\", \"note\": \"Mind this.\"}, {\"concept\": \"customer-churn\","
            + " \"passages\": [{\"item\": \""
            + churn
            + "\", \"passage\": 0}]}]}";
    assertEquals(
        428, house.send(house.asAdmin(path).PUT(BodyPublishers.ofString(body))).statusCode());
    assertEquals(
        403,
        house
            .send(house.request(path).header("If-Match", "*").PUT(BodyPublishers.ofString(body)))
            .statusCode());
    var changed =
        house.send(house.asAdmin(path).header("If-Match", tag).PUT(BodyPublishers.ofString(body)));
    assertEquals(200, changed.statusCode(), changed.body());
    var course = house.get(path);
    assertEquals("Anew", course.path("title").asString());
    assertEquals("customer-loyalty", course.at("/steps/0/concept/id").asString());
    assertEquals("Mind this.", course.at("/steps/0/note").asString());
    assertEquals(1, course.at("/steps/1/passages").size());
    assertEquals(
        412,
        house
            .send(house.asAdmin(path).header("If-Match", tag).PUT(BodyPublishers.ofString(body)))
            .statusCode());
    var tagOfReader = house.send(house.request(path)).headers().firstValue("ETag").orElseThrow();
    assertEquals(
        304, house.send(house.request(path).header("If-None-Match", tagOfReader)).statusCode());
    assertEquals(
        204, house.send(house.asAdmin(path).header("If-Match", "*").DELETE()).statusCode());
    assertEquals(404, house.send(house.request(path)).statusCode());
  }

  @Test
  void the_admin_changes_a_course_in_his_session_and_from_his_own_page_only() throws Exception {
    var path = "/courses/" + kept("customer-churn").path("id").asString() + "/edit";
    var page = house.send(house.signedIn(path));
    assertEquals(200, page.statusCode(), page.body());
    var fields = Forms.fields(page.body(), path, "name=\"title\"");
    fields.put("description", "Said anew.");
    var foreign = new HashMap<>(fields);
    foreign.remove("csrf");
    assertEquals(403, house.send(House.form(house.signedIn(path), foreign)).statusCode());
    var changed = house.send(House.form(house.signedIn(path), fields));
    assertEquals(303, changed.statusCode(), changed.body());
    assertTrue(house.send(house.signedIn(path)).body().contains("Said anew."));
    assertEquals(
        412, house.send(House.form(house.signedIn(path), fields)).statusCode(), "an older page");
  }

  @Test
  void wrong_courses_are_refused_with_the_field_that_is_wrong() throws Exception {
    for (var wrong :
        Map.of(
                "{\"title\": \"x\", \"concepts\": []}",
                "/concepts",
                "{\"title\": \"x\", \"concepts\": [\"nonsense\"]}",
                "/concepts",
                "{\"title\": \" \", \"concepts\": [\"customer-churn\"]}",
                "/title",
                "{\"title\": \"x\", \"concepts\": [\"customer-churn\"], \"hours\": 41}",
                "/hours",
                "{\"title\": \"x\", \"concepts\": [\"customer-churn\"], \"level\": \"guru\"}",
                "/level",
                "{\"title\": \"x\", \"concepts\": [\"customer-churn\"], \"steps\": [{\"concept\":"
                    + " \"customer-churn\", \"passages\": [{\"item\":"
                    + " \"AAAAAAAAAAAAAAAAAAAAAA\"}]}]}",
                "/steps",
                "{\"title\": \"x\", \"concepts\": [\"customer-churn\"], \"steps\": [{\"concept\":"
                    + " \"customer-churn\"}, {\"concept\": \"customer-churn\"}]}",
                "/steps",
                "{\"title\": \"x\", \"colour\": 1, \"concepts\": [\"customer-churn\"]}",
                "/colour")
            .entrySet()) {
      var answer = post("/api/courses", wrong.getKey(), true);
      var problem = House.problem(422, answer);
      assertEquals(wrong.getValue(), problem.at("/errors/0/pointer").asString(), answer.body());
    }
    var listed = "{\"title\": \"x\", \"listed\": true, \"concepts\": [\"customer-churn\"]}";
    House.problem(403, post("/api/courses", listed, false));
  }

  @Test
  void a_reader_keeps_a_course_in_his_notebook_and_shares_its_address() throws Exception {
    var body = Map.of("concept", "customer-churn", "title", "Mine alone", "hours", "2");
    var made = house.send(House.form(house.request("/courses"), body));
    assertEquals(303, made.statusCode(), made.body());
    var address = made.headers().firstValue("Location").orElseThrow();
    var cookie = made.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    var own = house.send(house.request("/courses").header("Cookie", cookie)).body();
    assertTrue(own.contains("Mine alone"));
    assertFalse(house.send(house.request("/courses")).body().contains("Mine alone"));
    assertEquals(200, house.send(house.request(address)).statusCode());
    var page = house.send(house.request(address + "/edit").header("Cookie", cookie)).body();
    var state = Pattern.compile("name=\"state\" value=\"([^\"]+)\"").matcher(page);
    assertTrue(state.find(), page);
    var note = Map.of("state", state.group(1), "do", "note", "note", "Read it twice.");
    var step = address + "/steps/customer-churn";
    assertEquals(403, house.send(House.form(house.request(step), note)).statusCode());
    var noted = house.send(House.form(house.request(step).header("Cookie", cookie), note));
    assertEquals(303, noted.statusCode(), noted.body());
    assertTrue(house.send(house.request(address)).body().contains("Read it twice."));
    var stale = house.send(House.form(house.request(step).header("Cookie", cookie), note));
    assertEquals(412, stale.statusCode());
    assertTrue(own.contains("Remove 1 course of yours"), own);
    assertEquals(400, forget(Map.of("whose", "mine", "older", "all"), cookie));
    assertEquals(401, forget(Map.of("whose", "readers", "older", "all", "sure", "yes"), cookie));
    assertEquals(303, forget(Map.of("whose", "mine", "older", "all", "sure", "yes"), ""));
    assertEquals(303, forget(Map.of("whose", "mine", "older", "year", "sure", "yes"), cookie));
    assertEquals(200, house.send(house.request(address)).statusCode(), "it is not old");
    assertEquals(303, forget(Map.of("whose", "mine", "older", "all", "sure", "yes"), cookie));
    assertEquals(404, house.send(house.request(address)).statusCode());
  }

  private int forget(Map<String, String> fields, String cookie) throws Exception {
    var request = House.form(house.request("/courses/forget"), fields);
    return house.send(cookie.isEmpty() ? request : request.header("Cookie", cookie)).statusCode();
  }

  @Test
  void a_quiz_is_the_same_each_time_and_says_how_it_went() throws Exception {
    var id = kept("customer-churn", "goal", "sensor").path("id").asString();
    var quiz = house.get("/api/courses/" + id + "/quiz");
    assertEquals(quiz, house.get("/api/courses/" + id + "/quiz"));
    assertFalse(quiz.path("questions").isEmpty());
    var answers =
        quiz.path("questions")
            .valueStream()
            .collect(
                Collectors.toMap(q -> q.path("key").asString(), q -> q.path("right").asInt() + ""));
    var all = quiz.path("questions").size();
    var right = house.send(House.form(house.request("/courses/" + id + "/quiz"), answers));
    assertTrue(right.body().contains(all + " of " + all + " question"), right.body());
    var none = house.send(House.form(house.request("/courses/" + id + "/quiz"), Map.of("a", "b")));
    assertTrue(none.body().contains("0 of " + all), none.body());
    assertTrue(none.body().contains("Not answered"), none.body());
  }

  @Test
  void hostile_texts_stay_texts_on_pages_and_in_both_exports() throws Exception {
    var text = HOSTILE.replace("\"", "\\\"").replace("\n", "\\n");
    var course =
        House.json(
            post(
                "/api/courses",
                "{\"title\": \"<script>alert(2)</script> | [t](javascript:x)\", \"description\": \""
                    + text
                    + "\", \"concepts\": [\"customer-loyalty\"], \"steps\": [{\"concept\":"
                    + " \"customer-loyalty\", \"note\": \""
                    + text
                    + "\", \"passages\": [{\"item\": \""
                    + house.get("/api/search?q=loyalty+bought").at("/hits/0/id").asString()
                    + "\", \"passage\": 0}]}]}",
                true));
    var id = course.path("id").asString();
    for (var path :
        List.of("/courses/" + id, "/courses/" + id + "/quiz", "/api/courses/" + id + "/export")) {
      var page = house.send(house.request(path));
      assertEquals(200, page.statusCode(), page.body());
      assertFalse(page.body().contains("<script>alert"), path);
      assertFalse(page.body().contains("<img"), path);
      assertFalse(page.body().contains("href=\"javascript"), path);
    }
    var file = house.send(house.request("/api/courses/" + id + "/export?format=html"));
    assertFalse(file.body().contains("<script"), "no scripts at all");
    assertTrue(
        file.headers().firstValue("Content-Disposition").orElse("").startsWith("attachment;"));
    var markdown =
        house.send(house.request("/api/courses/" + id + "/export?format=markdown")).body();
    var bare = markdown.replaceAll("\\\\[\\p{Punct}]", "").replaceAll("\\]\\(<[^>]*>\\)", "");
    for (var sign : List.of("<script", "<img", "http://evil"))
      assertFalse(bare.contains(sign), sign + " in " + bare);
    assertFalse(Pattern.compile("(?<!\\\\)\\]\\((?!<http)").matcher(markdown).find(), markdown);
    assertFalse(Pattern.compile("(?m)^# not a heading").matcher(markdown).find());
    assertFalse(Pattern.compile("(?m)^\\s*> no quote").matcher(markdown).find());
    assertEquals(1, Pattern.compile("(?m)^# ").matcher(markdown).results().count(), markdown);
  }

  @Test
  void a_destroyed_item_vanishes_from_courses_and_from_their_files() throws Exception {
    var doomed =
        upload(
            "doomed.md",
            "# Customer satisfaction doomedheading\n\n"
                + "## doomedheading\n\n"
                + "Customer satisfaction is what remains after the doomed purchase was made and"
                + " paid for by them all.");
    var course =
        House.json(
            post(
                "/api/courses",
                "{\"title\": \"Doomed\", \"concepts\": [\"customer-satisfaction\"], \"steps\":"
                    + " [{\"concept\": \"customer-satisfaction\", \"passages\": [{\"item\": \""
                    + doomed
                    + "\", \"passage\": 0}]}]}",
                true));
    var id = course.path("id").asString();
    assertTrue(course.toString().contains(doomed));
    var file = folder.resolve("curated/courses/" + id + ".jsonl");
    assertTrue(Files.readString(file).contains("doomedheading"));
    var gone =
        house.send(
            house
                .asAdmin("/api/documents/" + doomed + "?permanently=true")
                .header("If-Match", "*")
                .DELETE());
    assertEquals(2, gone.statusCode() / 100, gone.body());
    assertFalse(house.getAsAdmin("/api/courses/" + id).toString().contains(doomed));
    assertFalse(Files.readString(file).contains("doomedheading"));
    assertTrue(
        house.get("/api/courses/" + id).at("/steps/0/missing").asString().contains("Nothing"));
  }

  @Test
  void a_new_version_is_shown_as_changed() throws Exception {
    var item =
        upload(
            "measure.md",
            "# Net promoter score\n\n"
                + "Net promoter score is asked of those who bought: would they tell their friends"
                + " to buy here, too?");
    var course =
        House.json(
            post(
                "/api/courses",
                "{\"title\": \"Asked\", \"concepts\": [\"net-promoter-score\"], \"steps\":"
                    + " [{\"concept\": \"net-promoter-score\", \"passages\": [{\"item\": \""
                    + item
                    + "\", \"passage\": 0}]}]}",
                true));
    assertFalse(course.at("/steps/0/passages/0/changed").asBoolean());
    var read = house.send(house.asAdmin("/api/documents/" + item));
    House.json(
        house.send(
            house
                .asAdmin("/api/documents/" + item + "/content")
                .header("If-Match", read.headers().firstValue("ETag").orElseThrow())
                .header("Content-Type", "text/markdown")
                .PUT(BodyPublishers.ofString("# Net promoter score\n\nIt is asked no more."))));
    house.assembly().awaitIdle();
    var now = house.get("/api/courses/" + course.path("id").asString());
    assertTrue(now.at("/steps/0/passages/0/changed").asBoolean(), now.toString());
    assertNotEquals(course.at("/steps/0/passages/0/text"), now.at("/steps/0/passages/0/text"));
    var put =
        house
            .asAdmin("/api/courses/" + course.path("id").asString())
            .header("If-Match", "*")
            .PUT(
                BodyPublishers.ofString(
                    "{\"title\": \"Asked again\", \"concepts\": [\"net-promoter-score\"],"
                        + " \"steps\": [{\"concept\": \"net-promoter-score\", \"passages\":"
                        + " [{\"item\": \""
                        + item
                        + "\", \"passage\": 0}]}]}"));
    var said = House.json(house.send(put));
    assertTrue(said.at("/steps/0/passages/0/changed").asBoolean(), said.toString());
  }
}

package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.testkit.House;
import dev.cairn.server.testkit.House.Part;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What helps to find, over real HTTP, against the real rooms.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HelpTest {
  private House house;
  private String churn;
  private String secret;

  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    house = House.over(data);
    var documents =
        house
            .upload(
                Part.file(
                    "churn.md",
                    "# Why households leave\n\nCustomer churn doubled after the price rise was"
                        + " announced on the invoice."),
                Part.file(
                    "letters.md",
                    "# Letters before a price rise\n\nA letter ahead of the price rise lowers"
                        + " customer churn among households."),
                Part.file("storm.md", "# Storm review\n\nCrews repaired the lines at night."))
            .path("documents");
    churn = documents.at("/0/id").asString();
    secret =
        house
            .upload(
                Part.file("merger.md", "# Xylophone merger\n\nCustomer churn after the merger."),
                Part.field("metadata", "{\"access\": [\"role:admin\"]}"))
            .at("/documents/0/id")
            .asString();
  }

  @AfterAll
  void close() {
    house.close();
  }

  private static List<String> texts(JsonNode answer, String kind) {
    return answer
        .path("suggestions")
        .valueStream()
        .filter(s -> s.path("kind").asString().equals(kind))
        .map(s -> s.path("text").asString())
        .toList();
  }

  private JsonNode suggest(String typed) throws Exception {
    return house.get("/api/suggest?q=" + House.encoded(typed));
  }

  @Test
  void what_is_typed_is_completed_with_titles_and_concepts() throws Exception {
    var answer = suggest("why hous");
    assertEquals(List.of("Why households leave"), texts(answer, "title"));
    assertEquals("/documents/" + churn, answer.at("/suggestions/0/url").asString());
    assertEquals("document", answer.at("/suggestions/0/item").asString());
    var concept = suggest("custmer churn").at("/suggestions/0");
    assertEquals("concept", concept.path("kind").asString());
    assertEquals("/concepts/customer-churn", concept.path("url").asString());
    assertEquals(0, suggest("").path("suggestions").size());
    assertEquals(1, house.get("/api/suggest?q=price&limit=1").path("suggestions").size());
    assertTrue(
        House.problem(400, house.send(house.request("/api/suggest?q=a&limit=0")))
            .path("detail")
            .asString()
            .contains("limit"));
  }

  @Test
  void titles_that_are_hidden_are_completed_for_those_only_who_may_see_them() throws Exception {
    assertEquals(0, suggest("xylo").path("suggestions").size());
    assertEquals(
        List.of("Xylophone merger"), texts(house.getAsAdmin("/api/suggest?q=xylo"), "title"));
  }

  @Test
  void a_question_of_several_people_is_suggested_where_it_has_an_answer() throws Exception {
    var question = "/api/search?q=" + House.encoded("households before a price rise");
    house.get(question);
    house.get(question);
    assertEquals(List.of(), texts(suggest("before a price"), "question"));
    house.getAsAdmin(question);
    assertEquals(
        List.of("households before a price rise"), texts(suggest("before a price"), "question"));
    for (int i = 0; i < 2; i++) house.getAsAdmin("/api/search?q=merger+churn");
    house.get("/api/search?q=merger+churn");
    assertEquals(List.of(), texts(suggest("merg"), "question"), "a word that is hidden");
    assertEquals(
        List.of("merger churn"), texts(house.getAsAdmin("/api/suggest?q=merg"), "question"));
    assertTrue(!secret.isEmpty());
  }

  @Test
  void a_question_is_answered_by_a_sentence_with_its_place() throws Exception {
    var answer = house.get("/api/answer?q=" + House.encoded("Why has customer churn doubled?"));
    assertTrue(answer.path("answered").asBoolean(), answer::toString);
    var first = answer.at("/sentences/0");
    assertEquals(churn, first.at("/item/id").asString());
    assertEquals("/documents/" + churn, first.at("/item/url").asString());
    assertTrue(first.path("url").asString().endsWith("#p" + first.path("passage").asInt()));
    var passage =
        house
            .get("/api/documents/" + churn + "/text")
            .path("passages")
            .path(first.path("passage").asInt());
    int begin = passage.path("start").asInt();
    assertEquals(
        first.path("text").asString(),
        passage
            .path("text")
            .asString()
            .substring(first.path("start").asInt() - begin, first.path("end").asInt() - begin));
    var page =
        house.send(house.request("/answer?q=" + House.encoded("Why has customer churn doubled?")));
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("id=\"short\"") && page.body().contains("#p0\""), page.body());
  }

  @Test
  void what_the_texts_do_not_say_or_not_to_everybody_is_not_answered() throws Exception {
    var question =
        "/api/answer?q=" + House.encoded("What was the customer churn after the merger?");
    var nobody = house.get(question);
    assertEquals(false, nobody.path("answered").asBoolean());
    assertEquals(0, nobody.path("sentences").size());
    assertTrue(nobody.path("reason").asString().contains("“merger”"), nobody::toString);
    assertEquals(secret, house.getAsAdmin(question).at("/sentences/0/item/id").asString());
    assertEquals(false, house.get(question + "&kind=lesson").path("answered").asBoolean());
    House.problem(400, house.send(house.request("/api/answer?question=why")));
    House.problem(400, house.send(house.request("/search/sentences?q=a&at=nonsense")));
    assertEquals(
        200, house.send(house.request("/search/sentences?q=a&at=" + secret + ":0")).statusCode());
  }

  @Test
  void a_slip_is_put_right_where_that_finds_something() throws Exception {
    assertEquals(
        "households price",
        house.get("/api/search?q=housholds+price").at("/query/didYouMean").asString());
    assertTrue(house.get("/api/search?q=households").at("/query/didYouMean").isMissingNode());
    assertTrue(house.get("/api/search?q=xilophone").at("/query/didYouMean").isMissingNode());
    assertEquals(
        "xylophone",
        house.getAsAdmin("/api/search?q=xilophone").at("/query/didYouMean").asString());
  }

  @Test
  void like_items_are_told_with_what_they_share() throws Exception {
    var items = house.get("/api/items/" + churn + "/similar").path("items");
    var first = items.path(0);
    assertEquals("Letters before a price rise", first.path("title").asString());
    assertEquals(false, first.path("sameContent").asBoolean());
    assertTrue(first.at("/shared/words").toString().contains("price"), first::toString);
    assertEquals("customer-churn", first.at("/shared/concepts/0/id").asString());
    assertTrue(items.valueStream().noneMatch(i -> i.path("id").asString().equals(secret)));
    assertTrue(
        house
            .getAsAdmin("/api/items/" + churn + "/similar")
            .path("items")
            .valueStream()
            .anyMatch(i -> i.path("id").asString().equals(secret)));
    House.problem(404, house.send(house.request("/api/items/" + secret + "/similar")));
    House.problem(404, house.send(house.request("/api/items/nonsense/similar")));
  }

  private static List<String> codes(JsonNode answer) {
    return answer.at("/whyNot/reasons").valueStream().map(r -> r.path("code").asString()).toList();
  }

  private JsonNode whyNot(String question, String id) throws Exception {
    return house.get("/api/search?" + question + "&whyNot=" + House.encoded(id));
  }

  @Test
  void why_an_item_is_not_there_is_said_in_words() throws Exception {
    var found = whyNot("q=price+rise+households", churn);
    assertEquals(List.of("found"), codes(found));
    assertTrue(found.at("/whyNot/found").asBoolean());
    assertTrue(found.at("/whyNot/rank").asInt() >= 1);
    assertEquals(List.of("beyond"), codes(whyNot("q=churn&limit=1&sort=title", churn)));
    var words = whyNot("q=storm+crews+households+lines", "http://x/documents/" + churn + "?p=0#p0");
    assertEquals(churn, words.at("/whyNot/id").asString());
    if (!words.at("/whyNot/found").asBoolean()) {
      assertEquals(List.of("words"), codes(words));
      assertEquals(
          "Of the words it has “households” only; “storm”, “crews”, “lines” are missing.",
          words.at("/whyNot/text").asString());
    }
    assertEquals(
        "It has none of the words “storm”, “crews”.",
        whyNot("q=storm+crews", churn).at("/whyNot/text").asString());
    assertEquals(
        List.of("filter", "filter"),
        codes(whyNot("q=churn&kind=lesson&language=de", churn)).stream().limit(2).toList());
    assertTrue(
        whyNot("q=churn&concept=planning", churn)
            .at("/whyNot/text")
            .asString()
            .startsWith("It is not about 'Planning'"));
    assertEquals(List.of("phrase"), codes(whyNot("q=%22rise+price%22", churn)));
    assertEquals(List.of("without"), codes(whyNot("q=churn+-invoice", churn)));
  }

  @Test
  void who_may_not_see_an_item_is_answered_as_if_there_were_none() throws Exception {
    var hidden = whyNot("q=merger", secret).path("whyNot");
    var none = whyNot("q=merger", "z".repeat(22)).path("whyNot");
    assertEquals(
        none.toString().replace("z".repeat(22), "ID"), hidden.toString().replace(secret, "ID"));
    assertEquals(
        List.of("found"), codes(house.getAsAdmin("/api/search?q=merger&whyNot=" + secret)));
    assertEquals(List.of("unknown"), codes(whyNot("q=merger", "../../etc")));
  }

  @Test
  void what_lies_in_the_bin_is_told_to_admins() throws Exception {
    var id =
        house
            .upload(Part.file("binned.md", "# Binned\n\nOf no use."))
            .at("/documents/0/id")
            .asString();
    house.send(house.asAdmin("/api/documents/" + id).header("If-Match", "*").DELETE());
    house.assembly().awaitIdle();
    assertEquals(List.of("unknown"), codes(whyNot("q=use", id)));
    assertEquals(List.of("binned"), codes(house.getAsAdmin("/api/search?q=use&whyNot=" + id)));
  }

  @Test
  void a_list_of_hits_is_a_table_that_no_spreadsheet_takes_for_formulas() throws Exception {
    house.upload(
        Part.file("formula.md", "---\ntitle: =cmd|calc\n---\n\nQuarterly formulas, \"quoted\"."));
    var response = house.send(house.request("/api/search.csv?q=formulas&kind=document"));
    assertEquals(200, response.statusCode());
    assertTrue(response.headers().firstValue("Content-Type").orElse("").startsWith("text/csv"));
    var lines = response.body().split("\r\n");
    assertTrue(lines[0].startsWith("\uFEFFrank,kind,title,"), lines[0]);
    assertTrue(lines[1].startsWith("1,document,'=cmd|calc,"), lines[1]);
    assertTrue(lines[1].contains("\"Quarterly formulas, \"\"quoted\"\".\""), lines[1]);
    assertTrue(
        !house.send(house.request("/api/search.csv?q=merger")).body().contains(secret), "rights");
    House.problem(400, house.send(house.request("/api/search.csv?q=x&cursor=y")));
  }

  private java.net.http.HttpResponse<String> say(String body) throws Exception {
    return house.send(
        house
            .request("/api/events")
            .header("Content-Type", "application/json")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void what_people_say_of_hits_is_kept_and_nothing_else() throws Exception {
    var judged =
        "{\"type\": \"judged\", \"question\": \"churn\", \"item\": \"%s\", \"rank\": 2,"
            + " \"mode\": \"lexical\", \"needed\": false}";
    assertEquals(204, say(judged.formatted(churn)).statusCode());
    assertEquals(
        204,
        say("{\"type\": \"opened\", \"question\": \"churn\", \"item\": \"" + churn + "\"}")
            .statusCode());
    House.problem(404, say(judged.formatted(secret)));
    House.problem(400, say("{"));
    var wrong =
        House.problem(
            422, say("{\"type\": \"liked\", \"question\": \"\", \"item\": \"x\", \"rank\": 0}"));
    assertEquals(
        List.of("/type", "/rank", "/question"),
        wrong.path("errors").valueStream().map(e -> e.path("pointer").asString()).toList());
  }
}

package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.testkit.House;
import dev.cairn.server.testkit.House.Part;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
    return house.get("/api/suggest?q=" + encoded(typed));
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
    var question = "/api/search?q=" + encoded("households before a price rise");
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
}

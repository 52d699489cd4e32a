package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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

/// What is known about a concept, two compared, and the cube, over real HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CentreTest {
  private House house;

  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    house = House.over(data);
    house.upload(
        Part.file(
            "churn.md",
            "---\n"
                + "title: Customer churn\n"
                + "date: 2024-03-01\n"
                + "tags: [cancellation, yearly report]\n"
                + "---\n"
                + "# Customer churn\n\n"
                + "Customer churn is the share of customers who leave within a year. Customer churn"
                + " rose in the contact center when it answered late.\n"),
        Part.file(
            "calls.md",
            "# Contact center: a phone call after the subscription renewal\n\n"
                + "It went unanswered.\n"),
        Part.file(
            "loyalty.md",
            "# Customer retention\n\nCustomer retention grows with customer loyalty, not with"
                + " rebates.\n"));
    house.upload(
        Part.file(
            "secret.md",
            "# Customer churn of the board\n\nCustomer churn is a secret of the board.\n"),
        Part.file(
            "secret-calls.md",
            "# Contact center: a phone call before the subscription renewal\n\n"
                + "It is a secret of the board.\n"),
        Part.field("metadata", "{\"access\": [\"role:admin\"]}"));
    House.json(
        house.send(
            House.multipart(
                house.asAdmin("/api/lessons/import"),
                List.of(
                    Part.file(
                        "lessons.csv",
                        "key,title,lesson,recommendation,event date,outcome\n1,Customer churn after"
                            + " the letter,Customer churn fell when we asked.,Ask those who stay."
                            + " Never write first.,2025-03-01,positive\n")))));
    house.assembly().awaitIdle();
  }

  @AfterAll
  void close() {
    house.close();
  }

  @Test
  void the_knowledge_centre_tells_what_is_known_and_what_is_missing() throws Exception {
    var centre = house.get("/api/concepts/customer-churn/centre");
    assertEquals(1, centre.at("/lessons/total").asInt(), centre::toString);
    assertEquals(1, centre.at("/bestPractices/items/0/rank").asInt(), centre::toString);
    assertEquals(
        "Customer churn is the share of customers who leave within a year.",
        centre.at("/summary/0/text").asString());
    assertEquals("Ask those who stay.", centre.at("/tips/do/0/text").asString());
    assertEquals("Never write first.", centre.at("/tips/avoid/0/text").asString());
    assertFalse(centre.toString().contains("secret"), centre::toString);
    assertEquals("yearly report", centre.at("/origins/0/value").asString(), centre::toString);
    assertEquals(1, centre.path("origins").size(), "what a text is about is no kind of text");
    assertTrue(centre.path("asked").isMissingNode(), "what others asked is told to nobody");
    var search = house.get("/api" + centre.at("/documents/url").asString());
    assertEquals(
        centre.at("/documents/total").asInt(), search.at("/total/value").asInt(), search::toString);
    var admin = house.getAsAdmin("/api/concepts/customer-churn/centre");
    assertEquals(centre.at("/documents/total").asInt() + 1, admin.at("/documents/total").asInt());
    House.problem(404, house.send(house.request("/api/concepts/nothing-like-this/centre")));
    house.get("/api/search?q=%22customer+churn+on+the+moon%22&mode=lexical");
    assertEquals(
        "\"customer churn on the moon\"",
        house.getAsAdmin("/api/concepts/customer-churn/centre").at("/asked/inVain/0").asString());
    assertTrue(
        house
            .send(house.asAdmin("/concepts/customer-churn"))
            .body()
            .contains("People asked, and nothing was found:"));
  }

  @Test
  void two_concepts_are_compared_and_the_way_between_them_told() throws Exception {
    var path = house.get("/api/concepts/path?from=customer-churn&to=customer-retention");
    assertEquals(
        "Customer churn is contrasted with Customer retention.",
        path.at("/path/words").asString(),
        path::toString);
    var compared = house.get("/api/concepts/compare?a=customer-churn&b=customer-retention");
    for (var part : List.of("itemsOnlyA", "itemsOfBoth", "itemsOnlyB")) {
      var counted = compared.path(part);
      assertEquals(
          counted.path("lessons").asInt() + counted.path("documents").asInt(),
          house.get("/api" + counted.path("url").asString()).at("/total/value").asInt(),
          counted::toString);
    }
    assertTrue(compared.at("/sharedNeighbours").size() > 0, compared::toString);
    House.problem(400, house.send(house.request("/api/concepts/compare?a=customer-churn")));
    House.problem(404, house.send(house.request("/api/concepts/path?from=planning&to=zzz")));
    House.problem(400, house.send(house.request("/api/concepts/compare?a=planning&b=planning")));
  }

  @Test
  void the_cube_counts_what_its_cells_lead_to() throws Exception {
    var cube = house.get("/api/concepts/cube");
    assertEquals(3, cube.path("faces").size());
    int compared = 0;
    for (var face : cube.path("faces"))
      for (int r = 0; r < face.path("rowValues").size(); r++)
        for (int c = 0; c < face.path("columnValues").size(); c++) {
          long count = face.path("cells").path(r).path(c).asLong();
          if (count == 0) continue;
          compared++;
          assertEquals(
              count,
              house
                  .get(
                      "/api/search?facets=none&"
                          + face.path("rows").asString()
                          + "="
                          + face.path("rowValues").path(r).path("id").asString()
                          + "&"
                          + face.path("columns").asString()
                          + "="
                          + face.path("columnValues").path(c).path("id").asString())
                  .at("/total/value")
                  .asLong());
        }
    assertTrue(compared >= 3, cube.toString());
    var telephone = cells(cube, "touchpoint", "lifecycle");
    var all = cells(house.getAsAdmin("/api/concepts/cube"), "touchpoint", "lifecycle");
    assertNotEquals(telephone, all, "what the admin alone sees is counted for him alone");
    House.problem(400, house.send(house.request("/api/concepts/cube?channel=planning")));
  }

  private static JsonNode cells(JsonNode cube, String rows, String columns) {
    for (var face : cube.path("faces"))
      if (face.path("rows").asString().equals(rows)
          && face.path("columns").asString().equals(columns)) return face.path("cells");
    throw new AssertionError("no face of " + rows + " and " + columns + " in " + cube);
  }

  @Test
  void pages_show_what_their_reader_may_see() throws Exception {
    for (var address :
        List.of(
            "/concepts/customer-churn",
            "/concepts/compare",
            "/concepts/compare?a=Customer+churn&b=customer+retention",
            "/concepts/compare?a=Custmer+churn&b=planning",
            "/concepts/cube?kind=lesson")) {
      var page = house.send(house.request(address).header("Accept", "text/html"));
      assertEquals(200, page.statusCode(), address);
      assertFalse(page.body().contains("secret"), address);
    }
    var reader = house.send(house.request("/concepts/customer-churn")).body();
    assertTrue(reader.contains("the share of customers who leave within a year"), reader);
    assertTrue(
        house.send(house.asAdmin("/concepts/customer-churn")).body().contains("of the board"));
    var typed =
        house.send(
            house
                .request("/concepts/compare?a=Custmer+churn&b=planning")
                .header("Accept", "text/html"));
    assertTrue(typed.body().contains("No concept is called “Custmer churn”"));
    assertTrue(typed.body().contains("a=customer-churn&amp;b=planning"), "what was meant");
  }
}

package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.testkit.House;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

/// Tree and drawing, as programs and as pages without scripts ask for them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphTest {
  private House house;

  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    house = House.over(data);
    house.upload(
        House.Part.file(
            "churn.md",
            "# Customer churn and customer retention\n\n"
                + "Customer churn falls where customer retention is measured."));
  }

  @AfterAll
  void close() {
    if (house != null) house.close();
  }

  private String page(String path) throws Exception {
    var answer = house.send(house.request(path));
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }

  @Test
  void the_surroundings_are_filtered_by_kind_of_relation_and_count_what_is_left() throws Exception {
    var all = house.get("/api/concepts/customer-churn/graph?depth=2&limit=500");
    var cut = house.get("/api/concepts/customer-churn/graph?depth=2&limit=5");
    assertEquals(5, cut.path("nodes").size());
    assertEquals(all.path("nodes").size() - 5, cut.path("leftOut").asInt());
    assertTrue(cut.path("truncated").asBoolean());
    assertFalse(all.path("truncated").asBoolean());
    var up = house.get("/api/concepts/customer-churn/graph?depth=3&limit=500&relation=broader");
    var kinds = new HashSet<String>();
    up.path("edges").forEach(edge -> kinds.add(edge.path("relation").asString()));
    assertTrue(List.of("broader", "narrower").containsAll(kinds), kinds.toString());
    assertEquals(
        1,
        house
            .get("/api/concepts/customer-churn/graph?depth=2&scheme=urn:test:none")
            .path("nodes")
            .size());
    House.problem(
        400, house.send(house.request("/api/concepts/customer-churn/graph?relation=cousin")));
  }

  @Test
  void every_choice_on_the_drawing_is_in_its_address() throws Exception {
    var html = page("/concepts/customer-churn/graph?depth=2&line=kind&line=near");
    assertTrue(html.contains("open=") || html.contains("chosen="), html);
    assertTrue(html.contains("depth=2&amp;line=kind&amp;line=near"), html);
    assertFalse(html.contains("data-kind=\"order\""), html);
    var chosen = page("/concepts/customer-churn/graph?chosen=customer-retention");
    assertTrue(chosen.contains("Put it in the middle"), chosen);
    assertTrue(chosen.contains("/concepts/customer-churn/graph?to=customer-retention"), chosen);
    var link = page("/concepts/customer-churn/graph?edge=customer-churn%7Ecustomer-retention");
    assertTrue(link.contains("1 item is about both."), link);
    assertTrue(link.contains("/search?concept=customer-churn&amp;also=customer-retention"), link);
    var way = page("/concepts/customer-churn/graph?to=planning");
    assertTrue(way.contains("From Customer churn to Planning"), way);
    assertEquals(404, house.send(house.request("/concepts/no-such-concept/graph")).statusCode());
    assertEquals(404, house.send(house.request("/concepts/zzz/graph.svg?depth=all")).statusCode());
    assertEquals(
        400, house.send(house.request("/concepts/customer-churn/graph?line=red")).statusCode());
  }

  @Test
  void the_drawing_is_a_file_of_its_own_and_what_a_name_holds_is_no_markup() throws Exception {
    for (var path :
        List.of(
            "/concepts/graph.svg",
            "/concepts/customer-churn/graph.svg?depth=3",
            "/concepts/graph.svg?depth=all")) {
      var answer = house.send(house.request(path));
      assertTrue(
          answer.headers().firstValue("Content-Type").orElse("").startsWith("image/svg+xml"));
      var picture =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(answer.body())));
      assertTrue(picture.getElementsByTagName("circle").getLength() > 5, answer.body());
    }
    var name = "A <b>&\\\" onload=x";
    var made =
        house.asAdmin(
            "POST",
            "/api/concepts",
            "{\"label\": \""
                + name
                + "\", \"definition\": \"A name that would be markup.\", \"source\":"
                + " \"Notes\", \"broader\": \"planning\"}");
    var id = House.json(made).at("/concepts/0/id").asString();
    var drawn = house.send(house.request("/concepts/" + id + "/graph.svg")).body();
    var nodes =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(drawn)))
            .getElementsByTagName("text");
    assertTrue(
        IntStream.range(0, nodes.getLength())
            .mapToObj(i -> nodes.item(i).getTextContent())
            .anyMatch("A <b>&\" onload=x"::equals),
        drawn);
  }

  @Test
  void no_other_concept_is_taken_for_the_end_of_a_path_without_saying_so() throws Exception {
    var none = page("/concepts/customer-churn/graph?to=Leader%20board%20exchanges");
    assertTrue(none.contains("No concept is called “Leader board exchanges”. Did you mean"), none);
    assertTrue(none.contains("/concepts/customer-churn/graph?to="), none);
    var part = page("/concepts/customer-churn/graph?to=promoter");
    assertTrue(part.contains("No concept is called “promoter”; “"), part);
    var exact = page("/concepts/customer-churn/graph?to=Net+promoter+score");
    assertFalse(exact.contains("No concept is called"), exact);
    var problem =
        House.problem(
            404, house.send(house.request("/api/concepts/path?from=planning&to=promoter")));
    assertTrue(
        problem.path("detail").asString().contains("'promoter'; did you mean '"),
        problem::toString);
    assertEquals(
        "customer-churn",
        house.get("/api/concepts/path?from=planning&to=CUSTOMER%20churn").at("/to/id").asString());
  }

  @Test
  void all_is_drawn_as_a_map_whose_dots_are_links_and_what_is_chosen_is_told() throws Exception {
    var all = house.get("/api/concepts?depth=0").path("concepts");
    var html = page("/concepts/graph?depth=all&chosen=customer-churn");
    for (var top : all)
      assertTrue(html.contains("href=\"/concepts/" + top.path("id").asString() + "\""), html);
    assertTrue(html.contains("data-to=\"/concepts/customer-retention\""), html);
    var part = page("/concepts/management/graph?depth=all&chosen=planning&part=yes");
    assertTrue(part.contains("data-panel"), part);
    assertFalse(part.contains("<circle"), "only what changes is sent");
  }

  @Test
  void the_whole_tree_has_a_tag_and_counts_what_its_reader_may_see() throws Exception {
    house.upload(
        House.Part.file("secret.md", "# Planning\n\nPlanning is what the board does alone."),
        House.Part.field("metadata", "{\"access\": [\"role:admin\"]}"));
    long before = items(house.get("/api/concepts"), "planning");
    assertEquals(before + 1, items(house.getAsAdmin("/api/concepts"), "planning"));
    assertEquals(before, items(house.get("/api/concepts"), "planning"));
    var tag = house.send(house.request("/api/concepts")).headers().firstValue("ETag").orElseThrow();
    assertEquals(
        304, house.send(house.request("/api/concepts").header("If-None-Match", tag)).statusCode());
    assertEquals(
        200, house.send(house.asAdmin("/api/concepts").header("If-None-Match", tag)).statusCode());
  }

  private static long items(JsonNode branch, String id) {
    if (branch.path("id").asString("").equals(id)) return branch.path("items").asLong();
    for (var below : branch.path(branch.has("concepts") ? "concepts" : "narrower")) {
      long items = items(below, id);
      if (items >= 0) return items;
    }
    return -1;
  }

  @Test
  void the_tops_are_drawn_where_no_concept_is_in_the_middle() throws Exception {
    var html = page("/concepts/graph?depth=2");
    assertTrue(html.contains(", a scheme of "), html);
    assertTrue(html.contains("data-id=\"management\""), html);
    assertFalse(html.contains("Path to"), "there is nothing from which a path could lead");
  }

  @Test
  void parts_of_the_tree_are_had_one_by_one() throws Exception {
    assertTrue(page("/concepts/tree?find=churn").contains("data-hit=\"true\""));
    assertTrue(page("/concepts/management/branch").contains("data-id=\"management-function\""));
    assertTrue(page("/concepts/list?by=letter&letter=C").contains("Customer churn"));
    assertTrue(page("/concepts/list?by=changed").contains("Nothing that is loaded says"));
    assertEquals(400, house.send(house.request("/concepts/list?by=colour")).statusCode());
  }
}

package dev.cairn.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.cairn.server.browser.Surf.Eyes;
import dev.cairn.server.testkit.House;
import dev.cairn.server.testkit.LargeScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tree and the drawing with more concepts than anybody can see at once.
class GraphInBrowserTest extends InBrowser {
  private static final List<String> READ =
      List.of(
          "/concepts",
          "/concepts?scheme=urn:test:large",
          "/concepts?at=w3s4n5",
          "/concepts?find=rigel",
          "/concepts/list?by=letter&letter=R",
          "/concepts/list?by=new",
          "/concepts/w3s4",
          "/concepts/graph",
          "/concepts/customer-churn/graph?depth=2&chosen=customer-retention",
          "/concepts/w3s4/graph?depth=all&chosen=w3s4n1",
          "/concepts/customer-churn/graph?edge=customer-churn~customer-retention");

  /// Of these everybody's eyes are tried; the others differ in nothing but what they tell.
  private static final List<String> DRAWN =
      List.of("/concepts?at=w3s4n5", "/concepts/customer-churn/graph?depth=2&chosen=loyalty");

  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    House.over(data).close(); // makes the folder one of Cairn
    LargeScheme.into(data, 14);
    house = House.over(data);
    surf = Surf.on(house.assembly().url());
    house.upload(
        House.Part.file(
            "churn.md",
            "# Customer churn and customer retention\n\n"
                + "Customer churn falls where customer retention is measured."));
  }

  @Test
  void every_page_is_good_for_any_eyes() {
    goodForAnyEyes(READ, DRAWN);
  }

  @Test
  void a_tree_of_six_thousand_is_walked_by_keys_alone() {
    var page = surf.window(Eyes.WIDE);
    page.navigate("/concepts");
    assertThat(page.locator(".tree-pane h2")).containsText("6,6");
    var items = page.getByRole(AriaRole.TREEITEM);
    assertThat(items).hasCount(2);
    items.first().focus();
    press(page, "w");
    assertEquals("Woods and stars", Surf.focused(page));
    press(page, "ArrowRight");
    assertThat(items).hasCount(22);
    press(page, "ArrowRight", "m");
    assertEquals("Maple", Surf.focused(page));
    assertEquals("2 20 13", place(page));
    press(page, "*");
    assertThat(items).hasCount(422);
    press(page, "ArrowRight");
    page.keyboard().type("maple ri");
    assertEquals("Maple Rigel", Surf.focused(page));
    press(page, "ArrowRight");
    assertThat(items).hasCount(436);
    press(page, "ArrowRight", "ArrowDown", "ArrowDown");
    assertEquals("Rigel maple 11", Surf.focused(page));
    assertEquals("4 14 3", place(page));
    press(page, "ArrowLeft");
    assertEquals("Maple Rigel", Surf.focused(page));
    press(page, "ArrowLeft", "ArrowUp");
    assertEquals("Maple Qamar", Surf.focused(page));
    press(page, "End");
    assertEquals("Teak Thuban", Surf.focused(page));
    press(page, "Home");
    assertEquals("2 20 13", place(page, "Maple"));
    assertEquals(
        1, page.evaluate("() => document.querySelectorAll('[data-tree] [tabindex=\"0\"]').length"));
    page.context().close();
  }

  @Test
  void what_is_typed_leaves_only_the_ways_to_it() {
    var page = surf.window(Eyes.WIDE);
    page.navigate("/concepts/w3s4");
    var field = page.locator("[data-find]");
    field.pressSequentially("sirius quince 7");
    var items = page.getByRole(AriaRole.TREEITEM);
    assertThat(items).hasCount(4);
    assertThat(page.locator("#live")).containsText("1 concept shown in the tree");
    press(page, "ArrowDown");
    assertEquals("Sirius quince 7", Surf.focused(page));
    field.fill("qqqqqq");
    assertThat(page.locator("[data-no-hit]")).isVisible();
    field.fill("");
    assertThat(page.locator("[data-tree] [aria-current]")).hasText("Date Elnath");
    field.fill("sirius quince 7");
    assertThat(items).hasCount(4);
    press(page, "ArrowDown", "Enter");
    page.waitForURL("**/concepts/w16s18n7");
    assertThat(page.locator("[data-tree] [aria-current]")).hasText("Sirius quince 7");
    page.context().close();
  }

  @Test
  void without_scripts_each_place_of_the_tree_is_a_link_that_opens_it() {
    var page = surf.window(Eyes.WITHOUT_SCRIPTS);
    page.navigate("/concepts");
    for (var name : List.of("Woods and stars", "Maple", "Maple Rigel", "Rigel maple 11"))
      page.locator(".tree")
          .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true))
          .click();
    assertThat(page.locator("h1")).hasText("Rigel maple 11");
    page.context().close();
  }

  @Test
  void the_drawing_is_walked_by_keys_and_its_view_is_its_address() {
    var page = surf.window(Eyes.WIDE);
    page.navigate("/concepts/customer-churn/graph");
    page.locator("[data-graph][data-ready=true]").waitFor();
    var stop = page.locator("[data-graph] .node[tabindex='0']");
    assertThat(stop).hasCount(1);
    stop.focus();
    assertEquals("customer-churn", at(page));
    for (var key : List.of("ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft")) {
      press(page, key);
      if (!at(page).equals("customer-churn")) break;
    }
    var neighbour = at(page);
    assertNotEquals("customer-churn", neighbour);
    page.waitForURL("**/customer-churn/graph?chosen=" + neighbour);
    assertThat(page.locator("[data-panel] h2 a")).hasAttribute("href", "/concepts/" + neighbour);
    assertEquals(neighbour, at(page), "the keyboard stays where it was");
    press(page, "Escape");
    assertEquals("customer-churn", at(page));
    press(page, "n", "n", "p");
    assertNotEquals("customer-churn", at(page));
    var before = page.locator("[data-graph] svg").getAttribute("viewBox");
    press(page, "+");
    assertThat(page.locator("[data-graph] svg")).not().hasAttribute("viewBox", before);
    var chosen = at(page);
    press(page, "Enter");
    page.waitForURL("**/concepts/" + chosen);
    page.context().close();
  }

  @Test
  void the_drawing_grows_where_it_is_opened_and_back_takes_it_away() {
    var page = surf.window(Eyes.WIDE);
    page.navigate("/concepts/w3s4n5/graph");
    var nodes = page.locator("[data-graph] .node");
    var few = nodes.count();
    page.locator("[data-graph] .node[data-id=w3s4] circle").click();
    page.waitForURL("**chosen=w3s4");
    var place = page.locator(".node[data-id=w3s4n5] circle").getAttribute("cx");
    page.getByRole(AriaRole.LINK, named("Open 14 neighbours more")).click();
    page.waitForURL("**open=w3s4**");
    assertThat(nodes).hasCount(few + 14);
    assertThat(page.locator(".node[data-id=w3s4n5] circle")).hasAttribute("cx", place);
    assertEquals(0, ((Number) page.evaluate(OVERLAPS)).intValue(), "no name stands on another");
    page.getByRole(
            AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("is related to").setExact(true))
        .uncheck();
    page.waitForURL("**line=**");
    assertThat(page.locator("[data-edges]")).not().containsText("is related to");
    assertTrue(nodes.count() < few + 14);
    page.goBack();
    assertThat(nodes).hasCount(few + 14);
    page.goBack();
    assertThat(nodes).hasCount(few);
    page.context().close();
  }

  @Test
  void thousands_are_one_map_that_is_walked_by_keys_and_searched() {
    var page = surf.window(Eyes.WIDE);
    page.navigate("/concepts/graph?depth=all&scheme=urn:test:large");
    page.locator("[data-map][data-ready=true]").waitFor();
    assertThat(page.locator("[data-map] .dots a")).hasCount(20 + 400 + 400 * 14);
    page.locator("[data-map] .dots a[tabindex='0']").focus();
    press(page, "ArrowRight");
    page.waitForURL("**chosen=**");
    var chosen = page.locator("[data-map] .dots a.chosen");
    assertThat(page.locator("[data-panel] h2 a")).hasAttribute("href", chosen.getAttribute("href"));
    assertThat(page.locator("#live")).containsText("linked to");
    assertTrue(page.locator("[data-map] .names text").count() > 10);
    var svg = page.locator("[data-map] svg");
    press(page, "+");
    assertThat(svg).hasAttribute("style", Pattern.compile("scale\\(1\\.4"));
    page.getByPlaceholder("a part of a name").fill("rigel maple 11");
    assertThat(page.locator("#live")).containsText("1 dot is named so");
    page.getByPlaceholder("a part of a name").press("Enter");
    assertThat(page.locator("[data-panel] h2")).hasText("Rigel maple 11");
    assertThat(page.locator("[data-map] [data-near] path"))
        .hasCount(page.locator("[data-map] .dots a.near").count());
    press(page, "Enter");
    assertThat(page.locator("h1")).hasText("Rigel maple 11");
    page.context().close();
  }

  /// How many names stand on another, as the browser has set them.
  private static final String OVERLAPS =
      """
      () => {
        const boxes = [...document.querySelectorAll('.node text:not(.left)')]
          .map((text) => text.getBBox());
        let overlaps = 0;
        for (const a of boxes)
          for (const b of boxes)
            if (a !== b && a.x < b.x + b.width && b.x < a.x + a.width
                && a.y < b.y + b.height && b.y < a.y + a.height) overlaps++;
        return overlaps;
      }
      """;

  @Test
  void a_line_leads_to_the_items_that_hold_both_also_without_scripts() {
    for (var eyes : List.of(Eyes.WIDE, Eyes.WITHOUT_SCRIPTS)) {
      var page = surf.window(eyes);
      page.navigate("/concepts/customer-churn/graph");
      assertThat(page.locator("[data-graph] .node").first()).isVisible();
      page.locator(
              "tr[data-source=customer-churn] a[data-keep], tr[data-target=customer-churn]"
                  + " a[data-keep]")
          .filter(new Locator.FilterOptions().setHasText("retention"))
          .first()
          .click();
      page.waitForURL("**edge=**");
      assertThat(page.locator("[data-panel]")).containsText("1 item is about both.");
      assertThat(page.locator("[data-panel] .items"))
          .containsText("Customer churn and customer retention");
      page.getByRole(AriaRole.LINK, named("show them as a search")).click();
      assertThat(page.locator(".hit")).hasCount(1);
      page.context().close();
    }
  }

  @Test
  void a_path_to_another_concept_is_drawn_and_told_in_words() {
    var page = surf.window(Eyes.WITHOUT_SCRIPTS);
    page.navigate("/concepts/customer-churn/graph");
    page.getByLabel("Path to").fill("Net promoter score");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Draw")).click();
    assertThat(page.locator("[data-panel] h2"))
        .hasText("From Customer churn to Net promoter score");
    assertThat(page.locator("[data-panel] ol li").first()).containsText("Customer churn");
    assertThat(page.locator(".node.way").last()).isVisible();
    page.context().close();
  }

  private static String at(Page page) {
    return String.valueOf(page.evaluate("() => document.activeElement.dataset.id ?? ''"));
  }

  private static void press(Page page, String... keys) {
    for (var key : keys) page.keyboard().press(key);
  }

  /// Level, size of the set, place in it.
  private static String place(Page page) {
    return String.valueOf(
        page.evaluate(
            "() => { const a = document.activeElement;"
                + " return [a.ariaLevel, a.ariaSetSize, a.ariaPosInSet].join(' '); }"));
  }

  private static String place(Page page, String name) {
    return String.valueOf(
        page.evaluate(
            "(name) => { const a = [...document.querySelectorAll('[data-tree] a')]"
                + ".find(a => a.querySelector('.t').textContent === name);"
                + " return [a.ariaLevel, a.ariaSetSize, a.ariaPosInSet].join(' '); }",
            name));
  }
}

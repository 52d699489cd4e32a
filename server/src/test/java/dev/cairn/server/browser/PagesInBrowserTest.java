package dev.cairn.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.cairn.server.browser.Surf.Eyes;
import dev.cairn.server.testkit.House;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/// Search, concepts and admin as people meet them: with eyes of several kinds, by keys alone, and
/// without scripts.
class PagesInBrowserTest extends InBrowser {
  private static final List<String> READ =
      List.of(
          "/",
          "/search?q=customer+churn",
          "/search?q=qqqq",
          "/lessons",
          "/concepts",
          "/concepts?find=churn",
          "/concepts/customer-churn",
          "/concepts/customer-churn/graph?depth=2",
          "/concepts/compare",
          "/concepts/compare?a=customer-churn&b=customer-loyalty",
          "/concepts/cube",
          "/concepts/cube?kind=document&lifecycle=renewal-stage",
          "/concepts/new",
          "/concepts/customer-churn/edit",
          "/concepts/changes",
          "/concepts/proposals",
          "/sparql",
          "/sparql?query=DESCRIBE%20concept:planning",
          "/courses",
          "/courses/new?concept=customer-churn&plan=yes",
          "/help",
          "/help/employees",
          "/help/trainers",
          "/help/admins",
          "/docs",
          "/signin");

  /// What stands side by side elsewhere, and is folded where there is no room.
  private static final List<String> FOLDED =
      List.of("/search?q=customer+churn", "/concepts/customer-churn", "/concepts/cube");

  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    house = House.over(data);
    surf = Surf.on(house.assembly().url());
    house.upload(
        House.Part.file(
            "churn.md",
            "---\ntitle: Why customers leave after a price rise\ndate: 2025-05-20\n---\n"
                + "# What we saw\n\nCustomer churn rose by a third after the price rise. Most who"
                + " left named the surprise, not the amount.\n\n## What to do\n\n- Announce the"
                + " price rise thirty days ahead\n- Give the reason in one sentence\n\n"
                + "| Letter | Left |\n|---|---|\n| long | 4.1 % |\n| plain | 2.9 % |\n"),
        House.Part.file(
            "loyalty.md",
            "# Customer loyalty\n\nCustomer loyalty grows where customer churn is watched by the"
                + " contact centre every week."),
        House.Part.file(
            "planning.md",
            "# Strategic planning\n\n"
                + "Planning decides ahead what is to be done; controlling compares it with what"
                + " happens."));
    var lessons =
        """
        key,title,lesson,recommendation,event date,outcome
        1,Ask those who stay,Exit surveys told why customers leave. Customer churn fell.,Ask both.,2025-03-01,positive
        2,The letter came too late,The price rise reached customers before the letter.,Send it early.,2025-04-01,negative
        """;
    House.json(
        house.send(
            House.multipart(
                house.asAdmin("/api/lessons/import"),
                List.of(House.Part.file("lessons.csv", lessons)))));
    house.assembly().awaitIdle();
  }

  @Test
  void what_stands_in_somebodys_way_is_found() {
    var page = surf.window(Eyes.WIDE);
    page.navigate("/help");
    page.evaluate("() => document.querySelector('h1').append(document.createElement('img'))");
    var found = assertThrows(AssertionFailedError.class, () -> Surf.accessible(page));
    assertTrue(found.getMessage().contains("image-alt"), found.getMessage());
    page.context().close();
  }

  @Test
  void every_page_is_good_for_any_eyes() {
    goodForAnyEyes(READ, FOLDED);
  }

  @Test
  void keys_alone_lead_from_a_question_to_the_passage_and_back() {
    var page = surf.window(Eyes.WIDE);
    page.navigate("/concepts");
    page.keyboard().press("/");
    page.keyboard().type("price rise");
    page.keyboard().press("Enter");
    page.waitForURL("**/search?q=price+rise");
    assertThat(page.locator("h1")).containsText("items for “price rise”, best first");
    tabTo(page, "Why customers leave after a price rise");
    page.keyboard().press("Enter");
    page.waitForURL(Pattern.compile("/documents/.*p=\\d+.*q=price\\+rise#p\\d+"));
    assertThat(page.locator("h1")).hasText("Why customers leave after a price rise");
    assertThat(page.locator("mark").first()).hasText(Pattern.compile("[Pp]rice"));
    assertTrue(page.locator(".here").first().isVisible(), "the passage is shown");
    page.goBack();
    assertThat(page.locator("#sum")).containsText("price rise");
  }

  @Test
  void a_filter_replaces_the_results_keeps_the_keyboard_and_can_be_undone() {
    var page = surf.window(Eyes.WIDE);
    page.navigate("/search?q=customer+churn");
    var before = page.locator(".hit").count();
    page.evaluate("() => { window.same = true; }");
    page.locator(".facets").getByRole(AriaRole.LINK).filter(holding("Lessons")).press("Enter");
    page.waitForURL("**kind=lesson**");
    assertThat(page.locator(".chips")).containsText("Lessons");
    assertThat(page.locator("#live")).containsText("about Customer churn");
    assertEquals(true, page.evaluate("() => window.same"), "the page was not loaded anew");
    assertTrue(Surf.focused(page).startsWith("Lessons"), Surf.focused(page));
    assertNotEquals(before, page.locator(".hit").count());
    page.goBack();
    assertThat(page.locator(".chips")).hasCount(0);
    assertThat(page.locator(".hit")).hasCount(before);
    page.locator(".hit details summary").first().press("Enter");
    assertThat(page.locator(".hit details p").first()).containsText("Found by the word");
  }

  @Test
  void on_a_narrow_screen_filters_are_a_sheet_that_back_closes() {
    var page = surf.window(Eyes.NARROW);
    page.navigate("/search?q=customer+churn");
    assertThat(page.locator(".facets")).isHidden();
    page.getByRole(AriaRole.LINK, named("Filters")).click();
    assertThat(page.locator(".facets")).isVisible();
    Surf.accessible(page);
    page.keyboard().press("Escape");
    assertThat(page.locator(".facets")).isHidden();
    page.goBack();
    assertThat(page.locator(".facets")).isVisible();
  }

  @Test
  void the_tree_is_walked_by_arrows_and_letters() {
    var page = surf.window(Eyes.WIDE);
    page.navigate("/concepts");
    var tree = page.getByRole(AriaRole.TREE);
    tree.getByRole(AriaRole.TREEITEM).first().focus();
    page.keyboard().press("m");
    assertEquals("Management", Surf.focused(page));
    page.keyboard().press("ArrowRight");
    var management = tree.locator("a[data-id=management]");
    assertThat(management).hasAttribute("aria-expanded", "true");
    page.keyboard().press("ArrowRight");
    assertEquals("2", page.evaluate("() => document.activeElement.ariaLevel"));
    page.keyboard().press("ArrowLeft");
    assertEquals("Management", Surf.focused(page));
    page.keyboard().press("ArrowLeft");
    assertThat(management).hasAttribute("aria-expanded", "false");
    Surf.accessible(page);
    page.keyboard().press("Enter");
    page.waitForURL("**/concepts/management");
    assertThat(page.locator("h1")).hasText("Management");
  }

  @Test
  void the_keys_are_shown_on_a_question_mark() {
    var page = surf.window(Eyes.WIDE);
    page.navigate("/lessons");
    page.keyboard().press("?");
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    Surf.accessible(page);
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
  }

  @Test
  void files_that_are_chosen_end_with_an_outcome_each() {
    var page = surf.window(Eyes.WIDE);
    surf.signIn(page, house.assembly().runToken());
    Surf.accessible(page);
    page.getByLabel("Files", new Page.GetByLabelOptions().setExact(true))
        .setInputFiles(
            new FilePayload[] {
              file("moving.md", "# Moving home\n\nA customer who moves home needs one call."),
              file("empty.txt", "")
            });
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Bring them in")).click();
    assertThat(page.locator("[data-sent]")).containsText("2 files taken in and safe");
    var job = page.locator(".job").filter(holding("2 files"));
    assertThat(job).containsText("1 without text");
    assertThat(job).containsText("1 can be searched");
    job.locator("h3 a").click();
    page.waitForURL("**/jobs/**");
    assertThat(page.locator(".outcome.bad")).containsText("empty.txt");
    Surf.accessible(page);
    page.getByRole(AriaRole.LINK, named("moving.md")).isVisible();
    page.context().close();
  }

  @Test
  void the_admin_s_pages_are_good_for_any_eyes() throws Exception {
    var odd =
        house.upload(
            House.Part.file("a very long name without any blank in it".replace(' ', '_'), " \n"),
            House.Part.file("gone.md", "# Gone\n\nThrown away."),
            House.Part.file("there.md", "# There\n\nStill there."));
    house.send(
        house
            .asAdmin("/api/documents/" + odd.at("/documents/1/id").asString())
            .header("If-Match", "*")
            .DELETE());
    house.send(
        house.asAdmin("/api/admin/verify").POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
    var markets = curate(odd.at("/documents/1/id").asString());
    var judged = judge();
    var edits =
        "{\"edits\": [{\"edit\": \"addLabel\", \"concept\": \"planning\", \"text\":"
            + " \"drawing up\"}], \"comment\": \"It stands everywhere.\"}";
    var proposal = post("/api/concepts/proposals", edits);
    var preview = house.asAdmin("POST", "/api/concepts/preview", edits);
    var page = surf.window(Eyes.WIDE);
    surf.signIn(page, house.assembly().runToken());
    for (var address :
        List.of(
            "/admin",
            "/admin/sources",
            "/admin/search",
            "/admin/vocabularies",
            "/admin/mappings",
            "/admin/bin",
            "/admin/care",
            "/concepts/judgements",
            "/concepts/proposals",
            proposal.replace("/api", ""),
            House.json(preview).path("location").asString().replace("/api", ""),
            "/documents/" + judged,
            "/search?q=what+is+there",
            "/",
            "/jobs/" + odd.path("job").asString(),
            "/jobs/" + odd.path("job").asString() + "?outcome=empty")) {
      page.navigate(address);
      Surf.goodForAnyEyes(page);
    }
    page.context().close();
    // The tree of the other tests has one scheme.
    assertEquals(
        204, house.send(house.asAdmin(markets).header("If-Match", "*").DELETE()).statusCode());
  }

  /// A pin with an effect and one without, synonyms, a saved search, and suggested mappings to a
  /// vocabulary whose address is returned.
  private String curate(String binned) throws Exception {
    var there = house.get("/api/search?q=still+there").at("/hits/0/id").asString();
    for (var item : List.of(there, binned))
      post(
          "/api/admin/pins",
          "{\"question\": \"what is there\", \"item\": \""
              + item
              + "\", \"note\": \"asked often\"}");
    post("/api/admin/synonyms", "{\"words\": [\"overdue\", \"late\", \"delayed\"]}");
    post("/api/admin/synonyms", "{\"words\": [\"CRM\", \"relationship care\"], \"oneWay\": true}");
    post(
        "/api/searches",
        "{\"name\": \"All lessons\", \"query\": \"kind=lesson\", \"forEverybody\": true}");
    var markets =
        post(
            "/api/vocabularies?name=m.ttl",
            """
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix m: <https://markets.example/> .
            m: a skos:ConceptScheme ; skos:prefLabel "Markets"@en .
            m:1 a skos:Concept ; skos:inScheme m: ; skos:prefLabel "Customer churns"@en .
            m:2 a skos:Concept ; skos:inScheme m: ; skos:prefLabel "Loyalty card"@en .
            """);
    var look =
        house.send(
            house
                .asAdmin("/api/mappings/suggestions")
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
    var events = look.headers().firstValue("Location").orElseThrow() + "/events";
    house.lines(house.asAdmin(events)).body().toList();
    return markets;
  }

  /// A name that is often wrong, and an item with links of each kind.
  private String judge() throws Exception {
    var items =
        house
            .get("/api/search?kind=document&sort=title&limit=3")
            .path("hits")
            .valueStream()
            .map(hit -> hit.path("id").asString())
            .toList();
    for (var item : items)
      judge(item, "brand", "{\"judgement\": \"rejected\", \"label\": \"brand name\"}");
    judge(items.getFirst(), "planning", "{\"judgement\": \"confirmed\"}");
    return items.getFirst();
  }

  private void judge(String item, String concept, String body) throws Exception {
    var answer =
        house.send(
            house
                .asAdmin("/api/items/" + item + "/concepts/" + concept)
                .header("If-Match", "*")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
    assertEquals(200, answer.statusCode(), answer.body());
  }

  /// @return where it is now
  private String post(String path, String body) throws Exception {
    var answer =
        house.send(
            house.asAdmin(path).POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
    org.junit.jupiter.api.Assertions.assertEquals(201, answer.statusCode(), answer.body());
    return answer.headers().firstValue("Location").orElse("");
  }

  @Test
  void a_search_is_saved_and_done_again_without_scripts() throws Exception {
    var page = surf.window(Eyes.WITHOUT_SCRIPTS);
    page.navigate("/search?q=customer+churn&kind=document");
    page.locator("#save > summary").click();
    page.getByLabel("A name by which you find it again on the first page").fill("Churn reports");
    page.getByRole(AriaRole.BUTTON, button("Save this search")).click();
    assertThat(page.getByText("Saved. It stands on")).isVisible();
    page.navigate("/");
    page.getByText("Churn reports").click();
    page.waitForURL("**/search?q=customer+churn&kind=document");
    page.navigate("/");
    page.getByRole(AriaRole.BUTTON, button("Remove the saved search Churn reports")).click();
    assertThat(page.getByText("Churn reports")).hasCount(0);
    page.context().close();
  }

  @Test
  void what_is_thrown_away_is_taken_out_or_destroyed_without_scripts() throws Exception {
    for (var name : List.of("Kept", "Destroyed")) {
      var id =
          house
              .upload(House.Part.file(name + ".md", "# " + name + "\n\nAbout " + name + "."))
              .at("/documents/0/id")
              .asString();
      house.send(house.asAdmin("/api/documents/" + id).header("If-Match", "*").DELETE());
    }
    var page = surf.window(Eyes.WITHOUT_SCRIPTS);
    surf.signIn(page, house.assembly().runToken());
    page.navigate("/admin/bin");
    page.getByLabel("Choose Kept").check();
    page.getByRole(AriaRole.BUTTON, button("Take them out again")).click();
    assertThat(page.getByLabel("Choose Kept")).hasCount(0);
    page.getByLabel("Choose Destroyed").check();
    page.getByRole(AriaRole.BUTTON, button("Destroy for good…")).click();
    assertThat(page.locator("h1")).hasText("Destroy 1 item for good?");
    Surf.fits(page);
    page.getByLabel("I am sure").check();
    page.getByRole(AriaRole.BUTTON, button("Destroy for good")).click();
    page.waitForURL("**/admin/bin");
    assertThat(page.getByLabel("Choose Destroyed")).hasCount(0);
    page.context().close();
  }

  private static Page.GetByRoleOptions button(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  @Test
  void what_is_typed_is_completed_and_chosen_by_keys_or_mouse() {
    var page = surf.window(Eyes.WIDE);
    page.navigate("/");
    var box = page.getByRole(AriaRole.COMBOBOX);
    var options = page.getByRole(AriaRole.OPTION);
    box.pressSequentially("custmer ch");
    assertThat(options.filter(holding("Customer churn"))).hasCount(1);
    assertThat(box).hasAttribute("aria-expanded", "true");
    assertThat(page.locator("#live")).containsText("suggestion");
    Surf.accessible(page);
    Surf.fits(page);
    page.keyboard().press("ArrowDown");
    assertThat(box).hasValue("Customer churn");
    assertThat(options.first()).hasAttribute("aria-selected", "true");
    page.keyboard().press("Escape");
    assertThat(box).hasValue("custmer ch");
    assertThat(options).hasCount(0);
    box.fill("why cust");
    options.filter(holding("Why customers leave after a price rise")).click();
    page.waitForURL("**/documents/**");
    assertThat(page.locator("h1")).hasText("Why customers leave after a price rise");
    box.fill("customer chur");
    assertThat(options.filter(holding("Concept"))).hasCount(1);
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    page.waitForURL("**/search?q=Customer+churn");
    assertThat(page.locator("h1")).containsText("about Customer churn");
    box.fill("planning");
    assertThat(options.filter(holding("Strategic planning"))).not().hasCount(0);
    page.keyboard().press("Enter");
    page.waitForURL("**/search?q=planning");
    assertThat(options).hasCount(0);
    page.context().close();
  }

  @Test
  void a_slip_and_a_missing_item_are_explained_and_like_items_are_shown() {
    for (var eyes : List.of(Eyes.NARROW, Eyes.WITHOUT_SCRIPTS)) {
      var page = surf.window(eyes);
      page.navigate("/search?q=custmoer+loyalty");
      page.locator(".instead a").click();
      page.waitForURL("**/search?q=customer+loyalty");
      assertThat(page.locator(".hit h2").first()).hasText("Customer loyalty");
      page.getByRole(AriaRole.BUTTON, button("What I needed").setExact(true)).first().click();
      page.waitForURL("**noted=**");
      assertThat(page.locator(".judged")).hasText("Noted, thank you.");
      page.locator(".hit h2 a").first().click();
      page.waitForURL("**/documents/**");
      assertThat(page.locator(".similar")).containsText("Why customers leave");
      var address = page.url();
      page.navigate("/search?q=quarterly+figures&kind=document");
      page.locator("#missing summary").click();
      page.getByLabel("Paste the address").fill(address);
      page.getByLabel("Paste the address").press("Enter");
      page.waitForURL("**whyNot=**");
      assertThat(page.locator("#missing [role=status]"))
          .hasText("It has none of the words “quarterly”, “figures”.");
      assertThat(page.locator(".chips")).containsText("Documents");
      if (eyes.scripts()) Surf.accessible(page);
      Surf.fits(page);
      page.context().close();
    }
  }

  @Test
  void a_question_gets_a_short_answer_above_the_list_with_links_to_its_sources() {
    var page = surf.window(Eyes.WIDE);
    page.navigate("/search?q=why+rose+customer+churn+by+a+third");
    assertThat(page.locator("#short .said").first()).containsText("Customer churn rose by a third");
    assertThat(page.locator("#live")).containsText("Above the list: What the texts say");
    Surf.accessible(page);
    page.locator("#short .cite").first().press("Enter");
    page.waitForURL(Pattern.compile("/documents/.*p=\\d+.*#p\\d+"));
    assertTrue(page.locator(".here").first().isVisible(), "the passage is shown");
    page.navigate("/search?q=customer+churn");
    assertThat(page.locator("#short")).hasCount(0);
    page.getByRole(AriaRole.LINK, named("Find an answer in the texts")).click();
    assertThat(page.locator("#answer")).not().containsText("Looking for");
    page.context().close();
    var plain = surf.window(Eyes.WITHOUT_SCRIPTS);
    plain.navigate("/search?q=why+rose+customer+churn+by+a+third");
    plain.getByRole(AriaRole.LINK, named("Find an answer in the texts")).click();
    assertThat(plain.locator("#short")).containsText("Customer churn rose by a third");
    plain.context().close();
  }

  @Test
  void everything_works_without_scripts() {
    var page = surf.window(Eyes.WITHOUT_SCRIPTS);
    page.navigate("/");
    page.getByRole(AriaRole.SEARCHBOX).fill("customer churn");
    page.getByRole(AriaRole.SEARCHBOX).press("Enter");
    assertThat(page.locator("h1")).containsText("about Customer churn");
    page.locator(".facets").getByRole(AriaRole.LINK).filter(holding("Lessons")).click();
    assertThat(page.locator(".chips")).containsText("Lessons");
    page.locator(".hit h2 a").first().click();
    assertThat(page.locator(".text")).containsText("customers leave");
    page.navigate("/concepts");
    page.locator(".tree a[data-id=management]").click();
    assertThat(page.locator(".tree a[data-id=management-function]")).isVisible();
    page.navigate("/concepts/customer-churn/graph");
    assertThat(page.locator("[data-edges]")).containsText("Customer churn");
    surf.signIn(page, house.assembly().runToken());
    page.getByLabel("Files", new Page.GetByLabelOptions().setExact(true))
        .setInputFiles(file("plain.md", "# Without scripts\n\nA form is enough."));
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Bring them in")).click();
    page.waitForURL("**/jobs/**");
    assertThat(page.locator("h1")).hasText("plain.md");
    page.navigate("/admin");
    page.getByLabel("File of lessons")
        .setInputFiles(file("more.csv", "key,title,lesson\n9,Forms suffice,They do.\n"));
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show what would happen"))
        .click();
    assertThat(page.locator(".outcomes")).containsText("1 new");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Import them")).click();
    page.waitForURL("**/jobs/**");
    assertThat(page.locator("h1")).hasText("more.csv");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
    page.navigate("/admin");
    assertThat(page.locator("h1")).hasText("Sign in");
    page.context().close();
  }

  @Test
  void every_link_of_the_help_leads_somewhere() throws Exception {
    var page = surf.window(Eyes.WITHOUT_SCRIPTS);
    for (var address : READ) {
      if (!address.startsWith("/help")) continue;
      page.navigate(address);
      for (var link : page.locator("main a").all()) {
        var href = link.getAttribute("href");
        int status = house.send(house.request(href).header("Accept", "text/html")).statusCode();
        assertTrue(
            status == 200 || status == 401 && !address.endsWith("/employees"),
            href + ": " + status);
      }
    }
    page.context().close();
  }

  private static FilePayload file(String name, String text) {
    return new FilePayload(name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Locator.FilterOptions holding(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  /// Presses Tab until the link of that name has the keyboard; a person would give up, too, after
  /// so many.
  private static void tabTo(Page page, String name) {
    for (int i = 0; i < 80; i++) {
      page.keyboard().press("Tab");
      if (Surf.focused(page).equals(name)) return;
    }
    throw new AssertionError("'" + name + "' cannot be reached by Tab");
  }
}

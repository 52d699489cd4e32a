package dev.cairn.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.cairn.server.browser.Surf.Eyes;
import dev.cairn.server.testkit.House;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A course from the first wish to the file that is handed on, as people meet it.
class CoursesInBrowserTest extends InBrowser {
  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    house = House.over(data);
    surf = Surf.on(house.assembly().url());
    house.upload(
        House.Part.file(
            "churn.md",
            "# Customer churn\n\nCustomer churn is the share of customers who leave within a year."
                + " It rose by a third after the price rise, which nobody had announced to them."),
        House.Part.file(
            "again.md",
            "# Once more on customer churn\n\nCustomer churn was counted anew by the contact centre"
                + " every week since then, and those who left were called within two days."));
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, named(button)).first().click();
  }

  @Test
  void a_course_is_made_changed_asked_and_handed_on_without_scripts() throws Exception {
    var page = surf.window(Eyes.WITHOUT_SCRIPTS);
    page.navigate("/courses");
    assertThat(page.locator("main")).containsText("There is no course yet.");
    Surf.fits(page);
    page.getByRole(AriaRole.LINK, named("Make a course")).click();
    press(page, "Show the course");
    assertThat(page.locator("[role=alert]")).hasText("Choose at least one concept first.");
    page.getByLabel("Find a concept by a part of its name").fill("churn");
    press(page, "Find");
    page.locator("input[value=customer-churn]").check();
    page.getByLabel("Hours").fill("2");
    press(page, "Show the course");
    assertThat(page.locator("#plan")).containsText("It was chosen.");
    Surf.fits(page);
    page.getByLabel("Title", new Page.GetByLabelOptions().setExact(true))
        .fill("Why customers leave");
    press(page, "Keep this course");
    assertThat(page.locator("h1")).hasText("Why customers leave");
    assertThat(page.locator("#step-customer-churn blockquote").first())
        .containsText("Customer churn is the share");
    var address = page.url();
    page.getByRole(AriaRole.LINK, named("Change it")).click();
    page.locator("#step-customer-churn textarea").fill("Ask who of you has left a provider.");
    press(page, "Keep the note on Customer churn");
    page.getByRole(AriaRole.LINK, named("Choose the reading of Customer churn")).click();
    press(page, "Leave out Once more on customer churn from Customer churn");
    press(page, "Add Once more on customer churn to Customer churn");
    page.getByLabel("Find a concept by a part of its name").fill("loyalty ladder");
    press(page, "Find");
    page.getByRole(AriaRole.BUTTON, named("Add a step about Loyalty ladder")).click();
    press(page, "Move Loyalty ladder up");
    page.navigate(address);
    assertThat(page.locator(".own")).containsText("Ask who of you has left a provider.");
    assertThat(page.locator("main")).containsText("write the first lesson");
    page.getByRole(AriaRole.LINK, named("Quiz")).click();
    page.locator(".question input").first().check();
    press(page, "Show how I did");
    assertThat(page.locator("[role=status]").first()).containsText("answered rightly.");
    page.navigate(address);
    var file =
        page.waitForDownload(() -> page.getByRole(AriaRole.LINK, named("As a web page")).click());
    assertEquals("Why-customers-leave.html", file.suggestedFilename());
    assertTrue(Files.readString(file.path()).contains("Ask who of you has left a provider."));
    page.context().close();
  }

  @Test
  void the_pages_of_courses_are_good_for_any_eyes() {
    var page = surf.window(Eyes.WIDE);
    page.navigate("/courses/new?concept=customer-churn&concept=sensor&hours=3&plan=yes");
    press(page, "Keep this course");
    var address = page.url();
    for (var path : List.of("", "/edit?step=customer-churn&find=loyal", "/quiz")) {
      page.navigate(address + path);
      Surf.goodForAnyEyes(page);
    }
    press(page, "Show how I did");
    Surf.accessible(page);
    page.navigate("/courses");
    assertThat(page.locator("main")).containsText("only who has its address finds it");
    Surf.accessible(page);
    page.context().close();
  }
}

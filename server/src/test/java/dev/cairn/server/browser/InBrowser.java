package dev.cairn.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import dev.cairn.server.browser.Surf.Eyes;
import dev.cairn.server.testkit.House;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;

/// Tests before one server in one browser, which a test class opens before all of its tests.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InBrowser {
  House house;
  Surf surf;

  @AfterAll
  void close() {
    if (surf != null) surf.close();
    if (house != null) house.close();
  }

  @AfterEach
  void browsers_had_no_complaint() {
    assertEquals(List.of(), surf.complaints());
  }

  /// What is called just so.
  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  /// Looks at all of these addresses with all eyes, and at some of them loaded on a narrow screen.
  void goodForAnyEyes(List<String> all, List<String> folded) {
    var page = surf.window(Eyes.WIDE);
    for (var address : all) {
      page.navigate(address);
      Surf.goodForAnyEyes(page);
    }
    page.context().close();
    page = surf.window(Eyes.NARROW);
    for (var address : folded) {
      page.navigate(address);
      Surf.accessible(page);
    }
    page.context().close();
  }
}

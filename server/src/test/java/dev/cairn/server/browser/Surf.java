package dev.cairn.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// A browser, and what is asked of every page in it.
public final class Surf implements AutoCloseable {
  /// The one without windows of its own needs half the time.
  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium-headless-shell",
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/usr/bin/google-chrome-stable");

  /// What looks for barriers, as its makers wrote it.
  private static final String SCRIPT = AxeBuilder.getAxeScript();

  /// What the dark can break.
  private static final String COLOURS =
      "{\"runOnly\": {\"type\": \"rule\", \"values\": [\"color-contrast\"]}}";

  private final Playwright playwright;
  private final Browser browser;
  private final String server;
  private final List<String> complaints = new ArrayList<>();

  private Surf(Playwright playwright, Browser browser, String server) {
    this.playwright = playwright;
    this.browser = browser;
    this.server = server;
  }

  /// A browser before that server; skips the test where there is none, and fails it where there
  /// must be one.
  public static Surf on(String server) {
    var chromium = PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    if (chromium.isEmpty()) missing();
    return start(chromium.orElseThrow(), server);
  }

  private static void missing() {
    var reason = "no Chromium is installed (looked at " + String.join(", ", PLACES) + ")";
    if ("true".equals(System.getenv("CI"))) fail(reason);
    abort(reason);
  }

  private static Surf start(Path chromium, String server) {
    var environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    var browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(
                        List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    return new Surf(playwright, browser, server);
  }

  /// How somebody looks at the pages.
  public record Eyes(int width, int height, boolean scripts) {
    public static final Eyes WIDE = new Eyes(1440, 900, true);
    public static final Eyes TWICE = new Eyes(720, 450, true);
    public static final Eyes NARROW = new Eyes(360, 740, true);
    public static final Eyes WITHOUT_SCRIPTS = new Eyes(1200, 800, false);
  }

  /// A fresh window, as of somebody who has not been here before.
  public Page window(Eyes eyes) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(server)
                .setViewportSize(eyes.width(), eyes.height())
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setJavaScriptEnabled(eyes.scripts()));
    context.setDefaultTimeout(15_000);
    var page = context.newPage();
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    page.onConsoleMessage(message -> {
      if (message.type().equals("error"))
        complaints.add(page.url() + ": " + message.text() + " " + message.location());
    });
    page.onRequest(request -> {
      if (!request.url().startsWith(server) && !request.url().startsWith("data:"))
        complaints.add(page.url() + " asked for " + request.url());
    });
    return page;
  }

  /// Signs a window in.
  void signIn(Page page, String token) {
    page.navigate("/signin?to=/admin");
    page.getByLabel("Token").fill(token);
    page.getByLabel("Token").press("Enter");
    page.waitForURL("**/admin");
  }

  /// Nothing that a machine can find stands in the way of people who see, hear or move otherwise.
  static void accessible(Page page) {
    assertEquals(List.of(), violations(page, "{}"), page.url());
    assertEquals(1, page.locator("h1").count(), "one first heading on " + page.url());
  }

  /// A page that was loaded in a wide, light window is accessible, also in the dark, and fits a
  /// window of any width, also with letters twice as large. What colours and width change without
  /// scripts is looked at without loading it again.
  static void goodForAnyEyes(Page page) {
    fits(page);
    accessible(page);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertEquals(List.of(), violations(page, COLOURS), "dark " + page.url());
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    for (var eyes : List.of(Eyes.TWICE, Eyes.NARROW)) {
      page.setViewportSize(eyes.width(), eyes.height());
      fits(page);
    }
    page.setViewportSize(Eyes.WIDE.width(), Eyes.WIDE.height());
  }

  /// The library's own call carries all that was right through the wire and opens a page each time.
  @SuppressWarnings("unchecked")
  private static List<String> violations(Page page, String options) {
    page.evaluate("() => {" + SCRIPT + "}");
    return (List<String>)
        page.evaluate(
            """
            async (options) => {
              const { violations } = await axe.run(document, {
                ...JSON.parse(options),
                resultTypes: ["violations"],
              });
              return violations.map(
                ({ id, help, nodes }) =>
                  `${id}: ${help} at ` +
                  nodes.slice(0, 3).map(({ target, html }) => `${target} ${html}`),
              );
            }
            """,
            options);
  }

  /// Nothing has to be moved sideways to be read.
  static void fits(Page page) {
    var over =
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertEquals(0, ((Number) over).intValue(), "sideways on " + page.url());
  }

  /// What stands at the keyboard now, as text.
  static String focused(Page page) {
    return Optional.ofNullable(
            page.evaluate(
                "() => (document.activeElement.querySelector?.('.t') ??"
                    + " document.activeElement).textContent.trim()"))
        .map(Object::toString)
        .orElse("");
  }

  /// What browsers complained about so far: errors of scripts, breaches of the policy, calls to
  /// strangers. Answers other than 200 that a test provokes are no complaint.
  List<String> complaints() {
    return complaints.stream().filter(c -> !c.contains("status of 4")).toList();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}

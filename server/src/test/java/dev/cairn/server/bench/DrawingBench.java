package dev.cairn.server.bench;

import com.microsoft.playwright.Page;
import dev.cairn.server.browser.Surf;
import dev.cairn.server.testkit.House;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// How fluid the drawing of concepts is in Chromium, with the vocabularies in the files that are
/// named: time to the first picture, frames while it is dragged and enlarged, opening and finding a
/// concept. Beside it a bare SVG of as many circles and lines, whose part of the plane is changed
/// at each movement, as most do it.
///
/// Arguments: a folder (what was filled once is used again) and files.
public final class DrawingBench {
  /// Frames come each 16.7 ms here; one is late from half as much more on.
  private static final double LATE = 25;

  private static final int MOVES = 120;
  private static final int WHEELS = 40;
  private static final int TIMES = 7;

  private static final String RECORD =
      """
      () => {
        window.frames0 = [];
        let last;
        const tick = (now) => {
          if (last !== undefined) frames0.push(now - last);
          last = now;
          window.ticking = requestAnimationFrame(tick);
        };
        window.ticking = requestAnimationFrame(tick);
      }
      """;
  private static final String STOP =
      "() => { cancelAnimationFrame(window.ticking); return window.frames0; }";

  private static final String READY =
      """
      new MutationObserver((_, observer) => {
        if (!document.querySelector('[data-ready=true]')) return;
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => { window.seen = performance.now(); }));
      }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-ready'] });
      """;

  private final House house;
  private final Surf surf;

  private DrawingBench(House house, Surf surf) {
    this.house = house;
    this.surf = surf;
  }

  public static void main(String[] arguments) throws Exception {
    var data = Path.of(arguments[0]);
    boolean fresh = !Files.exists(data);
    try (var house = House.over(data, Map.of(), fresh);
        var surf = Surf.on(house.assembly().url())) {
      house.assembly().awaitIdle();
      for (var file : List.of(arguments).subList(fresh ? 1 : arguments.length, arguments.length))
        House.json(
            house.send(
                house
                    .asAdmin("/api/vocabularies?name=" + Path.of(file).getFileName())
                    .POST(BodyPublishers.ofByteArray(Files.readAllBytes(Path.of(file))))));
      house.assembly().awaitIdle();
      new DrawingBench(house, surf).measure();
    }
  }

  private void measure() throws Exception {
    System.out.println(Files.readString(Path.of("/proc/loadavg")).strip());
    var below = new HashMap<String, Set<String>>();
    for (var root : house.get("/api/concepts").path("concepts")) collect(root, below);
    System.out.println(
        "| drawing | nodes | page, KB | server, ms | first picture, ms | drag p50 · p95, ms | late"
            + " | zoom p50 · p95, ms | late | choose, ms | find or filter, ms |");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    around("customer-churn", "/concepts/customer-churn/graph?depth=3");
    around("opened", opened());
    for (int size : new int[] {100, 1_000}) {
      var nearest =
          below.entrySet().stream()
              .min(
                  java.util.Comparator.comparingInt((Map.Entry<String, Set<String>> e) ->
                          Math.abs(e.getValue().size() - size))
                      .thenComparing(Map.Entry::getKey))
              .orElseThrow();
      map("below one", "/concepts/" + nearest.getKey() + "/graph?depth=all");
    }
    map("all", "/concepts/graph?depth=all");
    for (int size : new int[] {100, 1_000, 6_800}) bare(size);
    System.out.println(Files.readString(Path.of("/proc/loadavg")).strip());
  }

  /// Ids of all that is below each, with itself.
  private static Set<String> collect(JsonNode branch, Map<String, Set<String>> below) {
    var all = new HashSet<String>();
    all.add(branch.path("id").asString());
    for (var one : branch.path("narrower")) all.addAll(collect(one, below));
    below.merge(
        branch.path("id").asString(),
        all,
        (a, b) -> {
          a.addAll(b);
          return a;
        });
    return all;
  }

  /// A drawing that somebody opened until nothing more fits.
  private String opened() throws Exception {
    var address = "/concepts/customer-churn/graph?depth=3";
    var nodes = house.get("/api/concepts/customer-churn/graph?depth=2&limit=30").path("nodes");
    for (var node : nodes) address += "&open=" + node.path("id").asString();
    return address;
  }

  private void around(String name, String address) throws Exception {
    run(
        name,
        address,
        "[data-graph] .node circle",
        page -> {
          var box = page.locator("[data-graph-form] [name=line]").nth(3);
          return time(
              page,
              "[data-graph-room]",
              () -> box.click(),
              "document.querySelector('[data-graph-form] [name=line]:not(:checked)')");
        });
  }

  private void map(String name, String address) throws Exception {
    run(
        name,
        address,
        "[data-map] .dots circle",
        page -> {
          var field = page.locator("[data-map-find] input");
          return time(
              page,
              "[data-map] .dots",
              () -> field.fill("market"),
              "document.querySelector('#live').textContent.includes('named')");
        });
  }

  private interface Doing {
    void run();
  }

  private interface Asking {
    double ask(Page page);
  }

  private void run(String name, String address, String circles, Asking filtering) throws Exception {
    var answers = new ArrayList<Double>();
    int bytes = 0;
    for (int i = 0; i < TIMES; i++) {
      long begun = System.nanoTime();
      bytes = house.bytes(house.request(address)).body().length;
      answers.add((System.nanoTime() - begun) / 1e6);
    }
    var first = new ArrayList<Double>();
    for (int i = 0; i < 3; i++) {
      var page = surf.window(Surf.Eyes.WIDE);
      page.addInitScript(READY);
      page.navigate(address);
      first.add(awaited(page, "window.seen"));
      page.context().close();
    }
    var page = surf.window(Surf.Eyes.WIDE);
    page.navigate(address);
    page.locator("[data-ready=true]").waitFor();
    int nodes = page.locator(circles).count();
    var drag = dragged(page, "[data-ready=true]");
    var zoom = zoomed(page, "[data-ready=true]");
    var choose = new ArrayList<Double>();
    page.navigate(address);
    page.locator("[data-ready=true]").waitFor();
    for (int i = 1; i <= 3; i++) {
      var dot = "document.querySelectorAll('" + circles + "')[" + i + "]";
      choose.add(
          time(
              page,
              "body",
              () ->
                  page.evaluate(
                      "() => { const e = "
                          + dot
                          + "; e.dispatchEvent(new MouseEvent('click',"
                          + " {bubbles: true, cancelable: true, detail: 1})); }"),
              "document.querySelector('[data-panel] a') && document.querySelector('[data-panel]')"
                  + ".innerText !== window.panel"));
    }
    page.navigate(address);
    page.locator("[data-ready=true]").waitFor();
    double filter = filtering.ask(page);
    page.context().close();
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %,d | %.0f | %.0f | %s | %s | %.0f | %.0f |%n",
        name,
        nodes,
        bytes / 1024,
        median(answers),
        median(first),
        told(drag),
        told(zoom),
        median(choose),
        filter);
  }

  /// Milliseconds from what is done until the page shows it, painted.
  private static double time(Page page, String within, Doing doing, String until) {
    page.evaluate("() => { window.panel = document.querySelector('[data-panel]')?.innerText; }");
    page.evaluate(
        "() => { window.begun = performance.now(); window.done = undefined; const look = () => { if"
            + " ("
            + until
            + ") requestAnimationFrame(() => { window.done = performance.now() - window.begun; });"
            + " else requestAnimationFrame(look); }; requestAnimationFrame(look); }");
    doing.run();
    return awaited(page, "window.done");
  }

  /// Asks again and again, since the pages let nothing be evaluated from a text.
  private static double awaited(Page page, String value) {
    for (int i = 0; i < 3_000; i++) {
      if (page.evaluate("() => " + value + " ?? -1") instanceof Number n && n.doubleValue() >= 0)
        return n.doubleValue();
      page.waitForTimeout(10);
    }
    throw new IllegalStateException(page.url() + " never said " + value);
  }

  private static List<Double> dragged(Page page, String canvas) {
    var box = page.locator(canvas).boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    page.mouse().move(x, y);
    page.mouse().down();
    page.evaluate(RECORD);
    for (int i = 1; i <= MOVES; i++)
      page.mouse().move(x + 200 * Math.sin(i / 9.0), y + 150 * Math.sin(i / 13.0));
    var frames = stopped(page);
    page.mouse().up();
    return frames;
  }

  private static List<Double> zoomed(Page page, String canvas) {
    var box = page.locator(canvas).boundingBox();
    page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    page.keyboard().down("Control");
    page.evaluate(RECORD);
    for (int i = 0; i < WHEELS; i++) page.mouse().wheel(0, i < WHEELS / 2 ? -60 : 60);
    var frames = stopped(page);
    page.keyboard().up("Control");
    return frames;
  }

  private static List<Double> stopped(Page page) {
    page.waitForTimeout(300);
    var frames = new ArrayList<Double>();
    for (var frame : (List<?>) page.evaluate(STOP)) frames.add(((Number) frame).doubleValue());
    return frames;
  }

  /// What most do: each movement changes the part of the plane that is seen.
  private void bare(int size) {
    var svg = new StringBuilder();
    double side = Math.ceil(Math.sqrt(size));
    for (int i = 0; i < size; i++) {
      double x = i % side * 16;
      double y = Math.floor(i / side) * 16;
      svg.append("<path d='M%s %sL%s %s' stroke='#ccc'/>".formatted(x, y, x + 16, y + 16))
          .append("<circle cx='%s' cy='%s' r='5' fill='#1d5c4d'/>".formatted(x, y));
    }
    var page = surf.window(Surf.Eyes.WIDE);
    long begun = System.nanoTime();
    page.setContent(
        "<body style='margin:0'><svg data-ready=true id=s viewBox='0 0 "
            + side * 16
            + " "
            + side * 16
            + "' width=1000 height=640>"
            + svg
            + "</svg>");
    page.evaluate("() => new Promise(d => requestAnimationFrame(() => requestAnimationFrame(d)))");
    double first = (System.nanoTime() - begun) / 1e6;
    page.evaluate(
        """
        () => {
          const s = document.getElementById('s');
          let [x, y, w, h] = s.getAttribute('viewBox').split(' ').map(Number);
          const show = () => s.setAttribute('viewBox', [x, y, w, h].join(' '));
          let last;
          addEventListener('pointerdown', (e) => { last = e; });
          addEventListener('pointerup', () => { last = undefined; });
          addEventListener('pointermove', (e) => {
            if (!last) return;
            x -= ((e.clientX - last.clientX) * w) / 640;
            y -= ((e.clientY - last.clientY) * h) / 640;
            last = e;
            show();
          });
          addEventListener('wheel', (e) => {
            e.preventDefault();
            const by = Math.exp(e.deltaY / 300);
            w *= by; h *= by;
            show();
          }, { passive: false });
        }
        """);
    var drag = dragged(page, "#s");
    var zoom = zoomed(page, "#s");
    page.context().close();
    System.out.printf(
        Locale.ROOT,
        "| bare SVG | %,d | | | %.0f | %s | %s | | |%n",
        size,
        first,
        told(drag),
        told(zoom));
  }

  private static String told(List<Double> frames) {
    var sorted = new ArrayList<>(frames);
    Collections.sort(sorted);
    long late = frames.stream().filter(f -> f > LATE).count();
    return String.format(
        Locale.ROOT,
        "%.1f · %.1f | %.0f %%",
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() * 95 / 100),
        100.0 * late / frames.size());
  }

  private static double median(List<Double> all) {
    var sorted = new ArrayList<>(all);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}

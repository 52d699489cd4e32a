package dev.cairn.indexer.sources;

import static java.util.Objects.requireNonNull;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.ContentId;
import dev.cairn.indexer.sources.Fetcher.Fetched;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A look at a page and at pages of the same host below its path that it leads to. Pages that are
/// known but are not led to any more are asked for too: a page is gone when its server says so, and
/// only then.
final class WebLook implements Look {
  private static final System.Logger LOG = System.getLogger(WebLook.class.getName());

  /// After so many failures in a row the host is left alone.
  private static final int PATIENCE = 5;

  private static final int REDIRECTS = 5;

  private static final Set<String> TYPES =
      Set.of(
          "text/html",
          "application/xhtml+xml",
          "text/plain",
          "text/markdown",
          "text/csv",
          "text/rtf",
          "application/rtf",
          "application/pdf",
          "application/epub+zip",
          "application/msword",
          "application/vnd.ms-excel",
          "application/vnd.ms-powerpoint");

  private static final List<String> FAMILIES =
      List.of(
          "application/vnd.openxmlformats-officedocument.",
          "application/vnd.oasis.opendocument.",
          "application/vnd.ms-excel.",
          "application/vnd.ms-powerpoint.",
          "application/vnd.ms-word.");

  private final SourceSettings settings;
  private final BlobStore originals;
  private final Path folder;
  private final Fetcher fetcher;
  private final Sweep sweep;
  private final Pause pause;

  private final Map<String, Seen> seen = new LinkedHashMap<>();
  private final Map<String, Path> files = new HashMap<>();
  private final Set<String> visited = new HashSet<>();
  private final Set<String> gone = new HashSet<>();
  private final Deque<Step> queue = new ArrayDeque<>();
  private Duration delay;
  private URI start;
  private @Nullable Robots robots;
  private int failures;
  private int failuresInARow;
  private String firstFailure = "";
  private boolean first = true;
  private boolean full;

  /// @param left how many links further may be followed
  /// @param redirects that led here
  private record Step(URI page, int left, int redirects) {}

  /// Waits between two requests.
  interface Pause {
    /// @return whether to go on
    boolean forNanos(long nanos);
  }

  private WebLook(
      SourceSettings settings,
      BlobStore originals,
      Path folder,
      Fetcher fetcher,
      Sweep sweep,
      Pause pause,
      URI start) {
    this.start = start;
    this.settings = settings;
    this.originals = originals;
    this.folder = folder;
    this.fetcher = fetcher;
    this.sweep = sweep;
    this.pause = pause;
    this.delay = settings.delay();
  }

  /// @param fetcher is not closed
  /// @throws Sweep.NotNow if the first page, or what the host allows, cannot be had
  static WebLook at(
      Source.Origin.Web web,
      SourceSettings settings,
      BlobStore originals,
      Fetcher fetcher,
      Path folder,
      Sweep sweep,
      Pause pause)
      throws Sweep.NotNow, IOException {
    URI start;
    try {
      start = PageUrl.start(web.start(), settings.allowedHosts());
    } catch (IllegalArgumentException e) {
      throw new Sweep.NotNow(String.valueOf(e.getMessage()), e);
    }
    clear(folder);
    Files.createDirectories(folder);
    var look = new WebLook(settings, originals, folder, fetcher, sweep, pause, start);
    boolean done = false;
    try {
      look.crawl(start, web.depth());
      done = true;
      return look;
    } finally {
      if (!done) look.close();
    }
  }

  private void crawl(URI first, int depth) throws Sweep.NotNow, IOException {
    robots = robots(first);
    queue.add(new Step(first, depth, 0));
    visitAll();
    askForTheOthers();
    visitAll();
  }

  private void visitAll() throws Sweep.NotNow, IOException {
    while (!queue.isEmpty() && more()) {
      var step = queue.poll();
      boolean leads = step.page().equals(start);
      if (!visited.add(PageUrl.place(step.page()))) continue;
      if (!requireNonNull(robots).allows(step.page())) {
        if (leads)
          throw new Sweep.NotNow(
              "The host does not let this page be fetched (robots.txt); ask its owner.", null);
        continue;
      }
      var fetched = fetch(step.page());
      if (leads) lead(fetched);
      take(step, fetched);
    }
  }

  /// Where the first page has moved to, the others are looked for.
  private void lead(Fetched fetched) throws Sweep.NotNow, IOException {
    if (fetched instanceof Fetched.Failed(var sentence))
      throw new Sweep.NotNow("The first page cannot be fetched. " + sentence, null);
    if (!(fetched instanceof Fetched.Elsewhere(var to, _))) return;
    if (!PageUrl.allowed(to, settings.allowedHosts()))
      throw new Sweep.NotNow(
          "The first page leads to '"
              + PageUrl.authority(to)
              + "', which is not in the setting sources.allowed-hosts.",
          null);
    boolean sameHost =
        PageUrl.authority(to).equals(PageUrl.authority(start))
            && to.getScheme().equals(start.getScheme());
    start = to;
    if (!sameHost) robots = robots(to);
  }

  private Robots robots(URI page) throws Sweep.NotNow, IOException {
    var robots = Robots.of(page, fetcher);
    if (robots.isEmpty())
      throw new Sweep.NotNow(
          "'"
              + page.getHost()
              + "' does not tell what it allows (robots.txt), or cannot be reached at a public"
              + " address; nothing was fetched, and nothing taken to be gone.",
          null);
    delay = robots.get().delay(settings.delay());
    return robots.get();
  }

  private boolean more() {
    if (visited.size() >= settings.pages() && !queue.isEmpty()) full = true;
    return sweep.going() && !full && failuresInARow < PATIENCE;
  }

  /// Pages that were taken once and that nothing leads to now.
  private void askForTheOthers() {
    for (var path : sweep.known().keySet())
      if (!visited.contains(path))
        Fetcher.resolved(start, path)
            .filter(page -> PageUrl.authority(page).equals(PageUrl.authority(start)))
            .ifPresent(page -> queue.add(new Step(page, 0, 0)));
  }

  private Fetched fetch(URI page) {
    if (!first && !pause.forNanos(delay.toNanos())) return new Fetched.Failed("It was stopped.");
    first = false;
    var validator =
        sweep
            .remembered(PageUrl.place(page))
            .filter(row ->
                row.fate() == Row.Fate.TAKEN && sweep.known().containsKey(PageUrl.place(page)))
            .map(Row::validator)
            .orElse("");
    return fetcher.get(page, validator, WebLook::wanted, settings.limitBytes(), false);
  }

  private static boolean wanted(String mediaType) {
    return TYPES.contains(mediaType) || FAMILIES.stream().anyMatch(mediaType::startsWith);
  }

  private void take(Step step, Fetched fetched) throws IOException {
    var path = PageUrl.place(step.page());
    if (!(fetched instanceof Fetched.Failed)) failuresInARow = 0;
    switch (fetched) {
      case Fetched.Page page -> page(step, path, page);
      case Fetched.NotModified() -> same(step, path);
      case Fetched.Gone() -> gone.add(path);
      case Fetched.Elsewhere(var to, boolean forGood) -> {
        if (step.redirects() == REDIRECTS)
          failed("A page redirects more than " + REDIRECTS + " times.");
        // With or without the stroke at its end it is the same page.
        else if (PageUrl.place(to).equals(path)) again(to, step);
        else {
          if (forGood) gone.add(path);
          enqueue(to, step.left(), step.redirects() + 1);
        }
      }
      case Fetched.Unwanted(_) -> LOG.log(System.Logger.Level.DEBUG, "not a page to be kept");
      case Fetched.TooLarge(long limit) ->
          seen.put(path, new Seen(path, Stamp.ofContent(limit + 1, 0), Optional.empty(), ""));
      case Fetched.Failed(var sentence) -> failed(sentence);
    }
  }

  private void failed(String sentence) {
    failures++;
    failuresInARow++;
    if (firstFailure.isEmpty()) firstFailure = sentence;
  }

  private void again(URI to, Step step) {
    visited.remove(PageUrl.place(to));
    queue.addFirst(new Step(to, step.left(), step.redirects() + 1));
  }

  private void page(Step step, String path, Fetched.Page page) throws IOException {
    var links = new Links(List.of(), !page.robots().contains("noindex"));
    if (Links.in(page.mediaType().orElse("")))
      try (var in = new BufferedInputStream(Files.newInputStream(page.file()))) {
        links = Links.of(in, page.charset(), step.page(), page.robots());
      }
    follow(links, step);
    if (!links.kept()) {
      gone.add(path);
      Files.delete(page.file());
      return;
    }
    seen.put(path, seen(path, page.bytes(), page.content(), page.validator()));
    boolean known =
        sweep.remembered(path).flatMap(Row::content).equals(Optional.of(page.content()))
            && sweep.known().containsKey(path);
    if (known) Files.delete(page.file());
    else files.put(path, page.file());
  }

  private static Seen seen(String path, long bytes, ContentId content, String validator) {
    long fingerprint = Long.parseUnsignedLong(content.hex().substring(0, 16), 16);
    return new Seen(path, Stamp.ofContent(bytes, fingerprint), Optional.of(content), validator);
  }

  /// A page that has not changed leads where it led.
  private void same(Step step, String path) throws IOException {
    var row = sweep.remembered(path).orElseThrow();
    var content = row.content().orElseThrow();
    seen.put(path, new Seen(path, row.stamp(), row.content(), row.validator()));
    if (step.left() == 0) return;
    var original = originals.open(content);
    if (original.isEmpty()) return;
    try (var in = new BufferedInputStream(original.get())) {
      if (isMarkup(in)) follow(Links.of(in, Optional.empty(), step.page(), ""), step);
    }
  }

  private static boolean isMarkup(BufferedInputStream in) throws IOException {
    in.mark(1 << 10);
    var head = new String(in.readNBytes(1 << 10), java.nio.charset.StandardCharsets.ISO_8859_1);
    in.reset();
    return head.contains("<") && !head.startsWith("%PDF") && !head.startsWith("PK");
  }

  private void follow(Links links, Step step) {
    if (step.left() > 0) for (var link : links.to()) enqueue(link, step.left() - 1, 0);
  }

  private void enqueue(URI page, int left, int redirects) {
    if (PageUrl.below(start, page) && !visited.contains(PageUrl.place(page)))
      queue.add(new Step(page, left, redirects));
  }

  @Override
  public Collection<Seen> seen() {
    return seen.values();
  }

  @Override
  public boolean gone(String path, Optional<Row> row) {
    return gone.contains(path);
  }

  @Override
  public boolean complete() {
    return failures == 0 && !full && sweep.going();
  }

  @Override
  public Optional<Set<Long>> devices() {
    return Optional.empty();
  }

  @Override
  public Optional<String> trouble() {
    if (failures > 0)
      return Optional.of(
          (failures == 1 ? "One page" : failures + " pages")
              + " could not be fetched; nothing of them was taken to be gone. "
              + firstFailure);
    return full
        ? Optional.of(
            "There are more than "
                + settings.pages()
                + " pages; the others were left out. Name a page further down, or a smaller depth.")
        : Optional.empty();
  }

  @Override
  public Optional<Stamp> mark() {
    return Optional.empty();
  }

  @Override
  public void read(List<Seen> wanted, Taker taker) {
    for (var one : wanted) {
      if (!taker.more()) return;
      var file = files.get(one.path());
      if (file == null) {
        taker.torn(one);
        continue;
      }
      try (InputStream in = Files.newInputStream(file)) {
        taker.take(one, in);
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "a fetched page cannot be read again", e);
        taker.torn(one);
      }
    }
  }

  @Override
  public void close() {
    try {
      clear(folder);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "what was fetched cannot be cleared away", e);
    }
  }

  /// Removes the folder with what a sweep left there.
  static void clear(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) Files.delete(file);
    }
    Files.delete(folder);
  }
}

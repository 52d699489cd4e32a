package dev.cairn.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `cairn search`
@Command(
    name = "search",
    description = {
      "Searches, as the page and /api/search do.",
      "Understands \"a phrase\" (quoted for the shell: '\"a phrase\"'), title:, author: and OR;"
          + " a word to leave out is written -word after '--'."
    })
final class SearchCommand implements Callable<Failure.Status> {
  private final Terminal terminal;
  private final Session.Opener opener;

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "WORDS", arity = "1..*", description = "What to look for.")
  private List<String> words = new ArrayList<>();

  @Option(names = "--mode", paramLabel = "MODE", description = "hybrid, lexical or semantic.")
  private Optional<String> mode = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "Hits, 1 to 100 (default: 10).")
  private int limit = 10;

  @Option(names = "--explain", description = "Say why each hit is there.")
  private boolean explain;

  @Option(
      names = "--why-not",
      paramLabel = "ID",
      description = "Say why this item is not among the hits, or where it stands.")
  private Optional<String> missed = Optional.empty();

  @Option(names = "--json", description = "Print the answer of /api/search.")
  private boolean json;

  SearchCommand(Terminal terminal, Session.Opener opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  @Override
  public Failure.Status call() {
    var address =
        new Api.Address("/api/search")
            .with("q", String.join(" ", words))
            .with("limit", limit)
            .with("facets", "none");
    mode.ifPresent(value -> address.with("mode", value));
    if (explain) address.with("explain", true);
    missed.ifPresent(id -> address.with("whyNot", id));
    try (var session = opener.open(data.existing())) {
      var answer = session.api().get(address).orFail();
      if (json) terminal.out().println(Api.JSON.writeValueAsString(answer));
      else print(answer, session);
    }
    return Failure.Status.OK;
  }

  private void print(JsonNode answer, Session session) {
    var out = terminal.out();
    for (var notice : answer.path("notices"))
      terminal.err().println(Terminal.line(notice.path("text").asString("")));
    long total = answer.path("total").path("value").asLong(0);
    out.printf(
        Locale.ROOT,
        "%d found (%s, %d ms)%n",
        total,
        answer.path("query").path("mode").asString(""),
        answer.path("tookMillis").asLong(0));
    var concepts = new ArrayList<String>();
    for (var concept : answer.path("query").path("concepts"))
      concepts.add(Terminal.line(concept.path("label").asString("")));
    if (!concepts.isEmpty()) out.println("About: " + String.join(", ", concepts));
    text(answer.path("query"), "didYouMean")
        .ifPresent(meant -> out.println("Did you mean: " + Terminal.line(meant)));
    text(answer.path("whyNot"), "text")
        .ifPresent(why -> out.println(Terminal.line(missed.orElse("") + ": " + why)));
    int number = 0;
    for (var hit : answer.path("hits")) {
      out.println();
      print(++number, hit, session);
    }
  }

  private void print(int number, JsonNode hit, Session session) {
    var out = terminal.out();
    out.printf("%3d. %s%n", number, terminal.bold(Terminal.line(hit.path("title").asString(""))));
    var facts = new ArrayList<String>();
    facts.add(hit.path("kind").asString(""));
    text(hit, "date").ifPresent(facts::add);
    var authors = new ArrayList<String>();
    for (var author : hit.path("authors")) authors.add(Terminal.line(author.asString("")));
    if (!authors.isEmpty()) facts.add(String.join(", ", authors));
    facts.add(
        session.lasting()
            ? session.api().url() + hit.path("url").asString("")
            : hit.path("id").asString(""));
    out.println("     " + terminal.dim(String.join(" · ", facts)));
    var passage = hit.path("passage");
    if (!passage.isMissingNode()) {
      var heading = text(passage, "heading").map(Terminal::line);
      int page = passage.path("page").asInt(0);
      var where =
          heading.orElse("") + (page > 0 ? (heading.isPresent() ? ", " : "") + "page " + page : "");
      if (!where.isEmpty()) out.println("     " + terminal.dim(where));
      for (var line : Lines.wrapped(marked(passage), 92)) out.println("     " + line);
    }
    if (explain) Reasons.of(hit).forEach(line -> out.println("     " + terminal.dim("· ") + line));
  }

  /// The passage with its matching words marked.
  private String marked(JsonNode passage) {
    var text = passage.path("text").asString("");
    var marked = new StringBuilder();
    int at = 0;
    for (var range : passage.path("highlights")) {
      int start = range.path(0).asInt(0);
      int end = range.path(1).asInt(0);
      if (start < at || end <= start || end > text.length()) continue;
      marked.append(Terminal.flat(text.substring(at, start)));
      marked.append(terminal.mark(Terminal.flat(text.substring(start, end))));
      at = end;
    }
    return marked.append(Terminal.flat(text.substring(at))).toString();
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name).asString("")).filter(s -> !s.isEmpty());
  }
}

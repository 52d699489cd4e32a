package dev.cairn.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `cairn sources …`
final class SourcesCommands {
  private SourcesCommands() {}

  private static Api.Address one(String id) {
    return new Api.Address("/api/sources/" + Api.Address.encode(id));
  }

  /// `cairn sources list`
  @Command(name = "list", description = "Lists them, with schedule and last outcome.")
  static final class All implements Callable<Failure.Status> {
    private final Terminal terminal;
    private final Session.Opener opener;

    @Mixin private DataOption data = new DataOption();

    @Option(names = "--json", description = "The answer of /api/sources.")
    private boolean json;

    All(Terminal terminal, Session.Opener opener) {
      this.terminal = terminal;
      this.opener = opener;
    }

    @Override
    public Failure.Status call() {
      try (var session = opener.open(data.existing())) {
        var answer = session.api().get(new Api.Address("/api/sources")).orFail();
        if (json) terminal.out().println(Api.JSON.writeValueAsString(answer));
        else if (answer.path("sources").isEmpty())
          terminal.out().println("Nothing is followed; 'cairn sources add PATH' begins.");
        else for (var source : answer.path("sources")) print(source);
      }
      return Failure.Status.OK;
    }

    private void print(JsonNode source) {
      var where = source.path("path").asString(source.path("url").asString(""));
      terminal
          .out()
          .println(
              terminal.bold(source.path("id").asString(""))
                  + "  "
                  + Terminal.line(source.path("title").asString(""))
                  + "  "
                  + source.path("kind").asString("")
                  + " "
                  + Terminal.line(where)
                  + "  every "
                  + Duration.ofMillis(source.path("everyMillis").asLong(0))
                      .toString()
                      .substring(2)
                      .toLowerCase(java.util.Locale.ROOT));
      var last = source.path("last");
      terminal
          .out()
          .println(
              "  "
                  + (last.isMissingNode()
                      ? "not looked through yet"
                      : last.path("ended").asString("") + ": " + sweep(last)));
    }
  }

  private static String sweep(JsonNode sweep) {
    var trouble = Terminal.line(sweep.path("trouble").asString(""));
    return sweep.path("seen").asInt(0)
        + " seen, "
        + sweep.path("fresh").asInt(0)
        + " new, "
        + sweep.path("changed").asInt(0)
        + " changed, "
        + sweep.path("moved").asInt(0)
        + " moved, "
        + sweep.path("gone").asInt(0)
        + " gone"
        + (trouble.isEmpty() ? "" : ". " + trouble);
  }

  /// `cairn sources add`
  @Command(
      name = "add",
      description = {
        "Follows a folder, a mailbox or web pages from now on.",
        "A file is taken for a mailbox in MBOX form, a folder with 'cur' and 'new' in it for one"
            + " in Maildir form."
      })
  static final class Add implements Callable<Failure.Status> {
    private final Terminal terminal;
    private final Session.Opener opener;

    @Mixin private DataOption data = new DataOption();

    @Parameters(paramLabel = "PLACE", description = "A path, or an address of the web.")
    private String place = "";

    @Option(
        names = "--kind",
        paramLabel = "KIND",
        description = "folder, mbox, maildir or web; guessed if left out.")
    private Optional<String> kind = Optional.empty();

    @Option(names = "--title", paramLabel = "WORDS", description = "What people call it.")
    private Optional<String> title = Optional.empty();

    @Option(
        names = "--every",
        paramLabel = "TIME",
        description = "Time between two sweeps, such as 10m or 1h (default: 15m).")
    private Optional<String> every = Optional.empty();

    @Option(
        names = "--depth",
        paramLabel = "N",
        description = "How many links away from the first page, 0 to 5 (default: 0).")
    private Optional<Integer> depth = Optional.empty();

    @Option(
        names = "--access",
        paramLabel = "WHO",
        description =
            "Who may see what comes from it: everyone, user:…, group:…, role:…; may be"
                + " given several times.")
    private List<String> access = new ArrayList<>();

    @Option(names = "--json", description = "The answer of /api/sources.")
    private boolean json;

    Add(Terminal terminal, Session.Opener opener) {
      this.terminal = terminal;
      this.opener = opener;
    }

    @Override
    public Failure.Status call() {
      var wish = new LinkedHashMap<String, Object>();
      boolean web = place.matches("(?i)https?://.*");
      wish.put("kind", kind.orElseGet(() -> web ? "web" : guess(Path.of(place))));
      if (web) wish.put("url", place);
      else wish.put("path", Path.of(place).toAbsolutePath().normalize().toString());
      title.ifPresent(words -> wish.put("title", words));
      every.ifPresent(time -> wish.put("everyMillis", millis(time)));
      depth.ifPresent(n -> wish.put("depth", n));
      if (!access.isEmpty()) wish.put("access", access);
      try (var session = opener.open(data.folder())) {
        var source = session.api().post(new Api.Address("/api/sources"), wish).orFail();
        terminal
            .out()
            .println(
                json
                    ? Api.JSON.writeValueAsString(source)
                    : "Followed from now on, as " + source.path("id").asString("") + ".");
        if (!session.lasting() && !json)
          terminal.out().println("It is looked through while a server runs: 'cairn serve'.");
      }
      return Failure.Status.OK;
    }

    private static String guess(Path place) {
      if (!Files.isDirectory(place)) return "mbox";
      return Files.isDirectory(place.resolve("cur")) && Files.isDirectory(place.resolve("new"))
          ? "maildir"
          : "folder";
    }

    private static long millis(String time) {
      try {
        return Duration.parse("PT" + time.strip()).toMillis();
      } catch (java.time.format.DateTimeParseException _) {
        throw Failure.usage("--every takes a time such as 10m, 1h or 30s, not '" + time + "'.");
      }
    }
  }

  /// `cairn sources sweep`
  @Command(
      name = "sweep",
      description = {
        "Looks through one now; ends when every file has its outcome.",
        "Exit status 3 if some were not taken in, or not everything could be looked at."
      })
  static final class Sweep implements Callable<Failure.Status> {
    private final Terminal terminal;
    private final Session.Opener opener;

    @Mixin private DataOption data = new DataOption();

    @Parameters(paramLabel = "ID", description = "See 'cairn sources list'.")
    private String id = "";

    @Option(names = "--json", description = "One line of JSON for each file, and last a summary.")
    private boolean json;

    Sweep(Terminal terminal, Session.Opener opener) {
      this.terminal = terminal;
      this.opener = opener;
    }

    @Override
    public Failure.Status call() {
      try (var session = opener.open(data.existing())) {
        var api = session.api();
        var end = Working.run(terminal, api, new Api.Address(one(id) + "/sweeps"));
        var result = end.path("sweep");
        if (!json) terminal.out().println(sweep(result));
        var files =
            Follower.text(result, "job")
                .map(job -> Working.job(terminal, api, job, "files", json))
                .orElse(Failure.Status.OK);
        return result.has("trouble") ? Failure.Status.SOME_REFUSED : files;
      }
    }
  }

  /// `cairn sources remove`
  @Command(name = "remove", description = "Follows it no more; what came from it goes to the bin.")
  static final class Remove implements Callable<Failure.Status> {
    private final Terminal terminal;
    private final Session.Opener opener;

    @Mixin private DataOption data = new DataOption();

    @Parameters(paramLabel = "ID", description = "See 'cairn sources list'.")
    private String id = "";

    @Option(names = "--keep", description = "What came from it stays.")
    private boolean keep;

    Remove(Terminal terminal, Session.Opener opener) {
      this.terminal = terminal;
      this.opener = opener;
    }

    @Override
    public Failure.Status call() {
      try (var session = opener.open(data.existing())) {
        var known = session.api().get(one(id));
        known.orFail();
        session.api().delete(one(id).with("keep", keep), known.tag()).orFail();
        terminal
            .out()
            .println(
                keep
                    ? "Not followed any more; what came from it stays."
                    : "Not followed any more; what came from it is in the bin.");
      }
      return Failure.Status.OK;
    }
  }
}

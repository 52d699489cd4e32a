package dev.cairn.server.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `cairn vocabulary …`
final class VocabularyCommands {
  private static final String PATH = "/api/vocabularies";

  private VocabularyCommands() {}

  private static Api.Address one(String id) {
    return new Api.Address(PATH + "/" + Api.Address.encode(id));
  }

  /// `cairn vocabulary import`
  @Command(
      name = "import",
      description = {
        "Brings a vocabulary in: SKOS in Turtle, N-Triples, RDF/XML or JSON-LD. Nothing is"
            + " fetched.",
        "It is not used for tagging until that is switched on. Exit status 3 if the file cannot be"
            + " taken; line and column are said."
      })
  static final class Import implements Callable<Failure.Status> {
    private final Terminal terminal;
    private final Session.Opener opener;

    @Mixin private DataOption data = new DataOption();

    @Parameters(paramLabel = "FILE", description = "The vocabulary.")
    private Path file = Path.of("");

    @Option(
        names = "--dry-run",
        description = "Say what is in it and what it would change, and change nothing.")
    private boolean dryRun;

    @Option(names = "--replace", description = "Put it in the place of the edition that is here.")
    private boolean replace;

    @Option(names = "--json", description = "The answer of /api/vocabularies.")
    private boolean json;

    Import(Terminal terminal, Session.Opener opener) {
      this.terminal = terminal;
      this.opener = opener;
    }

    @Override
    public Failure.Status call() {
      var body = new Multipart();
      try {
        body.file("file", String.valueOf(file.getFileName()), file);
      } catch (FileNotFoundException _) {
        throw Failure.usage("There is no file '" + file + "'.");
      }
      var address = new Api.Address(PATH).with("dryRun", dryRun).with("replace", replace);
      try (var session = opener.open(dryRun ? data.existing() : data.folder())) {
        var reply = session.api().post(address, body);
        if (reply.status() == 422) return refused(reply.body().path("detail"));
        var answer = reply.orFail();
        if (reply.status() == 202) {
          var read = Working.follow(terminal, session.api(), answer).path("read");
          if (read.has("refused")) return refused(read.path("refused"));
          answer = read.path("vocabulary");
        }
        if (json) terminal.out().println(Api.JSON.writeValueAsString(answer));
        else tell(answer);
      }
      return Failure.Status.OK;
    }

    private Failure.Status refused(JsonNode why) {
      terminal.err().println(Terminal.line(why.asString("")));
      return Failure.Status.SOME_REFUSED;
    }

    private void tell(JsonNode it) {
      var out = terminal.out();
      out.println(
          (dryRun ? "Nothing was changed. " : "Imported. ")
              + terminal.bold(Terminal.line(it.path("title").asString("")))
              + ", "
              + it.path("concepts").asLong(0)
              + " concepts, as "
              + it.path("id").asString(""));
      for (var change : it.path("difference"))
        if (change.path("count").asLong(0) > 0)
          out.println(
              "  " + change.path("kind").asString("") + ": " + change.path("count").asLong(0));
      for (var defect : it.path("defects"))
        out.println(
            "  "
                + defect.path("severity").asString("")
                + ": "
                + Terminal.line(defect.path("title").asString(""))
                + ", "
                + defect.path("count").asLong(0));
    }
  }

  /// `cairn vocabulary list`
  @Command(name = "list", description = "Lists the vocabularies, the built-in one first.")
  static final class All implements Callable<Failure.Status> {
    private final Terminal terminal;
    private final Session.Opener opener;

    @Mixin private DataOption data = new DataOption();

    @Option(names = "--json", description = "The answer of /api/vocabularies.")
    private boolean json;

    All(Terminal terminal, Session.Opener opener) {
      this.terminal = terminal;
      this.opener = opener;
    }

    @Override
    public Failure.Status call() {
      try (var session = opener.open(data.existing())) {
        var answer = session.api().get(new Api.Address(PATH)).orFail();
        var all = answer.path("vocabularies");
        if (json) terminal.out().println(Api.JSON.writeValueAsString(answer));
        else
          for (var it : all)
            terminal
                .out()
                .println(
                    terminal.bold(it.path("id").asString(""))
                        + "  "
                        + Terminal.line(it.path("title").asString(""))
                        + "  "
                        + it.path("concepts").asLong(0)
                        + " concepts, "
                        + (it.path("builtIn").asBoolean(false)
                            ? "comes with Cairn"
                            : it.path("tagging").asBoolean(false)
                                ? "used for tagging"
                                : "not used for tagging"));
      }
      return Failure.Status.OK;
    }
  }

  /// `cairn vocabulary export`
  @Command(
      name = "export",
      description = "Writes a vocabulary as it was imported, or everything about concepts.")
  static final class Export implements Callable<Failure.Status> {
    private final Terminal terminal;
    private final Session.Opener opener;

    @Mixin private DataOption data = new DataOption();

    @Parameters(
        paramLabel = "ID",
        arity = "0..1",
        description = "See 'cairn vocabulary list'; everything if left out.")
    private Optional<String> id = Optional.empty();

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        description = "turtle, ntriples, rdfxml or jsonld (default: turtle).")
    private String format = "turtle";

    @Option(
        names = "--to",
        paramLabel = "FILE",
        description = "Where to write it; to standard output if left out.")
    private Optional<Path> to = Optional.empty();

    Export(Terminal terminal, Session.Opener opener) {
      this.terminal = terminal;
      this.opener = opener;
    }

    @Override
    public Failure.Status call() {
      if (to.isPresent() && Files.exists(to.get()))
        throw Failure.usage("'" + to.get() + "' is there already.");
      var path = id.map(it -> PATH + "/" + Api.Address.encode(it)).orElse(PATH) + "/export";
      try (var session = opener.open(data.existing())) {
        var text = session.api().text(new Api.Address(path).with("format", format));
        if (to.isPresent()) Files.writeString(to.get(), text);
        else terminal.out().print(text);
        terminal.out().flush();
      } catch (IOException e) {
        throw Failure.failed("The file cannot be written: " + e.getMessage() + ".");
      }
      return Failure.Status.OK;
    }
  }

  /// `cairn vocabulary remove`
  @Command(
      name = "remove",
      description =
          "Takes a vocabulary away. Where people tagged items with its concepts, these stay,"
              + " deprecated, so that the tags keep their names.")
  static final class Remove implements Callable<Failure.Status> {
    private final Terminal terminal;
    private final Session.Opener opener;

    @Mixin private DataOption data = new DataOption();

    @Parameters(paramLabel = "ID", description = "See 'cairn vocabulary list'.")
    private String id = "";

    Remove(Terminal terminal, Session.Opener opener) {
      this.terminal = terminal;
      this.opener = opener;
    }

    @Override
    public Failure.Status call() {
      try (var session = opener.open(data.existing())) {
        var known = session.api().get(one(id));
        known.orFail();
        session.api().delete(one(id), known.tag()).orFail();
        terminal.out().println("Removed.");
      }
      return Failure.Status.OK;
    }
  }
}

package dev.cairn.server.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn bin …`
final class BinCommands {
  private BinCommands() {}

  /// `cairn bin list`
  @Command(name = "list", description = "Lists the bin, last thrown away first.")
  static final class All implements Callable<Failure.Status> {
    private static final int PAGE = 100;

    private final Terminal terminal;
    private final Session.Opener opener;

    @Mixin private DataOption data = new DataOption();

    @Option(names = "--json", description = "One line of JSON for each.")
    private boolean json;

    All(Terminal terminal, Session.Opener opener) {
      this.terminal = terminal;
      this.opener = opener;
    }

    @Override
    public Failure.Status call() {
      var out = terminal.out();
      try (var session = opener.open(data.existing())) {
        var cursor = "";
        long total = 0;
        do {
          var address = new Api.Address("/api/documents").with("binned", true).with("limit", PAGE);
          if (!cursor.isEmpty()) address.with("cursor", cursor);
          var page = session.api().get(address).orFail();
          total = page.path("total").asLong(0);
          for (var item : page.path("items"))
            if (json) out.println(Api.JSON.writeValueAsString(item));
            else
              out.println(
                  item.path("id").asString("")
                      + "  "
                      + item.path("binned").path("when").asString("")
                      + "  "
                      + why(item.path("binned").path("reason").asString(""))
                      + "  "
                      + Terminal.line(item.path("title").asString("")));
          cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        if (total == 0 && !json) out.println("The bin is empty.");
      }
      return Failure.Status.OK;
    }

    private static String why(String reason) {
      return switch (reason) {
        case "leftSource" -> "left its source";
        case "leftContainer" -> "left what it lay in";
        default -> "thrown away";
      };
    }
  }

  /// `cairn bin restore`
  @Command(
      name = "restore",
      description = {
        "Takes items out of the bin, with what went there with them.",
        "Exit status 3 if some could not be."
      })
  static final class Restore implements Callable<Failure.Status> {
    private final Terminal terminal;
    private final Session.Opener opener;

    @Mixin private DataOption data = new DataOption();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids, see 'cairn bin list'.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--json", description = "One line of JSON for each.")
    private boolean json;

    Restore(Terminal terminal, Session.Opener opener) {
      this.terminal = terminal;
      this.opener = opener;
    }

    @Override
    public Failure.Status call() {
      boolean all = true;
      try (var session = opener.open(data.existing())) {
        for (var id : ids) {
          var reply = session.api().post(new Api.Address(DeleteCommand.document(id) + "/restore"));
          all &= reply.ok();
          say(id, reply);
        }
      }
      return all ? Failure.Status.OK : Failure.Status.SOME_REFUSED;
    }

    private void say(String id, Api.Reply reply) {
      if (json) {
        var line = new LinkedHashMap<String, Object>();
        line.put("id", id);
        if (reply.ok()) line.put("done", "restored");
        else line.put("reason", reply.detail());
        terminal.out().println(Api.JSON.writeValueAsString(line));
        return;
      }
      terminal
          .out()
          .println(
              id
                  + ": "
                  + Terminal.line(
                      reply.ok()
                          ? "is back: " + reply.body().path("title").asString("")
                          : reply.detail()));
    }
  }

  /// `cairn bin destroy`
  @Command(
      name = "destroy",
      description = {
        "Destroys items that lie in the bin, so that nothing is left but a record that they were."
            + " This cannot be undone.",
        "Exit status 3 if some could not be."
      })
  static final class Destroy implements Callable<Failure.Status> {
    private final Terminal terminal;
    private final Session.Opener opener;

    @Mixin private DataOption data = new DataOption();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids, see 'cairn bin list'.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--json", description = "One line of JSON for each.")
    private boolean json;

    Destroy(Terminal terminal, Session.Opener opener) {
      this.terminal = terminal;
      this.opener = opener;
    }

    @Override
    public Failure.Status call() {
      try (var session = opener.open(data.existing())) {
        for (var id : ids) {
          var known = session.api().get(DeleteCommand.document(id));
          if (known.ok() && !known.body().has("binned"))
            throw Failure.usage(
                "'"
                    + id
                    + "' is not in the bin, and nothing was destroyed. 'cairn delete --permanently'"
                    + " destroys what is not.");
        }
        return DeleteCommand.delete(terminal, session.api(), ids, true, json);
      }
    }
  }
}

package dev.cairn.server.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn delete`
@Command(
    name = "delete",
    description = {
      "Throws documents into the bin, with what lay in them and nowhere else.",
      "Exit status 3 if some could not be."
    })
final class DeleteCommand implements Callable<Failure.Status> {
  private final Terminal terminal;
  private final Session.Opener opener;

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of documents.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--permanently",
      description =
          "Destroy them, so that nothing is left but a record that they were. This cannot be"
              + " undone.")
  private boolean permanently;

  @Option(names = "--json", description = "One line of JSON for each.")
  private boolean json;

  DeleteCommand(Terminal terminal, Session.Opener opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  @Override
  public Failure.Status call() {
    try (var session = opener.open(data.existing())) {
      return delete(terminal, session.api(), ids, permanently, json);
    }
  }

  /// Deletes documents one after another, and says what became of each.
  static Failure.Status delete(
      Terminal terminal, Api api, List<String> ids, boolean permanently, boolean json) {
    boolean all = true;
    for (var id : ids) {
      var known = api.get(document(id));
      var reply = known;
      if (known.ok()) {
        var address = document(id);
        if (permanently) address.with("permanently", true);
        reply = api.delete(address, known.tag());
      }
      all &= reply.ok();
      say(terminal, id, permanently ? "destroyed" : "binned", reply, json);
    }
    if (permanently) awaitWiped(api);
    return all ? Failure.Status.OK : Failure.Status.SOME_REFUSED;
  }

  static Api.Address document(String id) {
    return new Api.Address("/api/documents/" + Api.Address.encode(id));
  }

  /// Waits until nothing of what was destroyed is on the disk.
  private static void awaitWiped(Api api) {
    try (var follower =
        Follower.until(
            api,
            new Api.Address("/api/admin/care"),
            state -> !state.path("wiping").asBoolean(false),
            Duration.ZERO)) {
      follower.await();
    }
  }

  /// @param list of the answer that names what went with it
  static void say(Terminal terminal, String id, String list, Api.Reply reply, boolean json) {
    var out = terminal.out();
    if (json) {
      var line = new LinkedHashMap<String, Object>();
      line.put("id", id);
      if (reply.ok()) line.put("done", list);
      else line.put("reason", reply.detail());
      out.println(Api.JSON.writeValueAsString(line));
      return;
    }
    if (!reply.ok()) {
      out.println(id + ": " + Terminal.line(reply.detail()));
      return;
    }
    var words = list.equals("destroyed") ? "is destroyed" : "is in the bin";
    if (reply.body().path(list).isEmpty()) out.println(id + ": " + words + " already");
    for (var item : reply.body().path(list))
      out.println(
          item.path("id").asString("")
              + ": "
              + words
              + ": "
              + Terminal.line(item.path("title").asString("")));
  }
}

package dev.cairn.server.cli;

import dev.cairn.server.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `cairn doctor`
@Command(
    name = "doctor",
    description = {
      "Asks every part whether it is in trouble; shows versions, folders and effective settings.",
      "Exit status 1 if there is trouble."
    })
final class DoctorCommand implements Callable<Failure.Status> {
  private final Terminal terminal;
  private final Session.Opener opener;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "The same as one JSON object.")
  private boolean json;

  DoctorCommand(Terminal terminal, Session.Opener opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  @Override
  public Failure.Status call() {
    var folder = data.existing();
    var facts = new LinkedHashMap<String, Object>();
    var trouble = new ArrayList<String>();
    facts.put("cairn", Cairn.version());
    facts.put("java", Runtime.version().toString());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("memoryBytes", Runtime.getRuntime().maxMemory());
    facts.put("data", folder.toAbsolutePath().normalize().toString());
    try {
      facts.put("freeBytes", Files.getFileStore(folder).getUsableSpace());
    } catch (IOException _) {
      trouble.add("The disk of the data folder does not answer.");
    }
    try {
      facts.put("settings", Settings.load(folder, terminal.environment()).effective());
    } catch (IllegalArgumentException e) {
      trouble.add("A setting is wrong: " + e.getMessage() + ".");
    }
    if (trouble.isEmpty())
      try (var session = opener.open(folder)) {
        facts.put("server", session.lasting() ? session.api().url() : "none is running");
        var ready = session.api().get(new Api.Address("/health/ready"));
        if (!ready.ok()) trouble.add(ready.detail());
        var care = session.api().get(new Api.Address("/api/admin/care"));
        if (care.ok()) meaning(care.body().path("meaning"), facts, trouble);
      } catch (Failure e) {
        trouble.add(e.sentence());
      }
    facts.put("trouble", trouble);
    if (json) terminal.out().println(Api.JSON.writeValueAsString(facts));
    else print(facts, "");
    return trouble.isEmpty() ? Failure.Status.OK : Failure.Status.FAILED;
  }

  private static void meaning(JsonNode meaning, Map<String, Object> facts, List<String> trouble) {
    if (meaning.isMissingNode()) {
      facts.put("meaning", "off");
      return;
    }
    var said = new LinkedHashMap<String, Object>();
    for (var name : List.of("model", "waiting", "aside", "perSecond", "leftMillis"))
      if (meaning.has(name)) said.put(name, meaning.path(name).asString());
    facts.put("meaning", said);
    if (meaning.has("trouble")) trouble.add(meaning.path("trouble").asString());
  }

  private void print(Map<?, ?> facts, String indent) {
    facts.forEach((name, value) -> {
      var head = indent + name + ": ";
      switch (value) {
        case Map<?, ?> inner -> {
          terminal.out().println(indent + name + ":");
          print(inner, indent + "  ");
        }
        case Iterable<?> all -> {
          var lines = new ArrayList<String>();
          all.forEach(one -> lines.add(String.valueOf(one)));
          terminal.out().println(head + (lines.isEmpty() ? "none" : String.join(" ", lines)));
        }
        case Long bytes -> terminal.out().println(head + String.format(Locale.ROOT, "%,d", bytes));
        default -> terminal.out().println(head + value);
      }
    });
  }
}

package dev.cairn.server.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `cairn concept`
@Command(
    name = "concept",
    description = "Shows a concept: what it means, how it is called, what it hangs together with.")
final class ConceptCommand implements Callable<Failure.Status> {
  private static final int NOT_FOUND = 404;

  private final Terminal terminal;
  private final Session.Opener opener;

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "NAME", arity = "1..*", description = "Its id or one of its names.")
  private List<String> words = new ArrayList<>();

  @Option(names = "--json", description = "Print the answer of /api/concepts/{id}.")
  private boolean json;

  ConceptCommand(Terminal terminal, Session.Opener opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  @Override
  public Failure.Status call() {
    try (var session = opener.open(data.existing())) {
      var concept = find(session.api(), String.join(" ", words));
      if (json) terminal.out().println(Api.JSON.writeValueAsString(concept));
      else print(concept, session);
    }
    return Failure.Status.OK;
  }

  private static JsonNode find(Api api, String name) {
    var byId = api.get(one(name.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "-")));
    if (byId.status() != NOT_FOUND) return byId.orFail();
    var found =
        api.get(
                new Api.Address("/api/search")
                    .with("q", name)
                    .with("kind", "concept")
                    .with("limit", 5)
                    .with("facets", "none"))
            .orFail()
            .path("hits");
    var near = new ArrayList<String>();
    for (var hit : found) {
      var concept = api.get(one(hit.path("id").asString(""))).orFail();
      for (var label : concept.path("labels"))
        if (label.path("text").asString("").equalsIgnoreCase(name.strip())) return concept;
      near.add(concept.path("label").asString(""));
    }
    throw Failure.usage(
        "There is no concept '"
            + name
            + "'"
            + (near.isEmpty() ? "." : "; near it: " + String.join(", ", near) + "."));
  }

  private static Api.Address one(String id) {
    return new Api.Address("/api/concepts/" + Api.Address.encode(id));
  }

  private void print(JsonNode concept, Session session) {
    var out = terminal.out();
    out.println(terminal.bold(Terminal.line(concept.path("label").asString(""))));
    var id = concept.path("id").asString("");
    out.println(
        terminal.dim(session.lasting() ? session.api().url() + "/concepts/" + id : "id: " + id));
    var definition = Terminal.line(concept.path("definition").asString(""));
    Lines.wrapped(definition, 92).forEach(out::println);
    var names = new ArrayList<String>();
    for (var label : concept.path("labels"))
      if (label.path("kind").asString("").equals("alternative"))
        names.add(Terminal.line(label.path("text").asString("")));
    row("Also called", names);
    var relations = new LinkedHashMap<String, List<String>>();
    for (var link : concept.path("relations"))
      relations
          .computeIfAbsent(link.path("words").asString(""), _ -> new ArrayList<>())
          .add(Terminal.line(link.path("label").asString("")));
    relations.forEach(this::row);
    out.println(concept.path("items").asLong(0) + " documents and lessons are about it.");
  }

  private void row(String name, List<String> values) {
    if (!values.isEmpty()) terminal.out().println(name + ": " + String.join(", ", values));
  }
}

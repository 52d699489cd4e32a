package dev.cairn.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn sparql`
@Command(
    name = "sparql",
    description = {
      "Asks the graph of concepts, documents and lessons in SPARQL, as the page and /sparql do.",
      "Usual prefixes need not be declared; ?item cairn:search (\"words\" 20) finds by text."
    })
final class SparqlCommand implements Callable<Failure.Status> {
  private static final String STANDARD_INPUT = "-";

  private final Terminal terminal;
  private final Session.Opener opener;

  @Mixin private DataOption data = new DataOption();

  @Parameters(
      paramLabel = "QUERY",
      arity = "1..*",
      description = "The question; '-' reads it from the standard input.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "json, xml, csv, tsv for rows; turtle, ntriples, jsonld, rdfxml for statements (default:"
              + " tsv, turtle).")
  private Optional<String> format = Optional.empty();

  SparqlCommand(Terminal terminal, Session.Opener opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  @Override
  public Failure.Status call() {
    var address = new Api.Address("/sparql");
    format.ifPresent(name -> address.with("format", name));
    try (var session = opener.open(data.existing())) {
      var answer = session.api().ask(address, query());
      answer.text().lines().map(this::shown).forEach(terminal.out()::println);
      if (answer.cut())
        terminal.err().println("There is more, which was cut off; ask for less, or use LIMIT.");
    }
    return Failure.Status.OK;
  }

  /// A person's terminal is kept from what texts hold; a file gets them as they are.
  private String shown(String line) {
    return terminal.interactive()
        ? Arrays.stream(line.split("\t", -1)).map(Terminal::flat).collect(Collectors.joining("\t"))
        : line;
  }

  private String query() {
    var text = String.join(" ", words);
    if (!text.equals(STANDARD_INPUT)) return text;
    try {
      return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Failure.failed("The question cannot be read from the standard input.");
    }
  }
}

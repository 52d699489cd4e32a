package dev.cairn.server.http;

import dev.cairn.ontology.sparql.Answer;
import dev.cairn.ontology.sparql.Format;
import dev.cairn.ontology.sparql.Outcome;
import dev.cairn.ontology.sparql.Question;
import dev.cairn.ontology.sparql.Sparql;
import dev.cairn.server.pages.Pages;
import dev.cairn.server.pages.SparqlPage;
import dev.cairn.server.security.Secrets;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Questions in SPARQL, by the SPARQL 1.1 Protocol, and their page at the same address for who
/// wants a page.
final class SparqlRoutes {
  private static final String PATH = "/sparql";
  private static final String QUERY = "application/sparql-query";
  private static final String UPDATE = "application/sparql-update";
  private static final String FORM = "application/x-www-form-urlencoded";

  private static final List<Route.Parameter> DATASET =
      List.of(
          Route.texts("default-graph-uri", "Graphs to ask as the default graph."),
          Route.texts("named-graph-uri", "Graphs to ask by name."),
          Route.text(
              "format",
              "json, xml, csv, tsv, turtle, ntriples, jsonld, rdfxml, or a media type; wins over"
                  + " Accept. 'output' and 'results' are the same."),
          Route.text("output", "As 'format'."),
          Route.text("results", "As 'format'."),
          Route.text("timeout", "Seconds after which it is stopped, if less than the limit."),
          Route.text("run", "Name of your own by which it can be cancelled, 8 to 64 letters."),
          Route.text("view", "Of the page: table, chart or graph."),
          Route.text("update", "Is refused: nothing is changed here."));

  private final Rooms rooms;
  private final Pages pages = new Pages();

  SparqlRoutes(Rooms rooms) {
    this.rooms = rooms;
  }

  List<Route> routes() {
    var asked = new ArrayList<>(DATASET);
    asked.addFirst(
        Route.text("query", "The question; without one the service is described, in RDF."));
    return List.of(
        Route.get(
            PATH,
            "SPARQL",
            "Answers a question in SPARQL 1.1 over what the caller may see; cairn:search finds by"
                + " text. SELECT, ASK, CONSTRUCT, DESCRIBE.",
            asked,
            this::get),
        new Route(
            Route.Method.POST,
            PATH,
            Route.Access.READ,
            "SPARQL",
            "The same, with the question in the body.",
            DATASET,
            Route.Body.SPARQL,
            this::post),
        new Route(
            Route.Method.DELETE,
            PATH + "/running/{run}",
            Route.Access.READ,
            "SPARQL",
            "Ends a question in work.",
            List.of(),
            Route.Body.NONE,
            204,
            this::cancel));
  }

  private Sparql sparql() {
    return rooms.helping().sparql();
  }

  // ---- asked

  private void get(Context ctx) throws IOException {
    var params = new Params(ctx);
    var query = params.text("query").filter(text -> !text.isBlank());
    if (query.isPresent()) answer(ctx, query.get(), params);
    else if (params.text("update").isPresent()) throw update();
    else if (wantsPage(ctx, params)) show(ctx, "", params, Optional.empty());
    else describe(ctx, params);
  }

  private void post(Context ctx) throws IOException {
    var type =
        Optional.ofNullable(ctx.contentType())
            .orElse("")
            .split(";", -1)[0]
            .strip()
            .toLowerCase(Locale.ROOT);
    switch (type) {
      case QUERY ->
          answer(ctx, new String(ctx.bodyAsBytes(), StandardCharsets.UTF_8), new Params(ctx));
      case UPDATE -> throw update();
      case FORM -> {
        var params = new Params(both(ctx), Optional.empty());
        if (params.text("update").isPresent()) throw update();
        answer(
            ctx,
            params
                .text("query")
                .orElseThrow(() ->
                    Refusal.badParameter(
                        "query", "The form needs a field 'query' with a question.")),
            params);
      }
      default ->
          throw Refusal.unsupported(
              "Send the question as "
                  + QUERY
                  + ", or as the field 'query' of a form ("
                  + FORM
                  + ").");
    }
  }

  /// What stands in the address, then what stands in the form.
  private static Function<String, List<String>> both(Context ctx) {
    return name -> {
      var all = new ArrayList<>(ctx.queryParams(name));
      all.addAll(ctx.formParams(name));
      return all;
    };
  }

  private static Refusal update() {
    return Refusal.forbidden(
        "This address answers questions and changes nothing; an update is not allowed. Vocabularies"
            + " are changed by curators, documents and lessons by their own addresses.");
  }

  private void cancel(Context ctx) {
    Guard.requireOwnPage(ctx);
    if (!sparql().cancel(ctx.pathParam("run"), Guard.caller(ctx)))
      throw Refusal.notFound("You have no question of that name in work; it may have ended.");
    ctx.status(204);
  }

  // ---- answered

  private void answer(Context ctx, String query, Params params) throws IOException {
    if (params.text("update").isPresent()) throw update();
    var outcome = sparql().ask(question(query, params), Guard.caller(ctx));
    if (wantsPage(ctx, params)) show(ctx, query, params, Optional.of(outcome));
    else write(ctx, params, answered(outcome));
  }

  private static Question question(String query, Params params) {
    var run = params.text("run").filter(name -> !name.isBlank()).orElseGet(Secrets::random);
    if (!run.matches("[A-Za-z0-9_-]{8,64}"))
      throw Refusal.badParameter(
          "run", "'run' must be 8 to 64 letters, digits, '-' or '_', not '" + run + "'.");
    return new Question(
        query,
        params.texts("default-graph-uri"),
        params.texts("named-graph-uri"),
        params.text("timeout").filter(t -> !t.isBlank()).map(SparqlRoutes::seconds),
        run);
  }

  private static Duration seconds(String given) {
    if (given.strip().matches("[0-9]{1,6}(\\.[0-9]{1,3})?")) {
      var time = Duration.ofMillis(Math.round(Double.parseDouble(given.strip()) * 1000));
      if (time.isPositive()) return time;
    }
    throw Refusal.badParameter(
        "timeout", "'timeout' must be seconds such as 5 or 0.5, not '" + given + "'.");
  }

  private static Answer answered(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Found(var answer) -> answer;
      case Outcome.Unreadable(var sentence, _, _) -> throw Refusal.badParameter("query", sentence);
      case Outcome.Forbidden(var sentence) -> throw Refusal.forbidden(sentence);
      case Outcome.TooMuch(var sentence) -> throw Refusal.badRequest(sentence);
      case Outcome.Cancelled(var sentence) -> throw Refusal.conflict(sentence);
      case Outcome.Unavailable(var sentence) -> throw Refusal.unavailable(sentence);
    };
  }

  /// A client that can show pages and names no format.
  private static boolean wantsPage(Context ctx, Params params) {
    return format(params).isEmpty() && Wanted.of(Optional.ofNullable(ctx.header("Accept"))).page();
  }

  private static Optional<String> format(Params params) {
    for (var name : List.of("format", "output", "results")) {
      var given = params.text(name).filter(text -> !text.isBlank());
      if (given.isPresent()) return given;
    }
    return Optional.empty();
  }

  private void write(Context ctx, Params params, Answer answer) throws IOException {
    var sent = sent(ctx, params, answer);
    ctx.header("Vary", "Accept");
    ctx.header("Cache-Control", "private, no-cache");
    ctx.header("Server-Timing", "answer;dur=" + answer.took().toMillis());
    if (answer.cut()) ctx.header("Cairn-Cut-Off", "rows=" + answer.size());
    Streamed.write(ctx, sent.type(), out -> answer.write(sent.format(), out));
  }

  private record Sent(Format format, String type) {}

  private static Sent sent(Context ctx, Params params, Answer answer) {
    var named = format(params);
    var chosen = named.flatMap(name -> Format.named(name, answer.isGraph()));
    if (named.isPresent() && chosen.isEmpty())
      throw Refusal.badParameter(
          "format",
          "'format' must be %s for such an answer, not '%s'."
              .formatted(String.join(", ", codes(answer)), named.get()));
    var sent =
        chosen
            .map(format -> new Sent(format, format.contentType()))
            .orElseGet(() -> negotiated(ctx, answer));
    if (!answer.fits(sent.format()))
      throw notAcceptable(
          "The answer has a property whose name cannot be written in RDF/XML; take Turtle,"
              + " N-Triples or JSON-LD.");
    return sent;
  }

  private static Sent negotiated(Context ctx, Answer answer) {
    var formats =
        Arrays.stream(Format.values()).filter(f -> f.isGraph() == answer.isGraph()).toList();
    var types = new ArrayList<String>();
    formats.forEach(format -> types.add(format.mediaTypes().getFirst()));
    formats.forEach(format -> types.addAll(format.mediaTypes()));
    var type =
        Wanted.of(Optional.ofNullable(ctx.header("Accept")))
            .best(types)
            .orElseThrow(() ->
                notAcceptable(
                    "Such an answer is written as "
                        + String.join(", ", types.subList(0, formats.size()))
                        + "; ask for one of these."));
    var format = Format.named(type, answer.isGraph()).orElseThrow();
    return new Sent(format, format.contentType().startsWith(type) ? format.contentType() : type);
  }

  private static List<String> codes(Answer answer) {
    return Arrays.stream(Format.values())
        .filter(f -> f.isGraph() == answer.isGraph())
        .map(Format::code)
        .toList();
  }

  private static Refusal notAcceptable(String detail) {
    return Refusal.of(406, "Not available in that form", detail);
  }

  private void describe(Context ctx, Params params) throws IOException {
    write(ctx, params, sparql().description(ctx.scheme() + "://" + ctx.host() + PATH));
  }

  // ---- the page

  private void show(Context ctx, String query, Params params, Optional<Outcome> outcome) {
    outcome.ifPresent(what -> ctx.status(status(what)));
    Viewers.show(
        ctx,
        pages.sparql(
            SparqlPage.of(
                query,
                params.text("view").orElse(""),
                outcome,
                sparql().limits(),
                rooms.concepts().get(),
                id -> rooms.catalogue().find(id, Guard.caller(ctx)),
                Secrets.random(),
                Viewers.of(ctx, rooms.clock()))));
  }

  private static int status(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Found _ -> 200;
      case Outcome.Unreadable _, Outcome.TooMuch _ -> 400;
      case Outcome.Forbidden _ -> 403;
      case Outcome.Cancelled _ -> 409;
      case Outcome.Unavailable _ -> 503;
    };
  }
}

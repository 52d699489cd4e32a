package dev.cairn.server.http;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.ontology.sparql.Answer;
import dev.cairn.ontology.sparql.Format;
import dev.cairn.ontology.sparql.Outcome;
import dev.cairn.ontology.sparql.Question;
import dev.cairn.ontology.sparql.Sparql;
import dev.cairn.server.pages.Pages;
import dev.cairn.server.pages.SparqlPage;
import dev.cairn.server.security.Secrets;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Questions in SPARQL, by the SPARQL 1.1 Protocol, and their page at the same address for who
/// wants a page.
final class SparqlRoutes {
  private static final String PATH = "/sparql";
  private static final String DRAWING = "svg";
  private static final String RUNNING = PATH + "/running";
  private static final String QUERY = "application/sparql-query";
  private static final String UPDATE = "application/sparql-update";
  private static final String FORM = "application/x-www-form-urlencoded";

  private static final List<Route.Parameter> DATASET =
      List.of(
          Route.texts("default-graph-uri", "Graphs to ask as the default graph."),
          Route.texts("named-graph-uri", "Graphs to ask by name."),
          Route.text(
              "format",
              "json, xml, csv, tsv, turtle, ntriples, jsonld, rdfxml, svg, or a media type; wins"
                  + " over Accept. 'output' and 'results' are the same."),
          Route.text("output", "As 'format'."),
          Route.text("results", "As 'format'."),
          Route.text("timeout", "Seconds after which it is stopped, if less than the limit."),
          Route.text("run", "Name of your own by which it can be cancelled, 8 to 64 letters."),
          Route.text("view", "Of the page: table, chart or graph."),
          Route.text("update", "Is refused: nothing is changed here."));

  /// How often is looked whether somebody still waits.
  private static final Duration LOOK = Duration.ofMillis(250);

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
        Route.get(
                RUNNING,
                "SPARQL",
                "What is in work now: by whom, since when, how many seconds, its first line; the"
                    + " oldest first.",
                List.of(),
                this::running)
            .admin(),
        new Route(
            Route.Method.DELETE,
            RUNNING + "/{run}",
            Route.Access.READ,
            "SPARQL",
            "Ends a question in work, one's own or, for the admin, any. A client that goes away"
                + " ends its own.",
            List.of(),
            Route.Body.NONE,
            204,
            this::cancel));
  }

  /// What only the page does.
  void addTo(RoutesConfig routes) {
    routes.post(RUNNING + "/{run}/end", this::end);
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

  // ---- in work

  record AllRunning(List<Running> running) {}

  /// @param seconds until now
  record Running(String run, String caller, Instant since, double seconds, String line) {}

  private void running(Context ctx) {
    Json.write(
        ctx,
        new AllRunning(
            sparql().running(Guard.caller(ctx)).stream()
                .map(one ->
                    new Running(
                        one.run(),
                        one.caller(),
                        since(one),
                        one.lasted().toMillis() / 1000.0,
                        one.line()))
                .toList()));
  }

  private Instant since(Sparql.Running running) {
    return rooms.clock().instant().minus(running.lasted()).truncatedTo(ChronoUnit.MILLIS);
  }

  private void cancel(Context ctx) {
    Guard.requireOwnPage(ctx);
    if (!sparql().cancel(ctx.pathParam("run"), Guard.caller(ctx)))
      throw Refusal.notFound("You have no question of that name in work; it may have ended.");
    ctx.status(204);
  }

  /// The same from the page; one that has ended meanwhile is as well ended.
  private void end(Context ctx) {
    Guard.requireAdmin(ctx);
    sparql().cancel(ctx.pathParam("run"), Guard.caller(ctx));
    ctx.redirect(PATH + "#running", HttpStatus.SEE_OTHER);
  }

  // ---- answered

  private void answer(Context ctx, String query, Params params) throws IOException {
    if (params.text("update").isPresent()) throw update();
    var outcome = asked(question(query, params), ctx);
    if (wantsPage(ctx, params)) show(ctx, query, params, Optional.of(outcome));
    else if (format(params).filter(DRAWING::equals).isPresent()) draw(ctx, answered(outcome));
    else write(ctx, params, answered(outcome));
  }

  /// Asks on another thread, and looks now and then whether somebody still waits for the answer.
  private Outcome asked(Question question, Context ctx) {
    var caller = Guard.caller(ctx);
    var work = new FutureTask<>(() -> sparql().ask(question, caller));
    Thread.ofVirtual().name("sparql-" + question.run()).start(work);
    var client = Presence.of(ctx);
    while (true) {
      try {
        return work.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        if (client.left()) sparql().cancel(question.run(), caller);
      } catch (InterruptedException _) {
        sparql().cancel(question.run(), caller);
        Thread.currentThread().interrupt();
        return new Outcome.Unavailable("The server is stopping.");
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) throw failure;
        throw new IllegalStateException(e.getCause());
      }
    }
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
                items(ctx),
                Guard.caller(ctx).isAdmin() ? sparql().running(Guard.caller(ctx)) : List.of(),
                Secrets.random(),
                Viewers.of(ctx, rooms.clock()))));
  }

  private Function<ItemId, Optional<Item>> items(Context ctx) {
    return id -> rooms.catalogue().find(id, Guard.caller(ctx));
  }

  /// The answer as a drawing of its own.
  private void draw(Context ctx, Answer answer) {
    var drawn =
        SparqlPage.drawing(answer, rooms.concepts().get(), items(ctx))
            .orElseThrow(() ->
                notAcceptable(
                    "Only statements between things can be drawn: those of CONSTRUCT or DESCRIBE,"
                        + " or rows of subject, property and object."));
    ctx.header("Cache-Control", "private, no-cache");
    ctx.header("Content-Disposition", "inline; filename=\"answer.svg\"");
    ctx.contentType("image/svg+xml").result(pages.picture(drawn));
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

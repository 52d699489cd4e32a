package dev.cairn.server.http;

import dev.cairn.indexer.Answer;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Finding.
final class SearchRoutes {
  private static final int PAGE = 100;
  private static final int MOST_ROWS = 1_000;

  private final Rooms rooms;

  SearchRoutes(Rooms rooms) {
    this.rooms = rooms;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/search",
            "Finding",
            "Finds documents and lessons, best first, with counts and reasons.",
            SearchRequests.PARAMETERS,
            this::search),
        Route.get(
            "/api/search.csv",
            "Finding",
            "The same list as a table for spreadsheets, its first 1,000 hits.",
            SearchRequests.LIST_PARAMETERS,
            this::table),
        Route.get(
            "/api/answer",
            "Finding",
            "Answers a question by at most three sentences of the texts, each with its place; or"
                + " says that the texts do not say. Takes some tenths of a second.",
            SearchRequests.ANSWER_PARAMETERS,
            this::answer),
        new Route(
            Route.Method.POST,
            "/api/events",
            Route.Access.READ,
            "Finding",
            "Says what became of a hit: {\"type\": \"opened\" or \"judged\", \"question\","
                + " \"item\", \"rank\" (from 1), \"mode\", \"needed\" (true or false, for judged)}."
                + " It is kept with who said it and when.",
            List.of(),
            Route.Body.JSON,
            204,
            new Judging(rooms)::event),
        Route.get(
            "/api/suggest",
            "Finding",
            "What somebody who is typing may want: questions that several people asked with"
                + " success, concepts, titles. Each has an answer for who asks.",
            List.of(
                Route.text("q", "What is typed so far; a slip is forgiven."),
                Route.integer("limit", "Suggestions, 1 to 20, 8 unless said.")),
            this::suggest),
        Route.get(
            "/api/items/{id}/similar",
            "Finding",
            "Items like this one, with the concepts and words that they share. What says the same"
                + " is marked and comes first.",
            List.of(Route.integer("limit", "Items, 1 to 50, 10 unless said.")),
            this::similar));
  }

  private void similar(Context ctx) {
    var caller = Guard.caller(ctx);
    var item = new Items(rooms).find(ctx);
    Json.write(
        ctx,
        SimilarAnswer.of(
            rooms
                .helping()
                .similar()
                .to(item.id(), caller, new Params(ctx).number("limit", 10, 1, 50))));
  }

  private void table(Context ctx) throws IOException {
    var request =
        SearchRequests.from(new Params(ctx), rooms.concepts().get())
            .counting(List.of())
            .withLimit(PAGE);
    var hits = new ArrayList<Answer.Hit>();
    while (true) {
      var answer = rooms.search(request, Guard.caller(ctx));
      hits.addAll(answer.hits());
      if (answer.next().isEmpty() || hits.size() >= MOST_ROWS) break;
      request = request.withCursor(answer.next().get());
    }
    HitsCsv.write(ctx, hits, ctx.scheme() + "://" + ctx.host());
  }

  private void answer(Context ctx) {
    long begun = System.nanoTime();
    var request = SearchRequests.from(new Params(ctx), rooms.concepts().get());
    var excerpt = rooms.excerpt(request, Guard.caller(ctx));
    Json.write(ctx, ExcerptAnswer.of(excerpt, (System.nanoTime() - begun) / 1_000_000));
  }

  private void suggest(Context ctx) {
    var params = new Params(ctx);
    Json.write(
        ctx,
        SuggestAnswer.of(
            rooms
                .helping()
                .suggestions()
                .suggest(
                    params.text("q").orElse(""),
                    Guard.caller(ctx),
                    params.number("limit", 8, 1, 20))));
  }

  private void search(Context ctx) {
    long begun = System.nanoTime();
    var request = SearchRequests.from(new Params(ctx), rooms.concepts().get());
    var answer = ask(request, ctx);
    answer.next().ifPresent(next -> Links.next(ctx, next));
    long tookMillis = (System.nanoTime() - begun) / 1_000_000;
    var whyNot = rooms.whyNot(request, SearchRequests.missed(new Params(ctx)), Guard.caller(ctx));
    Json.write(ctx, SearchAnswer.of(answer, request.explain(), tookMillis, whyNot));
  }

  private dev.cairn.indexer.Answer ask(dev.cairn.indexer.SearchRequest request, Context ctx) {
    try {
      return rooms.asked(request, Guard.caller(ctx));
    } catch (IllegalArgumentException e) {
      if (request.cursor().isEmpty()) throw e;
      throw Refusal.badParameter("cursor", "The cursor does not belong to this search.");
    }
  }
}

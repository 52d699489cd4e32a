package dev.cairn.server.http;

import io.javalin.http.Context;
import java.util.List;

/// Finding.
final class SearchRoutes {
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
            "/api/suggest",
            "Finding",
            "What somebody who is typing may want: questions that several people asked with"
                + " success, concepts, titles. Each has an answer for who asks.",
            List.of(
                Route.text("q", "What is typed so far; a slip is forgiven."),
                Route.integer("limit", "Suggestions, 1 to 20, 8 unless said.")),
            this::suggest));
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
    Json.write(ctx, SearchAnswer.of(answer, request.explain(), tookMillis));
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

package dev.cairn.server.http;

import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.search.Cube;
import dev.cairn.server.pages.CubePages;
import dev.cairn.server.pages.Pages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Channels, touchpoints and stages against each other, as JSON and as a page.
final class CubeRoutes {
  private final Rooms rooms;

  CubeRoutes(Rooms rooms) {
    this.rooms = rooms;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/concepts/cube",
            "Concepts",
            "How many items are about each pair of channel, touchpoint and lifecycle stage, and"
                + " where there are none.",
            List.of(
                Route.choice(
                    "kind",
                    true,
                    List.of("document", "lesson"),
                    "Kinds of item that count; both unless named."),
                Route.text("channel", "Only items about this channel."),
                Route.text("touchpoint", "Only items about this touchpoint."),
                Route.text("lifecycle", "Only items about this stage."),
                Route.text("function", "Only items about this management function.")),
            ctx -> Json.write(ctx, Answered.of(counted(ctx)))));
  }

  void addTo(RoutesConfig routes, Pages pages) {
    routes.get(
        "/concepts/cube",
        ctx ->
            Viewers.show(
                ctx, pages.cube(CubePages.of(counted(ctx), Viewers.of(ctx, rooms.clock())))));
  }

  private Cube.Counted counted(Context ctx) {
    var params = new Params(ctx);
    var kinds = EnumSet.noneOf(SearchRequest.Kind.class);
    kinds.addAll(params.choices("kind", SearchRequest.Kind.class));
    if (kinds.contains(SearchRequest.Kind.CONCEPT))
      throw Refusal.badParameter("kind", "'kind' must be document or lesson here.");
    Map<String, String> chosen = new TreeMap<>();
    for (var slice : rooms.concepts().get().slices())
      params
          .text(slice.name())
          .filter(value -> !value.isBlank())
          .ifPresent(value -> {
            if (!slice.values().contains(value))
              throw Refusal.badParameter(
                  slice.name(),
                  "'%s' must be one of %s, not '%s'."
                      .formatted(slice.name(), String.join(", ", slice.values()), value));
            chosen.put(slice.name(), value);
          });
    return rooms
        .helping()
        .knowing()
        .cube()
        .counted(
            kinds.isEmpty()
                ? Set.of(SearchRequest.Kind.DOCUMENT, SearchRequest.Kind.LESSON)
                : Set.copyOf(kinds),
            chosen,
            Guard.caller(ctx));
  }

  record Answered(
      List<String> kinds,
      Map<String, String> chosen,
      long total,
      List<Cube.Edge> edges,
      List<Cube.Edge> others,
      List<FaceShape> faces,
      List<Cube.Blind> blindSpots) {
    /// @param cells row by row
    record FaceShape(
        String rows,
        String columns,
        List<Cube.Value> rowValues,
        List<Cube.Value> columnValues,
        List<List<Long>> cells,
        List<String> cutBy) {}

    static Answered of(Cube.Counted counted) {
      return new Answered(
          counted.kinds().stream().map(Params::code).sorted().toList(),
          counted.chosen(),
          counted.total(),
          counted.edges(),
          counted.others(),
          counted.faces().stream()
              .map(f ->
                  new FaceShape(
                      f.rows().name(),
                      f.columns().name(),
                      f.rows().values(),
                      f.columns().values(),
                      f.cells(),
                      f.cut()))
              .toList(),
          counted.blind());
    }
  }
}

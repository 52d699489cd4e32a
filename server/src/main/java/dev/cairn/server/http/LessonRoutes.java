package dev.cairn.server.http;

import dev.cairn.corpus.Item;
import java.util.List;

/// Lessons: listing, reading, importing.
final class LessonRoutes {
  private final Items items;

  LessonRoutes(Rooms rooms) {
    this.items = new Items(rooms);
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/lessons",
            "Lessons",
            "Lessons, newest first.",
            DocumentRoutes.PAGING,
            ctx -> items.list(ctx, Item.Kind.LESSON)),
        Route.get(
            "/api/lessons/{id}",
            "Lessons",
            "One lesson with its fields, concepts and evidence.",
            List.of(),
            ctx -> items.one(ctx, Item.Kind.LESSON)));
  }
}

package dev.cairn.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// The pages, by address.
final class PageRoutes {
  private final Rooms rooms;

  PageRoutes(Rooms rooms) {
    this.rooms = rooms;
  }

  void addTo(RoutesConfig routes) {
    routes.get(
        "/", ctx -> ctx.html("<!doctype html><title>Cairn</title>" + rooms.clock().instant()));
  }

  /// A problem as a page.
  String problem(Context ctx, int status, String title, String detail) {
    return "<!doctype html><title>" + status + "</title>";
  }
}

package dev.cairn.server.http;

import dev.cairn.server.pages.Viewer;
import io.javalin.http.Context;
import java.time.Clock;

/// For whom a page is rendered, as the request tells.
final class Viewers {
  private Viewers() {}

  static Viewer of(Context ctx, Clock clock) {
    var query = ctx.queryString();
    return new Viewer(
        Guard.caller(ctx),
        Guard.csrf(ctx).orElse(""),
        ctx.path() + (query == null ? "" : "?" + query),
        clock.instant());
  }

  /// Writes a page that is asked for anew each time, since what it shows changes and depends on who
  /// asks.
  static void show(Context ctx, String html) {
    ctx.header("Cache-Control", "private, no-cache");
    ctx.contentType("text/html; charset=utf-8").result(html);
  }
}

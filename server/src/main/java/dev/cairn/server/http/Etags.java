package dev.cairn.server.http;

import dev.cairn.server.security.Secrets;
import io.javalin.http.Context;

/// Strong entity tags of single resources.
final class Etags {
  private Etags() {}

  /// Writes the answer as JSON with a tag made from its bytes, or 304 if the client has it.
  static void write(Context ctx, Object answer) {
    var json = Json.text(answer);
    if (unchanged(ctx, Secrets.hash(json).substring(0, 32))) return;
    ctx.contentType(Json.TYPE).result(json);
  }

  /// Sets the tag; if the client has this state already, the answer is 304 without a body.
  static boolean unchanged(Context ctx, String state) {
    var tag = "\"" + state + "\"";
    ctx.header("ETag", tag);
    ctx.header("Cache-Control", "no-cache");
    var has = ctx.header("If-None-Match");
    if (has == null) return false;
    for (var one : has.split(","))
      if (one.strip().equals(tag) || one.strip().equals("*") || one.strip().equals("W/" + tag)) {
        ctx.status(304);
        return true;
      }
    return false;
  }
}

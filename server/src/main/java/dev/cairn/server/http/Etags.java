package dev.cairn.server.http;

import dev.cairn.corpus.Item;
import dev.cairn.server.security.Secrets;
import io.javalin.http.Context;
import java.util.List;

/// Strong entity tags of single resources. The tag of what can be changed has two parts: a name of
/// all that a client can change, and one of the whole answer. A change compares the first part
/// only, so that what the server itself finds out meanwhile stands in nobody's way.
final class Etags {
  private Etags() {}

  /// Writes the answer as JSON with a tag made from its bytes, or 304 if the client has it.
  static void write(Context ctx, Object answer) {
    var json = Json.text(answer);
    if (unchanged(ctx, Secrets.hash(json).substring(0, 32))) return;
    ctx.contentType(Json.TYPE).result(json);
  }

  /// The same for what can be changed.
  ///
  /// @param state names all of it that a client can change
  static void write(Context ctx, String state, Object answer) {
    var json = Json.text(answer);
    if (unchanged(ctx, state + "-" + Secrets.hash(json).substring(0, 32))) return;
    ctx.contentType(Json.TYPE).result(json);
  }

  /// Names what clients can change of an item.
  static String state(Item item) {
    var changeable =
        List.of(
            item.given(),
            item.versions().stream().map(Item.Version::content).toList(),
            item.places(),
            item.binned(),
            item.judgements());
    return Secrets.hash(changeable.toString()).substring(0, 16);
  }

  /// Lets a change go on only if the client has read what is here now.
  ///
  /// @param state names what is here now
  /// @param whole further tags that are taken, as they are
  /// @throws Refusal 428 without the header If-Match, 412 if it names something else
  static void require(Context ctx, String state, String... whole) {
    var read = ctx.header("If-Match");
    if (read == null || read.isBlank()) throw Refusal.needsIfMatch();
    for (var one : read.split(",")) {
      var tag = one.strip();
      if (tag.equals("*") || tag.startsWith("\"" + state + "-")) return;
      for (var other : whole) if (tag.equals("\"" + other + "\"")) return;
    }
    throw Refusal.stale();
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

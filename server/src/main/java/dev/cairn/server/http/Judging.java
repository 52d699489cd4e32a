package dev.cairn.server.http;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.measure.Event;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What people say of hits, kept as events: by the interface, and by a form on each hit that works
/// without scripts.
final class Judging {
  private static final int LONGEST = 500;
  private static final int LARGEST_RANK = 100_000;
  private static final List<String> MODES = List.of("hybrid", "lexical", "semantic");

  private final Rooms rooms;

  Judging(Rooms rooms) {
    this.rooms = rooms;
  }

  void addTo(RoutesConfig routes) {
    // Fields `question`, `item`, `rank`, `mode`, `needed`, `back`; leads back to the hits.
    routes.post("/judge", this::judge);
  }

  void event(Context ctx) {
    Guard.requireOwnPage(ctx);
    var body = Json.read(ctx.bodyInputStream(), "The body");
    var faults = new ArrayList<Refusal.Fault>();
    var type = body.path("type").asString("");
    if (!List.of("opened", "judged").contains(type))
      faults.add(new Refusal.Fault("/type", "must be 'opened' or 'judged'"));
    if (type.equals("judged") && !body.path("needed").isBoolean())
      faults.add(new Refusal.Fault("/needed", "must be true or false"));
    var said =
        new Said(
            body.path("question").asString(""),
            body.path("item").asString(""),
            number(body.path("rank"), faults),
            body.path("mode").asString("hybrid"));
    check(said, faults);
    if (!faults.isEmpty())
      throw Refusal.invalid("This cannot be noted as it is; see the errors.", faults);
    note(said, type.equals("opened") ? Optional.empty() : needed(body), ctx);
    ctx.status(204);
  }

  private static Optional<Boolean> needed(JsonNode body) {
    return Optional.of(body.path("needed").asBoolean());
  }

  private static int number(JsonNode rank, List<Refusal.Fault> faults) {
    if (rank.isMissingNode()) return 0;
    if (rank.isIntegralNumber()
        && rank.canConvertToInt()
        && rank.asInt() >= 1
        && rank.asInt() <= LARGEST_RANK) return rank.asInt();
    faults.add(new Refusal.Fault("/rank", "must be a whole number from 1 to " + LARGEST_RANK));
    return 0;
  }

  /// @param rank 0 where it is not said
  private record Said(String question, String item, int rank, String mode) {}

  private static void check(Said said, List<Refusal.Fault> faults) {
    if (said.question().isBlank() || said.question().length() > LONGEST)
      faults.add(
          new Refusal.Fault(
              "/question", "must be what was typed, at most " + LONGEST + " letters"));
    if (!MODES.contains(said.mode()))
      faults.add(new Refusal.Fault("/mode", "must be one of " + String.join(", ", MODES)));
  }

  private Item note(Said said, Optional<Boolean> needed, Context ctx) {
    var caller = Guard.caller(ctx);
    var item =
        (said.item().matches("[A-Za-z0-9_-]{22}")
                ? rooms.catalogue().find(new ItemId(said.item()), caller)
                : Optional.<Item>empty())
            .orElseThrow(
                () -> Refusal.notFound("There is no item '" + said.item() + "' that you may see."));
    var when = rooms.clock().instant();
    rooms
        .helping()
        .events()
        .noteDurably(
            needed.isPresent()
                ? new Event.Judged(
                    when,
                    caller.id(),
                    said.question(),
                    item.id(),
                    said.rank(),
                    said.mode(),
                    needed.get())
                : new Event.Opened(when, caller.id(), said.question(), item.id(), said.rank()));
    return item;
  }

  private void judge(Context ctx) {
    Guard.requireOwnPage(ctx);
    var rank = Params.field(ctx, "rank");
    var said =
        new Said(
            Params.field(ctx, "question"),
            Params.field(ctx, "item"),
            rank.matches("[1-9]\\d{0,4}") ? Integer.parseInt(rank) : 0,
            Params.field(ctx, "mode"));
    var faults = new ArrayList<Refusal.Fault>();
    check(said, faults);
    if (!faults.isEmpty()) throw Refusal.badRequest("Go back to the hits and say it again.");
    var item = note(said, Optional.of(Params.field(ctx, "needed").equals("yes")), ctx);
    var back = Params.field(ctx, "back");
    if (!back.matches("/search\\?[^\\\\\\p{Cntrl}#]*")) back = "/search?q=";
    back = back.replaceAll("&noted=[^&]*", "");
    ctx.redirect(back + "&noted=" + item.id() + "#hit-" + item.id(), HttpStatus.SEE_OTHER);
  }
}

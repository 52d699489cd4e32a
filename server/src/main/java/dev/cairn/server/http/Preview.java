package dev.cairn.server.http;

import dev.cairn.indexer.foretelling.Foretelling;
import dev.cairn.indexer.foretelling.Foretold;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.curating.Drafted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Has changes of the concepts foretold before they are made.
final class Preview {
  /// What is done within this is answered at once.
  static final Duration AT_ONCE = Duration.ofSeconds(2);

  private final Rooms rooms;

  Preview(Rooms rooms) {
    this.rooms = rooms;
  }

  private Foretelling<Foresight> foretelling() {
    return rooms.curating().foretelling();
  }

  /// From where it is begun.
  ///
  /// @param edits as the interface writes them
  record Origin(String edits, int undoes, String proposal, String back, String comment) {
    static Origin of(String edits) {
      return new Origin(edits, 0, "", "/concepts", "");
    }
  }

  /// Begins it, and waits a moment for its end.
  ///
  /// @param version of the concepts, read before it was drafted
  /// @throws Refusal 403 for readers, 503 if too many wait
  Foretold<Foresight> begin(Drafted.Sound sound, int version, Origin origin, Caller caller)
      throws InterruptedException {
    if (!caller.isAdmin()) throw Refusal.forbidden("Only curators see what a change would do.");
    var curating = rooms.curating();
    var about =
        new Foresight(
            origin.edits(),
            origin.undoes(),
            curating.curator().inWords(sound.delta()),
            version,
            rooms.catalogue().lastChange(),
            origin.proposal(),
            origin.back(),
            origin.comment());
    var begun =
        foretelling()
            .begin(about, () -> curating.future().apply(sound.delta()), caller)
            .orElseThrow(() ->
                Refusal.unavailable(
                    "Many previews wait already; try again when one of them is done."));
    return foretelling().await(begun.id(), AT_ONCE).orElse(begun);
  }

  /// @throws Refusal 404 if it is not kept any more
  Foretold<Foresight> find(String id) {
    return foretelling()
        .find(id)
        .orElseThrow(() ->
            Refusal.notFound(
                "There is no preview '"
                    + id
                    + "'. Previews are kept for "
                    + Foretelling.KEPT.toMinutes()
                    + " minutes; look at the change again."));
  }

  /// Whether it was foretold of what is no more.
  boolean outdated(Foretold<Foresight> seen) {
    return isOlder(seen) || seen.about().items() != rooms.catalogue().lastChange();
  }

  private boolean isOlder(Foretold<Foresight> seen) {
    return seen.about().version() != rooms.curating().curator().version();
  }

  /// What is not foretold, or not any more, in sentences.
  List<String> notices(Foretold<Foresight> seen) {
    var notices = new ArrayList<String>();
    if (isOlder(seen))
      notices.add(
          "This was foretold with version %d of the concepts; now it is version %d. Look again."
              .formatted(seen.about().version(), rooms.curating().curator().version()));
    else if (outdated(seen))
      notices.add("Items have come in or changed since this was foretold. Look again.");
    switch (seen.state()) {
      case CANCELLED -> notices.add("It was ended before everything was looked at.");
      case FAILED ->
          notices.add("Some part of the server did not answer, so this is not whole. Look again.");
      case WAITING -> notices.add("Another preview is made before this one.");
      case RUNNING, DONE -> {}
    }
    var tags = seen.tags();
    if (tags.looked() > 0 && !tags.byMeaning())
      notices.add(
          "Tags that come from the meaning of passages alone are taken to stay as they are, since"
              + " nothing can be told of the meaning of the concepts now.");
    if (tags.unread() > 0)
      notices.add(
          "%,d items have not been read for their meaning yet; the tags that this will give them are"
                  .formatted(tags.unread())
              + " not foretold.");
    if (tags.behind() > 0)
      notices.add(
          "%,d items are still being tagged with the concepts of now; what they gain or lose is"
                  .formatted(tags.behind())
              + " counted from the tags that they have at this moment.");
    if (seen.questions().tried() > 0 && rooms.ingest().meaning().model().isPresent())
      notices.add(
          "Where meaning counts, hits that score almost the same may stand the other way round:"
              + " what is replaced counts for the rarity of words until it is cleared away, and"
              + " among very many passages the nearest are looked up nearly exactly.");
    return notices;
  }
}

package dev.cairn.server.http;

import dev.cairn.indexer.foretelling.Foretelling;
import dev.cairn.indexer.foretelling.Foretold;
import dev.cairn.indexer.ingest.Forecast;
import dev.cairn.server.pages.Words;

/// Says in a sentence what a change would do.
final class PreviewWords {
  private PreviewWords() {}

  /// How far it is.
  static String said(Foretold<?> seen) {
    return switch (seen.state()) {
      case WAITING -> "It begins when the preview before it is done.";
      case RUNNING ->
          seen.total() == 0
              ? "The concepts are made ready."
              : Words.number(seen.done())
                  + " of "
                  + Words.number(seen.total())
                  + " steps are done: items are tagged, and questions answered, with the concepts"
                  + " as they would be.";
      case DONE ->
          "Everything was looked at. This preview is kept for %d minutes at this address."
              .formatted(Foretelling.KEPT.toMinutes());
      case CANCELLED -> "This preview was ended.";
      case FAILED -> "This preview could not be finished.";
    };
  }

  static String tags(Foretold<?> seen) {
    var tags = seen.tags();
    if (tags.items() == 0)
      return seen.state().over() ? "There is no item yet." : "No item was looked at yet.";
    boolean whole = tags.looked() == tags.items();
    return looked(tags, whole)
        + (tags.changed() == 0
            ? (whole ? "none gains or loses a tag." : "none of them gains or loses a tag.")
            : Words.count(tags.changed(), "item changes", "items change")
                + ", "
                + Words.count(tags.gains(), "tag comes", "tags come")
                + " and "
                + Words.count(tags.losses(), "tag goes.", "tags go."));
  }

  private static String looked(Forecast tags, boolean whole) {
    return whole
        ? "All " + Words.count(tags.items(), "item was", "items were") + " tagged anew to see: "
        : "So far "
            + Words.number(tags.looked())
            + " of "
            + Words.count(tags.items(), "item was", "items were")
            + " tagged anew: ";
  }

  static String questions(Foretold<?> seen) {
    var questions = seen.questions();
    if (questions.asked() == 0)
      return seen.state() == Foretold.State.DONE
          ? "Nobody has asked anything yet that could be tried."
          : "Questions are tried when all items were looked at.";
    return "Of "
        + (questions.tried() == questions.asked()
            ? "all " + Words.count(questions.asked(), "question", "questions") + " asked of late, "
            : Words.number(questions.tried())
                + " of "
                + Words.count(questions.asked(), "question", "questions")
                + " asked of late, the most used ones, ")
        + (questions.changed().isEmpty()
            ? "none gets other first hits."
            : Words.count(questions.changed().size(), "gets", "get") + " other first hits.");
  }
}

package dev.cairn.server.http;

import dev.cairn.indexer.ingest.Forecast;
import dev.cairn.server.pages.Words;

/// Says in a sentence what a change would do.
final class PreviewWords {
  private PreviewWords() {}

  static String tags(Forecast tags) {
    var looked =
        tags.whole()
            ? "All " + Words.count(tags.items(), "item was", "items were") + " tagged anew to see: "
            : "There was time to tag "
                + Words.number(tags.looked())
                + " of "
                + Words.count(tags.items(), "item", "items")
                + " anew: ";
    if (tags.changed() == 0) return looked + "none gains or loses a tag.";
    return looked
        + Words.count(tags.changed(), "item changes", "items change")
        + ", "
        + Words.count(tags.gains(), "tag comes", "tags come")
        + " and "
        + Words.count(tags.losses(), "tag goes.", "tags go.");
  }

  static String questions(Preview.Questions questions) {
    if (questions.asked() == 0) return "Nobody has asked anything yet that could be tried.";
    return "Of the "
        + Words.count(questions.tried(), "question", "questions")
        + " asked most of late, "
        + (questions.changed().isEmpty()
            ? "none gets other first hits."
            : Words.count(questions.changed().size(), "gets", "get") + " other first hits.");
  }
}

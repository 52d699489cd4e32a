package dev.cairn.corpus.course;

import dev.cairn.corpus.Lesson;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.Optional;

/// What a lesson can be discussed by.
public final class Discussion {
  /// UTF-16 code units of what is quoted.
  private static final int LONGEST_QUOTE = 240;

  private Discussion() {}

  /// A question for a group that has read the lesson, drawn from what the lesson says: from how it
  /// went, else from what it recommends, else from what happened.
  public static String question(Lesson lesson) {
    var recommended =
        lesson
            .recommendation()
            .flatMap(Discussion::beginning)
            .map(q -> " It recommends: “" + q + "”");
    var asked =
        lesson
            .outcome()
            .map(outcome ->
                switch (outcome) {
                  case NEGATIVE ->
                      "Where was the last moment at which it could have gone otherwise, and what"
                          + " would you have done then?";
                  case NEAR_MISS ->
                      "What kept it from going wrong, and would the same hold where you work?";
                  case POSITIVE ->
                      "What made it go well, and what of it is missing where you work?";
                });
    if (asked.isPresent())
      return asked.get() + recommended.map(r -> r + " Compare that with your answer.").orElse("");
    if (recommended.isPresent())
      return recommended.get().strip()
          + " What would have to change where you work so that this is done, and who would do it?";
    return lesson
        .drivingEvent()
        .flatMap(Discussion::beginning)
        .map(event -> "It began like this: “" + event + "” Which early sign could have told of it?")
        .orElse(
            "What would have to be so where you work for this lesson to hold there, and what speaks"
                + " against it?");
  }

  /// The first sentence, shortened between words.
  private static Optional<String> beginning(String text) {
    var plain = text.strip().replaceAll("\\s+", " ");
    if (plain.isEmpty()) return Optional.empty();
    var sentences = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    sentences.setText(plain);
    sentences.first();
    var first = plain.substring(0, sentences.next()).strip();
    if (first.length() <= LONGEST_QUOTE) return Optional.of(first);
    int cut = first.lastIndexOf(' ', LONGEST_QUOTE);
    if (cut <= 0)
      cut =
          Character.isLowSurrogate(first.charAt(LONGEST_QUOTE)) ? LONGEST_QUOTE - 1 : LONGEST_QUOTE;
    return Optional.of(first.substring(0, cut) + "…");
  }
}

package dev.cairn.corpus.lesson;

import dev.cairn.corpus.Lesson;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Values that are one of a few.
final class Codes {
  private Codes() {}

  /// The code of the interface that is meant, whatever case and punctuation: `Near-miss` is
  /// `nearMiss`; empty if none is.
  static Optional<String> parse(Target target, String text) {
    return known(target).stream().filter(code -> bare(code).equals(bare(text))).findFirst();
  }

  static List<String> known(Target target) {
    return switch (target) {
      case OUTCOME -> Stream.of(Lesson.OutcomeKind.values()).map(c -> c.code()).toList();
      case PRIORITY -> Stream.of(Lesson.Priority.values()).map(c -> c.code()).toList();
      case STATUS -> Stream.of(Lesson.Status.values()).map(c -> c.code()).toList();
      case TITLE,
          ABSTRACT,
          DRIVING_EVENT,
          LESSON,
          RECOMMENDATION,
          EVIDENCE,
          APPLICABILITY,
          EVENT_DATE,
          DATE,
          PROJECT,
          ORGANISATION,
          CONTRIBUTORS,
          KEYWORDS,
          CONCEPTS,
          FUNCTION,
          CHANNEL,
          TOUCHPOINT,
          LIFECYCLE,
          LOOP_PROCESS,
          LOOP_SENSOR,
          LOOP_COMPARATOR,
          LOOP_ACTIVATOR,
          READINGS,
          LANGUAGE,
          ACCESS,
          SUPERSEDED_BY ->
          List.of();
    };
  }

  private static String bare(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  static boolean isSilent(String text, Collection<String> silence) {
    return text.isBlank() || silence.stream().anyMatch(text.strip()::equalsIgnoreCase);
  }

  static String list(Target target) {
    return known(target).stream().collect(Collectors.joining(", "));
  }
}

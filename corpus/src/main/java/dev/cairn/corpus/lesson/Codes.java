package dev.cairn.corpus.lesson;

import dev.cairn.corpus.Lesson;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Values that are one of a few.
final class Codes {
  private Codes() {}

  /// The code of the interface that is meant, whatever case and punctuation: `Near-miss` is
  /// `nearMiss`; empty if none is.
  static Optional<String> parse(Target target, String text) {
    return known(target).stream().filter(code -> bare(code).equals(bare(text))).findFirst();
  }

  /// All codes of the target, none where any text will do.
  static List<String> known(Target target) {
    if (target == Target.OUTCOME)
      return Stream.of(Lesson.OutcomeKind.values()).map(Lesson.OutcomeKind::code).toList();
    if (target == Target.PRIORITY)
      return Stream.of(Lesson.Priority.values()).map(Lesson.Priority::code).toList();
    if (target == Target.STATUS)
      return Stream.of(Lesson.Status.values()).map(Lesson.Status::code).toList();
    return List.of();
  }

  private static String bare(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  static boolean isSilent(String text, Collection<String> silence) {
    return text.isBlank() || silence.stream().anyMatch(text.strip()::equalsIgnoreCase);
  }

  static String list(Target target) {
    return String.join(", ", known(target));
  }
}

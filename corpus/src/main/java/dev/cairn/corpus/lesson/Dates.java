package dev.cairn.corpus.lesson;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Days as people write them.
final class Dates {
  /// What dates in tables usually look like. Month before day and day before month are both there:
  /// which is meant can only be seen from several values.
  static final List<String> USUAL =
      List.of(
          "yyyy-MM-dd[ HH:mm[:ss]]",
          "d.M.yyyy[ HH:mm[:ss]]",
          "M/d/yyyy[ H:mm[:ss]][ h:mm[:ss] a]",
          "d/M/yyyy[ H:mm[:ss]][ h:mm[:ss] a]",
          "yyyy/M/d[ H:mm[:ss]]",
          "d-MMM-yyyy",
          "d MMM yyyy",
          "d MMMM yyyy",
          "MMM d, yyyy",
          "MMMM d, yyyy",
          "yyyyMMdd");

  private static final Map<String, DateTimeFormatter> FORMATTERS = new ConcurrentHashMap<>();

  private Dates() {}

  /// @throws IllegalArgumentException if it is no pattern
  static void require(String pattern) {
    FORMATTERS.computeIfAbsent(pattern, Dates::formatter);
  }

  /// Strict, so that the 31st of February is no day. Where a pattern leaves out day or month, the
  /// first is meant.
  private static DateTimeFormatter formatter(String pattern) {
    try {
      return new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern(pattern.replace('y', 'u'))
          .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
          .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + pattern + "' is no date format", e);
    }
  }

  /// The day, by the first pattern that fits; empty if none does. Times of day are left out.
  static Optional<LocalDate> parse(String text, List<String> patterns) {
    if (text.matches("\\d{4}-\\d\\d-\\d\\dT.+")) return parse(text.substring(0, 10), patterns);
    for (var pattern : patterns) {
      var day = parse(text, pattern);
      if (day.isPresent()) return day;
    }
    return parse(text, "yyyy-MM-dd");
  }

  static Optional<LocalDate> parse(String text, String pattern) {
    try {
      var formatter = FORMATTERS.computeIfAbsent(pattern, Dates::formatter);
      return Optional.of(LocalDate.from(formatter.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

package dev.cairn.server.pages;

import dev.cairn.corpus.Lesson.ReadingValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Readings over time as a small line, and values as bars.
final class Charts {
  private static final double ROW = 26;
  private static final double NAMES = 210;
  private static final double NUMBERS = 70;
  private static final int LONGEST_NAME = 34;

  private static final double WIDTH = 560;
  private static final double HEIGHT = 160;
  private static final double EDGE = 24;

  private Charts() {}

  /// @param name below zero values have no bar
  record Bar(String name, double value) {}

  /// Empty where a value is below zero, or all are zero.
  static Optional<SparqlPage.Bars> bars(String what, List<Bar> bars) {
    double most = bars.stream().mapToDouble(Bar::value).max().orElse(0);
    if (most <= 0 || bars.stream().anyMatch(bar -> bar.value() < 0)) return Optional.empty();
    var lines = new ArrayList<SparqlPage.Bars.Line>();
    for (int i = 0; i < bars.size(); i++) {
      var bar = bars.get(i);
      double width = Math.max(1, (WIDTH - NAMES - NUMBERS) * bar.value() / most);
      lines.add(
          new SparqlPage.Bars.Line(
              bar.name().length() <= LONGEST_NAME
                  ? bar.name()
                  : bar.name().substring(0, LONGEST_NAME - 1) + "…",
              bar.name(),
              number(bar.value()),
              coordinate(i * ROW + 4),
              coordinate(i * ROW + ROW / 2 + 5),
              coordinate(width),
              coordinate(NAMES + width + 8)));
    }
    return Optional.of(
        new SparqlPage.Bars(
            coordinate(bars.size() * ROW),
            "%s as bars, from %s to %s; the table has the same."
                .formatted(
                    what,
                    number(bars.stream().mapToDouble(Bar::value).min().orElse(0)),
                    number(most)),
            lines));
  }

  /// Empty below two readings: there is no line through one point.
  static Optional<ItemPage.Chart> of(List<ReadingValue> readings) {
    if (readings.size() < 2) return Optional.empty();
    var sorted = readings.stream().sorted(Comparator.comparing(ReadingValue::at)).toList();
    double low = sorted.stream().mapToDouble(ReadingValue::value).min().orElseThrow();
    double high = sorted.stream().mapToDouble(ReadingValue::value).max().orElseThrow();
    long first = sorted.getFirst().at().toEpochDay();
    long span = Math.max(1, sorted.getLast().at().toEpochDay() - first);
    var points = new ArrayList<ItemPage.Chart.Point>();
    var path = new StringBuilder();
    for (var reading : sorted) {
      double x = EDGE + (WIDTH - 2 * EDGE) * (reading.at().toEpochDay() - first) / span;
      double share = high == low ? 0.5 : (reading.value() - low) / (high - low);
      double y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share;
      points.add(
          new ItemPage.Chart.Point(
              coordinate(x), coordinate(y), Words.day(reading.at()), value(reading)));
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(coordinate(x))
          .append(' ')
          .append(coordinate(y));
    }
    var from = sorted.getFirst();
    var to = sorted.getLast();
    return Optional.of(
        new ItemPage.Chart(
            path.toString(),
            points,
            number(low),
            number(high),
            "From %s on %s to %s on %s."
                .formatted(value(from), Words.day(from.at()), value(to), Words.day(to.at()))));
  }

  private static String value(ReadingValue reading) {
    return reading.unit().isBlank()
        ? number(reading.value())
        : number(reading.value()) + " " + reading.unit();
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : String.format(Locale.ROOT, "%,.2f", value).replaceAll("0+$", "");
  }

  private static String coordinate(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}

package dev.cairn.corpus;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A lesson learned, in the words of those who learned it. Title, authors, organisation, date,
/// keywords, concepts and access are the item's {@link Metadata}.
///
/// @param project project or programme it comes from
/// @param slices what was said of management function, channel, touchpoint and lifecycle stage, as
///   ids of concepts
/// @param fields what the source said beside all this: its own column names and their text
public record Lesson(
    Optional<String> drivingEvent,
    Optional<String> lesson,
    Optional<String> recommendation,
    Optional<String> evidence,
    Optional<String> applicability,
    Optional<OutcomeKind> outcome,
    Optional<LocalDate> eventDate,
    Optional<Priority> priority,
    Status status,
    Optional<String> project,
    Optional<Loop> loop,
    List<ReadingValue> readings,
    List<String> slices,
    Optional<ItemId> supersededBy,
    List<Field> fields) {

  /// Name of the field in which an imported lesson names its successor, by the successor's key at
  /// the same source. It stays among the fields when {@link #supersededBy} has become known from
  /// it.
  public static final String SUPERSEDED_BY = "supersededBy";

  public Lesson {
    readings = List.copyOf(readings);
    slices = List.copyOf(slices);
    fields = List.copyOf(fields);
  }

  /// This lesson, with another one in its place from now on.
  public Lesson withSupersededBy(Optional<ItemId> successor) {
    return new Lesson(
        drivingEvent,
        lesson,
        recommendation,
        evidence,
        applicability,
        outcome,
        eventDate,
        priority,
        status,
        project,
        loop,
        readings,
        slices,
        successor,
        fields);
  }

  /// How it went.
  public enum OutcomeKind {
    POSITIVE,
    NEGATIVE,
    NEAR_MISS;

    /// `positive`, `negative`, `nearMiss`
    public String code() {
      return camel(name());
    }
  }

  /// Urgency at a glance, after DOE-STD-7501-99 (red, yellow, blue, green).
  public enum Priority {
    URGENT,
    CAUTION,
    INFORMATION,
    GOOD_PRACTICE;

    /// `urgent`, `caution`, `information`, `goodPractice`
    public String code() {
      return camel(name());
    }
  }

  /// Where a lesson stands in its life.
  public enum Status {
    DRAFT,
    SUBMITTED,
    IN_REVIEW,
    PUBLISHED,
    ACTING,
    LEARNED,
    RETURNED,
    SUPERSEDED,
    RETIRED;

    /// `draft`, `submitted`, `inReview`, …
    public String code() {
      return camel(name());
    }
  }

  /// The four elements of control that keep a lesson alive.
  public record Loop(String process, String sensor, String comparator, String activator) {}

  /// What the sensor showed on a day.
  public record ReadingValue(LocalDate at, double value, String unit) {}

  public record Field(String name, String text) {}

  /// The constant with this code in the interface; empty if there is none.
  public static <E extends Enum<E>> Optional<E> fromCode(Class<E> type, String code) {
    for (var constant : type.getEnumConstants())
      if (camel(constant.name()).equals(code)) return Optional.of(constant);
    return Optional.empty();
  }

  private static String camel(String constant) {
    var code = new StringBuilder();
    for (var part : constant.toLowerCase(Locale.ROOT).split("_"))
      code.append(
          code.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    return code.toString();
  }
}

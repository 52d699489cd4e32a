package dev.cairn.corpus.lesson;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Metadata;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns raw rows into lessons by one mapping.
final class RowReader {
  private static final int TITLE_LENGTH = 120;
  private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+|\\n");
  private static final Pattern MEASURED =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[\\s:=]+(-?[0-9.]+(?:[eE]-?\\d+)?)\\s*(.*)");

  private final Mapping mapping;
  private final Set<String> used;

  RowReader(Mapping mapping) {
    this.mapping = mapping;
    this.used = mapping.used();
  }

  LessonRow read(RawRow row) {
    if (row.problem().isPresent())
      return new LessonRow.Unusable(row.number(), "", "", row.problem().get());
    var key = mapping.key().map(row::text).orElse("");
    try {
      if (mapping.key().isPresent() && key.isEmpty())
        throw new Fault(mapping.key().get(), "It is empty, so the row cannot be known again.");
      var lesson = lesson(row);
      var metadata = titled(metadata(row), lesson);
      var known =
          mapping.key().isPresent()
              ? key
              : CanonicalText.contentId(metadata, lesson).hex().substring(0, 24);
      return new LessonRow.Usable(row.number(), known, metadata, lesson);
    } catch (Fault fault) {
      return new LessonRow.Unusable(row.number(), key, fault.column, fault.reason);
    }
  }

  /// Something in a column that makes the row unusable.
  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;
    private final String column;
    private final String reason;

    Fault(String column, String reason) {
      super(reason, null, false, false);
      this.column = column;
      this.reason = reason;
    }
  }

  // ---- the parts

  private Metadata metadata(RawRow row) throws Fault {
    return new Metadata(
        text(row, Target.TITLE).map(t -> t.replaceAll("\\s+", " ")),
        text(row, Target.ABSTRACT),
        list(row, Target.CONTRIBUTORS),
        text(row, Target.ORGANISATION),
        date(row, Target.DATE),
        list(row, Target.KEYWORDS),
        list(row, Target.CONCEPTS),
        text(row, Target.LANGUAGE),
        access(row));
  }

  private Lesson lesson(RawRow row) throws Fault {
    return new Lesson(
        text(row, Target.DRIVING_EVENT),
        text(row, Target.LESSON),
        text(row, Target.RECOMMENDATION),
        text(row, Target.EVIDENCE),
        text(row, Target.APPLICABILITY),
        code(row, Target.OUTCOME, Lesson.OutcomeKind.class),
        date(row, Target.EVENT_DATE),
        code(row, Target.PRIORITY, Lesson.Priority.class),
        // What another system lists as its lessons has been published there.
        code(row, Target.STATUS, Lesson.Status.class).orElse(Lesson.Status.PUBLISHED),
        text(row, Target.PROJECT),
        loop(row),
        readings(row),
        slices(row),
        Optional.empty(),
        fields(row));
  }

  /// A lesson without a title is called by the first sentence that it says.
  private static Metadata titled(Metadata metadata, Lesson lesson) throws Fault {
    if (metadata.title().isPresent()) return metadata;
    var words =
        lesson
            .lesson()
            .or(metadata::summary)
            .or(lesson::recommendation)
            .or(lesson::drivingEvent)
            .or(lesson::evidence)
            .or(() -> lesson.fields().stream().map(Lesson.Field::text).findFirst())
            .orElseThrow(
                () -> new Fault("", "It says nothing: no title, event, lesson or recommendation."));
    var title = Metadata.none();
    return new Metadata(
            Optional.of(shortened(SENTENCE.split(words.strip())[0].strip())),
            title.summary(),
            title.authors(),
            title.organisation(),
            title.date(),
            title.keywords(),
            title.concepts(),
            title.language(),
            title.access())
        .orElse(metadata);
  }

  private static String shortened(String sentence) {
    if (sentence.length() <= TITLE_LENGTH) return sentence;
    int end = sentence.lastIndexOf(' ', TITLE_LENGTH - 1);
    return sentence.substring(0, end > TITLE_LENGTH / 2 ? end : TITLE_LENGTH - 1).strip() + "…";
  }

  private Optional<Lesson.Loop> loop(RawRow row) {
    var parts =
        List.of(
            text(row, Target.LOOP_PROCESS).orElse(""),
            text(row, Target.LOOP_SENSOR).orElse(""),
            text(row, Target.LOOP_COMPARATOR).orElse(""),
            text(row, Target.LOOP_ACTIVATOR).orElse(""));
    return parts.stream().allMatch(String::isEmpty)
        ? Optional.empty()
        : Optional.of(new Lesson.Loop(parts.get(0), parts.get(1), parts.get(2), parts.get(3)));
  }

  private List<Lesson.ReadingValue> readings(RawRow row) throws Fault {
    var readings = new ArrayList<Lesson.ReadingValue>();
    for (var column : columns(Target.READINGS)) {
      if (row.cells().get(column) instanceof Cell.Records(var records)) {
        for (var record : records) readings.add(reading(column, record));
      } else
        for (var text : split(row, column)) {
          Matcher measured = MEASURED.matcher(text);
          if (!measured.matches())
            throw new Fault(column, "'" + text + "' is not a day, a number and a unit.");
          readings.add(
              reading(
                  column,
                  Map.of(
                      "at",
                      measured.group(1),
                      "value",
                      measured.group(2),
                      "unit",
                      measured.group(3))));
        }
    }
    return readings;
  }

  private Lesson.ReadingValue reading(String column, Map<String, String> said) throws Fault {
    var at = said.getOrDefault("at", "");
    var value = said.getOrDefault("value", "");
    var day = Dates.parse(at, mapping.dateFormats());
    if (day.isEmpty()) throw new Fault(column, "'" + at + "' is no date.");
    try {
      double number = Double.parseDouble(value);
      if (!Double.isFinite(number)) throw new NumberFormatException(value);
      return new Lesson.ReadingValue(day.get(), number, said.getOrDefault("unit", "").strip());
    } catch (NumberFormatException e) {
      throw new Fault(column, "'" + value + "' is no number.");
    }
  }

  /// Values of the four ways to slice; ids of concepts are written small and with hyphens.
  private List<String> slices(RawRow row) {
    var slices = new LinkedHashSet<String>();
    for (var target : List.of(Target.FUNCTION, Target.CHANNEL, Target.TOUCHPOINT, Target.LIFECYCLE))
      for (var value : list(row, target))
        slices.add(value.toLowerCase(Locale.ROOT).replaceAll("\\s+", "-"));
    return List.copyOf(slices);
  }

  private List<Lesson.Field> fields(RawRow row) {
    var fields = new ArrayList<Lesson.Field>();
    text(row, Target.SUPERSEDED_BY)
        .ifPresent(key -> fields.add(new Lesson.Field(Lesson.SUPERSEDED_BY, key)));
    row.cells()
        .forEach((column, cell) -> {
          if (used.contains(column)) return;
          var text = clean(cell.text());
          if (!Codes.isSilent(text, mapping.silence())) fields.add(new Lesson.Field(column, text));
        });
    return fields;
  }

  private Optional<Access> access(RawRow row) throws Fault {
    var readers = list(row, Target.ACCESS);
    if (readers.isEmpty()) return Optional.empty();
    try {
      return Optional.of(Access.of(readers));
    } catch (IllegalArgumentException e) {
      throw new Fault(column(Target.ACCESS), sentence(String.valueOf(e.getMessage())));
    }
  }

  private static String sentence(String clause) {
    return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
  }

  // ---- cells

  private List<String> columns(Target target) {
    return mapping.columns().getOrDefault(target, List.of());
  }

  /// The column to name when something is wrong with the target.
  private String column(Target target) {
    return columns(target).isEmpty() ? target.code() : columns(target).getFirst();
  }

  private Optional<String> text(RawRow row, Target target) {
    var texts = new LinkedHashSet<String>();
    for (var column : columns(target)) {
      var text = clean(row.text(column));
      if (!Codes.isSilent(text, mapping.silence())) texts.add(text);
    }
    return texts.isEmpty()
        ? Optional.ofNullable(mapping.constants().get(target))
        : Optional.of(String.join("\n\n", texts));
  }

  private String clean(String text) {
    var plain = mapping.markup() ? Markup.toText(text) : text;
    return plain
        .replace("\r\n", "\n")
        .replace('\r', '\n')
        .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "")
        .strip();
  }

  private List<String> list(RawRow row, Target target) {
    var values = new LinkedHashSet<String>();
    for (var column : columns(target))
      for (var value : split(row, column)) values.add(meaning(target, value));
    if (values.isEmpty())
      Optional.ofNullable(mapping.constants().get(target))
          .ifPresent(constant -> values.addAll(parts(constant)));
    return List.copyOf(values);
  }

  private List<String> split(RawRow row, String column) {
    var cell = row.cells().get(column);
    if (cell == null) return List.of();
    var texts =
        switch (cell) {
          case Cell.Text(var text) -> parts(text);
          case Cell.Many(var many) -> many;
          case Cell.Records _ -> List.of(cell.text());
        };
    return texts.stream()
        .map(this::clean)
        .filter(text -> !Codes.isSilent(text, mapping.silence()))
        .toList();
  }

  private List<String> parts(String text) {
    return Arrays.stream(text.split(Pattern.quote(mapping.listSeparator())))
        .map(String::strip)
        .toList();
  }

  private Optional<LocalDate> date(RawRow row, Target target) throws Fault {
    var text = text(row, target);
    if (text.isEmpty()) return Optional.empty();
    var day = Dates.parse(text.get(), mapping.dateFormats());
    if (day.isEmpty())
      throw new Fault(
          column(target),
          "'"
              + text.get()
              + "' is no date as expected here: "
              + String.join(" or ", mapping.dateFormats())
              + ".");
    return day;
  }

  private <E extends Enum<E>> Optional<E> code(RawRow row, Target target, Class<E> type)
      throws Fault {
    var text = text(row, target);
    if (text.isEmpty()) return Optional.empty();
    var found =
        Codes.parse(target, meaning(target, text.get()))
            .flatMap(code -> Lesson.fromCode(type, code));
    if (found.isEmpty())
      throw new Fault(
          column(target), "'" + text.get() + "' is none of " + Codes.list(target) + ".");
    return found;
  }

  /// What the mapping says that the value means; else the value.
  private String meaning(Target target, String text) {
    return mapping.values().getOrDefault(target, Map.of()).entrySet().stream()
        .filter(e -> e.getKey().equalsIgnoreCase(text))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(text);
  }
}

package dev.cairn.corpus.lesson;

import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Reading.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The text of a lesson as it is searched and shown: a heading for each part of it that says
/// something.
public final class LessonReading {
  /// Fields of the source longer than this get a heading of their own.
  private static final int LONG_FIELD = 160;

  /// Words that say nothing to somebody who reads or searches.
  private static final Set<String> SILENT = Set.of("", "true", "false");

  private static final Pattern PARAGRAPHS = Pattern.compile("\\s*\\n\\s*\\n\\s*");
  private static final Pattern ITEM = Pattern.compile("(?:[-*•]|\\d{1,2}[.)])\\s+\\S.*");

  private final StringBuilder text = new StringBuilder();
  private final List<Block> blocks = new ArrayList<>();

  private LessonReading() {}

  /// The reading of a lesson. The title is not part of the text; a lesson that says nothing but its
  /// title has the title as its only paragraph, since a text must not be empty.
  public static Reading of(String title, Metadata metadata, Lesson lesson) {
    var reading = new LessonReading();
    reading.part("Summary", metadata.summary());
    reading.part("What happened", lesson.drivingEvent());
    reading.part("Lesson", lesson.lesson());
    reading.part("Recommendation", lesson.recommendation());
    reading.part("Evidence", lesson.evidence());
    reading.part("Where it applies", lesson.applicability());
    lesson.loop().ifPresent(reading::loop);
    reading.readings(lesson.readings());
    reading.fields(lesson.fields());
    if (reading.blocks.isEmpty()) reading.paragraphs(title);
    return new Reading(reading.text.toString(), reading.blocks);
  }

  private void part(String heading, Optional<String> said) {
    said.filter(s -> !s.isBlank())
        .ifPresent(s -> {
          block(Block.Kind.HEADING, heading, 2);
          paragraphs(s);
        });
  }

  private void loop(Lesson.Loop loop) {
    var lines =
        List.of(
            "Process: " + loop.process(),
            "Sensor: " + loop.sensor(),
            "Comparator: " + loop.comparator(),
            "Activator: " + loop.activator());
    var said = lines.stream().filter(line -> !line.endsWith(": ")).toList();
    if (said.isEmpty()) return;
    block(Block.Kind.HEADING, "How it is kept alive", 2);
    said.forEach(line -> block(Block.Kind.LIST_ITEM, line, 1));
  }

  private void readings(List<Lesson.ReadingValue> readings) {
    if (readings.isEmpty()) return;
    block(Block.Kind.HEADING, "What was measured", 2);
    for (var reading : readings)
      block(
          Block.Kind.LIST_ITEM,
          reading.at() + ": " + number(reading.value()) + " " + reading.unit(),
          1);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }

  /// Long ones like the parts of a lesson, short ones together, since a heading each would be more
  /// heading than text.
  private void fields(List<Lesson.Field> fields) {
    var said =
        fields.stream()
            .filter(
                f -> !SILENT.contains(f.text().strip()) && !f.name().equals(Lesson.SUPERSEDED_BY))
            .toList();
    for (var field : said)
      if (field.text().length() > LONG_FIELD) part(field.name(), Optional.of(field.text()));
    var brief = said.stream().filter(f -> f.text().length() <= LONG_FIELD).toList();
    if (brief.isEmpty()) return;
    block(Block.Kind.HEADING, "More from the source", 2);
    for (var field : brief) block(Block.Kind.LIST_ITEM, field.name() + ": " + field.text(), 1);
  }

  private void paragraphs(String said) {
    for (var paragraph : PARAGRAPHS.split(said.strip())) {
      var lines = paragraph.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
      var open = new StringBuilder();
      for (var line : lines) {
        if (ITEM.matcher(line).matches()) {
          flush(open);
          block(Block.Kind.LIST_ITEM, line, 1);
        } else open.append(open.isEmpty() ? "" : " ").append(line);
      }
      flush(open);
    }
  }

  private void flush(StringBuilder open) {
    if (!open.isEmpty()) block(Block.Kind.PARAGRAPH, open.toString(), 0);
    open.setLength(0);
  }

  private void block(Block.Kind kind, String words, int level) {
    var line = words.strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) return;
    if (!text.isEmpty()) text.append('\n');
    int start = text.length();
    text.append(line);
    blocks.add(new Block(kind, start, text.length(), level, 0));
  }
}

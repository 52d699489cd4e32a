package dev.cairn.corpus.lesson;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Place;
import java.util.List;
import java.util.Optional;

/// What became of one row of an import.
public sealed interface LessonRow {
  /// Media type of a lesson without an original.
  String MEDIA_TYPE = "application/vnd.cairn.lesson";

  /// Position among the rows of the file, from 1; a line of column names is not counted.
  int number();

  /// What the row is called for a person: its key, its title, or its number.
  String name();

  /// @param key names the row within its source; the same in the next import
  /// @param metadata bears a title in any case
  record Usable(int number, String key, Metadata metadata, Lesson lesson) implements LessonRow {
    @Override
    public String name() {
      return metadata.title().orElse(key);
    }

    /// Name of the canonical text; the same exactly when the row says the same.
    public ContentId content() {
      return CanonicalText.contentId(metadata, lesson);
    }

    /// @param source of the whole import, such as `import:nasa-llis`
    public Place place(String source) {
      return new Place(source, key);
    }

    /// @param source of the whole import, such as `import:nasa-llis`
    public Catalogue.Arrival arrival(String source) {
      return new Catalogue.Arrival(
          Item.Kind.LESSON, place(source), content(), 0, MEDIA_TYPE, metadata, Optional.of(lesson));
    }
  }

  /// @param key empty where none could be read
  /// @param column the source's name of the column at fault; empty if it is the row as a whole
  /// @param reason one sentence for the person who brought the file
  record Unusable(int number, String key, String column, String reason) implements LessonRow {
    @Override
    public String name() {
      return key.isEmpty() ? "row " + number : key;
    }

    /// Where and why, in one sentence.
    public String sentence() {
      return "Row " + number + (column.isEmpty() ? ": " : ", column '" + column + "': ") + reason;
    }
  }

  /// The rows that cannot be used, in their order.
  static List<Unusable> problems(List<LessonRow> rows) {
    return rows.stream().filter(Unusable.class::isInstance).map(Unusable.class::cast).toList();
  }
}

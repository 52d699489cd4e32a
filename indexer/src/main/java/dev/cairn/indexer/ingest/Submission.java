package dev.cairn.indexer.ingest;

import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.lesson.LessonRow;
import java.util.Optional;

/// One file or row that somebody brings. Every one of them ends with an outcome in its job.
public sealed interface Submission {
  /// What it is called in the job.
  String name();

  /// A row as an import read it.
  ///
  /// @param source of the whole import, such as `import:nasa-llis`
  static Submission of(LessonRow row, String source) {
    return switch (row) {
      case LessonRow.Usable usable ->
          new Row(
              usable.place(source),
              usable.name(),
              usable.content(),
              usable.metadata(),
              usable.lesson());
      case LessonRow.Unusable unusable ->
          new Refused(unusable.name(), new Outcome.Unreadable(unusable.sentence()));
    };
  }

  /// A file whose bytes are in the store of originals already, see {@link Ingest#store}.
  ///
  /// @param place where it was met; empty: a place of its own, as for an upload in a browser
  /// @param name what the file was called, a hint to its type; may bear a path with `/`
  /// @param bytes size of the original, 0 or more
  record Document(Optional<Place> place, String name, ContentId content, long bytes, Metadata given)
      implements Submission {
    public Document {
      if (name.isBlank()) throw new IllegalArgumentException("a file needs a name");
      if (bytes < 0) throw new IllegalArgumentException("bytes must be >= 0, got " + bytes);
    }
  }

  /// A row of an import, or a lesson that somebody wrote down.
  ///
  /// @param place source and key, so that a second import changes nothing
  /// @param content name of the lesson's canonical text
  record Row(Place place, String name, ContentId content, Metadata given, Lesson lesson)
      implements Submission {}

  /// Not taken in, and why: too large to store, or a row that could not be understood.
  record Refused(String name, Outcome outcome) implements Submission {
    public Refused {
      if (outcome.taken())
        throw new IllegalArgumentException(name + " is refused as " + outcome.code());
    }
  }
}

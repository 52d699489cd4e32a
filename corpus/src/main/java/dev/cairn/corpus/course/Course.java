package dev.cairn.corpus.course;

import dev.cairn.corpus.ItemId;
import dev.cairn.ontology.learning.Level;
import java.time.Instant;
import java.util.List;

/// A course that somebody made.
///
/// @param id cannot be guessed: who knows it may read the course
/// @param owner who may change it; never shown
/// @param listed whether all who come are told of it
/// @param concepts ids of those that were chosen
/// @param hours that it was made for, 1 to {@link #MOST_HOURS}
/// @param since when it was made
/// @param changed when it was changed last
public record Course(
    String id,
    String owner,
    boolean listed,
    String title,
    String description,
    List<String> concepts,
    Level level,
    int hours,
    List<Step> steps,
    Instant since,
    Instant changed) {
  public static final int LONGEST_TITLE = 150;
  public static final int LONGEST_DESCRIPTION = 2_000;
  public static final int LONGEST_NOTE = 2_000;
  public static final int LONGEST_LABEL = 300;
  public static final int MOST_HOURS = 40;
  public static final int MOST_STEPS = 60;

  /// Of passages, and of lessons, in one step.
  public static final int MOST_READ = 10;

  /// Of all that was written in it by hand.
  public static final int LONGEST_NOTES = 40_000;

  public Course {
    concepts = List.copyOf(concepts);
    steps = List.copyOf(steps);
  }

  /// One concept and what is read about it.
  ///
  /// @param concept id
  /// @param label as it was called when the step was made
  /// @param why it is there, one sentence; may be empty
  /// @param note of whoever made the course; may be empty
  public record Step(
      String concept,
      String label,
      String why,
      String note,
      List<Reference> passages,
      List<Reference> lessons) {
    public Step {
      passages = List.copyOf(passages);
      lessons = List.copyOf(lessons);
    }

    public Step withNote(String newNote) {
      return new Step(concept, label, why, newNote, passages, lessons);
    }

    public Step reading(List<Reference> newPassages, List<Reference> newLessons) {
      return new Step(concept, label, why, note, newPassages, newLessons);
    }
  }

  /// A place in an item as it was when it was chosen.
  ///
  /// @param version of the item, from 1
  /// @param passage of the item, from 0
  /// @param start first UTF-16 code unit in the item's text
  /// @param end last UTF-16 code unit, exclusive
  /// @param heading above it, at most {@link #LONGEST_LABEL} units of it
  public record Reference(
      ItemId item, int version, int passage, int start, int end, String heading) {
    public Reference {
      if (version < 1 || passage < 0 || start < 0 || end < start)
        throw new IllegalArgumentException(
            "no place: version %d, passage %d, [%d,%d)".formatted(version, passage, start, end));
    }
  }

  /// The same course with other steps.
  public Course with(List<Step> newSteps) {
    return new Course(
        id, owner, listed, title, description, concepts, level, hours, newSteps, since, changed);
  }
}

package dev.cairn.corpus;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that is known about one document or lesson. Immutable; a change makes a new one.
///
/// @param given what people and lists said of it
/// @param found what the newest version says of itself
/// @param title what it is called: given, else found, else the file name
/// @param lesson present exactly for lessons
/// @param versions oldest first, at least one
/// @param places where its bytes were met, at least one
/// @param outcome empty while it waits for extraction
/// @param tags strongest first
/// @param spun 0..1, how much the text reads as if words had been replaced by synonyms
/// @param change number of its latest change in the one sequence of changes; 0 before it was
///   described
/// @param added when it first came in
public record Item(
    ItemId id,
    Kind kind,
    String title,
    Metadata given,
    Metadata found,
    Optional<Lesson> lesson,
    List<Version> versions,
    List<Place> places,
    State state,
    Optional<Outcome> outcome,
    List<Tag> tags,
    double spun,
    long change,
    Instant added) {

  /// What sort of thing an item is.
  public enum Kind {
    DOCUMENT,
    LESSON;

    /// `document` or `lesson`
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// How far the work on the newest version has come.
  public enum State {
    /// Its bytes and its existence are durable; it waits to be read.
    RECEIVED,
    /// It was read, with the outcome that stands beside it, and has a change number.
    DESCRIBED
  }

  /// @param number from 1
  /// @param content name of the bytes; of the canonical text for a lesson without an original
  /// @param bytes size of the original; 0 for a lesson without an original
  /// @param mediaType what the bytes are, as far as known
  /// @param extractor name and version of what read it; empty while it waits
  public record Version(
      int number,
      ContentId content,
      long bytes,
      String mediaType,
      String extractor,
      Instant received) {}

  public Item {
    versions = List.copyOf(versions);
    places = List.copyOf(places);
    tags = List.copyOf(tags);
    if (versions.isEmpty()) throw new IllegalArgumentException("item " + id + " has no version");
    if (places.isEmpty()) throw new IllegalArgumentException("item " + id + " has no place");
    if (lesson.isPresent() != (kind == Kind.LESSON))
      throw new IllegalArgumentException("item " + id + " is a " + kind + " and its fields differ");
  }

  /// The newest version.
  public Version version() {
    return versions.getLast();
  }

  /// Given, completed by what was found.
  public Metadata metadata() {
    return given.orElse(found);
  }

  public Access access() {
    return given.access().orElse(Access.everyone());
  }

  /// A lesson's event date, else published, else modified as the document says; never the upload.
  public Optional<java.time.LocalDate> date() {
    return lesson.flatMap(Lesson::eventDate).or(() -> metadata().date());
  }
}

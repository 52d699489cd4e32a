package dev.cairn.corpus;

import dev.cairn.ontology.Caller;
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
/// @param judgements what people said of it and concepts, each concept once, ordered by concept
/// @param spun 0..1, how much the text reads as if words had been replaced by synonyms
/// @param change number of its latest change in the one sequence of changes; 0 before it was
///   described
/// @param added when it first came in
/// @param partOf the item in whose bytes its bytes lay: an archive, a mail
/// @param binned present while it lies in the bin: found by nobody, seen by admins only
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
    List<Judgement> judgements,
    double spun,
    long change,
    Instant added,
    Optional<ItemId> partOf,
    Optional<Binned> binned) {

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

  /// How it came into the bin.
  ///
  /// @param by id of the caller who threw it away; of the source that it left
  public record Binned(Instant when, Reason reason, String by) {
    /// Why something lies in the bin.
    public enum Reason {
      /// A person threw it away.
      DELETED,
      /// It is no longer where it came from.
      LEFT_SOURCE,
      /// The archive or mail it lay in is in the bin, or holds it no more.
      LEFT_CONTAINER
    }
  }

  /// An item of which nobody has said what it is about.
  public Item(
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
      Instant added,
      Optional<ItemId> partOf,
      Optional<Binned> binned) {
    this(
        id, kind, title, given, found, lesson, versions, places, state, outcome, tags, List.of(),
        spun, change, added, partOf, binned);
  }

  public Item {
    versions = List.copyOf(versions);
    places = List.copyOf(places);
    tags = List.copyOf(tags);
    judgements = List.copyOf(judgements);
    if (versions.isEmpty()) throw new IllegalArgumentException("item " + id + " has no version");
    if (places.isEmpty()) throw new IllegalArgumentException("item " + id + " has no place");
    if (lesson.isPresent() != (kind == Kind.LESSON))
      throw new IllegalArgumentException("item " + id + " is a " + kind + " and its fields differ");
  }

  /// The same, about something else.
  public Item about(List<Tag> newTags, double newSpun) {
    return new Item(
        id,
        kind,
        title,
        given,
        found,
        lesson,
        versions,
        places,
        state,
        outcome,
        newTags,
        judgements,
        newSpun,
        change,
        added,
        partOf,
        binned);
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

  /// Whether the caller may know of it: it is open to him, and in the bin it is open to admins
  /// only.
  public boolean visibleTo(Caller caller) {
    return access().admits(caller) && (binned.isEmpty() || caller.isAdmin());
  }

  /// A lesson's event date, else published, else modified as the document says; never the upload.
  public Optional<java.time.LocalDate> date() {
    return lesson.flatMap(Lesson::eventDate).or(() -> metadata().date());
  }
}

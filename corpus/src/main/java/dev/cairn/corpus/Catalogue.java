package dev.cairn.corpus;

import dev.cairn.ontology.Caller;
import java.util.List;
import java.util.Optional;

/// What is known about every item, kept in the graph. Reading is from memory and immediate; every
/// change is durable when its method returns. Changes that wait at the same moment share one
/// transaction. Thread-safe.
public interface Catalogue extends AutoCloseable {
  /// One item, if it exists and the caller may see it.
  Optional<Item> find(ItemId id, Caller caller);

  /// Items that the caller may see, newest first (by `added`, then id).
  ///
  /// @param limit 1..100
  List<Item> list(Caller caller, Optional<Item.Kind> kind, int offset, int limit);

  /// How many items of this kind (all kinds if empty) the caller may see.
  long count(Caller caller, Optional<Item.Kind> kind);

  /// The item that holds this place, whoever asks; for what brings things in.
  Optional<Item> at(Place place);

  /// Registers what has come in. All of them in one transaction; the bytes must be durable already.
  /// Answers are in the order of the arrivals:
  /// - a place that is known with the same content and lesson → the item as it is ({@link
  ///   Receipt.Same});
  /// - a known place with other content → the next version of that item, to be read again;
  /// - other place, content known with the same access → another place of that item ({@link
  ///   Receipt.Duplicate}); only for documents;
  /// - else a new item in state `RECEIVED`.
  ///
  /// @throws IllegalArgumentException if the caller is no admin
  List<Receipt> receive(List<Arrival> arrivals, Caller caller);

  /// Writes down what was found in items, gives each the next number of the sequence of changes,
  /// and sets their state to `DESCRIBED`. All of them in one transaction.
  void describe(List<Description> descriptions);

  /// Items whose newest version waits to be read, oldest first.
  List<Item> waiting();

  /// The last number that was given; 0 if none was.
  long lastChange();

  /// Items in the order of their latest change, beginning after `number`, tombstones included.
  List<Change> changesSince(long number, int limit);

  /// Calls the listener, on the committing thread and briefly, after every transaction.
  void onCommit(Runnable listener);

  @Override
  void close();

  /// @param kind whether it is a document or a lesson
  /// @param content name of the bytes (or of the lesson's canonical text)
  /// @param bytes size of the original, 0 for a lesson without one
  /// @param mediaType as far as known from outside, else `application/octet-stream`
  record Arrival(
      Item.Kind kind,
      Place place,
      ContentId content,
      long bytes,
      String mediaType,
      Metadata given,
      Optional<Lesson> lesson) {}

  /// What an arrival turned out to be.
  sealed interface Receipt {
    Item item();

    record New(Item item) implements Receipt {}

    record NextVersion(Item item) implements Receipt {}

    record Duplicate(Item item) implements Receipt {}

    record Same(Item item) implements Receipt {}
  }

  /// What reading an item's version found.
  ///
  /// @param content of the version that was read; ignored if a newer one has come since
  record Description(
      ItemId item,
      ContentId content,
      String mediaType,
      String extractor,
      Metadata found,
      Outcome outcome,
      List<Tag> tags,
      double spun) {
    public Description {
      tags = List.copyOf(tags);
    }
  }

  /// @param item empty: a tombstone, the item was destroyed
  record Change(long number, ItemId id, Optional<Item> item) {}
}

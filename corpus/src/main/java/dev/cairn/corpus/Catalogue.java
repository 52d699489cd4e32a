package dev.cairn.corpus;

import dev.cairn.ontology.Caller;
import java.util.List;
import java.util.Optional;

/// What is known about every item, kept in the graph. Reading is from memory and immediate; every
/// change is durable when its method returns. Changes that wait at the same moment share one
/// transaction. Thread-safe.
///
/// Every change throws {@link dev.cairn.ontology.GraphFailure} if it could not be written; then
/// nothing was changed.
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
  /// - a known place with other content → the next version of that item, to be read again; were its
  ///   former bytes met at other places too, these become an item of their own, so that what stands
  ///   there can still be found;
  /// - other place, content known with the same access → another place of that item ({@link
  ///   Receipt.Duplicate}); only for documents;
  /// - else a new item in state `RECEIVED`.
  ///
  /// A lesson that names its successor in a field {@link Lesson#SUPERSEDED_BY} is linked to it
  /// where it is known after these arrivals.
  ///
  /// @throws IllegalArgumentException if the caller is no admin
  List<Receipt> receive(List<Arrival> arrivals, Caller caller);

  /// Writes down what was found in items, gives each the next number of the sequence of changes,
  /// and sets their state to `DESCRIBED`. All of them in one transaction.
  void describe(List<Description> descriptions);

  /// Removes the item with all that is known of it; a tombstone with the next number of the
  /// sequence of changes remains. The bytes of its versions are not touched, since others may share
  /// them.
  ///
  /// @return whether there was such an item
  /// @throws IllegalArgumentException if the caller is no admin
  boolean destroy(ItemId id, Caller caller);

  /// Items whose newest version waits to be read, oldest first.
  List<Item> waiting();

  /// The last number that was given; 0 if none was.
  long lastChange();

  /// Items in the order of their latest change, beginning after `number`, tombstones included.
  List<Change> changesSince(long number, int limit);

  /// Calls the listener after every transaction, on the committing thread and before those who
  /// caused it go on. It must be brief and must not change anything here itself.
  void onCommit(Runnable listener);

  /// Finishes what was asked for before; later changes fail. Leaves the graph store open.
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

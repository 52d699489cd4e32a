package dev.cairn.corpus;

import dev.cairn.ontology.Caller;
import dev.cairn.ontology.sparql.ItemStatements;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// What is known about every item, kept in the graph. Reading is from memory and immediate; every
/// change is durable when its method returns. Changes that wait at the same moment share one
/// transaction. Thread-safe.
///
/// Every change throws {@link dev.cairn.ontology.GraphFailure} if it could not be written; then
/// nothing was changed.
public interface Catalogue extends AutoCloseable {
  /// One item, if it exists and the caller may see it ({@link Item#visibleTo}).
  Optional<Item> find(ItemId id, Caller caller);

  /// Items that the caller may see and that are not in the bin, newest first (by `added`, then id).
  ///
  /// @param limit 1..100
  List<Item> list(Caller caller, Optional<Item.Kind> kind, int offset, int limit);

  /// How many items of this kind (all kinds if empty), not in the bin, the caller may see.
  long count(Caller caller, Optional<Item.Kind> kind);

  /// Items of a kind that the caller may see, that are not in the bin and that are wanted, newest
  /// first. Looks at every item.
  ///
  /// @param limit 1..100
  Chosen choose(Caller caller, Item.Kind kind, Predicate<Item> wanted, int offset, int limit);

  /// A page of those that were wanted.
  ///
  /// @param total of all pages
  record Chosen(List<Item> items, long total) {
    public Chosen {
      items = List.copyOf(items);
    }
  }

  /// The item that holds this place, whoever asks; for what brings things in.
  Optional<Item> at(Place place);

  /// All places of a source and of what lies in files there, in their order, with the items that
  /// hold them (those in the bin included), whoever asks; for what follows a source.
  SortedMap<Place, Item> of(String source);

  /// What lies in the file at this place, at any depth, in the bin and out of it, whoever asks; for
  /// what brings things in.
  SortedMap<Place, Item> inside(Place container);

  /// Items whose bytes lie directly in this one's, once each, by their places; in the bin and out
  /// of it, as far as the caller may see them. None if he may not see the container.
  List<Item> parts(ItemId container, Caller caller);

  /// What lies in the bin, last thrown away first.
  ///
  /// @param limit 1..100
  /// @throws IllegalArgumentException if the caller is no admin
  List<Item> binned(int offset, int limit, Caller caller);

  /// How many items lie in the bin.
  ///
  /// @throws IllegalArgumentException if the caller is no admin
  long countBinned(Caller caller);

  /// Whether any version of any item, in the bin or out of it, has these bytes.
  boolean refersTo(ContentId content);

  /// Every content that any version of any item has.
  Set<ContentId> contents();

  /// Registers what has come in. All of them in one transaction; the bytes must be durable already.
  /// Answers are in the order of the arrivals:
  /// - a place that is known with the same content and lesson → the item as it is ({@link
  ///   Receipt.Same}), or out of the bin again with what went there with it ({@link
  ///   Receipt.Returned}). What is given with a document and differs is taken over as by {@link
  ///   #amend}; what is not given stays, access above all. Other access at one of several places
  ///   takes this place from the item; the rest as for a place that is not known;
  /// - a known place with other content → the next version of that item, out of the bin, to be read
  ///   again; were its former bytes met at other places too, these become an item of their own, so
  ///   that what stands there can still be found;
  /// - other place, content known with the same access and not in the bin → another place of that
  ///   item ({@link Receipt.Duplicate}), about which what is given completes what was; only for
  ///   documents;
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

  /// Changes what people say of an item, which gets the next number if it has one. Parts that lie
  /// nowhere else and were open to the same people stay so.
  ///
  /// @param change from the item as it is now to what shall be given; runs where nothing else
  ///   changes meanwhile; what it throws reaches the caller, and nothing was changed
  /// @return the changed item; empty if there is none
  /// @throws IllegalArgumentException if the caller is no admin
  default Optional<Item> amend(ItemId id, Function<Item, Metadata> change, Caller caller) {
    return amend(id, change, Item::tags, caller);
  }

  /// The same, with the tags that follow.
  ///
  /// @param about what the item is about when this is said of it; runs where nothing else changes
  ///   meanwhile
  Optional<Item> amend(
      ItemId id, Function<Item, Metadata> change, Function<Item, List<Tag>> about, Caller caller);

  /// Keeps, or takes back, what a person says of an item and a concept, with the tags that follow.
  /// The item gets the next number if it has one and something is other now; what is said once more
  /// stays as it was said first.
  ///
  /// @param change from the item as it is now to what is said; runs where nothing else changes
  ///   meanwhile; what it throws reaches the caller, and nothing was changed
  /// @param about what the item is about under the judgements that it has then; likewise
  /// @return the item as it is then; empty if there is none
  /// @throws IllegalArgumentException if the caller is no admin
  Optional<Item> judge(
      ItemId id, Function<Item, Said> change, Function<Item, List<Tag>> about, Caller caller);

  /// Items of which somebody said what they are about, or are not, that the caller may see and that
  /// are not in the bin, newest first. Looks at every item.
  List<Item> judged(Caller caller);

  /// Sends items to be read again: their state becomes `RECEIVED`; what is found of them stays
  /// until then. Unknown ids, and lessons, are left out.
  ///
  /// @return the items as they wait now
  /// @throws IllegalArgumentException if the caller is no admin
  List<Item> rereading(Collection<ItemId> ids, Caller caller);

  /// Notes that files were renamed, moved or have left their source: all of them at once, with the
  /// names from before, so that two may swap theirs. Places that nobody knows are left out.
  /// - What lies in a moved container moves with it.
  /// - What had left its source and has moved is out of the bin. What a person threw away moves
  ///   there.
  /// - Where another item is at the place that something moved to, that one has left.
  /// - An item whose last place is gone goes to the bin, as {@link Item.Binned.Reason#LEFT_SOURCE},
  ///   or `LEFT_CONTAINER` where the place is inside a container, and keeps that place, so that it
  ///   returns as itself if the file does. With it goes what lies in it and nowhere else. Where it
  ///   is gone from one of several places only, it loses this place.
  ///
  /// An item gets the next number where it looks other now: in the bin, or with the title of its
  /// file name.
  ///
  /// @return the items that changed, once each
  /// @throws IllegalArgumentException if the caller is no admin, or a place is named twice, as
  ///   having moved or as being moved to
  List<Item> follow(List<Movement> movements, Caller caller);

  /// Throws items into the bin, with what lies in them and nowhere else. Each gets the next number
  /// if it has one.
  ///
  /// @return the items that are in the bin now and were not before
  /// @throws IllegalArgumentException if the caller is no admin
  List<Item> bin(Collection<ItemId> ids, Caller caller);

  /// Takes items out of the bin, with what lies in them and went there because they did. Each gets
  /// the next number if it has one. What had left its source or container, and is named here, has
  /// nothing at its place any more: it stands at a place of the source `kept` from now on, so that
  /// nobody who looks there throws it away again.
  ///
  /// @return the items that are out of the bin now and were in it before
  /// @throws IllegalArgumentException if the caller is no admin
  List<Item> restore(Collection<ItemId> ids, Caller caller);

  /// Removes the items with all that is known of them, and with what lies in them and nowhere else;
  /// tombstones with the next numbers of the sequence of changes remain. The bytes of their
  /// versions are not touched, since others may share them.
  ///
  /// @return what was removed
  /// @throws IllegalArgumentException if the caller is no admin
  List<Item> destroy(Collection<ItemId> ids, Caller caller);

  /// Items whose newest version waits to be read, oldest first; those in the bin included, so that
  /// nothing is left to do when they come out.
  List<Item> waiting();

  /// The last number that was given; 0 if none was.
  long lastChange();

  /// Items in the order of their latest change, beginning after `number`, tombstones included.
  List<Change> changesSince(long number, int limit);

  /// What may be seen of the statements in which all this is kept, for who asks the graph.
  ItemStatements statements();

  /// Calls the listener after every transaction, on the committing thread and before those who
  /// caused it go on. It must be brief and must not change anything here itself.
  void onCommit(Runnable listener);

  /// Finishes what was asked for before; later changes fail. Leaves the graph store open.
  @Override
  void close();

  /// @param kind whether it is a document or a lesson
  /// @param content name of the bytes (or of the lesson's canonical text)
  /// @param bytes size of the original, 0 for a lesson without one
  /// @param partOf the item in whose bytes it lay
  /// @param mediaType as far as known from outside, else `application/octet-stream`
  record Arrival(
      Item.Kind kind,
      Place place,
      ContentId content,
      long bytes,
      String mediaType,
      Metadata given,
      Optional<Lesson> lesson,
      Optional<ItemId> partOf) {
    /// What lies in no other item.
    public Arrival(
        Item.Kind kind,
        Place place,
        ContentId content,
        long bytes,
        String mediaType,
        Metadata given,
        Optional<Lesson> lesson) {
      this(kind, place, content, bytes, mediaType, given, lesson, Optional.empty());
    }
  }

  /// What a person says of an item and a concept.
  ///
  /// @param concept its IRI
  /// @param verdict empty: what was said before is taken back
  /// @param labels names of the concept by which the item mentions it
  record Said(String concept, Optional<Judgement.Verdict> verdict, List<String> labels) {
    public Said {
      labels = List.copyOf(labels);
    }
  }

  /// What became of a file since its source was looked through last.
  sealed interface Movement {
    /// It has another path now.
    record Moved(Place from, Place to) implements Movement {}

    /// It is not there any more; or the container it lay in holds it no more.
    record Gone(Place place) implements Movement {}
  }

  /// What an arrival turned out to be.
  sealed interface Receipt {
    Item item();

    record New(Item item) implements Receipt {}

    record NextVersion(Item item) implements Receipt {}

    record Duplicate(Item item) implements Receipt {}

    record Same(Item item) implements Receipt {}

    /// The same as it was when it went to the bin, and out of it now.
    record Returned(Item item) implements Receipt {}
  }

  /// What reading an item's version found.
  ///
  /// @param content of the version that was read; ignored if a newer one has come since
  /// @param about what the item is about: asked when this is written down, of the item as it is
  ///   then, so that what people say meanwhile counts; where nothing else changes
  record Description(
      ItemId item,
      ContentId content,
      String mediaType,
      String extractor,
      Metadata found,
      Outcome outcome,
      Function<Item, List<Tag>> about,
      double spun) {
    /// With the same tags whatever people say.
    public Description(
        ItemId item,
        ContentId content,
        String mediaType,
        String extractor,
        Metadata found,
        Outcome outcome,
        List<Tag> tags,
        double spun) {
      this(item, content, mediaType, extractor, found, outcome, _ -> tags, spun);
    }
  }

  /// @param item empty: a tombstone, the item was destroyed
  record Change(long number, ItemId id, Optional<Item> item) {}
}

package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Judgement;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Tag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// An item in the making: another item in which something is other now. Its title follows from what
/// is given, found, and from the first of its places.
final class Edit {
  private final Item former;
  private ItemId id;
  private Metadata given;
  private Metadata found;
  private Optional<Lesson> lesson;
  private List<Item.Version> versions;
  private List<Place> places;
  private Item.State state;
  private Optional<Outcome> outcome;
  private List<Tag> tags;
  private List<Judgement> judgements;
  private double spun;
  private long change;
  private java.time.Instant added;
  private Optional<ItemId> partOf;
  private Optional<Item.Binned> binned;

  private Edit(Item former) {
    this.former = former;
    this.id = former.id();
    this.given = former.given();
    this.found = former.found();
    this.lesson = former.lesson();
    this.versions = former.versions();
    this.places = former.places();
    this.state = former.state();
    this.outcome = former.outcome();
    this.tags = former.tags();
    this.judgements = former.judgements();
    this.spun = former.spun();
    this.change = former.change();
    this.added = former.added();
    this.partOf = former.partOf();
    this.binned = former.binned();
  }

  static Edit of(Item item) {
    return new Edit(item);
  }

  Item former() {
    return former;
  }

  Edit id(ItemId other) {
    id = other;
    return this;
  }

  Edit given(Metadata other) {
    given = other;
    return this;
  }

  Metadata given() {
    return given;
  }

  Edit found(Metadata other) {
    found = other;
    return this;
  }

  Edit lesson(Optional<Lesson> other) {
    lesson = other;
    return this;
  }

  Edit versions(List<Item.Version> other) {
    versions = other;
    return this;
  }

  /// @param other what occurs twice counts once
  Edit places(List<Place> other) {
    places = List.copyOf(new LinkedHashSet<>(other));
    return this;
  }

  /// It waits to be read.
  Edit received() {
    state = Item.State.RECEIVED;
    outcome = Optional.empty();
    return this;
  }

  Edit described(Outcome what) {
    state = Item.State.DESCRIBED;
    outcome = Optional.of(what);
    return this;
  }

  Edit tags(List<Tag> other, double reading) {
    tags = other;
    spun = reading;
    return this;
  }

  Edit judgements(List<Judgement> other) {
    judgements = other;
    return this;
  }

  Edit change(long number) {
    change = number;
    return this;
  }

  Edit added(java.time.Instant when) {
    added = when;
    return this;
  }

  Edit partOf(Optional<ItemId> other) {
    partOf = other;
    return this;
  }

  Edit binned(Optional<Item.Binned> other) {
    binned = other;
    return this;
  }

  Item done() {
    return new Item(
        id,
        former.kind(),
        title(given, found, places),
        given,
        found,
        lesson,
        versions,
        places,
        state,
        outcome,
        tags,
        judgements,
        spun,
        change,
        added,
        partOf,
        binned);
  }

  /// What an item is called.
  static String title(Metadata given, Metadata found, List<Place> places) {
    return given.title().or(found::title).orElseGet(() -> places.getFirst().fileName());
  }
}

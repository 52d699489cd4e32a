package dev.cairn.indexer.ingest;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Outcome;

/// A file's line in its job that waits for what becomes of an item.
///
/// @param as what this file is to its item
record Pledge(TrackedJob.Ticket ticket, Meaning as) {
  /// What a file is to its item.
  sealed interface Meaning {
    record Itself() implements Meaning {}

    record Next(int version) implements Meaning {}

    record Copy(ItemId of) implements Meaning {}

    record Again() implements Meaning {}

    /// It was read before, and what was kept of that does not count.
    record Anew() implements Meaning {}
  }

  static Pledge itself(TrackedJob.Ticket ticket) {
    return new Pledge(ticket, new Meaning.Itself());
  }

  /// What the item's own outcome means for this file.
  Outcome outcome(Outcome item) {
    if (!item.taken()) return item;
    return switch (as) {
      case Meaning.Itself(), Meaning.Anew() -> item;
      // A person has to know that something is missing, whatever else is to be said.
      case Meaning.Next(int version) ->
          item.needsAttention() ? item : new Outcome.NewVersion(version);
      case Meaning.Copy(var of) -> new Outcome.DuplicateOf(of);
      case Meaning.Again() -> new Outcome.Unchanged();
    };
  }

  void ends(Outcome item) {
    ticket.ends(outcome(item));
  }
}

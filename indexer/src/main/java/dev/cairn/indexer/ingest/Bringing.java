package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobFailure;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Outcome;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.GraphFailure;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Puts changes and concepts into one index. For one thread at a time.
final class Bringing {
  private static final System.Logger LOG = System.getLogger(Bringing.class.getName());

  /// After so many failures of one item while every part is well, the fault is the item's.
  private static final int ITEM_IS_TO_BLAME = 3;

  private final SearchIndex index;
  private final Reader reader;
  private final Meanings meanings;
  private final Supplier<ConceptView> tagging;
  private final Told told;
  private final Timings timings;
  private final Troubles troubles;

  /// Number of a change → how often it failed through no fault of any part.
  private final Map<Long, Integer> faults = new HashMap<>();

  /// Is told what the index knows of the meaning of items.
  interface Told {
    /// Nobody needs to know.
    Told NOBODY = (_, _) -> {};

    /// @param directed whether there is an entry with directions; empty: there is no entry
    void of(Catalogue.Change change, Optional<Boolean> directed);
  }

  Bringing(
      SearchIndex index,
      Reader reader,
      Meanings meanings,
      Supplier<ConceptView> tagging,
      Told told,
      Timings timings,
      Troubles troubles) {
    this.index = index;
    this.reader = reader;
    this.meanings = meanings;
    this.tagging = tagging;
    this.told = told;
    this.timings = timings;
    this.troubles = troubles;
  }

  /// Everything before is durable, and its faults need not be remembered.
  void committed() {
    faults.clear();
  }

  /// @return false if there was a fault that may be the item's, and it can be tried again
  boolean brought(Catalogue.Change change, ConceptView concepts) {
    try {
      bring(change, concepts);
      return true;
    } catch (BlobFailure | GraphFailure | IndexFailure | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "a fault with item " + change.id().value(), e);
      return false;
    }
  }

  void bring(Catalogue.Change change, ConceptView concepts) {
    var id = change.id().value();
    if (change.item().isEmpty()) {
      remove(change);
      return;
    }
    var item = change.item().get();
    try {
      Optional<Reader.Found> found =
          item.binned().isEmpty() ? reader.found(item) : Optional.empty();
      if (found.isPresent()) replace(change, item, found.get(), concepts);
      else remove(change);
      if (found.isEmpty() && saysItCanBeFound(item))
        leftOut(id, "could be read before and cannot be read again");
    } catch (BlobFailure | GraphFailure | IndexFailure | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      // No part is in trouble: something about this item is. It must not hold up all others.
      if (faults.merge(change.number(), 1, Integer::sum) < ITEM_IS_TO_BLAME) throw e;
      LOG.log(System.Logger.Level.ERROR, "a fault with item " + id, e);
      leftOut(id, "cannot be indexed because of a fault in this program");
      remove(change);
    }
  }

  private void remove(Catalogue.Change change) {
    index.remove(change.id().value());
    told.of(change, Optional.empty());
  }

  private void replace(
      Catalogue.Change change, Item item, Reader.Found found, ConceptView concepts) {
    Entry entry;
    try (var _ = timings.start(Timings.Stage.ENTRY)) {
      var directions = meanings.known(item, found);
      var meant = meanings.meant(item, found, directions, tagging.get());
      entry = Entries.of(item, found.derived(), directions, meant, concepts);
    }
    try (var _ = timings.start(Timings.Stage.REPLACE)) {
      index.replace(entry);
    }
    told.of(change, Optional.of(!entry.directions().isEmpty()));
  }

  private static boolean saysItCanBeFound(Item item) {
    return item.state() == Item.State.DESCRIBED
        && item.binned().isEmpty()
        && item.outcome().map(Outcome::taken).orElse(false);
  }

  private void leftOut(String id, String why) {
    LOG.log(System.Logger.Level.WARNING, "item {0} {1}", id, why);
    troubles.are("item", "Item " + id + " " + why + "; it is left out of the index.");
  }

  /// @param before ids of the concepts that it holds
  /// @return ids of those it holds now
  Set<String> fill(ConceptView concepts, Set<String> before) {
    var now = new HashSet<String>();
    var directions = meanings.known(tagging.get());
    for (var concept : concepts.all()) {
      index.replace(
          Entries.of(concept, Optional.ofNullable(directions.get(concept.id())).stream().toList()));
      now.add(concept.id());
    }
    for (var gone : before) if (!now.contains(gone)) index.remove(Entries.conceptId(gone));
    return now;
  }
}

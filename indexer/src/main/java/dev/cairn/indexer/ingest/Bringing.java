package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobFailure;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Derived;
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

/// Puts changes and concepts into one index. For one thread at a time.
final class Bringing {
  private static final System.Logger LOG = System.getLogger(Bringing.class.getName());

  /// After so many failures of one item while every part is well, the fault is the item's.
  private static final int ITEM_IS_TO_BLAME = 3;

  private final SearchIndex index;
  private final Reader reader;
  private final Timings timings;
  private final Troubles troubles;

  /// Number of a change → how often it failed through no fault of any part.
  private final Map<Long, Integer> faults = new HashMap<>();

  Bringing(SearchIndex index, Reader reader, Timings timings, Troubles troubles) {
    this.index = index;
    this.reader = reader;
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
      index.remove(id);
      return;
    }
    var item = change.item().get();
    try {
      Optional<Derived> derived = item.binned().isEmpty() ? reader.found(item) : Optional.empty();
      if (derived.isPresent()) replace(item, derived.get(), concepts);
      else index.remove(id);
      if (derived.isEmpty() && saysItCanBeFound(item))
        leftOut(id, "could be read before and cannot be read again");
    } catch (BlobFailure | GraphFailure | IndexFailure | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      // No part is in trouble: something about this item is. It must not hold up all others.
      if (faults.merge(change.number(), 1, Integer::sum) < ITEM_IS_TO_BLAME) throw e;
      LOG.log(System.Logger.Level.ERROR, "a fault with item " + id, e);
      leftOut(id, "cannot be indexed because of a fault in this program");
      index.remove(id);
    }
  }

  private void replace(Item item, Derived derived, ConceptView concepts) {
    Entry entry;
    try (var _ = timings.start(Timings.Stage.ENTRY)) {
      entry = Entries.of(item, derived, concepts);
    }
    try (var _ = timings.start(Timings.Stage.REPLACE)) {
      index.replace(entry);
    }
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
    for (var concept : concepts.all()) {
      index.replace(Entries.of(concept));
      now.add(concept.id());
    }
    for (var gone : before) if (!now.contains(gone)) index.remove(Entries.conceptId(gone));
    return now;
  }
}

package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Item;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.skos.RdfKind;
import java.time.Clock;

/// Where a catalogue comes from.
public final class Catalogues {
  private Catalogues() {}

  /// Reads everything known from the graph into memory, then keeps both the same. One catalogue at
  /// a time may be open on a store. The store is borrowed: closing the catalogue leaves it open.
  ///
  /// @param clock says when items came in
  /// @throws dev.cairn.ontology.GraphFailure if the store cannot be read, or of kind CORRUPT if
  ///   what it holds is no catalogue
  public static Catalogue open(GraphStore store, Clock clock) {
    return new GraphCatalogue(store, clock);
  }

  /// What is known of an item, for somebody who may see it. An admin gets all; others what it is
  /// and says, without its access list and places, and without names of other items.
  ///
  /// @param item as {@link Catalogue#find} gave it to this caller
  public static byte[] statements(Item item, Caller caller, RdfKind kind) {
    return ReadableStatements.write(item, caller, kind);
  }
}

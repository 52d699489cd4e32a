package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Item;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.sparql.ItemStatements;
import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;

/// Which statements of the catalogue who may see. Items in the bin are seen by nobody here. Beside
/// who else may see it, a reader learns not where an item's bytes lie, nor its number in the
/// sequence of changes, which items move that he does not see.
final class ShownStatements implements ItemStatements {
  /// So many sorts of callers are remembered.
  private static final int MOST = 16;

  private static final Set<Node> FOR_ADMINS =
      Set.of(
          Terms.READER,
          Terms.CHANGED,
          Terms.PLACE,
          Terms.SOURCE,
          Terms.PATH,
          Terms.OUTCOME_FROM,
          Terms.BINNED,
          Terms.BINNED_BY,
          Terms.JUDGED_BY,
          Terms.BIN_REASON);

  private static final String ORDER_OF_READERS = "reader-in-order";

  private final Supplier<Picture> picture;
  private final Map<Set<String>, Seen> seen = new ConcurrentHashMap<>();

  /// With more items their statements are not held in memory.
  private static final int MOST_HELD = 50_000;

  /// Only as long as there is memory for it.
  private SoftReference<HeldStatements> held = new SoftReference<>(null);

  private final ReentrantLock holding = new ReentrantLock();

  private record Seen(Picture picture, Set<Node> graphs) {}

  ShownStatements(Supplier<Picture> picture) {
    this.picture = picture;
  }

  @Override
  public String beginning() {
    return Terms.ITEM;
  }

  /// Made anew when something has changed, which takes some milliseconds for 20,000 items.
  @Override
  public Set<Node> visible(Caller caller) {
    return visible(caller, picture.get());
  }

  private Set<Node> visible(Caller caller, Picture now) {
    var principals = Set.copyOf(caller.principals());
    var known = seen.get(principals);
    if (known != null && known.picture() == now) return known.graphs();
    var graphs =
        now.newest()
            .values()
            .filter(item -> item.access().admits(caller))
            .map(Item::id)
            .map(ItemGraph::node)
            .collect(Collectors.toUnmodifiableSet());
    if (seen.size() >= MOST) seen.clear();
    seen.put(principals, new Seen(now, graphs));
    return graphs;
  }

  /// Takes some tenths of a second for 20,000 items when first asked, and some milliseconds after a
  /// change.
  @Override
  public View view(Caller caller, DatasetGraph store) {
    var now = picture.get();
    var graphs = visible(caller, now);
    return new View(
        graphs,
        now.newest().size() > MOST_HELD
            ? Optional.empty()
            : Optional.of(held(now, store).of(graphs)));
  }

  private HeldStatements held(Picture now, DatasetGraph store) {
    holding.lock();
    try {
      var known = Optional.ofNullable(held.get());
      if (known.isPresent() && known.get().isOf(now)) return known.get();
      var made = HeldStatements.of(now, known, store);
      held = new SoftReference<>(made);
      return made;
    } finally {
      holding.unlock();
    }
  }

  @Override
  public boolean shows(Triple statement, Caller caller) {
    return caller.isAdmin() || isForReaders(statement);
  }

  /// Whether it is for everybody who may see the item.
  static boolean isForReaders(Triple statement) {
    var property = statement.getPredicate();
    return !FOR_ADMINS.contains(property)
        && !(property.equals(Terms.GIVEN) && statement.getObject().equals(Terms.READER))
        && !statement.getSubject().getURI().endsWith(ORDER_OF_READERS);
  }

  @Override
  public Set<Node> properties() {
    return Collections.unmodifiableSet(Terms.all());
  }
}

package dev.cairn.ontology.matching;

import static java.util.Comparator.comparing;

import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.GraphStore.Change;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/// Pairs of concepts of which a curator said that they are not to be mapped. Kept in a graph of
/// their own, whatever becomes of the vocabularies. Thread-safe.
public final class Rejections {
  /// Most pairs that are decided together.
  public static final int MOST_TOGETHER = 500;

  private static final String GRAPH = "urn:cairn:graph:mapping-rejections";
  private static final String REJECTION = "urn:cairn:mapping-rejection:";
  private static final Node ONE = own("one");
  private static final Node OTHER = own("other");
  private static final Node AT = own("rejected");
  private static final Node BY = own("by");

  private final GraphStore store;
  private final Clock clock;

  /// Replaced whole, guarded by this for changes.
  private volatile Map<Pair, Rejection> all;

  private Rejections(GraphStore store, Clock clock, Map<Pair, Rejection> all) {
    this.store = store;
    this.clock = clock;
    this.all = all;
  }

  /// Two concepts by IRI; which is first says nothing.
  public record Pair(String one, String other) {
    public Pair {
      if (one.compareTo(other) > 0) {
        var first = other;
        other = one;
        one = first;
      }
    }

    private Node node() {
      return NodeFactory.createURI(
          REJECTION + UUID.nameUUIDFromBytes((one + " " + other).getBytes(StandardCharsets.UTF_8)));
    }
  }

  public record Rejection(Pair pair, Instant at, String by) {}

  /// @throws dev.cairn.ontology.GraphFailure if the store cannot be read
  public static Rejections open(GraphStore store, Clock clock) {
    var all = new LinkedHashMap<Pair, Rejection>();
    var graph = store.graph(GRAPH);
    for (var t : graph.find(Node.ANY, ONE, Node.ANY).toList())
      read(graph, t).ifPresent(rejection -> all.put(rejection.pair(), rejection));
    return new Rejections(store, clock, all);
  }

  private static Optional<Rejection> read(Graph graph, Triple one) {
    var other = object(graph, one.getSubject(), OTHER);
    var at = object(graph, one.getSubject(), AT);
    var by = object(graph, one.getSubject(), BY);
    if (other.isEmpty() || at.isEmpty()) return Optional.empty();
    try {
      return Optional.of(
          new Rejection(
              new Pair(one.getObject().getURI(), other.get().getURI()),
              Instant.parse(at.get().getLiteralLexicalForm()),
              by.map(Node::getLiteralLexicalForm).orElse("")));
    } catch (DateTimeParseException | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }

  private static Optional<Node> object(Graph graph, Node subject, Node property) {
    return graph.find(subject, property, Node.ANY).toList().stream()
        .map(Triple::getObject)
        .findFirst();
  }

  public boolean contains(String oneIri, String otherIri) {
    return all.containsKey(new Pair(oneIri, otherIri));
  }

  /// The newest first.
  public List<Rejection> all() {
    return all.values().stream()
        .sorted(
            comparing(Rejection::at)
                .reversed()
                .thenComparing(r -> r.pair().one())
                .thenComparing(r -> r.pair().other()))
        .toList();
  }

  /// Keeps that these are not to be mapped. Durable when this returns.
  ///
  /// @param pairs at most {@link #MOST_TOGETHER}; those that are rejected already stay as they are
  /// @return how many were not rejected before
  /// @throws IllegalArgumentException if the caller is no admin, or there are too many
  public synchronized int reject(List<Pair> pairs, Caller caller) {
    only(caller, pairs);
    var next = new LinkedHashMap<>(all);
    var statements = GraphMemFactory.createDefaultGraphSameTerm();
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    for (var pair : pairs) {
      if (next.putIfAbsent(pair, new Rejection(pair, now, caller.id())) != null) continue;
      var node = pair.node();
      statements.add(Triple.create(node, ONE, NodeFactory.createURI(pair.one())));
      statements.add(Triple.create(node, OTHER, NodeFactory.createURI(pair.other())));
      statements.add(
          Triple.create(
              node, AT, NodeFactory.createLiteralDT(now.toString(), XSDDatatype.XSDdateTime)));
      statements.add(Triple.create(node, BY, NodeFactory.createLiteralString(caller.id())));
    }
    int fresh = next.size() - all.size();
    if (fresh > 0) store.apply(List.of(new Change.Insert(GRAPH, statements)));
    all = next;
    return fresh;
  }

  /// Forgets that these were rejected, so that they are suggested again.
  ///
  /// @return how many were rejected
  /// @throws IllegalArgumentException if the caller is no admin, or there are too many
  public synchronized int takeBack(List<Pair> pairs, Caller caller) {
    only(caller, pairs);
    var next = new LinkedHashMap<>(all);
    var statements = GraphMemFactory.createDefaultGraphSameTerm();
    var graph = store.graph(GRAPH);
    for (var pair : pairs)
      if (next.remove(pair) != null)
        graph.find(pair.node(), Node.ANY, Node.ANY).toList().forEach(statements::add);
    int gone = all.size() - next.size();
    if (gone > 0) store.apply(List.of(new Change.Delete(GRAPH, statements)));
    all = next;
    return gone;
  }

  private static void only(Caller caller, List<Pair> pairs) {
    if (!caller.isAdmin())
      throw new IllegalArgumentException(caller.id() + " may not decide about mappings");
    if (pairs.size() > MOST_TOGETHER)
      throw new IllegalArgumentException("at most " + MOST_TOGETHER + " pairs are decided at once");
  }

  private static Node own(String name) {
    return NodeFactory.createURI("urn:cairn:ns:" + name);
  }
}

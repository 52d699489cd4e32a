package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Item;
import dev.cairn.ontology.sparql.ItemStatements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;

/// The statements of all items out of the bin as one picture has them, some 5 kB an item. Those of
/// a property are put together when somebody first asks for it. What a later picture has as before
/// is taken over.
final class HeldStatements implements ItemStatements.Held {
  /// Longer texts are hardly the same twice.
  private static final int SHORT = 20;

  private final Picture picture;
  private final Map<Node, One> ones;

  /// Names and short texts, each once.
  private final Map<Node, Node> shared;

  private final Map<Node, Column> columns = new ConcurrentHashMap<>();

  private record One(Item item, Node graph, Triple[] statements) {}

  private HeldStatements(Picture picture, Map<Node, One> ones, Map<Node, Node> shared) {
    this.picture = picture;
    this.ones = ones;
    this.shared = shared;
  }

  /// @param before of an earlier picture, if there is one
  /// @param store in a transaction that reads; former versions stand there only
  static HeldStatements of(Picture picture, Optional<HeldStatements> before, DatasetGraph store) {
    var former = before.map(b -> b.ones).orElse(Map.of());
    var shared = before.map(b -> b.shared).orElseGet(ConcurrentHashMap::new);
    var ones = new HashMap<Node, One>();
    picture
        .newest()
        .values()
        .forEach(item -> {
          var graph = ItemGraph.node(item.id());
          var known = former.get(graph);
          ones.put(
              known == null ? graph : known.graph(),
              known != null && known.item() == item
                  ? known
                  : new One(item, graph, written(item, graph, shared, store)));
        });
    return new HeldStatements(picture, ones, shared);
  }

  boolean isOf(Picture other) {
    return picture == other;
  }

  private static Triple[] written(
      Item item, Node graph, Map<Node, Node> shared, DatasetGraph store) {
    var all = new ArrayList<Triple>();
    for (var triple : ItemGraph.write(item)) all.add(sharing(triple, shared));
    int newest = item.version().number();
    if (newest > 1)
      store
          .find(graph, Node.ANY, Node.ANY, Node.ANY)
          .forEachRemaining(quad -> {
            if (ItemGraph.isFormer(quad.getSubject(), newest) && !all.contains(quad.asTriple()))
              all.add(quad.asTriple());
          });
    return all.toArray(Triple[]::new);
  }

  private static Triple sharing(Triple triple, Map<Node, Node> shared) {
    var object = triple.getObject();
    boolean common =
        object.isURI()
            ? !object.getURI().startsWith(Terms.ITEM)
            : object.getLiteralDatatype().equals(XSDDatatype.XSDstring)
                && object.getLiteralLexicalForm().length() < SHORT;
    if (!common) return triple;
    var known = shared.putIfAbsent(object, object);
    return known == null
        ? triple
        : Triple.create(triple.getSubject(), triple.getPredicate(), known);
  }

  @Override
  public Iterator<Triple> in(Node graph, Node s, Node p, Node o) {
    var one = ones.get(graph);
    return one == null ? Iter.nullIterator() : matching(one, s, p, o);
  }

  private static Iterator<Triple> matching(One one, Node s, Node p, Node o) {
    var found = new ArrayList<Triple>(4);
    for (var triple : one.statements()) if (matches(triple, s, p, o)) found.add(triple);
    return found.iterator();
  }

  private static boolean matches(Triple triple, Node s, Node p, Node o) {
    return (p == Node.ANY || triple.getPredicate().equals(p))
        && (s == Node.ANY || triple.getSubject().equals(s))
        && (o == Node.ANY || triple.getObject().equals(o));
  }

  @Override
  public Iterator<Triple> find(Predicate<Node> graphs, Node s, Node p, Node o) {
    if (s.isURI()) {
      var one = ones.get(home(s));
      return one == null || !graphs.test(one.graph())
          ? Iter.nullIterator()
          : matching(one, s, p, o);
    }
    if (p == Node.ANY)
      return Iter.flatMap(
          Iter.filter(ones.values().iterator(), one -> graphs.test(one.graph())),
          one -> matching(one, s, p, o));
    var column = columns.computeIfAbsent(p, this::column);
    var found = o == Node.ANY ? column.all() : column.with(o);
    return Iter.map(
        Iter.filter(found.iterator(), held -> graphs.test(held.graph())), Held::statement);
  }

  private static Node home(Node node) {
    var iri = node.getURI();
    int end = iri.indexOf('#');
    return end < 0 ? node : NodeFactory.createURI(iri.substring(0, end));
  }

  private record Held(Node graph, Triple statement) {}

  private Column column(Node property) {
    var all = new ArrayList<Held>();
    for (var one : ones.values())
      for (var triple : one.statements())
        if (triple.getPredicate().equals(property)) all.add(new Held(one.graph(), triple));
    return new Column(List.copyOf(all));
  }

  /// All statements with one property.
  private static final class Column {
    private final List<Held> all;
    private Optional<Map<Node, List<Held>>> byObject = Optional.empty();

    Column(List<Held> all) {
      this.all = all;
    }

    List<Held> all() {
      return all;
    }

    synchronized List<Held> with(Node object) {
      if (byObject.isEmpty()) {
        var made = new HashMap<Node, List<Held>>();
        for (var held : all)
          made.computeIfAbsent(held.statement().getObject(), _ -> new ArrayList<>(1)).add(held);
        byObject = Optional.of(made);
      }
      return byObject.get().getOrDefault(object, List.of());
    }
  }
}

package dev.cairn.ontology.sparql;

import dev.cairn.ontology.Caller;
import dev.cairn.ontology.vocabulary.Vocabularies;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.TxnType;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.Prefixes;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphBaseFind;
import org.apache.jena.sparql.core.GraphView;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.WrappedIterator;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;

/// What one caller may see, as a dataset that lives as long as one question. All that a question
/// learns it learns from {@link #find}, so rights are applied there and nowhere else: a graph that
/// is not named here as visible does not exist, and a statement that leads to an item which is not
/// visible is not there.
///
/// The default graph is everything: the vocabulary in force and the items. A subject tells whether
/// it is an item's, and of which, so nothing stands in both and nothing has to be compared.
final class Watched extends DatasetGraphBaseFind {
  private static final Node CURATED = NodeFactory.createURI(Vocabularies.CURATED);
  private static final Node CURATED_AWAY = NodeFactory.createURI(Vocabularies.CURATED_AWAY);

  private static final String MEMBER = RDF.getURI() + "_";

  private final DatasetGraph store;
  private final Words words;
  private final ItemStatements items;
  private final Caller caller;
  private final Optional<ItemStatements.Held> held;
  private final Set<Node> visible;
  private final Optional<Choice> choice;
  private final Budget budget;
  private final PrefixMap prefixes = Prefixes.emptyPrefixMap();
  private final Graph all = new Everything();
  private @Nullable Graph away;

  /// The vocabulary in force.
  ///
  /// @param graph all its statements
  /// @param counts of these
  /// @param names of the graphs they come from
  /// @param records names of the graphs that tell who changed and proposed what, which only admins
  ///   may ask, and only by name
  record Words(Graph graph, Counts counts, Set<Node> names, Set<Node> records) {}

  /// Graphs that the question chose (`FROM`, `FROM NAMED`).
  record Choice(Set<Node> defaults, Set<Node> named) {}

  /// @param store in a transaction that reads
  Watched(
      DatasetGraph store,
      Words words,
      ItemStatements items,
      Caller caller,
      Optional<Choice> choice,
      Budget budget) {
    this.store = store;
    this.words = words;
    this.items = items;
    this.caller = caller;
    var now = items.view(caller, store);
    this.visible = now.visible();
    this.held = now.held();
    this.choice = choice;
    this.budget = budget;
  }

  // ---- finding

  @Override
  protected Iterator<Quad> findInDftGraph(Node s, Node p, Node o) {
    return Iter.map(defaults(s, p, o), triple -> Quad.create(Quad.defaultGraphIRI, triple));
  }

  /// Statements of the default graph, whatever the question asks.
  Iterator<Triple> defaults(Node s, Node p, Node o) {
    budget.check();
    if (choice.isPresent()) return union(choice.get().defaults(), s, p, o);
    if (isOfItem(s)) return items(s, p, o);
    var said = checked(words.graph().find(s, p, o), this::showsWord);
    return s.isConcrete() ? said : Iter.concat(said, items(s, p, o));
  }

  /// Of the graphs that were chosen, each statement once.
  private Iterator<Triple> union(Set<Node> graphs, Node s, Node p, Node o) {
    Iterator<Triple> all = Iter.nullIterator();
    int vocabularies = 0;
    for (var graph : graphs) {
      if (isVocabulary(graph)) vocabularies++;
      all = Iter.concat(all, in(graph, s, p, o));
    }
    return vocabularies < 2 ? all : Iter.distinct(all);
  }

  @Override
  protected Iterator<Quad> findInSpecificNamedGraph(Node g, Node s, Node p, Node o) {
    budget.check();
    return isNamed(g) ? quads(g, s, p, o) : Iter.nullIterator();
  }

  @Override
  protected Iterator<Quad> findInAnyNamedGraphs(Node s, Node p, Node o) {
    budget.check();
    if (choice.isPresent())
      return Iter.flatMap(choice.get().named().iterator(), g -> quads(g, s, p, o));
    return Iter.concat(
        Iter.flatMap(words.names().iterator(), g -> quads(g, s, p, o)),
        Iter.map(
            items(s, p, o),
            triple -> Quad.create(home(triple.getSubject()).orElseThrow(), triple)));
  }

  private Iterator<Quad> quads(Node g, Node s, Node p, Node o) {
    return Iter.map(in(g, s, p, o), triple -> Quad.create(g, triple));
  }

  private boolean isNamed(Node g) {
    return choice.isEmpty() || choice.get().named().contains(g);
  }

  private boolean isVocabulary(Node g) {
    return words.names().contains(g);
  }

  private boolean isRecord(Node g) {
    return caller.isAdmin() && words.records().contains(g);
  }

  /// One graph, if it may be seen.
  private Iterator<Triple> in(Node g, Node s, Node p, Node o) {
    if (visible.contains(g))
      return checked(
          held.isPresent() ? held.get().in(g, s, p, o) : stored(g, s, p, o), this::showsOfItem);
    if (isRecord(g)) return checked(stored(g, s, p, o), _ -> true);
    if (!isVocabulary(g)) return Iter.nullIterator();
    boolean corrected = !g.equals(CURATED);
    return checked(
        stored(g, s, p, o), triple -> showsWord(triple) && !(corrected && away().contains(triple)));
  }

  private Iterator<Triple> stored(Node g, Node s, Node p, Node o) {
    return Iter.map(store.find(g, s, p, o), Quad::asTriple);
  }

  /// Statements of all items that may be seen. What stands of an item is looked for in its graph;
  /// by its object alone no order of the store finds anything, so the properties are gone through.
  private Iterator<Triple> items(Node s, Node p, Node o) {
    boolean ofItem = isOfItem(s);
    if (s.isConcrete() && !ofItem || p.isConcrete() && !mayBeOfItems(p)) return Iter.nullIterator();
    if (held.isPresent()) return checked(held.get().find(s, p, o), this::showsOfItem);
    if (ofItem) {
      var home = home(s).orElseThrow();
      return visible.contains(home) ? in(home, s, p, o) : Iter.nullIterator();
    }
    Predicate<Quad> shown =
        quad -> visible.contains(quad.getGraph()) && showsOfItem(quad.asTriple());
    var found =
        p.isConcrete() || !o.isURI()
            ? store.find(Node.ANY, s, p, o)
            : Iter.flatMap(items.properties().iterator(), each -> store.find(Node.ANY, s, each, o));
    return Iter.map(checked(found, shown), Quad::asTriple);
  }

  private boolean mayBeOfItems(Node property) {
    return items.properties().contains(property)
        || property.isURI() && property.getURI().startsWith(MEMBER);
  }

  // ---- guessing

  /// Whether {@link #guess} knows about this graph.
  boolean guesses(Graph graph) {
    return graph == all && choice.isEmpty() && held.isPresent();
  }

  /// About how many statements of the default graph there are that the caller may see.
  ///
  /// @param o any where it is not known which
  /// @param hasS whether the subject will be known
  /// @param hasO whether the object will be known
  double guess(boolean hasS, Node p, Node o, boolean hasO) {
    return guess(words.counts().of(p), -1, hasS, hasO)
        + guess(
            held.orElseThrow().size(p),
            p == Node.ANY || o == Node.ANY || hasS ? -1 : held.orElseThrow().count(p, o),
            hasS,
            hasO);
  }

  /// The same pattern, to be asked for often.
  Triple quicker(Triple pattern) {
    return Triple.create(
        pattern.getSubject(),
        held.map(h -> h.same(pattern.getPredicate())).orElse(pattern.getPredicate()),
        pattern.getObject());
  }

  private static double guess(ItemStatements.Size size, long counted, boolean hasS, boolean hasO) {
    if (counted >= 0) return counted;
    double guess = size.statements();
    if (hasS) guess /= Math.max(1, size.subjects());
    if (hasO) guess /= Math.max(1, size.objects());
    return guess;
  }

  // ---- what is shown

  private boolean showsOfItem(Triple triple) {
    return (staysWithin(triple) || leadsToVisible(triple.getObject()))
        && items.shows(triple, caller);
  }

  /// Whether it leads from an item or a part of it to the same or another part; that is visible as
  /// a whole or not at all.
  private static boolean staysWithin(Triple triple) {
    if (!triple.getSubject().isURI() || !triple.getObject().isURI()) return false;
    var from = triple.getSubject().getURI();
    var to = triple.getObject().getURI();
    int end = from.indexOf('#');
    if (end < 0) end = from.length();
    return to.startsWith("#", end) && to.regionMatches(0, from, 0, end);
  }

  /// What a vocabulary says of items is nobody's business.
  private boolean showsWord(Triple triple) {
    return !isOfItem(triple.getSubject()) && leadsToVisible(triple.getObject());
  }

  private boolean leadsToVisible(Node object) {
    return !isOfItem(object) || visible.contains(home(object).orElseThrow());
  }

  private boolean isOfItem(Node node) {
    return node.isURI() && node.getURI().startsWith(items.beginning());
  }

  /// The graph of the item that this is, or is a part of.
  private Optional<Node> home(Node node) {
    if (!isOfItem(node)) return Optional.empty();
    var iri = node.getURI();
    int end = iri.indexOf('#');
    return Optional.of(end < 0 ? node : NodeFactory.createURI(iri.substring(0, end)));
  }

  /// What curators took out of the vocabularies.
  private Graph away() {
    if (away == null) {
      away = GraphMemFactory.createDefaultGraphSameTerm();
      var all = store.find(CURATED_AWAY, Node.ANY, Node.ANY, Node.ANY);
      while (all.hasNext()) away.add(all.next().asTriple());
    }
    return away;
  }

  /// Only what is shown; looks at the time now and then.
  private <T extends Object> Iterator<T> checked(Iterator<T> all, Predicate<T> shown) {
    return new Iterator<>() {
      private static final int SOMETIMES = 0xFF;
      private int seen;
      private @Nullable T next;

      @Override
      public boolean hasNext() {
        while (next == null && all.hasNext()) {
          if ((++seen & SOMETIMES) == 0) budget.check();
          var candidate = all.next();
          if (shown.test(candidate)) next = candidate;
        }
        return next != null;
      }

      @Override
      public T next() {
        if (!hasNext()) throw new NoSuchElementException();
        var given = java.util.Objects.requireNonNull(next);
        next = null;
        return given;
      }
    };
  }

  /// Whether this is an item that may be seen.
  boolean isVisible(Node item) {
    return visible.contains(item);
  }

  /// All that is said of something: of an item with its parts, else with the blank nodes below.
  Stream<Triple> about(Node node) {
    var home = home(node);
    if (home.isPresent() && home.get().equals(node) && choice.isEmpty())
      return Iter.asStream(find(node, Node.ANY, Node.ANY, Node.ANY)).map(Quad::asTriple);
    return Iter.asStream(findInDftGraph(node, Node.ANY, Node.ANY)).map(Quad::asTriple);
  }

  // ---- as a dataset

  @Override
  public Iterator<Node> listGraphNodes() {
    Stream<Node> names =
        choice.isPresent()
            ? choice.get().named().stream()
            : Stream.concat(words.names().stream(), visible.stream());
    return names.filter(this::containsGraph).iterator();
  }

  @Override
  public boolean containsGraph(Node g) {
    if (Quad.isDefaultGraph(g) || Quad.isUnionGraph(g)) return true;
    return isNamed(g) && in(g, Node.ANY, Node.ANY, Node.ANY).hasNext();
  }

  @Override
  public Graph getDefaultGraph() {
    return all;
  }

  private final class Everything extends GraphBase {
    @Override
    protected ExtendedIterator<Triple> graphBaseFind(Triple wanted) {
      return graphBaseFind(wanted.getSubject(), wanted.getPredicate(), wanted.getObject());
    }

    @Override
    protected ExtendedIterator<Triple> graphBaseFind(Node s, Node p, Node o) {
      return WrappedIterator.createNoRemove(defaults(any(s), any(p), any(o)));
    }
  }

  private static Node any(@Nullable Node node) {
    return node == null || !node.isConcrete() ? Node.ANY : node;
  }

  @Override
  public Graph getGraph(Node g) {
    return GraphView.createNamedGraph(this, g);
  }

  @Override
  public PrefixMap prefixes() {
    return prefixes;
  }

  @Override
  public void addGraph(Node name, Graph graph) {
    throw new UnsupportedOperationException("what is asked is not changed");
  }

  @Override
  public void removeGraph(Node name) {
    throw new UnsupportedOperationException("what is asked is not changed");
  }

  @Override
  public boolean supportsTransactions() {
    return false;
  }

  @Override
  public void begin(TxnType type) {
    throw new UnsupportedOperationException("a question runs within a transaction");
  }

  @Override
  public boolean promote(Promote mode) {
    return false;
  }

  @Override
  public void commit() {
    throw new UnsupportedOperationException("what is asked is not changed");
  }

  @Override
  public void abort() {
    throw new UnsupportedOperationException("what is asked is not changed");
  }

  @Override
  public void end() {}

  @Override
  public ReadWrite transactionMode() {
    return ReadWrite.READ;
  }

  @Override
  public TxnType transactionType() {
    return TxnType.READ;
  }

  @Override
  public boolean isInTransaction() {
    return true;
  }
}

package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Item;
import dev.cairn.ontology.sparql.ItemStatements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;

/// The statements of all items out of the bin as one picture has them, some 5 kB an item. Those of
/// a property are put together when somebody first asks for it. What a later picture has as before
/// is taken over.
final class HeldStatements {
  /// Longer texts are hardly the same twice.
  private static final int SHORT = 20;

  /// The properties that are used, each as the one object that all statements have.
  private static final Map<Node, Node> PROPERTIES = properties();

  /// The same, found without comparing names.
  private static final Map<Node, Node> USED = new IdentityHashMap<>(PROPERTIES);

  private final Picture picture;

  /// By graph.
  private final Map<Node, One> ones;

  /// By subject.
  private final Map<Node, Part> parts;

  private final Lasting lasting;
  private final Map<Node, Column> columns = new ConcurrentHashMap<>();
  private volatile Shown lately = new Shown(Set.of(), new BitSet());

  private static Map<Node, Node> properties() {
    var all = new HashMap<Node, Node>();
    for (var property : Terms.all()) all.put(property, property);
    return all;
  }

  private static Node same(Node property) {
    return USED.containsKey(property) ? property : PROPERTIES.getOrDefault(property, property);
  }

  /// @param serial no two have the same, not even of different pictures
  private record One(int serial, Item item, Node graph, List<Part> parts) {}

  /// An item itself, a version of it, a tag …
  private record Part(Node subject, One one, Triple[] statements) {}

  private HeldStatements(
      Picture picture, Map<Node, One> ones, Map<Node, Part> parts, HeldStatements.Lasting lasting) {
    this.picture = picture;
    this.ones = ones;
    this.parts = parts;
    this.lasting = lasting;
  }

  /// What goes over from one picture to the next.
  ///
  /// @param shared names and short texts, each once
  private record Lasting(Map<Node, Node> shared, AtomicInteger serials) {}

  /// @param before of an earlier picture, if there is one
  /// @param store in a transaction that reads; former versions stand there only
  static HeldStatements of(Picture picture, Optional<HeldStatements> before, DatasetGraph store) {
    var former = before.map(b -> b.ones).orElse(Map.of());
    var lasting =
        before
            .map(b -> b.lasting)
            .orElseGet(() -> new Lasting(new ConcurrentHashMap<>(), new AtomicInteger()));
    // In the order of the picture: where in a table of hashes something lies, depends on all else.
    var ones = new LinkedHashMap<Node, One>();
    var parts = new LinkedHashMap<Node, Part>();
    picture
        .newest()
        .values()
        .forEach(item -> {
          var graph = ItemGraph.node(item.id());
          var known = former.get(graph);
          var one =
              known != null && known.item() == item ? known : written(item, graph, lasting, store);
          ones.put(one.graph(), one);
          one.parts().forEach(part -> parts.put(part.subject(), part));
        });
    return new HeldStatements(picture, ones, parts, lasting);
  }

  boolean isOf(Picture other) {
    return picture == other;
  }

  private static One written(Item item, Node graph, Lasting lasting, DatasetGraph store) {
    var all = new LinkedHashMap<Node, Set<Triple>>();
    for (var triple : ItemGraph.write(item)) add(all, sharing(triple, lasting.shared()));
    int newest = item.version().number();
    if (newest > 1) addFormer(graph, newest, store, all);
    var parts = new ArrayList<Part>();
    var one =
        new One(
            lasting.serials().getAndIncrement(), item, graph, Collections.unmodifiableList(parts));
    all.forEach((subject, statements) ->
        parts.add(new Part(subject, one, statements.toArray(Triple[]::new))));
    return one;
  }

  /// Adds what stands in the store only of former versions. It spells times in its own way, so that
  /// the same is known by its value.
  private static void addFormer(
      Node graph, int newest, DatasetGraph store, Map<Node, Set<Triple>> to) {
    record Said(Node subject, Node property, Object value) {
      static Said of(Triple triple) {
        return new Said(
            triple.getSubject(), triple.getPredicate(), triple.getObject().getIndexingValue());
      }
    }
    var said = new HashSet<Said>();
    to.values().forEach(triples -> triples.forEach(triple -> said.add(Said.of(triple))));
    store
        .find(graph, Node.ANY, Node.ANY, Node.ANY)
        .forEachRemaining(quad -> {
          if (!ItemGraph.isFormer(quad.getSubject(), newest)) return;
          var triple =
              Triple.create(quad.getSubject(), same(quad.getPredicate()), quad.getObject());
          if (said.add(Said.of(triple))) add(to, triple);
        });
  }

  private static void add(Map<Node, Set<Triple>> to, Triple triple) {
    to.computeIfAbsent(triple.getSubject(), _ -> new LinkedHashSet<>()).add(triple);
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

  // ---- columns

  /// All statements with one property.
  private static final class Column {
    private final Rows all;
    private Optional<Map<Node, Rows>> byObject = Optional.empty();

    Column(Rows all) {
      this.all = all;
    }

    synchronized Map<Node, Rows> byObject() {
      if (byObject.isEmpty()) {
        var made = new HashMap<Node, Growing>();
        for (int i = 0; i < all.statements().length; i++)
          made.computeIfAbsent(all.statements()[i].getObject(), _ -> new Growing())
              .add(all.statements()[i], all.serials()[i]);
        var rows = HashMap.<Node, Rows>newHashMap(made.size());
        made.forEach((object, some) -> rows.put(object, some.rows()));
        byObject = Optional.of(rows);
      }
      return byObject.get();
    }
  }

  /// Statements, and of which item each is.
  private record Rows(Triple[] statements, int[] serials) {
    static final Rows NONE = new Rows(new Triple[0], new int[0]);
  }

  private static final class Growing {
    private Triple[] statements = new Triple[1];
    private int[] serials = new int[1];
    private int size;

    void add(Triple triple, int serial) {
      if (size == statements.length) {
        statements = Arrays.copyOf(statements, 2 * size);
        serials = Arrays.copyOf(serials, 2 * size);
      }
      statements[size] = triple;
      serials[size++] = serial;
    }

    Rows rows() {
      return new Rows(Arrays.copyOf(statements, size), Arrays.copyOf(serials, size));
    }
  }

  /// Names that nobody uses are not kept.
  private Column columnOf(Node property) {
    var known = same(property);
    return PROPERTIES.containsKey(known)
        ? columns.computeIfAbsent(known, this::column)
        : column(property);
  }

  private Column column(Node property) {
    var rows = new Growing();
    for (var one : ones.values())
      for (var part : one.parts())
        for (var triple : part.statements())
          if (isOf(triple, property)) rows.add(triple, one.serial());
    return new Column(rows.rows());
  }

  private static boolean isOf(Triple triple, Node property) {
    return triple.getPredicate() == property || triple.getPredicate().equals(property);
  }

  // ---- what some may see

  /// Made once for each set of graphs that is asked for.
  ItemStatements.Held of(Set<Node> graphs) {
    var known = lately;
    if (known.graphs == graphs) return known;
    var shown = new BitSet();
    for (var graph : graphs) {
      var one = ones.get(graph);
      if (one != null) shown.set(one.serial());
    }
    var made = new Shown(graphs, shown);
    lately = made;
    return made;
  }

  private final class Shown implements ItemStatements.Held {
    private final Set<Node> graphs;
    private final BitSet shown;
    private final Map<Node, ItemStatements.Size> sizes = new ConcurrentHashMap<>();

    Shown(Set<Node> graphs, BitSet shown) {
      this.graphs = graphs;
      this.shown = shown;
    }

    @Override
    public Iterator<Triple> find(Node s, Node p, Node o) {
      if (s != Node.ANY) {
        var part = parts.get(s);
        return part == null || !shown.get(part.one().serial())
            ? Iter.nullIterator()
            : matching(part, p, o);
      }
      if (p == Node.ANY)
        return Iter.flatMap(
            Iter.filter(parts.values().iterator(), part -> shown.get(part.one().serial())),
            part -> matching(part, p, o));
      var column = columnOf(p);
      var rows = o == Node.ANY ? column.all : column.byObject().getOrDefault(o, Rows.NONE);
      return new Iterator<>() {
        private int at = next(0);

        private int next(int from) {
          int i = from;
          while (i < rows.serials().length && !shown.get(rows.serials()[i])) i++;
          return i;
        }

        @Override
        public boolean hasNext() {
          return at < rows.serials().length;
        }

        @Override
        public Triple next() {
          if (!hasNext()) throw new NoSuchElementException();
          var triple = rows.statements()[at];
          at = next(at + 1);
          return triple;
        }
      };
    }

    @Override
    public Iterator<Triple> in(Node graph, Node s, Node p, Node o) {
      var one = ones.get(graph);
      if (one == null || !shown.get(one.serial())) return Iter.nullIterator();
      return Iter.flatMap(
          Iter.filter(one.parts().iterator(), part -> s == Node.ANY || part.subject().equals(s)),
          part -> matching(part, p, o));
    }

    @Override
    public Node same(Node property) {
      return HeldStatements.same(property);
    }

    @Override
    public ItemStatements.Size size(Node p) {
      long items = shown.cardinality();
      if (p == Node.ANY) return new ItemStatements.Size(50 * items, 5 * items, items);
      if (!PROPERTIES.containsKey(p)) return ItemStatements.Size.NONE;
      return sizes.computeIfAbsent(same(p), this::counted);
    }

    private ItemStatements.Size counted(Node p) {
      var rows = columnOf(p).all;
      long statements = 0;
      var subjects = new BitSet();
      var objects = new HashSet<Node>();
      for (int i = 0; i < rows.serials().length; i++)
        if (shown.get(rows.serials()[i])) {
          statements++;
          subjects.set(rows.serials()[i]);
          objects.add(rows.statements()[i].getObject());
        }
      return new ItemStatements.Size(statements, subjects.cardinality(), objects.size());
    }

    @Override
    public long count(Node p, Node o) {
      if (!PROPERTIES.containsKey(p)) return 0;
      long count = 0;
      for (int serial : columnOf(p).byObject().getOrDefault(o, Rows.NONE).serials())
        if (shown.get(serial)) count++;
      return count;
    }
  }

  private static Iterator<Triple> matching(Part part, Node p, Node o) {
    var property = same(p);
    boolean used = USED.containsKey(property);
    @Nullable Triple first = null;
    List<Triple> found = List.of();
    for (var triple : part.statements()) {
      if (used
          ? triple.getPredicate() != property
          : p != Node.ANY && !triple.getPredicate().equals(p)) continue;
      if (o != Node.ANY && !triple.getObject().equals(o)) continue;
      if (first == null) {
        first = triple;
        continue;
      }
      if (found.isEmpty()) {
        found = new ArrayList<>(4);
        found.add(first);
      }
      found.add(triple);
    }
    if (first == null) return Iter.nullIterator();
    return found.isEmpty() ? Iter.singletonIterator(first) : found.iterator();
  }
}

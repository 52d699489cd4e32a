package dev.cairn.ontology.sparql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.main.StageBuilder;
import org.apache.jena.sparql.engine.main.StageGenerator;
import org.jspecify.annotations.Nullable;

/// Answers the patterns that stand together, all at once and in the order in which the fewest
/// statements are looked at. A row is made where all of them fit; the engine would make one for
/// each pattern that fits so far.
final class Patterns implements StageGenerator {
  private final Watched seen;
  private final StageGenerator usual = StageBuilder.standardGenerator();

  Patterns(Watched seen) {
    this.seen = seen;
  }

  @Override
  public QueryIterator execute(BasicPattern pattern, QueryIterator rows, ExecutionContext context) {
    if (!seen.guesses(context.getActiveGraph()) || pattern.isEmpty() || !isPlain(pattern))
      return usual.execute(pattern, rows, context);
    var plan = new Plan(pattern.getList());
    return QueryIterPlainWrapper.create(
        Iter.flatMap(rows, row -> new Matches(plan.ordered(row), row)), context);
  }

  private static boolean isPlain(BasicPattern pattern) {
    for (var triple : pattern)
      for (var node : List.of(triple.getSubject(), triple.getPredicate(), triple.getObject()))
        if (!Var.isVar(node) && !node.isConcrete()) return false;
    return true;
  }

  /// The order, found with the first row: later ones know the same names, or nearly.
  private final class Plan {
    private final List<Triple> patterns;
    private List<Triple> ordered = List.of();

    Plan(List<Triple> patterns) {
      this.patterns = List.copyOf(patterns);
    }

    List<Triple> ordered(Binding row) {
      if (!ordered.isEmpty()) return ordered;
      var known = new HashSet<Node>();
      row.vars().forEachRemaining(known::add);
      var left = new ArrayList<>(patterns);
      var order = new ArrayList<Triple>();
      while (!left.isEmpty()) {
        var next = Collections.min(left, (a, b) -> Double.compare(cost(a, known), cost(b, known)));
        left.remove(next);
        order.add(seen.quicker(next));
        for (var node : List.of(next.getSubject(), next.getPredicate(), next.getObject()))
          if (Var.isVar(node)) known.add(node);
      }
      ordered = List.copyOf(order);
      return ordered;
    }

    private double cost(Triple pattern, Set<Node> known) {
      var p = pattern.getPredicate();
      return seen.guess(
          known(pattern.getSubject(), known),
          Var.isVar(p) ? Node.ANY : p,
          Var.isVar(pattern.getObject()) ? Node.ANY : pattern.getObject(),
          known(pattern.getObject(), known));
    }

    private static boolean known(Node node, Set<Node> known) {
      return !Var.isVar(node) || known.contains(node);
    }
  }

  /// All rows that go on from one row.
  private final class Matches implements Iterator<Binding> {
    private final List<Triple> patterns;
    private final Binding row;
    private final List<Var> names = new ArrayList<>();
    private final int[][] places;
    private final @Nullable Node[] values;
    private final List<Iterator<Triple>> open = new ArrayList<>();

    /// For each pattern, which of its three places it gave a value to.
    private final int[] given;

    private @Nullable Binding next;

    Matches(List<Triple> patterns, Binding row) {
      this.patterns = patterns;
      this.row = row;
      this.places = new int[patterns.size()][3];
      this.given = new int[patterns.size()];
      for (int i = 0; i < patterns.size(); i++)
        for (int at = 0; at < 3; at++) places[i][at] = place(node(patterns.get(i), at));
      this.values = new Node[names.size()];
      for (int i = 0; i < values.length; i++) values[i] = row.get(names.get(i));
      open.add(found(0));
    }

    private int place(Node node) {
      if (!Var.isVar(node)) return -1;
      var name = Var.alloc(node);
      int known = names.indexOf(name);
      if (known >= 0) return known;
      names.add(name);
      return names.size() - 1;
    }

    private static Node node(Triple triple, int at) {
      return switch (at) {
        case 0 -> triple.getSubject();
        case 1 -> triple.getPredicate();
        default -> triple.getObject();
      };
    }

    private Node wanted(int level, int at) {
      int place = places[level][at];
      if (place < 0) return node(patterns.get(level), at);
      var value = values[place];
      return value == null ? Node.ANY : value;
    }

    private Iterator<Triple> found(int level) {
      return seen.defaults(wanted(level, 0), wanted(level, 1), wanted(level, 2));
    }

    @Override
    public boolean hasNext() {
      if (next == null) next = sought();
      return next != null;
    }

    @Override
    public Binding next() {
      if (!hasNext()) throw new NoSuchElementException();
      var row = java.util.Objects.requireNonNull(next);
      next = null;
      return row;
    }

    private @Nullable Binding sought() {
      while (!open.isEmpty()) {
        int level = open.size() - 1;
        forget(level);
        var here = open.getLast();
        if (!here.hasNext()) open.removeLast();
        else if (fits(level, here.next())) {
          if (level == patterns.size() - 1) return made();
          open.add(found(level + 1));
        }
      }
      return null;
    }

    /// Takes the values of a statement over, unless a name would have two.
    private boolean fits(int level, Triple triple) {
      for (int at = 0; at < 3; at++) {
        int place = places[level][at];
        if (place < 0) continue;
        var node = node(triple, at);
        var value = values[place];
        if (value == null) {
          values[place] = node;
          given[level] |= 1 << at;
        } else if (value != node && !value.equals(node)) return false;
      }
      return true;
    }

    private void forget(int level) {
      for (int at = 0; at < 3; at++)
        if ((given[level] & 1 << at) != 0) values[places[level][at]] = null;
      given[level] = 0;
    }

    private Binding made() {
      var made = BindingFactory.builder(row);
      for (int i = 0; i < values.length; i++) {
        var value = values[i];
        if (value != null && !row.contains(names.get(i))) made.add(names.get(i), value);
      }
      return made.build();
    }
  }
}

package dev.cairn.ontology.sparql;

import dev.cairn.ontology.Caller;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;

/// What the corpus says about the graphs that hold one item each. Thread-safe.
///
/// Every statement of an item has a subject whose name is the item's, or that and `#` and more; so
/// a subject tells its graph.
public interface ItemStatements {
  /// How the names of all items begin, and of nothing else.
  String beginning();

  /// Names of the graphs of items out of the bin that the caller may see, as it is now.
  Set<Node> visible(Caller caller);

  /// The statements of items out of the bin, from memory, for any set of their graphs; empty where
  /// they are too many for that, then they are looked for in the store. Ask for it before {@link
  /// #visible}: what is visible is then at least as new, and nothing of before is shown to who may
  /// not see it any more.
  ///
  /// @param store in a transaction that reads
  default Optional<Function<Set<Node>, Held>> held(DatasetGraph store) {
    return Optional.empty();
  }

  /// Statements of items in memory.
  interface Held {
    /// @param s may be any, as the others
    Iterator<Triple> find(Node s, Node p, Node o);

    /// Of one graph.
    Iterator<Triple> in(Node graph, Node s, Node p, Node o);

    /// The same name as the statements have it; with this they are found more quickly.
    Node same(Node property);

    /// About how many there are.
    ///
    /// @param p any: of all together
    Size size(Node p);

    /// How many have this object.
    long count(Node p, Node o);
  }

  /// How many statements have a property, and how many subjects and objects they have; may be near
  /// the truth only, since the time that a question takes is all that depends on it.
  record Size(long statements, long subjects, long objects) {
    public static final Size NONE = new Size(0, 1, 1);
  }

  /// Whether a statement of an item that is visible to the caller may be shown to him: he does not
  /// learn who else may see it, nor a number that items move which he does not see.
  boolean shows(Triple statement, Caller caller);

  /// Every property that a statement of an item may have, `rdf:_1` and its like left out, whose
  /// objects are texts; and possibly other names.
  Set<Node> properties();
}

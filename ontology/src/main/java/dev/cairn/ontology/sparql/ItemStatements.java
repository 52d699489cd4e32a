package dev.cairn.ontology.sparql;

import dev.cairn.ontology.Caller;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
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

  /// What the caller may see as it is now.
  ///
  /// @param visible names of the graphs of these items
  /// @param held their statements, from memory, of the same moment; empty where they are too many
  ///   for that, then they are looked for in the store
  record View(Set<Node> visible, Optional<Held> held) {}

  /// What the caller may see as it is now.
  ///
  /// @param store in a transaction that reads
  default View view(Caller caller, DatasetGraph store) {
    return new View(visible(caller), Optional.empty());
  }

  /// Statements of items in memory.
  interface Held {
    /// @param s may be any, as the others
    Iterator<Triple> find(Node s, Node p, Node o);

    /// Of one graph.
    Iterator<Triple> in(Node graph, Node s, Node p, Node o);

    /// The same name as the statements have it; with this they are found more quickly.
    Node same(Node property);

    /// About how many there are. What is not shown moves no number: the order in which patterns are
    /// matched, and so that of the rows, depends on them.
    ///
    /// @param p any: of all together
    Size size(Node p);

    /// How many have this object.
    long count(Node p, Node o);
  }

  /// How many statements have a property, and how many subjects and objects they have; may be near
  /// the truth only.
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

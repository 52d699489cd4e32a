package dev.cairn.ontology.sparql;

import dev.cairn.ontology.Caller;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/// What the corpus says about the graphs that hold one item each. Thread-safe.
///
/// Every statement of an item has a subject whose name is the item's, or that and `#` and more; so
/// a subject tells its graph.
public interface ItemStatements {
  /// How the names of all items begin, and of nothing else.
  String beginning();

  /// Names of the graphs of items out of the bin that the caller may see, as it is now.
  Set<Node> visible(Caller caller);

  /// Whether a statement of an item that is visible to the caller may be shown to him: he does not
  /// learn who else may see it, nor a number that items move which he does not see.
  boolean shows(Triple statement, Caller caller);

  /// Every property that a statement of an item may have, `rdf:_1` and its like left out, whose
  /// objects are texts; and possibly other names.
  Set<Node> properties();
}

package dev.cairn.ontology.sparql;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/// How often each property stands in a graph, to guess where to begin. Never changes.
final class Counts {
  private final Map<Node, ItemStatements.Size> sizes;
  private final int all;

  private Counts(Map<Node, ItemStatements.Size> sizes, int all) {
    this.sizes = sizes;
    this.all = all;
  }

  static Counts of(Graph graph) {
    var subjects = new HashMap<Node, Set<Node>>();
    var objects = new HashMap<Node, Set<Node>>();
    var statements = new HashMap<Node, Integer>();
    int all = 0;
    for (var triples = graph.find(); triples.hasNext(); all++) {
      var triple = triples.next();
      var property = triple.getPredicate();
      statements.merge(property, 1, Integer::sum);
      subjects.computeIfAbsent(property, _ -> new HashSet<>()).add(triple.getSubject());
      objects.computeIfAbsent(property, _ -> new HashSet<>()).add(triple.getObject());
    }
    var sizes = new HashMap<Node, ItemStatements.Size>();
    statements.forEach((property, count) ->
        sizes.put(
            property,
            new ItemStatements.Size(
                count,
                subjects.getOrDefault(property, Set.of()).size(),
                objects.getOrDefault(property, Set.of()).size())));
    return new Counts(sizes, all);
  }

  /// @param property any: of all together
  ItemStatements.Size of(Node property) {
    if (property == Node.ANY) return new ItemStatements.Size(all, all / 10 + 1, all / 3 + 1);
    return sizes.getOrDefault(property, ItemStatements.Size.NONE);
  }
}

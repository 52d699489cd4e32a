package dev.cairn.ontology.skos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.SKOS;

/// What is above what, and what hangs together.
final class HierarchyChecks {
  private final Outline outline;
  private final Findings findings;
  private final Map<Node, Set<Node>> ancestors = new HashMap<>();

  HierarchyChecks(Outline outline, Findings findings) {
    this.outline = outline;
    this.findings = findings;
  }

  void run() {
    circles();
    for (var concept : outline.concepts()) {
      clash(concept);
      siblings(concept);
      redundancy(concept);
      topWithBroader(concept);
    }
    clusters();
    solelyTransitive();
  }

  private Set<Node> above(Node concept) {
    return ancestors.computeIfAbsent(concept, outline::ancestors);
  }

  /// Strongly connected parts of more than one concept (Tarjan 1972), without recursion.
  private void circles() {
    var nodes = List.copyOf(outline.concepts());
    int[] index = new int[nodes.size()];
    int[] low = new int[nodes.size()];
    Arrays.fill(index, -1);
    var onStack = new boolean[nodes.size()];
    var stack = new ArrayDeque<Integer>();
    int next = 0;
    record Frame(int node, Iterator<Node> rest) {}
    for (int start = 0; start < nodes.size(); start++) {
      if (index[start] >= 0) continue;
      var frames = new ArrayDeque<Frame>();
      frames.push(new Frame(start, outline.broader(nodes.get(start)).iterator()));
      index[start] = low[start] = next++;
      stack.push(start);
      onStack[start] = true;
      while (!frames.isEmpty()) {
        var frame = frames.element();
        if (frame.rest().hasNext()) {
          int other = outline.number(frame.rest().next());
          if (index[other] < 0) {
            index[other] = low[other] = next++;
            stack.push(other);
            onStack[other] = true;
            frames.push(new Frame(other, outline.broader(nodes.get(other)).iterator()));
          } else if (onStack[other]) low[frame.node()] = Math.min(low[frame.node()], index[other]);
          continue;
        }
        frames.pop();
        int node = frame.node();
        if (!frames.isEmpty()) {
          int below = frames.element().node();
          low[below] = Math.min(low[below], low[node]);
        }
        if (low[node] == index[node]) circle(node, stack, onStack, nodes);
      }
    }
  }

  private void circle(int root, ArrayDeque<Integer> stack, boolean[] onStack, List<Node> nodes) {
    var members = new ArrayList<Integer>();
    int member;
    do {
      member = stack.pop();
      onStack[member] = false;
      members.add(member);
    } while (member != root);
    if (members.size() < 2) return;
    members.sort(null);
    found(
        DefectKind.CYCLIC_HIERARCHY,
        nodes.get(members.getFirst()),
        members.size()
            + " concepts: "
            + members.stream()
                .limit(6)
                .map(n -> named(nodes.get(n)))
                .collect(Collectors.joining(", "))
            + (members.size() > 6 ? ", …" : ""));
  }

  private void clash(Node concept) {
    for (var other : outline.related(concept)) {
      boolean up = above(concept).contains(other);
      boolean down = above(other).contains(concept);
      if ((up || down) && (up != down ? up : outline.number(concept) < outline.number(other)))
        found(DefectKind.RELATION_CLASH, concept, "related to and below " + named(other));
    }
  }

  private void siblings(Node concept) {
    for (var other : outline.related(concept))
      if (outline.number(concept) < outline.number(other))
        for (var parent : outline.broader(concept))
          if (outline.broader(other).contains(parent)) {
            found(
                DefectKind.VALUELESS_ASSOCIATIVE,
                concept,
                "related to %s; both below %s".formatted(named(other), named(parent)));
            break;
          }
  }

  private void redundancy(Node concept) {
    var parents = outline.broader(concept);
    if (parents.size() < 2) return;
    for (var parent : parents)
      for (var other : parents)
        if (other != parent && above(other).contains(parent) && !above(parent).contains(other)) {
          found(
              DefectKind.HIERARCHICAL_REDUNDANCY,
              concept,
              "%s is above %s already".formatted(named(parent), named(other)));
          break;
        }
  }

  private void topWithBroader(Node concept) {
    var parents = outline.broader(concept);
    if (parents.isEmpty()) return;
    var tops = new HashSet<>(outline.objects(concept, SKOS.topConceptOf.asNode()));
    outline
        .graph()
        .find(Node.ANY, SKOS.hasTopConcept.asNode(), concept)
        .forEachRemaining(t -> tops.add(t.getSubject()));
    for (var parent : parents)
      if (outline.schemes(parent).stream().anyMatch(tops::contains)) {
        found(DefectKind.TOP_CONCEPT_WITH_BROADER, concept, "below " + named(parent));
        return;
      }
  }

  /// Groups of linked concepts; those that stand alone are told as orphans.
  private void clusters() {
    var nodes = List.copyOf(outline.concepts());
    int[] group = new int[nodes.size()];
    Arrays.setAll(group, i -> i);
    for (int i = 0; i < nodes.size(); i++) {
      for (var other : outline.broader(nodes.get(i))) join(group, i, outline.number(other));
      for (var other : outline.related(nodes.get(i))) join(group, i, outline.number(other));
    }
    var members = new HashMap<Integer, List<Node>>();
    for (int i = 0; i < nodes.size(); i++)
      members.computeIfAbsent(root(group, i), _ -> new ArrayList<>()).add(nodes.get(i));
    for (int i = 0; i < nodes.size(); i++)
      if (members.getOrDefault(i, List.of()).size() == 1)
        found(DefectKind.ORPHAN_CONCEPT, nodes.get(i), "");
    var clusters =
        members.values().stream()
            .filter(list -> list.size() > 1)
            .sorted((a, b) -> Integer.compare(b.size(), a.size()))
            .toList();
    if (clusters.size() < 2) return;
    for (var cluster : clusters)
      found(DefectKind.DISCONNECTED_CLUSTERS, cluster.getFirst(), cluster.size() + " concepts");
  }

  private static void join(int[] group, int one, int other) {
    int a = root(group, one);
    int b = root(group, other);
    group[Math.max(a, b)] = Math.min(a, b);
  }

  private static int root(int[] group, int node) {
    while (group[node] != node) {
      group[node] = group[group[node]];
      node = group[node];
    }
    return node;
  }

  private void solelyTransitive() {
    for (var t : outline.triples(Terms.UP_TRANSITIVE)) solely(t.getSubject(), t.getObject());
    for (var t : outline.triples(Terms.DOWN_TRANSITIVE)) solely(t.getObject(), t.getSubject());
  }

  private void solely(Node below, Node above) {
    if (outline.isConcept(below) && outline.isConcept(above) && !above(below).contains(above))
      found(DefectKind.SOLELY_TRANSITIVE, below, "below " + named(above));
  }

  private String named(Node concept) {
    var name = outline.name(concept);
    return name.isEmpty() ? concept.getURI() : name;
  }

  private void found(DefectKind kind, Node node, String detail) {
    findings.add(kind, outline.name(node), node.getURI(), detail);
  }
}

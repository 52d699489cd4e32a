package dev.cairn.ontology.shapes;

import dev.cairn.ontology.Match;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.concepts.Names;
import dev.cairn.ontology.concepts.Statements;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;

/// The rules of {@link GraphRules}, asked only where a change can have broken them: so the cost is
/// that of the change and of what hangs above and below it, however large the vocabulary is.
final class LocalRules {
  private static final Node TYPE = RDF.type.asNode();
  private static final Node CONCEPT = SKOS.Concept.asNode();

  private final Graph before;
  private final Graph after;
  private final Graph added;
  private final Graph removed;
  private final List<Fault> faults = new ArrayList<>();

  LocalRules(Graph before, Graph after, Graph added, Graph removed) {
    this.before = before;
    this.after = after;
    this.added = added;
    this.removed = removed;
  }

  /// The nodes whose own shapes may be broken: all that the change names, and what led to a concept
  /// that is none any more.
  Set<Node> touched() {
    var touched = new LinkedHashSet<Node>();
    Stream.of(added, removed)
        .flatMap(graph -> graph.find().toList().stream())
        .flatMap(t -> Stream.of(t.getSubject(), t.getObject()))
        .filter(Node::isURI)
        .forEach(touched::add);
    gone()
        .forEach(node ->
            find(after, Node.ANY, Node.ANY, node).map(Triple::getSubject).forEach(touched::add));
    return touched;
  }

  private Stream<Node> gone() {
    return find(removed, Node.ANY, TYPE, CONCEPT).map(Triple::getSubject);
  }

  List<Fault> faults() {
    circles(Relation.BROADER, "broader-without-circle", "would be above itself");
    circles(Relation.REQUIRES, "requires-without-circle", "would build on itself");
    circles(Relation.PRECEDES, "precedes-without-circle", "would come before itself");
    relatedApartFromBroader();
    GraphRules.PARTS.forEach(part -> implied("part-is-broader", part, GraphRules.BROADER));
    GraphRules.KINDS_OF_RELATED.forEach(
        kind -> implied("typed-is-related", kind, GraphRules.RELATED));
    mappingsAgree();
    preferredLabelsDiffer();
    nothingLeftBehind();
    nothingAloneBelow();
    return faults;
  }

  /// Links of one kind that the change adds, each from its source.
  private Stream<Map.Entry<Node, Node>> fresh(Relation kind) {
    return Names.RELATIONS.entrySet().stream()
        .flatMap(e ->
            isKind(e.getValue(), kind)
                ? find(added, Node.ANY, e.getKey(), Node.ANY)
                    .map(t -> Map.entry(t.getSubject(), t.getObject()))
                : isKind(e.getValue().inverse(), kind)
                    ? find(added, Node.ANY, e.getKey(), Node.ANY)
                        .map(t -> Map.entry(t.getObject(), t.getSubject()))
                    : Stream.<Map.Entry<Node, Node>>empty())
        .distinct();
  }

  private static boolean isKind(Relation relation, Relation kind) {
    return kind == Relation.BROADER
        ? relation.direction() == Relation.Direction.UP
        : relation == kind;
  }

  private void circles(Relation kind, String rule, String what) {
    fresh(kind)
        .filter(link -> reachable(after, link.getValue(), kind).contains(link.getKey()))
        .map(Map.Entry::getKey)
        .distinct()
        .forEach(node -> fault(rule, node, name(node) + " " + what + "."));
  }

  /// What is reached by links of a kind, the start included.
  private static Set<Node> reachable(Graph graph, Node start, Relation kind) {
    return spread(start, node -> next(graph, node, kind));
  }

  private static Set<Node> below(Graph graph, Node start) {
    return spread(start, node -> next(graph, node, Relation.NARROWER));
  }

  private static Set<Node> spread(Node start, java.util.function.Function<Node, List<Node>> next) {
    var found = new LinkedHashSet<>(Set.of(start));
    var waiting = new ArrayDeque<>(List.of(start));
    while (!waiting.isEmpty())
      for (var node : next.apply(waiting.remove())) if (found.add(node)) waiting.add(node);
    return found;
  }

  private static List<Node> next(Graph graph, Node node, Relation kind) {
    var next = new ArrayList<Node>();
    Names.RELATIONS.forEach((property, relation) -> {
      if (isSame(relation, kind))
        find(graph, node, property, Node.ANY).map(Triple::getObject).forEach(next::add);
      if (isSame(relation.inverse(), kind))
        find(graph, Node.ANY, property, node).map(Triple::getSubject).forEach(next::add);
    });
    return next;
  }

  /// Whether the one counts as the other, whole and class counting as broader.
  private static boolean isSame(Relation relation, Relation kind) {
    return kind.direction() == Relation.Direction.ASIDE
        ? relation == kind
        : relation.direction() == kind.direction();
  }

  private void relatedApartFromBroader() {
    var reported = new HashSet<Set<Node>>();
    fresh(Relation.RELATED).forEach(link -> apart(link.getKey(), link.getValue(), reported));
    for (var kind : GraphRules.KINDS_OF_RELATED)
      find(added, Node.ANY, kind, Node.ANY)
          .forEach(t -> apart(t.getSubject(), t.getObject(), reported));
    fresh(Relation.BROADER)
        .forEach(link -> {
          var above = reachable(after, link.getValue(), Relation.BROADER);
          for (var low : below(after, link.getKey()))
            for (var other : related(low)) if (above.contains(other)) apart(low, other, reported);
        });
  }

  private List<Node> related(Node node) {
    var related = new ArrayList<>(next(after, node, Relation.RELATED));
    for (var kind : GraphRules.KINDS_OF_RELATED) {
      find(after, node, kind, Node.ANY).map(Triple::getObject).forEach(related::add);
      find(after, Node.ANY, kind, node).map(Triple::getSubject).forEach(related::add);
    }
    return related;
  }

  private void apart(Node one, Node other, Set<Set<Node>> reported) {
    if (one.equals(other)) {
      fault("related-apart-from-broader", one, name(one) + " would be related to itself.");
      return;
    }
    if (!conflict(after, one, other) || !reported.add(Set.of(one, other))) return;
    boolean linkedBefore = relatedBefore(one, other) && conflict(before, one, other);
    if (!linkedBefore)
      fault(
          "related-apart-from-broader",
          one,
          "%s and %s would be related although one of them is above the other; keep one of the two."
              .formatted(name(one), name(other)));
  }

  private boolean relatedBefore(Node one, Node other) {
    return Stream.concat(Stream.of(GraphRules.RELATED), GraphRules.KINDS_OF_RELATED.stream())
        .anyMatch(kind -> before.contains(one, kind, other) || before.contains(other, kind, one));
  }

  private static boolean conflict(Graph graph, Node one, Node other) {
    return reachable(graph, one, Relation.BROADER).contains(other)
        || reachable(graph, other, Relation.BROADER).contains(one);
  }

  private void implied(String rule, Node special, Node general) {
    Stream.concat(
            find(added, Node.ANY, special, Node.ANY),
            Stream.concat(
                    find(removed, Node.ANY, general, Node.ANY),
                    find(removed, Node.ANY, general, Node.ANY)
                        .map(t -> Triple.create(t.getObject(), general, t.getSubject())))
                .filter(t -> after.contains(t.getSubject(), special, t.getObject())))
        .filter(t -> !holds(t.getSubject(), general, t.getObject()))
        .forEach(t ->
            fault(
                rule,
                t.getSubject(),
                "%s would be linked with %s in a special way without the plain one."
                    .formatted(name(t.getSubject()), name(t.getObject()))));
  }

  private boolean holds(Node one, Node general, Node other) {
    return after.contains(one, general, other)
        || general.equals(GraphRules.RELATED) && after.contains(other, general, one)
        || general.equals(GraphRules.BROADER) && after.contains(other, SKOS.narrower.asNode(), one);
  }

  /// No two concepts of a scheme have the same preferred label, whatever its case.
  private void preferredLabelsDiffer() {
    var fresh =
        find(added, Node.ANY, SKOS.prefLabel.asNode(), Node.ANY)
            .filter(t -> t.getObject().isLiteral())
            .toList();
    if (fresh.isEmpty()) return;
    var all = after.find(Node.ANY, SKOS.prefLabel.asNode(), Node.ANY);
    try {
      while (all.hasNext()) {
        var other = all.next();
        for (var one : fresh)
          if (collide(one, other))
            fault(
                "preferred-labels-differ",
                one.getSubject(),
                "“%s” is the name of %s already%s."
                    .formatted(
                        one.getObject().getLiteralLexicalForm(),
                        other.getSubject(),
                        Statements.isDeprecated(after, other.getSubject())
                            ? ", which is deprecated; take it back into use, or choose another name"
                            : "; choose another name, or merge the two"));
      }
    } finally {
      all.close();
    }
  }

  private boolean collide(Triple one, Triple other) {
    return other.getObject().isLiteral()
        && !one.getSubject().equals(other.getSubject())
        && one.getObject()
            .getLiteralLexicalForm()
            .equalsIgnoreCase(other.getObject().getLiteralLexicalForm())
        && one.getObject().getLiteralLanguage().equals(other.getObject().getLiteralLanguage())
        && after.contains(other.getSubject(), TYPE, CONCEPT)
        && find(after, one.getSubject(), SKOS.inScheme.asNode(), Node.ANY)
            .anyMatch(
                t -> after.contains(other.getSubject(), SKOS.inScheme.asNode(), t.getObject()));
  }

  /// Of what is no concept any more, nothing is said any more.
  private void nothingLeftBehind() {
    gone()
        .filter(node ->
            after.contains(node, Node.ANY, Node.ANY) || after.contains(Node.ANY, Node.ANY, node))
        .forEach(node ->
            fault(
                "nothing-left-behind",
                node,
                "Later changes say something of %s; undo these first, or deprecate it."
                    .formatted(name(node))));
  }

  /// Whoever hangs below a concept that is given up hangs below another one, too.
  private void nothingAloneBelow() {
    find(added, Node.ANY, OWL2.deprecated.asNode(), Node.ANY)
        .map(Triple::getSubject)
        .forEach(node -> {
          var alone =
              next(after, node, Relation.NARROWER).stream()
                  .distinct()
                  .filter(low -> !Statements.isDeprecated(after, low))
                  .filter(low ->
                      next(after, low, Relation.BROADER).stream()
                          .allMatch(high -> Statements.isDeprecated(after, high)))
                  .map(this::name)
                  .sorted()
                  .toList();
          if (!alone.isEmpty())
            fault(
                "nothing-alone-below",
                node,
                "%s would stand alone without %s; move %s first."
                    .formatted(list(alone), name(node), alone.size() == 1 ? "it" : "them"));
        });
  }

  /// Two concepts are mapped in one way at most (the ways of SKOS exclude one another but for the
  /// weaker of two that agree), and what is the same as one thing is the same as each other: so no
  /// two concepts of a vocabulary are, and none is broader than another.
  private void mappingsAgree() {
    for (var match : Match.values())
      for (var t : find(added, Node.ANY, Names.property(match), Node.ANY).toList()) {
        var one = t.getSubject();
        var other = t.getObject();
        for (var second : Match.values())
          if (second != match && isMapped(one, second, other))
            fault(
                "mappings-agree",
                one,
                "%s would be mapped to %s in two ways; take one of them away."
                    .formatted(name(one), name(other)));
        if (Statements.isDeprecated(after, one)) continue;
        if (match == Match.EXACT) sameAsEachOther(one);
        else if (match != Match.CLOSE
            && !isMapped(one, Match.EXACT, other)
            && same(one).contains(other))
          fault(
              "mappings-agree",
              one,
              "%s and %s are the same already, by all that is stated as the same."
                  .formatted(name(one), name(other)));
      }
    find(removed, Node.ANY, OWL2.deprecated.asNode(), Node.ANY)
        .map(Triple::getSubject)
        .distinct()
        .filter(node -> !Statements.isDeprecated(after, node))
        .forEach(this::sameAsEachOther);
  }

  private boolean isMapped(Node one, Match match, Node other) {
    return after.contains(one, Names.property(match), other)
        || after.contains(other, Names.property(match.inverse()), one);
  }

  /// All that is the same by what is stated and in use, the start included.
  private Set<Node> same(Node start) {
    var exact = Names.property(Match.EXACT);
    return spread(
        start,
        node ->
            Stream.concat(
                    find(after, node, exact, Node.ANY).map(Triple::getObject),
                    find(after, Node.ANY, exact, node).map(Triple::getSubject))
                .filter(next -> !Statements.isDeprecated(after, next))
                .toList());
  }

  private void sameAsEachOther(Node start) {
    var same = List.copyOf(same(start));
    for (int i = 0; i < same.size(); i++)
      for (int k = i + 1; k < same.size(); k++) {
        var one = same.get(i);
        var other = same.get(k);
        boolean oneScheme =
            find(after, one, SKOS.inScheme.asNode(), Node.ANY)
                .anyMatch(t -> after.contains(other, SKOS.inScheme.asNode(), t.getObject()));
        boolean apart =
            Stream.of(Match.BROAD, Match.NARROW, Match.RELATED)
                .anyMatch(match -> isMapped(one, match, other));
        if (oneScheme || apart)
          fault(
              "mappings-agree",
              start,
              "%s and %s would be the same, by all that is stated as the same, and %s; say “nearly"
                      .formatted(
                          name(one),
                          name(other),
                          oneScheme
                              ? "are two concepts of one vocabulary"
                              : "are said to differ elsewhere")
                  + " the same” instead.");
      }
  }

  private static String list(List<String> names) {
    int shown = 5;
    return names.size() <= shown
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, shown)) + " and " + (names.size() - shown) + " more";
  }

  private String name(Node node) {
    boolean known = after.contains(node, SKOS.prefLabel.asNode(), Node.ANY);
    return Statements.name(known ? after : before, node);
  }

  private static Stream<Triple> find(Graph graph, Node subject, Node property, Node object) {
    return graph.find(subject, property, object).toList().stream();
  }

  private void fault(String rule, Node where, String because) {
    faults.add(new Fault(rule, where.isURI() ? where.getURI() : where.toString(), because));
  }
}

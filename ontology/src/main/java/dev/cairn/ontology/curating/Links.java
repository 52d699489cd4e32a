package dev.cairn.ontology.curating;

import static java.util.Comparator.comparing;

import dev.cairn.ontology.Match;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.concepts.Names;
import dev.cairn.ontology.concepts.Statements;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;

/// The links of a draft: read however they are written, written as the house writes them: the plain
/// property of SKOS beside the special one.
final class Links {
  private final Draft draft;

  Links(Draft draft) {
    this.draft = draft;
  }

  List<Node> objects(Node subject, Node property) {
    return Statements.objects(draft, subject, property);
  }

  boolean isDeprecated(Node node) {
    return Statements.isDeprecated(draft, node);
  }

  String name(Node node) {
    return Statements.name(draft, node);
  }

  /// Whether a source is known by this title, or by this title and its identifier in parentheses.
  static boolean titled(Graph graph, Node source, String citation) {
    return Stream.of(Terms.TITLE, RDFS.label.asNode())
        .flatMap(property -> graph.find(source, property, Node.ANY).toList().stream())
        .map(Triple::getObject)
        .filter(Node::isLiteral)
        .map(Node::getLiteralLexicalForm)
        .anyMatch(title ->
            citation.equals(title)
                || graph.find(source, DCTerms.identifier.asNode(), Node.ANY).toList().stream()
                    .map(Triple::getObject)
                    .filter(Node::isLiteral)
                    .anyMatch(
                        i -> citation.equals(title + " (" + i.getLiteralLexicalForm() + ")")));
  }

  /// The statements that say so, at whichever end they are written.
  Stream<Triple> stated(Node one, Relation relation, Node other) {
    return Stream.concat(
            Names.RELATIONS.entrySet().stream(),
            Stream.of(Map.entry(CLOSE_MATCH, Relation.CLOSE_MATCH)))
        .flatMap(e ->
            Stream.concat(
                e.getValue() == relation
                    ? Stream.of(Triple.create(one, e.getKey(), other))
                    : Stream.empty(),
                e.getValue().inverse() == relation
                    ? Stream.of(Triple.create(other, e.getKey(), one))
                    : Stream.empty()))
        .distinct()
        .filter(draft::contains);
  }

  private static final Node CLOSE_MATCH = org.apache.jena.vocabulary.SKOS.closeMatch.asNode();

  /// What the one is to the other of another vocabulary, with the statements that say so, at
  /// whichever end they are written.
  Map<Match, List<Triple>> matches(Node one, Node other) {
    var found = new EnumMap<Match, List<Triple>>(Match.class);
    for (var match : Match.values()) {
      var stated =
          Stream.of(
                  Triple.create(one, Names.property(match), other),
                  Triple.create(other, Names.property(match.inverse()), one))
              .filter(draft::contains)
              .toList();
      if (!stated.isEmpty()) found.put(match, stated);
    }
    return found;
  }

  /// All that the one is mapped to in this way.
  List<Node> matched(Node one, Match match) {
    var found = new ArrayList<>(objects(one, Names.property(match)));
    draft
        .find(Node.ANY, Names.property(match.inverse()), one)
        .forEachRemaining(t -> found.add(t.getSubject()));
    return found.stream().distinct().toList();
  }

  /// A link of a kind that is written from this end, with the plain one that it implies.
  void add(Node one, Relation forward, Node other) {
    draft.add(Terms.statement(one, forward, other));
    var plain = plain(one, forward, other);
    if (plain.isPresent() && stated(one, plain.get(), other).findAny().isEmpty())
      draft.add(Terms.statement(one, plain.get(), other));
  }

  /// The plain kind that stands beside a special one.
  private Optional<Relation> plain(Node one, Relation forward, Node other) {
    return switch (forward) {
      case PART_OF, INSTANCE_OF -> Optional.of(Relation.BROADER);
      case CONTRASTS_WITH, MEASURES, AUTHOR_OF, CAUSES, SUPPORTS, RESPONSIBLE_FOR ->
          Optional.of(Relation.RELATED);
      // These two may run along broader, from which related is apart.
      case PRECEDES, REQUIRES ->
          reaches(one, other) || reaches(other, one)
              ? Optional.empty()
              : Optional.of(Relation.RELATED);
      default -> Optional.empty();
    };
  }

  /// A special kind of link between the two that stands on the plain one.
  Optional<Relation> special(Node one, Relation plain, Node other) {
    return switch (plain) {
      case BROADER -> among(one, other, Relation.PART_OF, Relation.INSTANCE_OF);
      case NARROWER -> among(one, other, Relation.HAS_PART, Relation.HAS_INSTANCE);
      case RELATED ->
          Stream.of(Relation.values())
              .filter(Links::impliesRelated)
              .filter(kind -> stated(one, kind, other).findAny().isPresent())
              .findFirst();
      default -> Optional.empty();
    };
  }

  private Optional<Relation> among(Node one, Node other, Relation... kinds) {
    return Stream.of(kinds)
        .filter(kind -> stated(one, kind, other).findAny().isPresent())
        .findFirst();
  }

  private static boolean impliesRelated(Relation kind) {
    return kind.direction() == Relation.Direction.ASIDE
        && kind != Relation.RELATED
        && kind != Relation.CLOSE_MATCH;
  }

  /// Takes the plain link away that stood beside a special one that was taken away, unless another
  /// special one stands on it.
  void dropPlain(Node one, Relation special, Node other) {
    Relation plain;
    if (special == Relation.PART_OF || special == Relation.INSTANCE_OF) plain = Relation.BROADER;
    else if (special == Relation.HAS_PART || special == Relation.HAS_INSTANCE)
      plain = Relation.NARROWER;
    else if (impliesRelated(special)) plain = Relation.RELATED;
    else return;
    if (special(one, plain, other).isEmpty())
      stated(one, plain, other).toList().forEach(draft::delete);
  }

  /// What stands directly above and is in use.
  List<Node> above(Node node) {
    return next(node, Relation.Direction.UP).stream().filter(n -> !isDeprecated(n)).toList();
  }

  private List<Node> next(Node node, Relation.Direction direction) {
    var next = new ArrayList<Node>();
    Names.RELATIONS.forEach((property, relation) -> {
      if (relation.direction() == direction)
        draft.find(node, property, Node.ANY).forEachRemaining(t -> next.add(t.getObject()));
      if (relation.inverse().direction() == direction)
        draft.find(Node.ANY, property, node).forEachRemaining(t -> next.add(t.getSubject()));
    });
    return direction == Relation.Direction.ASIDE ? List.of() : next;
  }

  /// Whether the one stands, over any number of steps, below the other.
  boolean reaches(Node low, Node high) {
    return spread(low, node -> next(node, Relation.Direction.UP)).contains(high);
  }

  private boolean reaches(Node from, Relation kind, Node to) {
    return spread(
            from,
            node -> {
              var next = new ArrayList<Node>();
              Names.RELATIONS.forEach((property, relation) -> {
                if (relation == kind)
                  draft
                      .find(node, property, Node.ANY)
                      .forEachRemaining(t -> next.add(t.getObject()));
              });
              return next;
            })
        .contains(to);
  }

  private static Set<Node> spread(Node start, java.util.function.Function<Node, List<Node>> next) {
    var found = new HashSet<Node>();
    var waiting = new ArrayDeque<>(List.of(start));
    while (!waiting.isEmpty())
      for (var node : next.apply(waiting.remove())) if (found.add(node)) waiting.add(node);
    return found;
  }

  /// The links of the one become links of the other, but those that would make it stand above
  /// itself, or beside what is above or below it. Links between the two vanish.
  void takeOver(Node one, Node into) {
    record Link(Relation kind, Node source, Node target) {}
    var found = new ArrayList<Link>();
    for (var entry : Names.RELATIONS.entrySet()) {
      for (var t : draft.find(one, entry.getKey(), Node.ANY).toList())
        if (take(t)) found.add(new Link(entry.getValue(), t.getSubject(), t.getObject()));
      for (var t : draft.find(Node.ANY, entry.getKey(), one).toList())
        if (take(t)) found.add(new Link(entry.getValue(), t.getSubject(), t.getObject()));
    }
    // Up and down first: they decide what may stand aside.
    found.sort(comparing(link -> link.kind().direction()));
    for (var link : found) {
      boolean forward = Terms.isForward(link.kind());
      var kind = forward ? link.kind() : link.kind().inverse();
      var source = forward ? link.source() : link.target();
      var target = forward ? link.target() : link.source();
      var from = source.equals(one) ? into : source;
      var to = target.equals(one) ? into : target;
      boolean concept =
          draft.contains(from, Terms.TYPE, Terms.CONCEPT_TYPE)
              && draft.contains(to, Terms.TYPE, Terms.CONCEPT_TYPE);
      if (concept && !from.equals(to) && fits(from, kind, to)) add(from, kind, to);
    }
  }

  private boolean take(Triple link) {
    if (link.getSubject().isBlank() || link.getObject().isBlank()) return false;
    draft.delete(link);
    return true;
  }

  private boolean fits(Node from, Relation kind, Node to) {
    if (stated(from, kind, to).findAny().isPresent()) return false;
    if (kind.direction() == Relation.Direction.UP)
      return !reaches(to, from) && (isDirect(from, to) || !reaches(from, to)) && apart(from, to);
    return switch (kind) {
      case PRECEDES, REQUIRES -> !reaches(to, kind, from) && !reaches(from, kind, to);
      case CLOSE_MATCH -> true;
      default -> !reaches(from, to) && !reaches(to, from);
    };
  }

  /// Whether the one hangs directly below the other, so that a special kind may be said beside.
  private boolean isDirect(Node low, Node high) {
    return next(low, Relation.Direction.UP).contains(high);
  }

  /// Whether what would then be below is nowhere related with what would be above.
  private boolean apart(Node low, Node high) {
    var above = spread(high, node -> next(node, Relation.Direction.UP));
    above.add(high);
    var below = spread(low, node -> next(node, Relation.Direction.DOWN));
    below.add(low);
    return below.stream()
        .noneMatch(node ->
            draft.find(node, Node.ANY, Node.ANY).toList().stream()
                    .anyMatch(t -> isRelated(t) && above.contains(t.getObject()))
                || draft.find(Node.ANY, Node.ANY, node).toList().stream()
                    .anyMatch(t -> isRelated(t) && above.contains(t.getSubject())));
  }

  private static boolean isRelated(Triple triple) {
    var kind = Names.RELATIONS.get(triple.getPredicate());
    return kind != null
        && kind.direction() == Relation.Direction.ASIDE
        && kind != Relation.PRECEDES
        && kind != Relation.REQUIRES;
  }
}

package dev.cairn.ontology.curating;

import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Match;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.concepts.Names;
import dev.cairn.ontology.vocabulary.Delta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/// Says in words what statements that came and went mean for each concept.
final class Differences {
  /// Said by what stands beside them, or of no interest to people.
  private static final Set<Node> UNSAID =
      Set.of(
          Terms.CREATED,
          Terms.MODIFIED,
          Terms.TOP_CONCEPT,
          Terms.TOP_CONCEPT_OF,
          Terms.IN_SCHEME,
          Names.SUBJECT);

  private final Delta delta;
  private final Graph statements;
  private final ConceptView view;

  /// @param statements where names are looked up
  Differences(Delta delta, Graph statements, ConceptView view) {
    this.delta = delta;
    this.statements = statements;
    this.view = view;
  }

  /// By concept, ordered by what people call it.
  List<Difference> all() {
    var words = new TreeMap<String, List<String>>();
    for (var graph : List.of(delta.added(), delta.removed()))
      for (var t : graph.find().toList())
        if (t.getSubject().isURI())
          words.computeIfAbsent(t.getSubject().getURI(), iri -> words(Terms.uri(iri)));
    return words.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(e -> difference(e.getKey(), e.getValue()))
        .sorted(
            java.util.Comparator.comparing(Difference::label, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Difference::iri))
        .toList();
  }

  private Difference difference(String iri, List<String> words) {
    var known = view.byIri(iri);
    var id =
        known
            .map(dev.cairn.ontology.Concept::id)
            .orElseGet(
                () -> iri.startsWith(Terms.CONCEPT) ? iri.substring(Terms.CONCEPT.length()) : "");
    return new Difference(
        id,
        iri,
        known.map(dev.cairn.ontology.Concept::label).orElseGet(() -> bare(Terms.uri(iri))),
        words);
  }

  private List<String> words(Node node) {
    var words = new ArrayList<String>();
    boolean created = delta.added().contains(node, Terms.TYPE, Terms.CONCEPT_TYPE);
    boolean gone = delta.removed().contains(node, Terms.TYPE, Terms.CONCEPT_TYPE);
    if (created) words.add("is new");
    if (gone) words.add("is not there any more");
    use(node, words);
    labels(node, created, gone, words);
    texts(node, words);
    links(node, words);
    return words;
  }

  private void use(Node node, List<String> words) {
    boolean now = delta.added().contains(node, Terms.DEPRECATED, Node.ANY);
    boolean before = delta.removed().contains(node, Terms.DEPRECATED, Node.ANY);
    var heirs = names(delta.added(), node, Terms.REPLACED_BY);
    var instead = heirs.isEmpty() ? "" : "; " + String.join(" and ", heirs) + " took its place";
    if (now && !before) words.add("is deprecated" + instead);
    else if (before && !now) words.add("is in use again");
    else if (!heirs.isEmpty()) words.add("is replaced by " + String.join(" and ", heirs));
  }

  private List<String> names(Graph graph, Node subject, Node property) {
    return graph.find(subject, property, Node.ANY).toList().stream()
        .map(t -> name(t.getObject()))
        .sorted()
        .toList();
  }

  private void labels(Node node, boolean created, boolean gone, List<String> words) {
    var came = new ArrayList<>(texts(delta.added(), node, Terms.PREFERRED));
    var went = new ArrayList<>(texts(delta.removed(), node, Terms.PREFERRED));
    for (var now : List.copyOf(came))
      for (var then : List.copyOf(went))
        if (came.contains(now)
            && now.getLiteralLanguage().equalsIgnoreCase(then.getLiteralLanguage())) {
          words.add("is called %s, was %s".formatted(quoted(now), quoted(then)));
          came.remove(now);
          went.remove(then);
        }
    came.forEach(now -> words.add((created ? "is called " : "is now called ") + quoted(now)));
    if (!gone) went.forEach(then -> words.add("is no longer called " + quoted(then)));
    several(node, Terms.ALTERNATIVE, "is also called ", "is no longer also called ", words);
    several(
        node,
        Names.CONTEXT_LABEL,
        "is named, beside its neighbours, by ",
        "is no longer named, beside its neighbours, by ",
        words);
    several(node, Terms.HIDDEN, "is found by the misspelling ", "is no longer found by ", words);
  }

  private void several(Node node, Node property, String now, String then, List<String> words) {
    texts(delta.added(), node, property).forEach(text -> words.add(now + quoted(text)));
    texts(delta.removed(), node, property).forEach(text -> words.add(then + quoted(text)));
  }

  private void texts(Node node, List<String> words) {
    var came = texts(delta.added(), node, Terms.DEFINITION);
    var went = texts(delta.removed(), node, Terms.DEFINITION);
    came.forEach(text ->
        words.add((went.isEmpty() ? "is defined as " : "is defined anew as ") + quoted(text)));
    if (came.isEmpty()) went.forEach(text -> words.add("is no longer defined as " + quoted(text)));
    several(node, SKOS.scopeNote.asNode(), "has the note ", "no longer has the note ", words);
    several(node, SKOS.example.asNode(), "has the example ", "no longer has the example ", words);
    several(
        node,
        SKOS.editorialNote.asNode(),
        "has the editorial note ",
        "no longer has the editorial note ",
        words);
    for (var source : names(delta.added(), node, Terms.SOURCE)) words.add("names " + source);
    for (var source : names(delta.removed(), node, Terms.SOURCE))
      words.add("no longer names " + source);
  }

  private void links(Node node, List<String> words) {
    links(delta.added(), node, "", words);
    links(delta.removed(), node, "no longer ", words);
  }

  private void links(Graph graph, Node node, String no, List<String> words) {
    for (var t : graph.find(node, Node.ANY, Node.ANY).toList()) {
      var relation = Names.RELATIONS.get(t.getPredicate());
      if (relation != null && !isPlainBeside(graph, t, relation))
        words.add(no + relation.words() + " " + name(t.getObject()));
      else if (relation == null && t.getObject().isURI() && match(t.getPredicate()).isPresent())
        words.add(
            no
                + match(t.getPredicate()).get().words()
                + " "
                + name(t.getObject())
                + (view.byIri(t.getObject().getURI()).isPresent() ? " of another vocabulary" : ""));
      else if (relation == null && !isSaid(t.getPredicate()))
        words.add(no + "has " + t.getPredicate().getLocalName() + " " + shown(t.getObject()));
    }
  }

  private boolean isSaid(Node property) {
    return UNSAID.contains(property)
        || Terms.LABELS.contains(property)
        || property.equals(Terms.TYPE)
        || property.equals(Terms.DEFINITION)
        || property.equals(Terms.SOURCE)
        || property.equals(Terms.DEPRECATED)
        || property.equals(Terms.REPLACED_BY)
        || property.equals(SKOS.scopeNote.asNode())
        || property.equals(SKOS.example.asNode())
        || property.equals(SKOS.editorialNote.asNode());
  }

  private static Optional<Match> match(Node property) {
    return property.getURI().startsWith(SKOS.getURI())
        ? Match.of(property.getLocalName())
        : Optional.empty();
  }

  /// Whether a special kind of link stands beside the plain one.
  private static boolean isPlainBeside(Graph graph, Triple link, Relation relation) {
    if (relation != Relation.BROADER && relation != Relation.RELATED) return false;
    return Names.RELATIONS.entrySet().stream()
        .filter(e -> e.getValue() != relation)
        .filter(e ->
            (relation == Relation.BROADER) == (e.getValue().direction() == Relation.Direction.UP))
        .filter(e -> e.getValue().direction() != Relation.Direction.DOWN)
        .anyMatch(e ->
            graph.contains(link.getSubject(), e.getKey(), link.getObject())
                || relation == Relation.RELATED
                    && graph.contains(link.getObject(), e.getKey(), link.getSubject()));
  }

  private static List<Node> texts(Graph graph, Node subject, Node property) {
    return graph.find(subject, property, Node.ANY).toList().stream()
        .map(Triple::getObject)
        .filter(Node::isLiteral)
        .sorted(java.util.Comparator.comparing(Node::toString))
        .toList();
  }

  private static String quoted(Node literal) {
    var language = literal.getLiteralLanguage();
    return "“"
        + literal.getLiteralLexicalForm()
        + "”"
        + (language.isEmpty() || language.equals("en") ? "" : " (" + language + ")");
  }

  private String shown(Node object) {
    return object.isLiteral() ? quoted(object) : name(object);
  }

  private String name(Node node) {
    return node.isLiteral() ? quoted(node) : "“" + bare(node) + "”";
  }

  private String bare(Node node) {
    for (var graph : List.of(statements, delta.added(), delta.removed()))
      for (var property : List.of(Terms.PREFERRED, Terms.TITLE, RDFS.label.asNode())) {
        var found = texts(graph, node, property);
        if (!found.isEmpty())
          return found.stream()
              .filter(l -> l.getLiteralLanguage().startsWith("en"))
              .findFirst()
              .orElse(found.getFirst())
              .getLiteralLexicalForm();
      }
    return node.toString();
  }
}

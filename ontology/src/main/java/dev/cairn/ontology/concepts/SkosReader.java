package dev.cairn.ontology.concepts;

import static java.util.Comparator.comparing;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.Concept.Mapping;
import dev.cairn.ontology.Concept.Note;
import dev.cairn.ontology.ConceptView.Dates;
import dev.cairn.ontology.ConceptView.Group;
import dev.cairn.ontology.ConceptView.Scheme;
import dev.cairn.ontology.ConceptView.Slice;
import dev.cairn.ontology.Match;
import dev.cairn.ontology.Relation;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.DC_11;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/// Turns SKOS statements into concepts, groups and slices. Order never depends on the order of
/// statements.
final class SkosReader {
  private static final List<String> SLICES =
      List.of("function", "channel", "touchpoint", "lifecycle");
  private final Graph graph;

  /// Concepts by node; filled before anything else, because links lead to known concepts only.
  private final Map<Node, String> ids = new HashMap<>();

  /// Those of them that are no longer to be used, and what takes their place.
  private final Map<Node, Optional<Node>> deprecated = new HashMap<>();

  /// What the concepts are to those of other vocabularies, at whichever end it is stated.
  private final Map<Node, Set<Mapping>> mappings = new HashMap<>();

  private final Map<String, Concept> concepts = new TreeMap<>();

  SkosReader(Graph graph) {
    this.graph = graph;
    subjects(RDF.type.asNode(), SKOS.Concept.asNode())
        .filter(Node::isURI)
        .forEach(node -> ids.put(node, ShortIds.of(node.getURI())));
    subjects(OWL2.deprecated.asNode(), Node.ANY)
        .filter(ids::containsKey)
        .filter(node -> objects(node, OWL2.deprecated.asNode()).anyMatch(SkosReader::isTrue))
        .forEach(node -> deprecated.put(node, replacement(node)));
    for (var match : Match.values())
      triples(Node.ANY, Names.property(match), Node.ANY)
          .forEach(t -> map(t.getSubject(), match, t.getObject()));
    var links = links();
    ids.forEach((node, id) -> concepts.put(id, concept(node, id, links)));
  }

  Collection<Concept> concepts() {
    return concepts.values();
  }

  private LinkTable links() {
    var links = new LinkTable();
    Names.RELATIONS.forEach((property, relation) ->
        triples(Node.ANY, property, Node.ANY)
            .forEach(t -> link(links, t.getSubject(), relation, t.getObject())));
    triples(Node.ANY, SKOS.closeMatch.asNode(), Node.ANY)
        .filter(t -> isInside(t.getSubject(), t.getObject()))
        .forEach(t -> link(links, t.getSubject(), Relation.CLOSE_MATCH, t.getObject()));
    return links;
  }

  private void link(LinkTable links, Node subject, Relation relation, Node object) {
    var source = ids.get(subject);
    var target = ids.get(object);
    if (deprecated.containsKey(subject) || deprecated.containsKey(object)) return;
    if (source != null && target != null) links.add(source, relation, target);
  }

  /// Whether both are concepts of one scheme.
  private boolean isInside(Node one, Node other) {
    return ids.containsKey(one) && ids.containsKey(other) && scheme(one).equals(scheme(other));
  }

  private Concept concept(Node node, String id, LinkTable links) {
    return new Concept(
        id,
        node.getURI(),
        scheme(node),
        subject(node),
        labels(node),
        Texts.first(literals(node, SKOS.definition.asNode())),
        notes(node),
        links.from(id),
        mappings(node),
        sources(node),
        deprecated.containsKey(node),
        deprecated.getOrDefault(node, Optional.empty()).map(other -> ids.getOrDefault(other, "")));
  }

  private static boolean isTrue(Node literal) {
    return literal.isLiteral() && literal.getLiteralLexicalForm().matches("true|1");
  }

  /// The one concept that a deprecated one is replaced by; empty where none or several are named.
  private Optional<Node> replacement(Node node) {
    var named =
        objects(node, DCTerms.isReplacedBy.asNode())
            .filter(other -> ids.containsKey(other) && !other.equals(node))
            .toList();
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  /// What stands for it in a group: itself, or what took its place.
  private Optional<Node> inUse(Node node) {
    var seen = new HashSet<Node>();
    var one = Optional.of(node);
    while (one.isPresent() && deprecated.containsKey(one.get()) && seen.add(one.get()))
      one = deprecated.getOrDefault(one.get(), Optional.empty());
    return one.filter(last -> !deprecated.containsKey(last));
  }

  private String scheme(Node node) {
    return Stream.of(
            objects(node, SKOS.inScheme.asNode()),
            objects(node, SKOS.topConceptOf.asNode()),
            subjects(SKOS.hasTopConcept.asNode(), node))
        .flatMap(schemes -> schemes.filter(Node::isURI).map(Node::getURI).sorted())
        .findFirst()
        .orElse("");
  }

  private String subject(Node node) {
    return objects(node, Names.SUBJECT)
        .filter(Node::isURI)
        .map(subject -> subject.getURI().substring(subject.getURI().lastIndexOf(':') + 1))
        .sorted()
        .findFirst()
        .orElse("");
  }

  private List<Label> labels(Node node) {
    var labels = new LinkedHashSet<Label>();
    addLabels(labels, node, SKOS.prefLabel.asNode(), Label.Kind.PREFERRED);
    addLabels(labels, node, Names.CONTEXT_LABEL, Label.Kind.CONTEXT);
    addLabels(labels, node, SKOS.altLabel.asNode(), Label.Kind.ALTERNATIVE);
    addLabels(labels, node, SKOS.hiddenLabel.asNode(), Label.Kind.HIDDEN);
    return labels.stream()
        .sorted(
            comparing(Label::kind)
                .thenComparing(label -> Texts.languageOrder(label.language()))
                .thenComparing(Label::text))
        .toList();
  }

  /// A label that is there already under another kind is not added again.
  private void addLabels(Set<Label> labels, Node node, Node property, Label.Kind kind) {
    literals(node, property)
        .forEach(literal -> {
          var text = literal.getLiteralLexicalForm().strip();
          var language = literal.getLiteralLanguage();
          if (!text.isEmpty()
              && labels.stream()
                  .noneMatch(l -> l.text().equals(text) && l.language().equals(language)))
            labels.add(new Label(kind, text, language));
        });
  }

  private List<Note> notes(Node node) {
    var notes = new ArrayList<Note>();
    addNotes(notes, node, SKOS.scopeNote.asNode(), Note.Kind.SCOPE);
    addNotes(notes, node, SKOS.example.asNode(), Note.Kind.EXAMPLE);
    addNotes(notes, node, SKOS.editorialNote.asNode(), Note.Kind.EDITORIAL);
    return notes;
  }

  private void addNotes(List<Note> notes, Node node, Node property, Note.Kind kind) {
    Texts.inFirstLanguage(literals(node, property))
        .forEach(text -> notes.add(new Note(kind, text)));
  }

  private void map(Node one, Match match, Node other) {
    if (!one.isURI() || !other.isURI()) return;
    // Within a scheme this is a link.
    if (match == Match.CLOSE && isInside(one, other)) return;
    mappings
        .computeIfAbsent(one, _ -> new LinkedHashSet<>())
        .add(new Mapping(match.code(), other.getURI()));
    mappings
        .computeIfAbsent(other, _ -> new LinkedHashSet<>())
        .add(new Mapping(match.inverse().code(), one.getURI()));
  }

  private List<Mapping> mappings(Node node) {
    return mappings.getOrDefault(node, Set.of()).stream()
        .sorted(comparing(Mapping::property).thenComparing(Mapping::iri))
        .toList();
  }

  private List<String> sources(Node node) {
    return objects(node, DCTerms.source.asNode()).map(this::citation).distinct().sorted().toList();
  }

  private String citation(Node source) {
    if (source.isLiteral()) return source.getLiteralLexicalForm();
    var identifier = Texts.first(literals(source, DCTerms.identifier.asNode()));
    return Texts.first(literals(source, DCTerms.title.asNode()))
        .or(() -> Texts.first(literals(source, RDFS.label.asNode())))
        .map(title -> identifier.map(i -> title + " (" + i + ")").orElse(title))
        .orElseGet(source::toString);
  }

  /// The schemes that the concepts name, with their titles.
  List<Scheme> schemes() {
    var counts = new TreeMap<String, Integer>();
    for (var concept : concepts.values())
      if (!concept.deprecated()) counts.merge(concept.scheme(), 1, Integer::sum);
    return counts.entrySet().stream()
        .map(e -> new Scheme(e.getKey(), title(e.getKey()), e.getValue()))
        .sorted(
            comparing((Scheme scheme) -> scheme.iri().isEmpty())
                .thenComparing(Scheme::title, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Scheme::iri))
        .toList();
  }

  private String title(String scheme) {
    var node = NodeFactory.createURI(scheme);
    return Stream.of(
            DCTerms.title.asNode(),
            DC_11.title.asNode(),
            SKOS.prefLabel.asNode(),
            RDFS.label.asNode())
        .flatMap(property -> Texts.first(literals(node, property)).stream())
        .findFirst()
        .orElse("");
  }

  /// What is said about the age of concepts, by id.
  Map<String, Dates> dates() {
    var dates = new HashMap<String, Dates>();
    ids.forEach((node, id) -> {
      var created = day(node, DCTerms.created).or(() -> day(node, DCTerms.issued));
      var modified = day(node, DCTerms.modified);
      if (created.isPresent() || modified.isPresent()) dates.put(id, new Dates(created, modified));
    });
    return dates;
  }

  /// The latest day that is given; what is no date is as good as nothing.
  private Optional<LocalDate> day(Node node, Property property) {
    return literals(node, property.asNode()).stream()
        .flatMap(literal -> day(literal.getLiteralLexicalForm()).stream())
        .max(Comparator.naturalOrder());
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text.substring(0, Math.min(10, text.length()))));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  List<Slice> slices() {
    return triples(Node.ANY, Names.SLICE_OF, Node.ANY)
        .filter(t -> t.getSubject().isURI() && ids.containsKey(t.getObject()))
        .map(t -> slice(t.getSubject(), ids.getOrDefault(t.getObject(), "")))
        .filter(slice -> SLICES.contains(slice.name()))
        .sorted(comparing(slice -> SLICES.indexOf(slice.name())))
        .toList();
  }

  private Slice slice(Node node, String root) {
    var name = node.getURI().substring(node.getURI().lastIndexOf(':') + 1);
    var values = new LinkedHashSet<>(members(node, new HashSet<>()));
    known(root).map(Concept::narrower).stream()
        .flatMap(List::stream)
        .flatMap(id -> known(id).stream())
        .filter(c -> c.targets(Relation.CLOSE_MATCH).stream().noneMatch(values::contains))
        .sorted(comparing(Concept::label, String.CASE_INSENSITIVE_ORDER))
        .toList()
        .forEach(c -> values.add(c.id()));
    return new Slice(name, root, List.copyOf(values));
  }

  private Optional<Concept> known(String id) {
    return Optional.ofNullable(concepts.get(id));
  }

  List<Group> groups() {
    var nodes = new LinkedHashSet<Node>();
    Stream.of(SKOS.Collection.asNode(), SKOS.OrderedCollection.asNode(), Names.SUBJECT_CLASS)
        .flatMap(type -> subjects(RDF.type.asNode(), type))
        .filter(Node::isURI)
        .forEach(nodes::add);
    return nodes.stream()
        .map(this::group)
        .sorted(comparing(Group::label, String.CASE_INSENSITIVE_ORDER).thenComparing(Group::iri))
        .toList();
  }

  private Group group(Node node) {
    var label =
        Texts.first(literals(node, SKOS.prefLabel.asNode()))
            .or(() -> Texts.first(literals(node, RDFS.label.asNode())))
            .orElseGet(node::getURI);
    boolean ordered = graph.contains(node, RDF.type.asNode(), SKOS.OrderedCollection.asNode());
    return new Group(node.getURI(), label, ordered, members(node, new HashSet<>()));
  }

  /// Ids of the members: in the order of the list where there is one, else sorted; members of
  /// member collections included.
  private List<String> members(Node collection, Set<Node> seen) {
    if (!seen.add(collection)) return List.of();
    var listed = objects(collection, SKOS.memberList.asNode()).flatMap(list -> list(list).stream());
    var unordered =
        Stream.concat(
                objects(collection, SKOS.member.asNode()), subjects(Names.SUBJECT, collection))
            .sorted(comparing(Node::toString));
    return Stream.concat(listed, unordered)
        .flatMap(member ->
            ids.containsKey(member)
                ? inUse(member).map(one -> ids.getOrDefault(one, "")).stream()
                : members(member, seen).stream())
        .distinct()
        .toList();
  }

  /// The members of an RDF list, as far as it is one.
  private List<Node> list(Node head) {
    var members = new ArrayList<Node>();
    var seen = new HashSet<Node>();
    var rest = Optional.of(head);
    while (rest.isPresent() && seen.add(rest.get())) {
      objects(rest.get(), RDF.first.asNode()).findFirst().ifPresent(members::add);
      rest = objects(rest.get(), RDF.rest.asNode()).findFirst();
    }
    return members;
  }

  private List<Node> literals(Node subject, Node property) {
    return objects(subject, property)
        .flatMap(o -> o.isLiteral() ? Stream.of(o) : objects(o, RDF.value.asNode()))
        .filter(Node::isLiteral)
        .sorted(
            comparing((Node n) -> Texts.languageOrder(n.getLiteralLanguage()))
                .thenComparing(Node::getLiteralLexicalForm))
        .toList();
  }

  private Stream<Node> objects(Node subject, Node property) {
    return triples(subject, property, Node.ANY).map(Triple::getObject);
  }

  private Stream<Node> subjects(Node property, Node object) {
    return triples(Node.ANY, property, object).map(Triple::getSubject);
  }

  /// Fetched whole, so that no iterator stays open.
  private Stream<Triple> triples(Node subject, Node property, Node object) {
    return graph.find(subject, property, object).toList().stream();
  }
}

package dev.cairn.corpus.catalogue;

import dev.cairn.ontology.GraphFailure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/// Statements about one item, written and read by property.
final class Statements {
  private final Set<Triple> all = new LinkedHashSet<>();
  private final Map<Node, Map<Node, List<Node>>> objects = new HashMap<>();

  Set<Triple> all() {
    return all;
  }

  void add(Node subject, Node property, Node object) {
    if (all.add(Triple.create(subject, property, object)))
      objects
          .computeIfAbsent(subject, _ -> new HashMap<>())
          .computeIfAbsent(property, _ -> new ArrayList<>(1))
          .add(object);
  }

  // ---- writing

  void text(Node subject, Node property, String text) {
    add(subject, property, NodeFactory.createLiteralString(text));
  }

  void text(Node subject, Node property, Optional<String> text) {
    text.ifPresent(t -> text(subject, property, t));
  }

  void number(Node subject, Node property, long number) {
    typed(subject, property, Long.toString(number), XSDDatatype.XSDinteger);
  }

  void real(Node subject, Node property, double number) {
    typed(subject, property, Double.toString(number), XSDDatatype.XSDdouble);
  }

  void date(Node subject, Node property, Optional<LocalDate> date) {
    date.ifPresent(d -> typed(subject, property, d.toString(), XSDDatatype.XSDdate));
  }

  void time(Node subject, Node property, Instant time) {
    typed(subject, property, time.toString(), XSDDatatype.XSDdateTime);
  }

  /// Every text as a statement of its own. Statements have no order and no doubles: where the list
  /// is not plainly sorted, the sequence is written beside them.
  void texts(Node subject, Node property, List<String> texts) {
    for (var text : texts) text(subject, property, text);
    if (List.copyOf(new TreeSet<>(texts)).equals(texts)) return;
    var sequence = sequence(subject, property);
    for (int i = 0; i < texts.size(); i++) text(sequence, Terms.member(i + 1), texts.get(i));
  }

  private void typed(Node subject, Node property, String lexical, RDFDatatype type) {
    add(subject, property, NodeFactory.createLiteralDT(lexical, type));
  }

  /// A node of its own below the subject, by a readable name.
  static Node part(Node subject, String name) {
    var iri = subject.getURI();
    return NodeFactory.createURI(iri + (iri.indexOf('#') < 0 ? '#' : '-') + name);
  }

  private static Node sequence(Node subject, Node property) {
    var iri = property.getURI();
    int end = Math.max(iri.lastIndexOf('/'), Math.max(iri.lastIndexOf('#'), iri.lastIndexOf(':')));
    return part(subject, iri.substring(end + 1) + "-in-order");
  }

  // ---- reading

  List<Node> objects(Node subject, Node property) {
    return objects.getOrDefault(subject, Map.of()).getOrDefault(property, List.of());
  }

  Optional<Node> object(Node subject, Node property) {
    return objects(subject, property).stream().findFirst();
  }

  Optional<String> text(Node subject, Node property) {
    return object(subject, property)
        .map(o -> o.isLiteral() ? o.getLiteralLexicalForm() : o.getURI());
  }

  <T> Optional<T> read(Node subject, Node property, Function<String, T> reader) {
    return text(subject, property)
        .map(text -> {
          try {
            return reader.apply(text);
          } catch (RuntimeException e) {
            throw corrupt(subject, property, "cannot be '" + text + "'", e);
          }
        });
  }

  <T> T need(Node subject, Node property, Function<String, T> reader) {
    return read(subject, property, reader)
        .orElseThrow(() -> corrupt(subject, property, "is missing", null));
  }

  List<String> texts(Node subject, Node property) {
    var sequence = sequence(subject, property);
    if (objects.containsKey(sequence)) {
      var texts = new ArrayList<String>();
      for (int n = 1; ; n++) {
        var text = text(sequence, Terms.member(n));
        if (text.isEmpty()) return texts;
        texts.add(text.get());
      }
    }
    return objects(subject, property).stream().map(Node::getLiteralLexicalForm).sorted().toList();
  }

  /// The nodes that this one points to, by their number.
  List<Node> numbered(Node subject, Node property) {
    return objects(subject, property).stream()
        .sorted(java.util.Comparator.comparing(node -> need(node, Terms.NUMBER, Integer::parseInt)))
        .toList();
  }

  private static GraphFailure corrupt(
      Node subject,
      Node property,
      String what,
      java.lang.@org.jspecify.annotations.Nullable RuntimeException cause) {
    return new GraphFailure(
        GraphFailure.Kind.CORRUPT,
        "reading the catalogue: " + property + " of " + subject + " " + what,
        cause);
  }
}

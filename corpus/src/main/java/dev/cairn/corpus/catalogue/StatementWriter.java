package dev.cairn.corpus.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/// Gathers statements.
final class StatementWriter {
  private final Set<Triple> all = new HashSet<>();

  Set<Triple> all() {
    return all;
  }

  void add(Node subject, Node property, Node object) {
    all.add(Triple.create(subject, property, object));
  }

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

  private void typed(Node subject, Node property, String lexical, RDFDatatype type) {
    add(subject, property, NodeFactory.createLiteralDT(lexical, type));
  }

  /// Every text as a statement of its own. Statements have no order and no doubles: where the list
  /// is not plainly sorted, the sequence is written beside them.
  void texts(Node subject, Node property, List<String> texts) {
    for (var text : texts) text(subject, property, text);
    if (texts.size() < 2 || List.copyOf(new TreeSet<>(texts)).equals(texts)) return;
    var sequence = Terms.sequence(subject, property);
    for (int i = 0; i < texts.size(); i++) text(sequence, Terms.member(i + 1), texts.get(i));
  }
}

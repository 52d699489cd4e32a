package dev.cairn.ontology.skos;

import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.system.StreamRDFBase;

/// Takes statements in while a file is read, as far as they can be kept and sent on: names that are
/// IRIs, language tags that are some, texts of bearable length, nothing about our own names.
final class Intake extends StreamRDFBase {
  static final int MOST_STATEMENTS = 3_000_000;
  private static final int LONGEST_LABEL = 1_000;
  private static final int LONGEST_TEXT = 100_000;
  private static final int LONGEST_IRI = 2_000;
  private static final String OWN = "urn:cairn:";

  /// More statements than are taken.
  static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Graph graph;
  private final Findings notes;
  private int statements;

  Intake(Graph graph, Findings notes) {
    this.graph = graph;
    this.notes = notes;
  }

  @Override
  public void triple(Triple triple) {
    if (++statements > MOST_STATEMENTS) throw new TooMany();
    var subject = triple.getSubject();
    if (!usable(triple, subject) || !usable(triple, triple.getPredicate())) return;
    if (subject.isURI() && subject.getURI().startsWith(OWN)) {
      note(DefectKind.OWN_NAMES, subject, triple.getPredicate().toString());
      return;
    }
    var object = triple.getObject();
    if (object.isLiteral()) literal(triple);
    else if (usable(triple, object)) graph.add(triple);
  }

  private boolean usable(Triple triple, Node node) {
    if (node.isBlank()) return true;
    if (node.isURI() && isIri(node.getURI())) return true;
    note(DefectKind.UNUSABLE_IRI, triple.getSubject(), node.toString());
    return false;
  }

  private static boolean isIri(String text) {
    if (text.length() > LONGEST_IRI || text.indexOf(':') < 1) return false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || "<>\"{}|^`\\".indexOf(c) >= 0) return false;
    }
    return true;
  }

  private void literal(Triple triple) {
    var literal = triple.getObject();
    var text = literal.getLiteralLexicalForm();
    boolean label =
        Terms.LABELS.contains(triple.getPredicate())
            || Terms.LITERAL_FORM.equals(triple.getPredicate());
    if (text.length() > (label ? LONGEST_LABEL : LONGEST_TEXT)) {
      note(DefectKind.OVERLONG_TEXT, triple.getSubject(), text.length() + " characters");
      return;
    }
    var type = literal.getLiteralDatatypeURI();
    if (type != null && !isIri(type)) {
      note(DefectKind.UNUSABLE_IRI, triple.getSubject(), type);
      return;
    }
    graph.add(triple);
  }

  private void note(DefectKind kind, Node subject, String detail) {
    notes.add(kind, "", subject.isURI() ? subject.getURI() : "", detail);
  }
}

package dev.cairn.ontology.curating;

import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.Concept.Note;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.concepts.Names;
import java.util.List;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;

/// The words in which concepts are changed, and changes are written down.
final class Terms {
  static final String CONCEPT = "urn:cairn:concept:";

  static final Node TYPE = RDF.type.asNode();
  static final Node CONCEPT_TYPE = SKOS.Concept.asNode();
  static final Node IN_SCHEME = SKOS.inScheme.asNode();
  static final Node TOP_CONCEPT = SKOS.hasTopConcept.asNode();
  static final Node TOP_CONCEPT_OF = SKOS.topConceptOf.asNode();
  static final Node DEFINITION = SKOS.definition.asNode();
  static final Node PREFERRED = SKOS.prefLabel.asNode();
  static final Node ALTERNATIVE = SKOS.altLabel.asNode();
  static final Node HIDDEN = SKOS.hiddenLabel.asNode();
  static final Node BROADER = SKOS.broader.asNode();
  static final Node RELATED = SKOS.related.asNode();
  static final Node SOURCE = DCTerms.source.asNode();
  static final Node TITLE = DCTerms.title.asNode();
  static final Node CREATED = DCTerms.created.asNode();
  static final Node MODIFIED = DCTerms.modified.asNode();
  static final Node REPLACED_BY = DCTerms.isReplacedBy.asNode();
  static final Node DEPRECATED = OWL2.deprecated.asNode();
  static final Node TRUE = NodeFactory.createLiteralDT("true", XSDDatatype.XSDboolean);

  /// The kinds of label, that which counts most first.
  static final List<Node> LABELS = List.of(PREFERRED, Names.CONTEXT_LABEL, ALTERNATIVE, HIDDEN);

  private Terms() {}

  static Node uri(String iri) {
    return NodeFactory.createURI(iri);
  }

  /// A word of our own.
  static Node own(String name) {
    return uri("urn:cairn:ns:" + name);
  }

  static Node text(String text, String language) {
    return language.isEmpty()
        ? NodeFactory.createLiteralString(text)
        : NodeFactory.createLiteralLang(text, language);
  }

  static Node label(Label.Kind kind) {
    return switch (kind) {
      case PREFERRED -> PREFERRED;
      case ALTERNATIVE -> ALTERNATIVE;
      case CONTEXT -> Names.CONTEXT_LABEL;
      case HIDDEN -> HIDDEN;
    };
  }

  static Node note(Note.Kind kind) {
    return switch (kind) {
      case SCOPE -> SKOS.scopeNote.asNode();
      case EXAMPLE -> SKOS.example.asNode();
      case EDITORIAL -> SKOS.editorialNote.asNode();
    };
  }

  /// Whether links of this kind are written from this end; the others are the same ones, seen from
  /// the other end.
  static boolean isForward(Relation relation) {
    return relation.compareTo(relation.inverse()) <= 0;
  }

  /// How the house writes a link of a kind that is written from this end.
  static Triple statement(Node one, Relation forward, Node other) {
    return Triple.create(one, property(forward), other);
  }

  private static Node property(Relation forward) {
    return switch (forward) {
      case BROADER -> BROADER;
      case PART_OF -> isoThes("broaderPartitive");
      case INSTANCE_OF -> isoThes("broaderInstantial");
      case RELATED -> RELATED;
      case CLOSE_MATCH -> SKOS.closeMatch.asNode();
      case CONTRASTS_WITH,
          PRECEDES,
          MEASURES,
          AUTHOR_OF,
          CAUSES,
          SUPPORTS,
          REQUIRES,
          RESPONSIBLE_FOR ->
          own(forward.code());
      case NARROWER,
          HAS_PART,
          HAS_INSTANCE,
          FOLLOWS,
          MEASURED_BY,
          HAS_AUTHOR,
          CAUSED_BY,
          SUPPORTED_BY,
          REQUIRED_BY,
          RESPONSIBILITY_OF ->
          throw new IllegalArgumentException(forward + " is written from its other end");
    };
  }

  private static Node isoThes(String name) {
    return uri("http://purl.org/iso25964/skos-thes#" + name);
  }
}

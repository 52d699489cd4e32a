package dev.cairn.ontology.skos;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.SKOS;

/// The names of SKOS and its neighbours.
final class Terms {
  static final String SKOS_NAMESPACE = SKOS.getURI();

  static final Node PREFERRED = SKOS.prefLabel.asNode();
  static final Node ALTERNATIVE = SKOS.altLabel.asNode();
  static final Node HIDDEN = SKOS.hiddenLabel.asNode();
  static final List<Node> LABELS = List.of(PREFERRED, ALTERNATIVE, HIDDEN);

  static final Node LITERAL_FORM = xl("literalForm");

  /// Which plain property stands for which of SKOS-XL.
  static final Map<Node, Node> LABELS_OF_XL =
      Map.of(xl("prefLabel"), PREFERRED, xl("altLabel"), ALTERNATIVE, xl("hiddenLabel"), HIDDEN);

  static final List<Node> DOCUMENTATION =
      List.of(
          SKOS.definition.asNode(),
          SKOS.scopeNote.asNode(),
          SKOS.note.asNode(),
          SKOS.example.asNode(),
          SKOS.historyNote.asNode(),
          SKOS.editorialNote.asNode(),
          SKOS.changeNote.asNode());

  static final List<Node> UP =
      List.of(
          SKOS.broader.asNode(),
          isoThes("broaderGeneric"),
          isoThes("broaderPartitive"),
          isoThes("broaderInstantial"));
  static final List<Node> DOWN =
      List.of(
          SKOS.narrower.asNode(),
          isoThes("narrowerGeneric"),
          isoThes("narrowerPartitive"),
          isoThes("narrowerInstantial"));
  static final Node RELATED = SKOS.related.asNode();
  static final Node UP_TRANSITIVE = SKOS.broaderTransitive.asNode();
  static final Node DOWN_TRANSITIVE = SKOS.narrowerTransitive.asNode();

  static final List<Node> MAPPINGS =
      List.of(
          SKOS.exactMatch.asNode(),
          SKOS.closeMatch.asNode(),
          SKOS.broadMatch.asNode(),
          SKOS.narrowMatch.asNode(),
          SKOS.relatedMatch.asNode());

  /// All names that the namespace of SKOS has.
  static final Set<String> OF_SKOS =
      Set.of(
          "Collection",
          "Concept",
          "ConceptScheme",
          "OrderedCollection",
          "altLabel",
          "broadMatch",
          "broader",
          "broaderTransitive",
          "changeNote",
          "closeMatch",
          "definition",
          "editorialNote",
          "exactMatch",
          "example",
          "hasTopConcept",
          "hiddenLabel",
          "historyNote",
          "inScheme",
          "mappingRelation",
          "member",
          "memberList",
          "narrowMatch",
          "narrower",
          "narrowerTransitive",
          "notation",
          "note",
          "prefLabel",
          "related",
          "relatedMatch",
          "scopeNote",
          "semanticRelation",
          "topConceptOf");

  private Terms() {}

  private static Node xl(String name) {
    return NodeFactory.createURI("http://www.w3.org/2008/05/skos-xl#" + name);
  }

  private static Node isoThes(String name) {
    return NodeFactory.createURI("http://purl.org/iso25964/skos-thes#" + name);
  }
}

package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Item;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.skos.RdfKind;
import dev.cairn.ontology.skos.RdfWriter;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;

/// What of an item's statements is for its readers: what it is and what it says, not who else may
/// read it, where it came from, which other items it hangs on, or how it was brought in.
final class ReadableStatements {
  private static final Set<Node> FOR_READERS =
      Set.of(
          Terms.TYPE,
          Terms.TITLE,
          Terms.ABSTRACT,
          Terms.CREATOR,
          Terms.DATE,
          Terms.LANGUAGE,
          Terms.SUBJECT,
          Terms.FORMAT,
          Terms.ORGANISATION,
          Terms.KEYWORD,
          Terms.CONCEPT_SAID,
          Terms.ADDED,
          Terms.TAG,
          Terms.WEIGHT,
          Terms.METHOD,
          Terms.JUDGEMENT,
          Terms.JUDGED_CONCEPT,
          Terms.VERDICT,
          Terms.FOUND_BY,
          Terms.VERSION,
          Terms.NUMBER,
          Terms.PROV_TIME,
          Terms.PROV_REVISION_OF,
          Terms.DRIVING_EVENT,
          Terms.LESSON,
          Terms.RECOMMENDATION,
          Terms.EVIDENCE,
          Terms.APPLICABILITY,
          Terms.OUTCOME_KIND,
          Terms.EVENT_DATE,
          Terms.PRIORITY,
          Terms.STATUS,
          Terms.PROJECT,
          Terms.SLICE);

  private ReadableStatements() {}

  static byte[] write(Item item, Caller caller, RdfKind kind) {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    for (var triple : ItemGraph.write(item))
      if (caller.isAdmin() || FOR_READERS.contains(triple.getPredicate())) graph.add(triple);
    return RdfWriter.bytes(graph, kind);
  }
}

package dev.cairn.ontology.concepts;

import dev.cairn.ontology.Match;
import dev.cairn.ontology.Relation;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.SKOS;

/// The properties by which concepts are described, beyond those that Jena names. Only for who reads
/// and writes statements about concepts in this room.
public final class Names {
  public static final Node CONTEXT_LABEL = cairn("contextLabel");
  public static final Node SUBJECT = cairn("subject");
  static final Node SUBJECT_CLASS = cairn("Subject");
  public static final Node SLICE_OF = cairn("sliceOf");

  /// Which property says which relation, seen from its subject.
  public static final Map<Node, Relation> RELATIONS =
      Map.ofEntries(
          Map.entry(SKOS.broader.asNode(), Relation.BROADER),
          Map.entry(SKOS.narrower.asNode(), Relation.NARROWER),
          Map.entry(isoThes("broaderGeneric"), Relation.BROADER),
          Map.entry(isoThes("narrowerGeneric"), Relation.NARROWER),
          Map.entry(isoThes("broaderPartitive"), Relation.PART_OF),
          Map.entry(isoThes("narrowerPartitive"), Relation.HAS_PART),
          Map.entry(isoThes("broaderInstantial"), Relation.INSTANCE_OF),
          Map.entry(isoThes("narrowerInstantial"), Relation.HAS_INSTANCE),
          Map.entry(SKOS.related.asNode(), Relation.RELATED),
          Map.entry(cairn("contrastsWith"), Relation.CONTRASTS_WITH),
          Map.entry(cairn("precedes"), Relation.PRECEDES),
          Map.entry(cairn("measures"), Relation.MEASURES),
          Map.entry(cairn("authorOf"), Relation.AUTHOR_OF),
          Map.entry(cairn("causes"), Relation.CAUSES),
          Map.entry(cairn("supports"), Relation.SUPPORTS),
          Map.entry(cairn("requires"), Relation.REQUIRES),
          Map.entry(cairn("responsibleFor"), Relation.RESPONSIBLE_FOR));

  private Names() {}

  /// The property that says so, seen from its subject.
  public static Node property(Match match) {
    return NodeFactory.createURI(SKOS.getURI() + match.code());
  }

  private static Node cairn(String name) {
    return NodeFactory.createURI("urn:cairn:ns:" + name);
  }

  private static Node isoThes(String name) {
    return NodeFactory.createURI("http://purl.org/iso25964/skos-thes#" + name);
  }
}

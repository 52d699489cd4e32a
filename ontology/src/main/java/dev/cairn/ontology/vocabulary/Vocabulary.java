package dev.cairn.ontology.vocabulary;

import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.concepts.ConceptViews;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.sparql.graph.GraphReadOnly;

/// All concepts and what is stated of them, as they were at one moment. Immutable, safe to share
/// between threads.
public final class Vocabulary {
  private final Graph all;
  private final Graph switchedOn;
  private final ConceptView concepts;
  private final ConceptView tagging;

  /// @param all belongs to this from now on
  /// @param switchedOn the part of it whose concepts texts are linked with; belongs to this, too,
  ///   and may be the same
  Vocabulary(Graph all, Graph switchedOn) {
    this.all = all;
    this.switchedOn = switchedOn;
    this.concepts = ConceptViews.of(all);
    this.tagging = switchedOn == all ? concepts : ConceptViews.of(switchedOn);
  }

  /// Every concept that is loaded.
  public ConceptView concepts() {
    return concepts;
  }

  /// The concepts that texts are linked with: those of the built-in scheme, and of each vocabulary
  /// that is switched on.
  public ConceptView tagging() {
    return tagging;
  }

  /// Every statement of it: the built-in and imported ones, with what was changed by curators. It
  /// refuses to be changed.
  public Graph graph() {
    return new GraphReadOnly(all);
  }

  /// What it would be with this change. Nothing is kept. New concepts would be linked.
  public Vocabulary with(Delta delta) {
    var changed = changed(all, delta);
    return new Vocabulary(changed, switchedOn == all ? changed : changed(switchedOn, delta));
  }

  private static Graph changed(Graph graph, Delta delta) {
    var changed = copy(graph);
    GraphUtil.deleteFrom(changed, delta.removed());
    GraphUtil.addInto(changed, delta.added());
    return changed;
  }

  static Graph copy(Graph graph) {
    Graph copy = GraphMemFactory.createDefaultGraphSameTerm();
    GraphUtil.addInto(copy, graph);
    return copy;
  }
}

package dev.cairn.ontology.skos;

import java.util.List;
import org.apache.jena.graph.Graph;

/// Looks for what is wrong with a vocabulary. Pure: the same statements have the same defects, in
/// the same order. Time is in proportion to the statements, and to concepts times the depth of the
/// hierarchy; seconds for 10,000 concepts on a busy machine.
public final class Defects {
  private Defects() {}

  /// Everything that was found in a file, what was mended while reading included, in the order of
  /// {@link DefectKind}.
  public static List<Defect> of(SkosFile.Loaded file) {
    return of(file.graph(), file.notes());
  }

  /// What is wrong with these statements.
  public static List<Defect> of(Graph graph) {
    return of(graph, List.of());
  }

  /// @param notes what was found before; of a kind that is found again both count
  static List<Defect> of(Graph graph, List<Defect> notes) {
    var findings = new Findings();
    notes.forEach(findings::add);
    var outline = new Outline(graph);
    new LabelChecks(outline, findings).run();
    new HierarchyChecks(outline, findings).run();
    new LinkChecks(outline, findings).run();
    return findings.all();
  }
}

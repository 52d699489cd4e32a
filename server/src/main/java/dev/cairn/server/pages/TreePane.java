package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import java.util.List;
import java.util.Optional;

/// The tree beside a page.
///
/// @param wanted what was looked for among the concepts; empty if nothing was
/// @param total how many concepts there are, in words
/// @param panes tree, concept and drawing of the open concept, of which one is large
/// @param lists the other ways through the concepts
public record TreePane(
    List<TreeNode> nodes, String wanted, String total, List<Choice> panes, List<Choice> lists) {
  public TreePane {
    nodes = List.copyOf(nodes);
    panes = List.copyOf(panes);
    lists = List.copyOf(lists);
  }

  /// Which of the three is large.
  enum Large {
    TREE,
    CONCEPT,
    GRAPH
  }

  static TreePane of(
      List<TreeNode> nodes, String wanted, String total, Optional<Concept> open, Large large) {
    return new TreePane(
        nodes,
        wanted,
        total,
        open.map(concept -> panes(concept.id(), large)).orElse(List.of()),
        TreeList.By.choices());
  }

  private static List<Choice> panes(String concept, Large large) {
    var href = Cards.href(concept);
    return List.of(
        new Choice(
            "Tree",
            Address.of("/concepts").with("at", concept).toString(),
            "",
            large == Large.TREE),
        new Choice("Concept", href, "", large == Large.CONCEPT),
        new Choice("Graph", href + "/graph", "", large == Large.GRAPH));
  }
}

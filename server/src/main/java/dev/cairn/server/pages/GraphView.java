package dev.cairn.server.pages;

import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The concepts around one, to be drawn and to be read as a table. The drawing is made from the
/// table, so they cannot disagree.
///
/// @param centre id of the concept in the middle
/// @param depths choices of how far to look
public record GraphView(
    String centre,
    String label,
    boolean large,
    List<Choice> depths,
    List<Node> nodes,
    List<Edge> edges,
    boolean truncated) {
  /// How far the large drawing may look.
  public static final int DEEPEST = 3;

  public GraphView {
    depths = List.copyOf(depths);
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /// @param distance links from the centre
  public record Node(
      String id, String label, long items, int distance, String href, String graphHref) {}

  /// @param kind `up`: from the narrower to the broader; `near`: related; `typed`: any other
  /// @param words clause that reads "source *words* target"
  public record Edge(
      String source,
      String target,
      String kind,
      String sourceLabel,
      String words,
      String targetLabel) {}

  /// @param depth that was asked for
  static GraphView of(
      String centre,
      ConceptView.Neighbourhood around,
      Map<String, Long> counts,
      int depth,
      boolean large) {
    var labels = new HashMap<String, String>();
    var nodes = new ArrayList<Node>();
    for (var node : around.nodes()) {
      var id = node.concept().id();
      labels.put(id, node.concept().label());
      nodes.add(
          new Node(
              id,
              node.concept().label(),
              counts.getOrDefault(id, 0L),
              node.distance(),
              Cards.href(id),
              address(id, depth).toString()));
    }
    var depths = new ArrayList<Choice>();
    for (int d = 1; d <= DEEPEST; d++)
      depths.add(
          new Choice(
              d == 1 ? "One step" : d == 2 ? "Two steps" : "Three steps",
              address(centre, d).toString(),
              "",
              d == depth));
    return new GraphView(
        centre,
        labels.getOrDefault(centre, centre),
        large,
        depths,
        nodes,
        around.edges().stream().map(e -> edge(e, labels)).toList(),
        around.truncated());
  }

  static Address address(String concept, int depth) {
    var address = Address.of(Cards.href(concept) + "/graph");
    return depth == 1 ? address : address.with("depth", "" + depth);
  }

  private static Edge edge(ConceptView.Neighbourhood.Edge edge, Map<String, String> labels) {
    var relation = edge.relation();
    return switch (relation.direction()) {
      case UP -> edge(edge.source(), relation, edge.target(), "up", labels);
      case DOWN -> edge(edge.target(), relation.inverse(), edge.source(), "up", labels);
      case ASIDE ->
          edge(
              edge.source(), relation, edge.target(), isVague(relation) ? "near" : "typed", labels);
    };
  }

  /// Whether the link says only that two concepts have to do with each other.
  private static boolean isVague(Relation relation) {
    return relation == Relation.RELATED || relation == Relation.CLOSE_MATCH;
  }

  private static Edge edge(
      String source, Relation relation, String target, String kind, Map<String, String> labels) {
    return new Edge(
        source,
        target,
        kind,
        labels.getOrDefault(source, source),
        relation.words(),
        labels.getOrDefault(target, target));
  }
}

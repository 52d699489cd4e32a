package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Thousands of concepts as the one large thing.
///
/// @param crumbs the way back
/// @param action where the form leads
/// @param depths how far to look; `href` holds the value
/// @param schemes where there is more than one; `href` holds the IRI
/// @param address of the map without anything chosen
/// @param picture address of the map as a file
/// @param list address of the same concepts as a tree, which everybody can read
/// @param chosen what is looked at
public record MapPage(
    Page page,
    TreePane pane,
    List<Choice> crumbs,
    GraphMap map,
    String action,
    List<Choice> depths,
    List<Choice> schemes,
    String address,
    String picture,
    Choice list,
    Optional<Chosen> chosen) {
  public MapPage {
    crumbs = List.copyOf(crumbs);
    depths = List.copyOf(depths);
    schemes = List.copyOf(schemes);
  }

  /// @param items how many there are about it, in words
  /// @param rows what it is linked to, by the words of the relation
  public record Chosen(
      String href,
      String label,
      String definition,
      String items,
      List<SearchPage.Card.Row> rows,
      List<Choice> actions) {
    public Chosen {
      rows = List.copyOf(rows);
      actions = List.copyOf(actions);
    }
  }

  /// @param plan of that wish
  public static MapPage of(
      GraphMap.Wish wish,
      GraphMap.Plan plan,
      ConceptView view,
      Map<String, Long> counts,
      Viewer viewer) {
    var tree = new Tree(view, counts);
    var map = GraphMap.of(wish, plan, view, counts);
    var address = wish.address();
    var schemes = wish.centre().isEmpty() ? Tree.schemes(view, wish.scheme()) : List.<Choice>of();
    return new MapPage(
        Page.of(
                viewer,
                wish.centre().isPresent()
                    ? "All below " + map.label()
                    : wish.scheme().isPresent() ? "All of " + map.label() : "All concepts",
                Page.Section.CONCEPTS)
            .with(List.of("search", "concepts", "graph"), List.of("tree.js", "graph/map.js")),
        TreePane.of(
            wish.centre().map(c -> tree.openedAt(c.id())).orElseGet(tree::closed),
            "",
            TreePages.total(view),
            wish.centre(),
            TreePane.Large.GRAPH),
        crumbs(wish, tree),
        map,
        address.path(),
        GraphPages.depths(0),
        schemes,
        address.toString(),
        new Address(address.path() + ".svg", address.choices(), "").toString(),
        Choice.of(
            "The same as a tree",
            wish.centre()
                .map(c -> Address.of("/concepts").with("at", c.id()))
                .orElseGet(() -> Address.of("/concepts").with("scheme", wish.scheme()))),
        view.byId(wish.chosen()).map(c -> chosen(c, view, counts)));
  }

  private static List<Choice> crumbs(GraphMap.Wish wish, Tree tree) {
    var crumbs = new ArrayList<Choice>();
    crumbs.add(Choice.of("Concepts", "/concepts"));
    wish.centre()
        .ifPresent(centre -> {
          for (var above : tree.path(centre.id()))
            crumbs.add(
                Choice.of(
                    above.label(),
                    new GraphMap.Wish(Optional.of(above), Optional.empty(), "").address()));
          crumbs.add(Choice.of(centre.label(), Cards.href(centre.id())));
        });
    return crumbs;
  }

  private static Chosen chosen(Concept concept, ConceptView view, Map<String, Long> counts) {
    long items = counts.getOrDefault(concept.id(), 0L);
    var actions = new ArrayList<Choice>();
    actions.add(Choice.of("Draw what is around it", GraphWish.pathOf(concept.id())));
    if (!concept.narrower().isEmpty())
      actions.add(
          Choice.of(
              "Only what is below it",
              new GraphMap.Wish(Optional.of(concept), Optional.empty(), "").address()));
    if (items > 0)
      actions.add(
          Choice.of(
              Words.count(items, "item", "items"), SearchAddress.about(concept.id()).toString()));
    return new Chosen(
        Cards.href(concept.id()),
        concept.label(),
        concept.definition().orElse(""),
        items == 0 ? "Nothing is known about it yet." : "",
        Cards.relations(concept, view),
        actions);
  }
}

package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Relation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everything that was chosen on a drawing. It is the drawing's address, so that a view can be
/// shared, and back and forward work.
///
/// @param centre in the middle; empty: the tops of the schemes
/// @param scheme IRI of the only scheme shown
/// @param depth links from the middle, 1 to {@link #DEEPEST}
/// @param families of lines that are shown; empty: all
/// @param opened ids of concepts around which more is shown
/// @param chosen id of the concept that is looked at; empty: none
/// @param link both ends of the line that is looked at; empty: none
/// @param to id of the concept to which a path is shown; empty: none
public record GraphWish(
    Optional<Concept> centre,
    Optional<String> scheme,
    int depth,
    Set<GraphFamily> families,
    List<String> opened,
    String chosen,
    List<String> link,
    String to) {
  /// How far a drawing may look.
  public static final int DEEPEST = 3;

  private static final int AROUND_ONE = 1;

  /// What stands between the ends of a line in an address; no id has it.
  private static final String BETWEEN = "~";

  public GraphWish {
    families = families.isEmpty() ? Set.of() : Set.copyOf(families);
    opened = List.copyOf(opened);
    link = List.copyOf(link);
  }

  /// Around one concept, with all else as it is at first.
  public static GraphWish around(Concept centre) {
    return new GraphWish(
        Optional.of(centre), Optional.empty(), 1, Set.of(), List.of(), "", List.of(), "");
  }

  /// Both ends, as they stand in an address; empty where it names no two.
  public static List<String> ends(String link) {
    var ends = List.of(link.split(BETWEEN, -1));
    return ends.size() == 2 && !ends.contains("") ? ends : List.of();
  }

  GraphWish choosing(String id) {
    return new GraphWish(centre, scheme, depth, families, opened, id, List.of(), to);
  }

  GraphWish looking(String source, String target) {
    return new GraphWish(
        centre, scheme, depth, families, opened, chosen, List.of(source, target), to);
  }

  GraphWish opening(String id) {
    var all = new ArrayList<>(opened);
    all.add(id);
    return new GraphWish(centre, scheme, depth, families, all, id, List.of(), to);
  }

  GraphWish closing(String id) {
    return new GraphWish(
        centre,
        scheme,
        depth,
        families,
        opened.stream().filter(o -> !o.equals(id)).toList(),
        id,
        List.of(),
        to);
  }

  /// The same filters around another concept.
  GraphWish around(String id) {
    return new GraphWish(Optional.empty(), scheme, depth, families, List.of(), id, List.of(), "");
  }

  GraphWish withPathTo(String id) {
    return new GraphWish(centre, scheme, depth, families, opened, "", List.of(), id);
  }

  GraphWish withoutPath() {
    return new GraphWish(centre, scheme, depth, families, opened, chosen, link, "");
  }

  Set<Relation> relations() {
    var relations = EnumSet.noneOf(Relation.class);
    for (var family : families) relations.addAll(family.relations());
    return relations;
  }

  String path() {
    return centre.map(c -> pathOf(c.id())).orElse("/concepts/graph");
  }

  static String pathOf(String centre) {
    return Cards.href(centre) + "/graph";
  }

  Address address() {
    return written(path(), usualDepth());
  }

  /// The same view, drawn around that concept.
  Address addressAround(String id) {
    return around(id).written(pathOf(id), AROUND_ONE).without("chosen");
  }

  private Address written(String path, int usualDepth) {
    var address = Address.of(path).with("scheme", scheme);
    if (depth != usualDepth) address = address.with("depth", "" + depth);
    for (var family : GraphFamily.values())
      if (families.contains(family)) address = address.with("line", family.code());
    for (var id : opened) address = address.with("open", id);
    if (!to.isEmpty()) address = address.with("to", to);
    if (!chosen.isEmpty() && !chosen.equals(centre.map(Concept::id).orElse("")))
      address = address.with("chosen", chosen);
    if (!link.isEmpty()) address = address.with("edge", String.join(BETWEEN, link));
    return address;
  }

  private int usualDepth() {
    return usualDepth(centre.isPresent());
  }

  /// How far is looked unless somebody says otherwise.
  ///
  /// @param around whether a concept is in the middle
  public static int usualDepth(boolean around) {
    return around ? AROUND_ONE : 2;
  }
}

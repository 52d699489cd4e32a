package dev.cairn.ontology.concepts;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// Of the concepts around some others, as many as one drawing can hold: what is broader or aside
/// first, then what weighs most. Equal wishes give equal pictures.
public final class Surroundings {
  /// More than this around one concept is opened in several steps.
  private static final int AT_ONCE = 40;

  private final ConceptView view;
  private final ToLongFunction<String> weight;
  private final Wish wish;
  private final Map<String, Place> places = new LinkedHashMap<>();

  private Surroundings(ConceptView view, ToLongFunction<String> weight, Wish wish) {
    this.view = view;
    this.weight = weight;
    this.wish = wish;
  }

  /// What is asked for.
  ///
  /// @param centres ids of what stands in the middle
  /// @param way ids along a path that begins at a centre; shown whatever the limit
  /// @param depth links from the centres, 0 to 4
  /// @param downOnly whether only what is narrower is followed from the centres on
  /// @param limit most concepts, what is opened left out; 1 to 500
  /// @param budget most concepts in all, 1 to 500
  /// @param relations that are followed and shown, at either end; empty: all
  /// @param scheme IRI of the only scheme that is shown
  /// @param opened ids of concepts around which more is shown, in the order of opening
  public record Wish(
      List<String> centres,
      List<String> way,
      int depth,
      boolean downOnly,
      int limit,
      int budget,
      Set<Relation> relations,
      Optional<String> scheme,
      List<String> opened) {
    public Wish {
      centres = List.copyOf(centres);
      way = List.copyOf(way);
      relations = Set.copyOf(relations);
      opened = List.copyOf(opened);
      if (depth < 0 || depth > 4)
        throw new IllegalArgumentException("depth must be 0..4, got " + depth);
      for (int number : new int[] {limit, budget})
        if (number < 1 || number > 500)
          throw new IllegalArgumentException("limit must be 1..500, got " + number);
    }

    /// What is around one concept.
    public static Wish around(String centre, int depth, int limit) {
      return new Wish(
          List.of(centre),
          List.of(),
          depth,
          false,
          limit,
          limit,
          Set.of(),
          Optional.empty(),
          List.of());
    }

    /// The same with filters.
    public Wish only(Set<Relation> newRelations, Optional<String> newScheme) {
      return new Wish(
          centres, way, depth, downOnly, limit, budget, newRelations, newScheme, opened);
    }
  }

  /// A concept in the picture.
  ///
  /// @param distance links from the nearest centre along the links that are followed
  /// @param from id of the concept over which it came in; empty for a centre
  /// @param opened whether it came in by opening that concept
  public record Place(Concept concept, int distance, String from, boolean opened) {}

  /// A link in its forward direction, between two ids.
  public record Edge(String source, String target, Relation relation) {}

  /// @param places each after the one over which it came in
  /// @param edges each link between two of them once, in its forward direction
  /// @param left neighbours of each that are not shown; none: no entry
  /// @param leftOut concepts within the depth that are not shown
  public record Picture(
      List<Place> places, List<Edge> edges, Map<String, Integer> left, int leftOut) {
    public Picture {
      places = List.copyOf(places);
      edges = List.copyOf(edges);
      left = Map.copyOf(left);
    }
  }

  /// @param weight what counts when not all find room: the most first
  /// @throws IllegalArgumentException if a centre is unknown
  public static Picture of(ConceptView view, ToLongFunction<String> weight, Wish wish) {
    return new Surroundings(view, weight, wish).picture();
  }

  private Picture picture() {
    for (var centre : wish.centres()) {
      var concept =
          view.byId(centre)
              .orElseThrow(() -> new IllegalArgumentException("unknown concept '" + centre + "'"));
      if (places.size() < wish.limit()) places.put(centre, new Place(concept, 0, "", false));
    }
    var reach = reach();
    addWay();
    for (int distance = 1; distance <= wish.depth(); distance++) addRing(distance);
    int leftOut = (int) reach.stream().filter(id -> !places.containsKey(id)).count();
    for (var id : wish.opened()) open(id);
    var left = new HashMap<String, Integer>();
    for (var place : places.values()) {
      int hidden =
          (int) neighbours(place.concept()).stream().filter(id -> !places.containsKey(id)).count();
      if (hidden > 0) left.put(place.concept().id(), hidden);
    }
    return new Picture(List.copyOf(places.values()), edges(), left, leftOut);
  }

  /// All that lies within the depth, however much it is.
  private Set<String> reach() {
    var all = new LinkedHashSet<>(wish.centres());
    var ring = List.copyOf(all);
    for (int distance = 1; distance <= wish.depth(); distance++) {
      var next = new ArrayList<String>();
      for (var id : ring)
        for (var other : followed(view.byId(id).orElseThrow())) if (all.add(other)) next.add(other);
      ring = next;
    }
    return all;
  }

  private void addWay() {
    var before = "";
    for (var id : wish.way()) {
      var from = before;
      var last = places.get(from);
      int distance = last == null ? 0 : last.distance() + 1;
      view.byId(id).ifPresent(c -> places.putIfAbsent(id, new Place(c, distance, from, false)));
      if (!places.containsKey(id)) return;
      before = id;
    }
  }

  private void addRing(int distance) {
    var found = new LinkedHashMap<String, Place>();
    for (var place : places.values()) {
      if (place.distance() != distance - 1) continue;
      for (var id : followed(place.concept()))
        if (!places.containsKey(id))
          view.byId(id)
              .ifPresent(
                  c -> found.putIfAbsent(id, new Place(c, distance, place.concept().id(), false)));
    }
    int room = Math.max(0, Math.min(wish.limit(), wish.budget()) - places.size());
    kept(found, room).forEach(place -> places.put(place.concept().id(), place));
  }

  private void open(String id) {
    var place = places.get(id);
    if (place == null) return;
    var found = new LinkedHashMap<String, Place>();
    for (var other : neighbours(place.concept()))
      if (!places.containsKey(other))
        view.byId(other)
            .ifPresent(c -> found.put(other, new Place(c, place.distance() + 1, id, true)));
    int room = Math.max(0, Math.min(AT_ONCE, wish.budget() - places.size()));
    kept(found, room).forEach(one -> places.put(one.concept().id(), one));
  }

  /// What finds room, and of that each next to those that came in the same way.
  private List<Place> kept(Map<String, Place> found, int room) {
    var order = List.copyOf(places.keySet());
    return found.values().stream()
        .sorted(
            comparingInt((Place p) -> isBelow(p) ? 1 : 0)
                .thenComparing(
                    comparingLong((Place p) -> weight.applyAsLong(p.concept().id())).reversed())
                .thenComparing(p -> p.concept().label(), String.CASE_INSENSITIVE_ORDER)
                .thenComparing(p -> p.concept().id()))
        .limit(room)
        .sorted(comparingInt(p -> order.indexOf(p.from())))
        .toList();
  }

  private boolean isBelow(Place place) {
    return view.byId(place.from()).stream()
        .anyMatch(from -> from.narrower().contains(place.concept().id()));
  }

  private Set<String> followed(Concept concept) {
    return wish.downOnly()
        ? targets(concept, link -> link.relation().direction() == Relation.Direction.DOWN)
        : neighbours(concept);
  }

  private Set<String> neighbours(Concept concept) {
    return targets(concept, _ -> true);
  }

  private Set<String> targets(Concept concept, Predicate<Concept.Link> which) {
    var ids = new LinkedHashSet<String>();
    for (var link : concept.links())
      if (isShown(link.relation())
          && which.test(link)
          && view.byId(link.target()).filter(this::isInside).isPresent()) ids.add(link.target());
    return ids;
  }

  private boolean isShown(Relation relation) {
    return wish.relations().isEmpty()
        || wish.relations().contains(relation)
        || wish.relations().contains(relation.inverse());
  }

  private boolean isInside(Concept concept) {
    return wish.scheme().isEmpty() || wish.scheme().get().equals(concept.scheme());
  }

  private List<Edge> edges() {
    var edges = new ArrayList<Edge>();
    for (var place : places.values())
      for (var link : place.concept().links())
        if (places.containsKey(link.target())
            && isShown(link.relation())
            && isForward(place.concept().id(), link))
          edges.add(new Edge(place.concept().id(), link.target(), link.relation()));
    return edges;
  }

  /// Of the two ends of a link the one it is drawn from: the kinds are declared forward first.
  private static boolean isForward(String source, Concept.Link link) {
    int order = link.relation().compareTo(link.relation().inverse());
    return order < 0 || (order == 0 && source.compareTo(link.target()) < 0);
  }
}

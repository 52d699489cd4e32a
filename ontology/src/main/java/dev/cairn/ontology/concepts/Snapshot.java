package dev.cairn.ontology.concepts;

import static java.util.Comparator.comparing;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Link;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// The picture: maps that are never changed once they are filled.
final class Snapshot implements ConceptView {
  private final SortedMap<String, Concept> byId;
  private final Map<String, Concept> byIri;
  private final Collection<Concept> used;
  private final Collection<Concept> deprecated;
  private final List<Concept> roots;
  private final List<Concept> circles;
  private final List<Slice> slices;
  private final List<Group> groups;
  private final List<Scheme> schemes;
  private final Map<String, Dates> dates;
  private final String version;

  Snapshot(
      Collection<Concept> concepts,
      List<Slice> slices,
      List<Group> groups,
      List<Scheme> schemes,
      Map<String, Dates> dates) {
    var ids = new TreeMap<String, Concept>();
    var iris = new HashMap<String, Concept>();
    for (var concept : concepts) {
      ids.put(concept.id(), concept);
      iris.put(concept.iri(), concept);
    }
    this.byId = Collections.unmodifiableSortedMap(ids);
    this.byIri = Map.copyOf(iris);
    this.used = ids.values().stream().filter(c -> !c.deprecated()).toList();
    this.deprecated = ids.values().stream().filter(Concept::deprecated).toList();
    this.roots =
        used.stream()
            .filter(c -> c.broader().isEmpty())
            .sorted(comparing(Concept::label, String.CASE_INSENSITIVE_ORDER))
            .toList();
    this.circles = new Circles(used, byId, roots).entrances();
    this.slices = List.copyOf(slices);
    this.groups = List.copyOf(groups);
    this.schemes = List.copyOf(schemes);
    this.dates = Map.copyOf(dates);
    this.version = ShortIds.sha256(ids.values(), List.of(slices, groups)).substring(0, 16);
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Collection<Concept> all() {
    return used;
  }

  @Override
  public Collection<Concept> deprecated() {
    return deprecated;
  }

  @Override
  public Optional<Concept> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public Optional<Concept> byIri(String iri) {
    return Optional.ofNullable(byIri.get(iri));
  }

  @Override
  public List<Concept> roots() {
    return roots;
  }

  @Override
  public List<Concept> circles() {
    return circles;
  }

  @Override
  public Set<String> ancestors(String id) {
    return reachable(id, Concept::broader);
  }

  @Override
  public Set<String> descendants(String id) {
    return reachable(id, Concept::narrower);
  }

  /// Breadth first, so that what is near comes first; a circle ends where it began.
  private Set<String> reachable(String id, Function<Concept, List<String>> next) {
    var found = new LinkedHashSet<String>();
    var waiting = new ArrayDeque<>(List.of(id));
    while (!waiting.isEmpty())
      byId(waiting.remove()).map(next).stream()
          .flatMap(List::stream)
          .filter(other -> !other.equals(id) && found.add(other))
          .forEach(waiting::add);
    return Collections.unmodifiableSet(found);
  }

  @Override
  public Neighbourhood around(String id, int depth, int limit) {
    if (depth < 0 || depth > 4)
      throw new IllegalArgumentException("depth must be 0..4, got " + depth);
    if (limit < 1 || limit > 500)
      throw new IllegalArgumentException("limit must be 1..500, got " + limit);
    var centre =
        byId(id).orElseThrow(() -> new IllegalArgumentException("unknown concept '" + id + "'"));

    var distances = new LinkedHashMap<String, Integer>();
    distances.put(centre.id(), 0);
    var waiting = new ArrayDeque<>(List.of(centre));
    boolean truncated = false;
    while (!waiting.isEmpty()) {
      var concept = waiting.remove();
      int distance = distances.getOrDefault(concept.id(), 0) + 1;
      if (distance > depth) break;
      for (var link : concept.links()) {
        if (distances.containsKey(link.target())) continue;
        if (distances.size() == limit) {
          truncated = true;
          continue;
        }
        distances.put(link.target(), distance);
        byId(link.target()).ifPresent(waiting::add);
      }
    }
    var nodes = new ArrayList<Neighbourhood.Node>();
    distances.forEach((other, distance) ->
        byId(other).ifPresent(c -> nodes.add(new Neighbourhood.Node(c, distance))));
    return new Neighbourhood(nodes, edges(nodes, distances.keySet()), truncated);
  }

  private static List<Neighbourhood.Edge> edges(
      List<Neighbourhood.Node> nodes, Set<String> inside) {
    var edges = new ArrayList<Neighbourhood.Edge>();
    for (var node : nodes)
      for (var link : node.concept().links())
        if (inside.contains(link.target()) && isForward(node.concept().id(), link))
          edges.add(new Neighbourhood.Edge(node.concept().id(), link.target(), link.relation()));
    return edges;
  }

  /// Of the two ends of a link the one it is drawn from: the kinds are declared forward first.
  static boolean isForward(String source, Link link) {
    int order = link.relation().compareTo(link.relation().inverse());
    return order < 0 || (order == 0 && source.compareTo(link.target()) < 0);
  }

  @Override
  public List<Slice> slices() {
    return slices;
  }

  @Override
  public List<Group> groups() {
    return groups;
  }

  @Override
  public List<Scheme> schemes() {
    return schemes;
  }

  @Override
  public Dates dates(String id) {
    return dates.getOrDefault(id, Dates.NONE);
  }
}

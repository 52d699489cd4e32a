package dev.cairn.ontology.concepts;

import static java.util.Comparator.comparing;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
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
    // No link and no name depends on a mapping: nothing need be read again because of one.
    this.version =
        ShortIds.sha256(
                ids.values().stream().map(Concept::withoutMappings).toList(),
                List.of(slices, groups))
            .substring(0, 16);
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

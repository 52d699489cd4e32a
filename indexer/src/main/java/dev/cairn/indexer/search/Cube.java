package dev.cairn.indexer.search;

import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Where much is known and where nothing: how many items are about each pair of values of two ways
/// to slice, and where there are none although there are many on either side. Thread-safe.
public final class Cube {
  private static final List<String> EDGES = List.of("channel", "touchpoint", "lifecycle");
  private static final int MOST_BLIND = 12;

  private final Searcher searcher;
  private final Map<Known, Map<Set<String>, Long>> memory = new ConcurrentHashMap<>();

  private record Known(
      long state, String vocabulary, Set<String> principals, SearchRequest.Kind kind) {}

  public Cube(Searcher searcher) {
    this.searcher = searcher;
  }

  /// @param kinds kinds of item that are counted
  /// @param chosen name of a slice → the value by which everything else is cut
  /// @param edges the slices whose pairs are counted, each with its values in their order
  /// @param others slices that only cut
  /// @param faces each pair of edges, the first beside the second, the second beside the third, the
  ///   first beside the third
  /// @param blind empty cells, most telling first
  /// @param total items that are counted anywhere, with or without any value, within the choices
  public record Counted(
      Set<SearchRequest.Kind> kinds,
      Map<String, String> chosen,
      List<Edge> edges,
      List<Edge> others,
      List<Face> faces,
      List<Blind> blind,
      long total) {
    public Counted {
      kinds = Set.copyOf(kinds);
      chosen = Map.copyOf(chosen);
      edges = List.copyOf(edges);
      others = List.copyOf(others);
      faces = List.copyOf(faces);
      blind = List.copyOf(blind);
    }
  }

  /// A way to slice.
  ///
  /// @param label of the concept above the values
  public record Edge(String name, String label, List<Value> values) {
    public Edge {
      values = List.copyOf(values);
    }
  }

  /// @param count items about it, within what is chosen of the other slices
  public record Value(String id, String label, long count) {}

  /// @param cells row by row, as many in each as there are columns
  /// @param cut names of slices by whose chosen values it is cut
  public record Face(Edge rows, Edge columns, List<List<Long>> cells, List<String> cut) {
    public Face {
      cells = cells.stream().map(List::copyOf).toList();
      cut = List.copyOf(cut);
    }

    public long most() {
      return cells.stream().flatMap(List::stream).mapToLong(Long::longValue).max().orElse(0);
    }
  }

  /// Nothing is about both, although something is about each.
  ///
  /// @param expected how many there would be if the one said nothing about the other
  public record Blind(String rows, Value row, String columns, Value column, double expected) {}

  /// Counts what the caller may see.
  ///
  /// @param kinds of document and lesson, at least one
  /// @param chosen name of a slice → id of one of its values
  /// @throws IndexFailure of kind UNAVAILABLE if the index cannot be read
  /// @throws IllegalArgumentException for a slice or value that is none
  public Counted counted(Set<SearchRequest.Kind> kinds, Map<String, String> chosen, Caller caller) {
    var concepts = searcher.concepts();
    var slices = new LinkedHashMap<String, ConceptView.Slice>();
    concepts.slices().forEach(s -> slices.put(s.name(), s));
    chosen.forEach((name, value) -> {
      var slice = slices.get(name);
      if (slice == null || !slice.values().contains(value))
        throw new IllegalArgumentException("'" + value + "' is no value of '" + name + "'");
    });
    var counting = new Counting(together(kinds, concepts, caller), slices, concepts, chosen);
    var edges = EDGES.stream().filter(slices::containsKey).toList();
    var faces = new ArrayList<Face>();
    for (int i = 0; i + 1 < edges.size(); i++)
      faces.add(counting.face(edges.get(i), edges.get(i + 1)));
    if (edges.size() == 3) faces.add(counting.face(edges.getFirst(), edges.getLast()));
    return new Counted(
        kinds,
        new TreeMap<>(chosen),
        edges.stream().map(name -> counting.edge(name, Set.of(name))).toList(),
        slices.keySet().stream()
            .filter(name -> !edges.contains(name))
            .map(name -> counting.edge(name, Set.of(name)))
            .toList(),
        faces,
        faces.stream()
            .flatMap(face -> counting.blind(face).stream())
            .sorted(
                Comparator.comparingDouble(Blind::expected)
                    .reversed()
                    .thenComparing(b -> b.row().label())
                    .thenComparing(b -> b.column().label()))
            .limit(MOST_BLIND)
            .toList(),
        counting.count(Set.of(), Set.of()));
  }

  /// Which values items bear together, and how often.
  private Map<Set<String>, Long> together(
      Set<SearchRequest.Kind> kinds, ConceptView concepts, Caller caller) {
    try (var view = searcher.index().view()) {
      Map<Set<String>, Long> sum = new HashMap<>();
      for (var kind : kinds) {
        var key = new Known(view.state(), concepts.version(), caller.principals(), kind);
        var known = memory.get(key);
        if (known == null) {
          known =
              view.combinations(
                  new Query.Value("kind", Set.of(Facets.code(kind))),
                  caller.principals(),
                  "concept",
                  groups(concepts));
          memory.keySet().removeIf(k -> k.state() != key.state());
          memory.put(key, known);
        }
        known.forEach((values, count) -> sum.merge(values, count, Long::sum));
      }
      return sum;
    }
  }

  /// What lies below a value counts for it.
  private static Map<String, List<String>> groups(ConceptView concepts) {
    Map<String, List<String>> groups = new HashMap<>();
    for (var slice : concepts.slices())
      for (var value : slice.values()) {
        groups.computeIfAbsent(value, _ -> new ArrayList<>()).add(value);
        for (var below : concepts.descendants(value))
          groups.computeIfAbsent(below, _ -> new ArrayList<>()).add(value);
      }
    return groups;
  }

  private record Counting(
      Map<Set<String>, Long> together,
      Map<String, ConceptView.Slice> slices,
      ConceptView concepts,
      Map<String, String> chosen) {
    /// Items that bear all of these, and what is chosen of the slices that are not left out.
    long count(Set<String> values, Set<String> leftOut) {
      var wanted =
          chosen.entrySet().stream()
              .filter(e -> !leftOut.contains(e.getKey()))
              .map(Map.Entry::getValue)
              .collect(Collectors.toSet());
      wanted.addAll(values);
      long sum = 0;
      for (var one : together.entrySet())
        if (one.getKey().containsAll(wanted)) sum += one.getValue();
      return sum;
    }

    Edge edge(String name, Set<String> leftOut) {
      var slice = slices.get(name);
      if (slice == null) throw new IllegalArgumentException("no slice '" + name + "'");
      return new Edge(
          name,
          label(slice.root()),
          slice.values().stream()
              .map(value -> new Value(value, label(value), count(Set.of(value), leftOut)))
              .toList());
    }

    private String label(String concept) {
      return concepts.byId(concept).map(Concept::label).orElse(concept);
    }

    Face face(String rowsName, String columnsName) {
      var leftOut = Set.of(rowsName, columnsName);
      var rows = edge(rowsName, leftOut);
      var columns = edge(columnsName, leftOut);
      return new Face(
          rows,
          columns,
          rows.values().stream()
              .map(row ->
                  columns.values().stream()
                      .map(column -> count(Set.of(row.id(), column.id()), leftOut))
                      .toList())
              .toList(),
          chosen.keySet().stream().filter(name -> !leftOut.contains(name)).sorted().toList());
    }

    List<Blind> blind(Face face) {
      double all = Math.max(1, count(Set.of(), Set.of(face.rows().name(), face.columns().name())));
      var blind = new ArrayList<Blind>();
      for (int r = 0; r < face.cells().size(); r++)
        for (int c = 0; c < face.cells().get(r).size(); c++) {
          var row = face.rows().values().get(r);
          var column = face.columns().values().get(c);
          if (face.cells().get(r).get(c) == 0 && row.count() > 0 && column.count() > 0)
            blind.add(
                new Blind(
                    face.rows().name(),
                    row,
                    face.columns().name(),
                    column,
                    row.count() * (double) column.count() / all));
        }
      return blind;
    }
  }
}

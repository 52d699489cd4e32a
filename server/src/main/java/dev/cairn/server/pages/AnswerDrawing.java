package dev.cairn.server.pages;

import dev.cairn.ontology.Relation;
import dev.cairn.ontology.sparql.Answer;
import dev.cairn.ontology.sparql.Answer.Cell;
import dev.cairn.ontology.sparql.Sparql;
import dev.cairn.server.pages.SparqlPage.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Statements of an answer as a drawing: what they speak of as dots, each statement between two of
/// these as a line. Texts are no dots; names among them are what the dots are called.
final class AnswerDrawing {
  /// So many are drawn: those that hang together with what most is said of.
  static final int MOST = 150;

  private static final int MOST_LINES = 600;

  /// So many statements are looked at.
  private static final int LOOKED_AT = 10_000;

  private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";
  private static final String ISO = "http://purl.org/iso25964/skos-thes#";
  private static final String CAIRN = "urn:cairn:ns:";
  private static final String DCTERMS = "http://purl.org/dc/terms/";

  /// What names something, the best first.
  private static final List<String> NAMES =
      List.of(
          SKOS + "prefLabel",
          DCTERMS + "title",
          "http://www.w3.org/2000/01/rdf-schema#label",
          "http://xmlns.com/foaf/0.1/name");

  /// Lines with a direction.
  private static final List<GraphFamily> SPARE =
      List.of(
          GraphFamily.KIND,
          GraphFamily.ORDER,
          GraphFamily.PART,
          GraphFamily.EFFECT,
          GraphFamily.EXAMPLE,
          GraphFamily.OTHER);

  private static final Map<String, Relation> RELATIONS = relations();

  private static Map<String, Relation> relations() {
    var all = new HashMap<String, Relation>();
    all.put(SKOS + "broader", Relation.BROADER);
    all.put(SKOS + "narrower", Relation.NARROWER);
    all.put(SKOS + "related", Relation.RELATED);
    all.put(SKOS + "closeMatch", Relation.CLOSE_MATCH);
    all.put(ISO + "broaderPartitive", Relation.PART_OF);
    all.put(ISO + "narrowerPartitive", Relation.HAS_PART);
    all.put(ISO + "broaderInstantial", Relation.INSTANCE_OF);
    all.put(ISO + "narrowerInstantial", Relation.HAS_INSTANCE);
    for (var relation :
        List.of(
            Relation.CONTRASTS_WITH,
            Relation.PRECEDES,
            Relation.MEASURES,
            Relation.AUTHOR_OF,
            Relation.CAUSES,
            Relation.SUPPORTS,
            Relation.REQUIRES,
            Relation.RESPONSIBLE_FOR)) all.put(CAIRN + relation.code(), relation);
    return Map.copyOf(all);
  }

  /// @param lines what each kind of line says, in words
  record Drawn(GraphView graph, List<SparqlPage.Sample> lines) {}

  private record Said(Cell subject, String property, Cell object) {}

  private final Function<Cell, Value> reader;
  private final List<Said> links = new ArrayList<>();
  private final Map<Cell, String> names = new HashMap<>();
  private final Map<Cell, Integer> ranks = new HashMap<>();
  private final Map<Cell, List<Said>> near = new LinkedHashMap<>();
  private final Map<Cell, String> labels = new HashMap<>();

  /// How properties are drawn that are no relations between concepts.
  private final Map<String, GraphFamily> families = new HashMap<>();

  private AnswerDrawing(Function<Cell, Value> reader) {
    this.reader = reader;
  }

  /// Empty where nothing stands between two things: yes or no, rows that are no statements, texts
  /// only.
  ///
  /// @param reader what people read instead of a name
  static Optional<Drawn> of(Answer answer, Function<Cell, Value> reader) {
    if (!possible(answer)) return Optional.empty();
    var table = answer.table(LOOKED_AT);
    var drawing = new AnswerDrawing(reader);
    var seen = new LinkedHashSet<Said>();
    for (var row : table.rows()) seen.add(new Said(row.get(0), row.get(1).text(), row.get(2)));
    seen.forEach(drawing::take);
    return Optional.of(drawing.drawn());
  }

  /// Whether it can be drawn; told without finding a place for anything.
  static boolean possible(Answer answer) {
    var table = answer.table(LOOKED_AT);
    return table.columns().size() == 3
        && table.rows().stream().allMatch(AnswerDrawing::isStatement)
        && table.rows().stream().anyMatch(row -> isThing(row.get(2)));
  }

  private static boolean isStatement(List<Cell> row) {
    return isThing(row.get(0))
        && row.get(1).kind() == Cell.Kind.IRI
        && row.get(2).kind() != Cell.Kind.NOTHING;
  }

  private static boolean isThing(Cell cell) {
    return cell.kind() == Cell.Kind.IRI || cell.kind() == Cell.Kind.BLANK;
  }

  private void take(Said said) {
    if (isThing(said.object())) {
      links.add(said);
      near.computeIfAbsent(said.subject(), _ -> new ArrayList<>()).add(said);
      near.computeIfAbsent(said.object(), _ -> new ArrayList<>()).add(said);
      return;
    }
    int rank = NAMES.indexOf(said.property());
    if (rank < 0) return;
    // English before other languages, as everywhere.
    rank = rank * 2 + (said.object().language().startsWith("en") ? 0 : 1);
    if (rank < ranks.getOrDefault(said.subject(), Integer.MAX_VALUE)) {
      ranks.put(said.subject(), rank);
      names.put(said.subject(), said.object().text());
    }
  }

  private Drawn drawn() {
    shareFamilies();
    var from = chosen();
    var edges = new ArrayList<GraphView.Edge>();
    for (var link : links)
      if (edges.size() < MOST_LINES
          && from.containsKey(link.subject())
          && from.containsKey(link.object())
          && !link.subject().equals(link.object())) edges.add(edge(link));
    var degrees = new HashMap<String, Integer>();
    for (var edge : edges) {
      degrees.merge(edge.source(), 1, Integer::sum);
      degrees.merge(edge.target(), 1, Integer::sum);
    }
    var boxes = new ArrayList<GraphLayout.Box>();
    from.forEach((cell, over) ->
        boxes.add(
            GraphView.box(
                id(cell),
                over.map(AnswerDrawing::id).orElse(""),
                over.map(o -> side(cell, o)).orElse(GraphLayout.Side.BELOW),
                false,
                label(cell),
                radius(degrees.getOrDefault(id(cell), 0)))));
    var points = GraphLayout.of(boxes);
    var nodes = new LinkedHashMap<String, GraphView.Node>();
    for (var cell : from.keySet())
      nodes.put(
          id(cell),
          node(
              cell,
              points.getOrDefault(id(cell), new GraphLayout.Point(0, 0)),
              degrees.getOrDefault(id(cell), 0)));
    return new Drawn(
        new GraphView(
            "",
            "the answer",
            false,
            GraphView.frame(List.copyOf(nodes.values())),
            List.copyOf(nodes.values()),
            lines(edges, nodes),
            edges,
            List.of(),
            said(nodes.size(), edges.size())),
        samples(edges));
  }

  /// Each property that is no relation gets a kind of line that nothing else has here, the most
  /// frequent first, as long as there are some; the rest look alike.
  private void shareFamilies() {
    var free = new ArrayDeque<>(SPARE);
    var often = new HashMap<String, Integer>();
    for (var link : links) {
      var relation = Optional.ofNullable(RELATIONS.get(link.property()));
      if (relation.isPresent()) free.remove(GraphFamily.of(relation.get()));
      else often.merge(link.property(), 1, Integer::sum);
    }
    often.keySet().stream()
        .sorted(
            Comparator.comparingInt((String p) -> often.getOrDefault(p, 0))
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .limit(free.size())
        .forEach(property -> families.put(property, free.remove()));
  }

  /// What is drawn, each with the one over which it came in: from what most is said of, outward;
  /// then from the next that did not hang together with it.
  private Map<Cell, Optional<Cell>> chosen() {
    var starts =
        near.keySet().stream()
            .sorted(
                Comparator.comparingInt((Cell c) -> near.getOrDefault(c, List.of()).size())
                    .reversed())
            .toList();
    var from = new LinkedHashMap<Cell, Optional<Cell>>();
    for (var start : starts) {
      if (from.size() >= MOST) break;
      if (from.putIfAbsent(start, Optional.empty()) != null) continue;
      var next = new ArrayDeque<Cell>(List.of(start));
      while (!next.isEmpty() && from.size() < MOST) {
        var at = next.remove();
        for (var link : near.getOrDefault(at, List.of())) {
          var other = link.subject().equals(at) ? link.object() : link.subject();
          if (from.size() < MOST && from.putIfAbsent(other, Optional.of(at)) == null)
            next.add(other);
        }
      }
    }
    return from;
  }

  private GraphLayout.Side side(Cell cell, Cell over) {
    for (var link : near.getOrDefault(cell, List.of())) {
      boolean upward = link.subject().equals(cell) && link.object().equals(over);
      if (!upward && !(link.object().equals(cell) && link.subject().equals(over))) continue;
      var relation = Optional.ofNullable(RELATIONS.get(link.property()));
      if (relation.isEmpty()) continue;
      return switch (relation.get().direction()) {
        case UP -> upward ? GraphLayout.Side.BELOW : GraphLayout.Side.ABOVE;
        case DOWN -> upward ? GraphLayout.Side.ABOVE : GraphLayout.Side.BELOW;
        case ASIDE -> GraphLayout.Side.ASIDE;
      };
    }
    return GraphLayout.Side.ASIDE;
  }

  private static String id(Cell cell) {
    return (cell.kind() == Cell.Kind.BLANK ? "_:" : "") + cell.text();
  }

  private String label(Cell cell) {
    return labels.computeIfAbsent(cell, this::named);
  }

  /// A concept or item is called as everywhere; anything else as the answer calls it, if it does.
  private String named(Cell cell) {
    var read = reader.apply(cell);
    return read.href().isEmpty() ? names.getOrDefault(cell, read.text()) : read.text();
  }

  private static double radius(int lines) {
    return Math.round(10 * (5.5 + 1.5 * Math.sqrt(Math.min(lines, 40)))) / 10.0;
  }

  private GraphView.Node node(Cell cell, GraphLayout.Point at, int lines) {
    var known = reader.apply(cell).href();
    var href = known.isEmpty() ? describing(cell) : known;
    return new GraphView.Node(
        id(cell),
        label(cell),
        GraphLetters.lines(label(cell)),
        label(cell) + ", " + Words.count(lines, "line", "lines"),
        0,
        at.x(),
        at.y(),
        radius(lines),
        0,
        known.isEmpty() ? "scheme" : "",
        href,
        href);
  }

  /// What has no page of its own is described by another answer; what has no name by none.
  private static String describing(Cell cell) {
    return cell.kind() == Cell.Kind.BLANK
        ? ""
        : Address.of("/sparql")
            .with("query", "DESCRIBE <" + cell.text() + ">")
            .at("answer")
            .toString();
  }

  private GraphView.Edge edge(Said said) {
    var relation = Optional.ofNullable(RELATIONS.get(said.property()));
    // Upward, so that an arrow leads to what is broader.
    boolean down = relation.filter(r -> r.direction() == Relation.Direction.DOWN).isPresent();
    var source = down ? said.object() : said.subject();
    var target = down ? said.subject() : said.object();
    return new GraphView.Edge(
        id(source),
        id(target),
        relation
            .map(GraphFamily::of)
            .orElseGet(() -> families.getOrDefault(said.property(), GraphFamily.OTHER)),
        label(source),
        relation
            .map(r -> (down ? r.inverse() : r).words())
            .orElseGet(() -> Sparql.shortened(said.property())),
        label(target),
        "");
  }

  private static List<GraphView.Line> lines(
      List<GraphView.Edge> edges, Map<String, GraphView.Node> nodes) {
    var lines = new ArrayList<GraphView.Line>();
    var between = new HashMap<Set<String>, Integer>();
    for (var edge : edges)
      lines.add(
          GraphView.line(
              edge,
              between.merge(Set.of(edge.source(), edge.target()), 1, Integer::sum) - 1,
              java.util.Objects.requireNonNull(nodes.get(edge.source())),
              java.util.Objects.requireNonNull(nodes.get(edge.target())),
              ""));
    return lines;
  }

  /// What each kind of line says here.
  private static List<SparqlPage.Sample> samples(List<GraphView.Edge> edges) {
    var words = new java.util.TreeMap<GraphFamily, Set<String>>();
    for (var edge : edges)
      words.computeIfAbsent(edge.family(), _ -> new LinkedHashSet<>()).add(edge.words());
    return words.entrySet().stream()
        .map(e -> new SparqlPage.Sample(e.getKey(), String.join(", ", e.getValue())))
        .toList();
  }

  private String said(int nodes, int lines) {
    var all = new StringBuilder();
    all.append(Words.count(nodes, "thing", "things"))
        .append(" and ")
        .append(Words.count(lines, "line", "lines"))
        .append(" between them.");
    if (nodes < near.size())
      all.append(
          " There are %s in the answer; drawn are those that hang together with what most is said of."
              .formatted(Words.number(near.size())));
    else if (lines < links.size()) all.append(" Not every line is drawn; the table has them all.");
    return all.toString();
  }
}

package dev.cairn.server.pages;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.sparql.Answer;
import dev.cairn.ontology.sparql.Answer.Cell;
import dev.cairn.ontology.sparql.Format;
import dev.cairn.ontology.sparql.Limits;
import dev.cairn.ontology.sparql.Outcome;
import dev.cairn.ontology.sparql.Sparql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A question in SPARQL, its answer as a table, chart or drawing, and examples.
///
/// @param query what stands in the editor
/// @param prefixes that need not be declared, as they would be
/// @param limits one sentence
/// @param fault why there is no answer
/// @param result present where there is one
/// @param running questions in work, where the viewer may see them
/// @param run name by which the next question can be cancelled
public record SparqlPage(
    Page page,
    String query,
    List<Example> examples,
    List<String> prefixes,
    String limits,
    Optional<Fault> fault,
    Optional<Result> result,
    List<InWork> running,
    String run) {
  /// So many rows are shown; all can be downloaded.
  private static final int SHOWN = 500;

  /// A table of so many stands open beside a drawing.
  private static final int FEW = 12;

  /// An answer of up to so many rows can be a chart.
  private static final int BARS = 60;

  private static final String ITEM = "urn:cairn:item:";

  public SparqlPage {
    examples = List.copyOf(examples);
    prefixes = List.copyOf(prefixes);
    running = List.copyOf(running);
  }

  /// A question in work.
  ///
  /// @param who asked
  /// @param since when, and for how long
  /// @param line its first one
  /// @param end where it is ended
  public record InWork(String who, String since, String line, String end) {}

  /// @param line from 1; 0 where none is at fault
  /// @param before lines above it
  /// @param at the line itself, up to the fault
  /// @param rest of that line
  public record Fault(String sentence, int line, String before, String at, String rest) {
    static Fault of(String sentence, int line, int column, String query) {
      var lines = query.split("\\R", -1);
      if (line < 1 || line > lines.length) return new Fault(sentence, 0, "", "", "");
      var faulty = lines[line - 1];
      int split = Math.clamp(column - 1, 0, faulty.length());
      return new Fault(
          sentence,
          line,
          String.join("\n", Arrays.asList(lines).subList(Math.max(0, line - 3), line - 1)),
          faulty.substring(0, split),
          faulty.substring(split));
    }
  }

  /// @param summary how many, how long, whether it was cut; one or two sentences
  /// @param truth yes or no in words, where that was asked; else empty
  /// @param views how it can be seen; none where there is one way only
  /// @param chart present where it is seen as a chart
  /// @param drawing present where it is seen as a drawing
  /// @param downloads the same in each format
  public record Result(
      String summary,
      String truth,
      List<Choice> views,
      Optional<Bars> chart,
      Optional<Drawing> drawing,
      List<String> columns,
      List<List<Value>> rows,
      String more,
      List<Choice> downloads) {
    public Result {
      views = List.copyOf(views);
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
      downloads = List.copyOf(downloads);
    }

    /// Whether the table is folded, being long and beside something that says the same.
    public boolean folded() {
      return rows.size() > FEW && (chart.isPresent() || drawing.isPresent());
    }
  }

  /// @param lines what each kind of line says
  /// @param file address of the drawing alone
  public record Drawing(GraphView graph, List<Sample> lines, String file) {
    public Drawing {
      lines = List.copyOf(lines);
    }
  }

  public record Sample(GraphFamily family, String words) {}

  /// Values beside each other.
  ///
  /// @param height of the drawing, which is 560 wide
  public record Bars(String height, String sentence, List<Line> lines) {
    public Bars {
      lines = List.copyOf(lines);
    }

    /// @param name shortened where it is long
    /// @param whole the name as it is
    /// @param middle where the texts stand
    public record Line(
        String name,
        String whole,
        String value,
        String y,
        String middle,
        String width,
        String end) {}
  }

  /// @param title what it asks, in words
  /// @param view `chart` where that is the better way to see it; else empty
  public record Example(String title, String view, String query) {
    /// Where it is answered.
    public String href() {
      var address = Address.of("/sparql").with("query", query);
      return (view.isEmpty() ? address : address.with("view", view)).at("answer").toString();
    }
  }

  /// @param text what is read
  /// @param name the whole IRI, or kind of the text; may be empty
  /// @param href where it leads; empty where nowhere
  /// @param number whether it lines up with others
  public record Value(String text, String name, String href, boolean number) {}

  /// @param outcome empty where nothing was asked yet
  /// @param items those that the viewer may see
  /// @param running empty for who may not see what others ask
  /// @param run a name that nobody can guess
  public static SparqlPage of(
      String query,
      String view,
      Optional<Outcome> outcome,
      Limits limits,
      ConceptView concepts,
      Function<ItemId, Optional<Item>> items,
      List<Sparql.Running> running,
      String run,
      Viewer viewer) {
    var reader = new Reader(concepts, items);
    return new SparqlPage(
        Page.of(viewer, "Ask the graph", Page.Section.CONCEPTS)
            .with(List.of("search", "concepts", "sparql"), List.of("sparql.js", "graph/graph.js")),
        query.isEmpty() ? SparqlExamples.ALL.getFirst().query() : query,
        SparqlExamples.ALL,
        Sparql.PREFIXES.entrySet().stream()
            .map(e -> "PREFIX " + e.getKey() + ": <" + e.getValue() + ">")
            .toList(),
        "A question may take %s and give %s; it reads and never changes anything."
            .formatted(Words.duration(limits.time()), Words.count(limits.rows(), "row", "rows")),
        outcome.flatMap(what -> fault(what, query)),
        outcome.flatMap(what -> result(what, query, view, reader)),
        running.stream().map(one -> inWork(one, viewer)).toList(),
        run);
  }

  private static InWork inWork(Sparql.Running running, Viewer viewer) {
    return new InWork(
        running.caller(),
        "since %s, for %s"
            .formatted(
                Words.moment(viewer.now().minus(running.lasted())),
                Words.count(running.lasted().toSeconds(), "second", "seconds")),
        running.line(),
        "/sparql/running/" + running.run() + "/end");
  }

  /// The answer as a drawing of its own; empty where it cannot be drawn.
  public static Optional<GraphView> drawing(
      Answer answer, ConceptView concepts, Function<ItemId, Optional<Item>> items) {
    return AnswerDrawing.of(answer, new Reader(concepts, items)::value)
        .map(AnswerDrawing.Drawn::graph);
  }

  private static Optional<Fault> fault(Outcome outcome, String query) {
    return switch (outcome) {
      case Outcome.Found _ -> Optional.empty();
      case Outcome.Unreadable(var sentence, int line, int column) ->
          Optional.of(Fault.of(sentence, line, column, query));
      case Outcome.Forbidden(var sentence) -> Optional.of(Fault.of(sentence, 0, 0, query));
      case Outcome.TooMuch(var sentence) -> Optional.of(Fault.of(sentence, 0, 0, query));
      case Outcome.Cancelled(var sentence) -> Optional.of(Fault.of(sentence, 0, 0, query));
      case Outcome.Unavailable(var sentence) -> Optional.of(Fault.of(sentence, 0, 0, query));
    };
  }

  private static Optional<Result> result(
      Outcome outcome, String query, String view, Reader reader) {
    if (!(outcome instanceof Outcome.Found(var answer))) return Optional.empty();
    var table = answer.table(SHOWN);
    var rows = table.rows().stream().map(row -> row.stream().map(reader::value).toList()).toList();
    var bars = answer.size() > BARS ? Optional.<Bars>empty() : bars(table, rows);
    boolean drawable = AnswerDrawing.possible(answer);
    var address = Address.of("/sparql").with("query", query);
    // Statements are a drawing before they are a table.
    boolean graph = drawable && (view.equals("graph") || view.isEmpty() && answer.isGraph());
    boolean chart = view.equals("chart") && bars.isPresent();
    return Optional.of(
        new Result(
            summary(answer),
            answer.truth().map(yes -> yes ? "Yes." : "No.").orElse(""),
            views(address, bars.isPresent(), drawable, chart, graph),
            chart ? bars : Optional.empty(),
            Optional.of(answer)
                .filter(_ -> graph)
                .flatMap(it -> AnswerDrawing.of(it, reader::value))
                .map(d ->
                    new Drawing(d.graph(), d.lines(), address.with("format", "svg").toString())),
            table.columns(),
            rows,
            answer.size() > SHOWN
                ? "The first %s of %s are shown; the downloads have all."
                    .formatted(Words.number(SHOWN), Words.number(answer.size()))
                : "",
            Arrays.stream(Format.values())
                .filter(answer::fits)
                .map(format ->
                    new Choice(
                        name(format), address.with("format", format.code()).toString(), "", false))
                .toList()));
  }

  private static List<Choice> views(
      Address address, boolean asChart, boolean asGraph, boolean chart, boolean graph) {
    if (!asChart && !asGraph) return List.of();
    var views = new ArrayList<Choice>();
    views.add(view("Table", "table", address, !chart && !graph));
    if (asChart) views.add(view("Chart", "chart", address, chart));
    if (asGraph) views.add(view("Graph", "graph", address, graph));
    return views;
  }

  private static Choice view(String label, String name, Address address, boolean on) {
    return new Choice(label, address.with("view", name).at("answer").toString(), "", on);
  }

  private static String summary(Answer answer) {
    if (answer.truth().isPresent()) return "Answered in " + millis(answer) + ".";
    var count =
        answer.isGraph()
            ? Words.count(answer.size(), "statement", "statements")
            : Words.count(answer.size(), "row", "rows");
    if (answer.size() == 0)
      return "Nothing fits the question (" + millis(answer) + "). Name less, or see what there is.";
    return answer.cut()
        ? "%s in %s; there are more, which were cut off. Ask for less, or by LIMIT and OFFSET."
            .formatted(count, millis(answer))
        : count + " in " + millis(answer) + ".";
  }

  private static String millis(Answer answer) {
    return Words.number(answer.took().toMillis()) + " ms";
  }

  private static String name(Format format) {
    return switch (format) {
      case JSON -> "JSON";
      case XML -> "XML";
      case CSV -> "CSV";
      case TSV -> "TSV";
      case TURTLE -> "Turtle";
      case N_TRIPLES -> "N-Triples";
      case JSON_LD -> "JSON-LD";
      case RDF_XML -> "RDF/XML";
    };
  }

  /// The last column with numbers only, by the first one that is none.
  private static Optional<Bars> bars(Answer.Table table, List<List<Value>> rows) {
    if (rows.size() < 2) return Optional.empty();
    int values = -1;
    int labels = -1;
    for (int i = 0; i < table.columns().size(); i++) {
      int column = i;
      if (rows.stream().allMatch(row -> row.get(column).number())) values = i;
      else if (labels < 0) labels = i;
    }
    if (values < 0 || labels < 0) return Optional.empty();
    var bars = new ArrayList<Charts.Bar>();
    for (var row : rows)
      bars.add(new Charts.Bar(row.get(labels).text(), Double.parseDouble(row.get(values).text())));
    return Charts.bars(table.columns().get(values), bars);
  }

  /// Reads what stands in the cells for people.
  private record Reader(ConceptView concepts, Function<ItemId, Optional<Item>> items) {
    Value value(Cell cell) {
      return switch (cell.kind()) {
        case NOTHING -> new Value("", "", "", false);
        case BLANK -> new Value("(unnamed)", cell.text(), "", false);
        case TEXT ->
            new Value(
                cell.text(),
                cell.language().isEmpty() ? kind(cell.datatype()) : cell.language(),
                "",
                isNumber(cell));
        case IRI -> named(cell.text());
      };
    }

    private static String kind(String datatype) {
      return datatype.substring(datatype.lastIndexOf('#') + 1);
    }

    private static boolean isNumber(Cell cell) {
      if (cell.datatype().isEmpty()) return false;
      try {
        return Double.isFinite(Double.parseDouble(cell.text()));
      } catch (NumberFormatException _) {
        return false;
      }
    }

    private Value named(String iri) {
      var concept = concepts.byIri(iri);
      if (concept.isPresent())
        return new Value(concept.get().label(), iri, Cards.href(concept.get().id()), false);
      return item(iri)
          .map(item ->
              new Value(
                  part(iri) + item.title(),
                  iri,
                  Hits.item(item.kind() == Item.Kind.LESSON, item.id().value()).toString(),
                  false))
          .orElseGet(() -> new Value(Sparql.shortened(iri), iri, "", false));
    }

    /// `tag 1 of `, where it is no more than a part.
    private static String part(String iri) {
      int at = iri.indexOf('#');
      return at < 0 ? "" : iri.substring(at + 1).replace('-', ' ') + " of ";
    }

    private Optional<Item> item(String iri) {
      if (!iri.startsWith(ITEM)) return Optional.empty();
      try {
        return items.apply(new ItemId(iri.substring(ITEM.length()).split("#", 2)[0]));
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }
  }
}

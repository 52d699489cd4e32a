package dev.cairn.ontology.sparql;

import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.curating.Curator;
import dev.cairn.ontology.curating.Proposals;
import dev.cairn.ontology.skos.RdfWriter;
import dev.cairn.ontology.sparql.Answer.Content;
import dev.cairn.ontology.sparql.Watched.Choice;
import dev.cairn.ontology.sparql.Watched.Words;
import dev.cairn.ontology.vocabulary.Vocabularies;
import dev.cairn.ontology.vocabulary.Vocabulary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.optimize.Optimize;
import org.apache.jena.sparql.algebra.optimize.RewriteFactory;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.main.OpExecutorFactory;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.engine.main.StageBuilder;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;

/// Answers questions in SPARQL 1.1 over what each caller may see: the vocabulary in force and the
/// items that are open to him, all of it as default graph and each graph by its name. Thread-safe.
public final class Sparql {
  /// Prefixes that need not be declared.
  public static final Map<String, String> PREFIXES = prefixes();

  /// Relative names are resolved against this; there is no folder of the machine in it.
  private static final String BASE = "https://cairn.invalid/";

  private static final String SD = "http://www.w3.org/ns/sparql-service-description#";

  private static final Set<Node> RECORDS = nodes(List.of(Curator.CHANGES, Proposals.GRAPH));

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Pattern PLACE = Pattern.compile("at line (\\d+), column (\\d+)");
  private static final Pattern FOUND =
      Pattern.compile("Encountered \"\\s?(<EOF>|\"(.+?)\"|[^\"]+)");
  private static final Pattern DECLARING = Pattern.compile("(?i)(?:prefix|base)\\s[^>]*>\\s*");
  private static final Pattern CHANGING =
      Pattern.compile(
          "(?is)\\A(?:\\s|#[^\\n]*\\n|(?:prefix|base)\\s[^>]*>)*"
              + "(insert|delete|load|clear|create|drop|copy|move|add|with)\\b.*");

  private final GraphStore store;
  private final Supplier<Words> words;
  private final ItemStatements items;
  private final PassageSearch search;
  private final Limits limits;
  private final Semaphore seats;
  private final Map<String, Work> running = new ConcurrentHashMap<>();

  private record Work(Caller caller, String text, Budget budget) {}

  /// A question in work.
  ///
  /// @param run name by which it can be cancelled
  /// @param caller id of who asked
  /// @param lasted until now
  /// @param line the first line of it that says something, up to {@link #LONGEST_LINE} characters
  public record Running(String run, String caller, Duration lasted, String line) {
    public static final int LONGEST_LINE = 120;

    private static Running of(String run, Work work) {
      var line =
          work.text()
              .lines()
              .map(String::strip)
              .filter(l -> !l.isEmpty() && l.charAt(0) != '#' && !DECLARING.matcher(l).matches())
              .findFirst()
              .orElse("");
      return new Running(
          run,
          work.caller().id(),
          work.budget().lasted(),
          line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE - 1) + "…");
    }
  }

  Sparql(
      GraphStore store,
      Supplier<Words> words,
      ItemStatements items,
      PassageSearch search,
      Limits limits) {
    this.store = store;
    this.words = words;
    this.items = items;
    this.search = search;
    this.limits = limits;
    this.seats = new Semaphore(limits.atOnce());
  }

  /// @param search what texts hold
  public static Sparql over(
      GraphStore store,
      Vocabularies vocabularies,
      ItemStatements items,
      PassageSearch search,
      Limits limits) {
    var counted = new AtomicReference<@Nullable Counted>();
    return new Sparql(store, () -> words(vocabularies, counted), items, search, limits);
  }

  private record Counted(Vocabulary of, Counts counts) {}

  /// Counts once for each vocabulary.
  private static Words words(
      Vocabularies vocabularies, AtomicReference<@Nullable Counted> counted) {
    var now = vocabularies.now();
    var known = counted.get();
    if (known == null || known.of() != now) {
      known = new Counted(now, Counts.of(now.graph()));
      counted.set(known);
    }
    return new Words(now.graph(), known.counts(), nodes(vocabularies.graphs()), RECORDS);
  }

  /// Those that stand in all that we write, and for what questions are asked about.
  private static Map<String, String> prefixes() {
    var prefixes = new TreeMap<>(RdfWriter.PREFIXES);
    prefixes.put("concept", "urn:cairn:concept:");
    prefixes.put("item", "urn:cairn:item:");
    return Collections.unmodifiableMap(prefixes);
  }

  /// The name as it is written with one of the prefixes; as it is where none fits.
  public static String shortened(String iri) {
    return PREFIXES.entrySet().stream()
        .filter(prefix -> iri.startsWith(prefix.getValue()))
        .map(prefix -> prefix.getKey() + ":" + iri.substring(prefix.getValue().length()))
        .findFirst()
        .orElse(iri);
  }

  public Limits limits() {
    return limits;
  }

  /// Answers, or says why not. Takes at most as long as the limits say, and a second of waiting for
  /// others.
  ///
  /// @throws dev.cairn.ontology.GraphFailure if the store cannot be read
  public Outcome ask(Question question, Caller caller) {
    if (question.text().length() > limits.length())
      return new Outcome.Unreadable(
          "The question has %,d characters; up to %,d are taken."
              .formatted(question.text().length(), limits.length()),
          0,
          0);
    Query query;
    try {
      query = parsed(question.text());
      Manners.check(Algebra.compile(query));
    } catch (QueryParseException e) {
      return CHANGING.matcher(question.text()).matches()
          ? new Outcome.Forbidden(
              "This address answers questions and changes nothing; an update is not allowed.")
          : unreadable(e);
    } catch (Manners.Forbidden e) {
      return new Outcome.Forbidden(sentence(e));
    } catch (QueryException | IllegalArgumentException e) {
      return new Outcome.Unreadable("The question cannot be read: " + ended(sentence(e)), 0, 0);
    } catch (StackOverflowError _) {
      return new Outcome.Unreadable("The question is nested too deep to be read.", 0, 0);
    }
    return seated(question, query, caller);
  }

  private Outcome seated(Question question, Query query, Caller caller) {
    try {
      if (!seats.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
        return new Outcome.Unavailable(
            "There are %,d questions in work at the moment, as many as may be; ask again soon."
                .formatted(limits.atOnce()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Outcome.Unavailable("The server is stopping.");
    }
    var budget = new Budget(limits, time(question));
    try {
      if (running.putIfAbsent(question.run(), new Work(caller, question.text(), budget)) != null)
        return new Outcome.Unreadable("There is a question of that name in work already.", 0, 0);
      try {
        return store.look(data -> {
          var seen = new Watched(data, words.get(), items, caller, choice(question, query), budget);
          return answered(query, seen, caller, budget);
        });
      } finally {
        running.remove(question.run());
      }
    } finally {
      seats.release();
    }
  }

  /// What this service is and can, in the words of the W3C.
  ///
  /// @param endpoint its address
  public Answer description(String endpoint) {
    var graph = graph(PrefixMapping.Factory.create().setNsPrefix("sd", SD));
    var service = NodeFactory.createURI(endpoint);
    graph.add(service, RDF.type.asNode(), sd("Service"));
    graph.add(service, sd("endpoint"), service);
    graph.add(service, sd("supportedLanguage"), sd("SPARQL11Query"));
    graph.add(service, sd("propertyFeature"), NodeFactory.createURI(SearchFunction.NAME));
    graph.add(service, sd("feature"), sd("UnionDefaultGraph"));
    for (var format : Format.values())
      graph.add(
          service,
          sd("resultFormat"),
          NodeFactory.createURI("http://www.w3.org/ns/formats/" + format.w3c()));
    return new Answer(new Content.Statements(graph), false, Duration.ZERO);
  }

  private static Node sd(String name) {
    return NodeFactory.createURI(SD + name);
  }

  private Duration time(Question question) {
    return question.patience().filter(p -> p.compareTo(limits.time()) < 0).orElse(limits.time());
  }

  /// Ends a question in work.
  ///
  /// @return whether the caller has one of that name in work
  public boolean cancel(String run, Caller caller) {
    var found = running.get(run);
    if (found == null || !(caller.isAdmin() || found.caller().id().equals(caller.id())))
      return false;
    found.budget().stop(Budget.Stop.CANCELLED);
    return true;
  }

  /// What is in work, the oldest first. Names of runs are what lets others end them, so they are
  /// for admins only.
  ///
  /// @throws IllegalArgumentException if the caller is none
  public List<Running> running(Caller caller) {
    if (!caller.isAdmin())
      throw new IllegalArgumentException(caller.id() + " may not see what others ask");
    return running.entrySet().stream()
        .map(entry -> Running.of(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(Running::lasted).reversed())
        .toList();
  }

  /// Ends all that is in work, as if who asked had done it; for when nobody can wait any more.
  public void cancelAll() {
    running.values().forEach(work -> work.budget().stop(Budget.Stop.CANCELLED));
  }

  private static Query parsed(String text) {
    var query = new Query();
    PREFIXES.forEach(query::setPrefix);
    return QueryFactory.parse(query, text, BASE, Syntax.syntaxSPARQL_11);
  }

  private static Optional<Choice> choice(Question question, Query query) {
    boolean asked = !question.defaultGraphs().isEmpty() || !question.namedGraphs().isEmpty();
    var defaults = asked ? question.defaultGraphs() : query.getGraphURIs();
    var named = asked ? question.namedGraphs() : query.getNamedGraphURIs();
    return defaults.isEmpty() && named.isEmpty()
        ? Optional.empty()
        : Optional.of(new Choice(nodes(defaults), nodes(named)));
  }

  private static Set<Node> nodes(List<String> iris) {
    return iris.stream()
        .map(NodeFactory::createURI)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  // ---- answering, on the store's thread

  private Outcome answered(Query query, Watched seen, Caller caller, Budget budget) {
    long began = System.nanoTime();
    try {
      // The dataset was chosen before; the engine would look for graphs itself.
      query.getGraphURIs().clear();
      query.getNamedGraphURIs().clear();
      var found = new Gathering();
      var content =
          switch (query.queryType()) {
            case SELECT -> rows(query, seen, caller, budget, found);
            case ASK -> truth(query, seen, caller, budget);
            case CONSTRUCT -> constructed(query, seen, caller, budget, found);
            case DESCRIBE -> described(query, seen, caller, budget, found);
            case CONSTRUCT_JSON, UNKNOWN ->
                throw new QueryBuildException("there are SELECT, ASK, CONSTRUCT and DESCRIBE");
          };
      return new Outcome.Found(
          new Answer(content, found.cut, Duration.ofNanos(System.nanoTime() - began)));
    } catch (QueryCancelledException _) {
      return stopped(budget.why(), budget);
    } catch (SearchFunction.Wrong e) {
      return new Outcome.Unreadable(sentence(e), 0, 0);
    } catch (Manners.Forbidden e) {
      return new Outcome.Forbidden(sentence(e));
    } catch (PassageSearch.CannotSearch e) {
      return new Outcome.Unavailable(sentence(e));
    } catch (QueryException e) {
      return new Outcome.Unreadable("The question cannot be answered: " + ended(sentence(e)), 0, 0);
    } catch (StackOverflowError _) {
      return new Outcome.Unreadable("The question is nested too deep to be answered.", 0, 0);
    } catch (OutOfMemoryError _) {
      return stopped(Budget.Stop.ROWS, budget);
    }
  }

  private Outcome stopped(Budget.Stop why, Budget budget) {
    return switch (why) {
      case TIME ->
          new Outcome.TooMuch(
              "The question was stopped after %s seconds, the limit here; ask for less: name more"
                      .formatted(seconds(budget.time()))
                  + " of what you know, or put LIMIT into an inner SELECT.");
      case ROWS ->
          new Outcome.TooMuch(
              "The question was stopped because more than %,d rows would have to be kept in memory"
                      .formatted(limits.held())
                  + " to sort, compare, group or join them; ask for less, or without ORDER BY,"
                  + " DISTINCT or GROUP BY.");
      case TEXT ->
          new Outcome.TooMuch(
              "The question was stopped because it makes more than %,d characters of text; ask for"
                      .formatted(limits.text())
                  + " shorter texts or fewer rows.");
      case CANCELLED -> new Outcome.Cancelled("The question was cancelled.");
    };
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0
        ? String.valueOf(time.toSeconds())
        : String.valueOf(time.toMillis() / 1000.0);
  }

  private QueryExec execution(Query query, Watched seen, Caller caller, Budget budget) {
    var context = new Context();
    context.set(ARQ.httpServiceAllowed, false);
    OpExecutorFactory executors = cxt -> new Executor(cxt, budget);
    QC.setFactory(context, executors);
    StageBuilder.setGenerator(context, new Patterns(seen));
    FunctionRegistry.set(context, Manners.functions());
    PropertyFunctionRegistry.set(
        context,
        Manners.properties(_ -> new SearchFunction(search, caller, seen::isVisible, budget)));
    RewriteFactory careful =
        cxt -> op -> Optimize.stdOptimizationFactory.create(cxt).rewrite(Careful.made(op, budget));
    context.set(ARQConstants.sysOptimizerFactory, careful);
    return QueryExec.dataset(seen)
        .query(query)
        .context(context)
        .timeout(budget.time().toMillis(), TimeUnit.MILLISECONDS)
        .build();
  }

  /// What is gathered for an answer, up to the limit.
  private static final class Gathering {
    private boolean cut;
  }

  private Content rows(Query query, Watched seen, Caller caller, Budget budget, Gathering found) {
    try (var execution = execution(query, seen, caller, budget)) {
      var rows = execution.select();
      var all = new ArrayList<Binding>();
      while (!found.cut && rows.hasNext()) {
        budget.check();
        if (all.size() == limits.rows()) {
          found.cut = true;
          break;
        }
        var row = rows.next();
        var detached = row.detach();
        found.cut = !hasRoom(detached, budget);
        if (!found.cut) all.add(detached);
      }
      return new Content.Rows(rows.getResultVars(), List.copyOf(all));
    }
  }

  private static boolean hasRoom(Binding row, Budget budget) {
    long length = 0;
    for (var names = row.vars(); names.hasNext(); ) length += length(row.get(names.next()));
    if (!budget.hasText(length)) return false;
    budget.write(length);
    return true;
  }

  private static long length(Node node) {
    return node.isLiteral() ? node.getLiteralLexicalForm().length() : node.toString().length();
  }

  private Content truth(Query query, Watched seen, Caller caller, Budget budget) {
    try (var execution = execution(query, seen, caller, budget)) {
      return new Content.Truth(execution.ask());
    }
  }

  private Content constructed(
      Query query, Watched seen, Caller caller, Budget budget, Gathering found) {
    var graph = graph(query);
    try (var execution = execution(query, seen, caller, budget)) {
      var triples = execution.constructTriples();
      while (!found.cut && triples.hasNext()) {
        budget.check();
        found.cut = !added(graph, triples.next(), budget);
      }
    }
    return new Content.Statements(graph);
  }

  private Content described(
      Query query, Watched seen, Caller caller, Budget budget, Gathering found) {
    var nodes = new LinkedHashSet<Node>(query.getResultURIs());
    query.ensureResultVars();
    if (query.getQueryPattern() != null && !query.getProjectVars().isEmpty()) {
      var names = List.copyOf(query.getProjectVars());
      query.setQuerySelectType();
      try (var execution = execution(query, seen, caller, budget)) {
        var rows = execution.select();
        while (rows.hasNext() && nodes.size() <= limits.rows()) {
          var row = rows.next();
          for (var name : names) {
            var node = row.get(name);
            if (node != null && !node.isLiteral()) nodes.add(node);
          }
        }
      }
    }
    var graph = graph(query);
    var done = new HashSet<Node>();
    for (var node : nodes) describe(node, seen, budget, found, graph, done);
    return new Content.Statements(graph);
  }

  private void describe(
      Node node, Watched seen, Budget budget, Gathering found, Graph graph, Set<Node> done) {
    if (found.cut || !done.add(node)) return;
    var blanks = new ArrayList<Node>();
    for (var said = seen.about(node).iterator(); !found.cut && said.hasNext(); ) {
      var triple = said.next();
      found.cut = !added(graph, triple, budget);
      if (triple.getObject().isBlank()) blanks.add(triple.getObject());
    }
    for (var blank : blanks) describe(blank, seen, budget, found, graph, done);
  }

  private static Graph graph(PrefixMapping prefixes) {
    var graph = GraphMemFactory.createDefaultGraphSameTerm();
    graph.getPrefixMapping().setNsPrefixes(prefixes);
    return graph;
  }

  private static Graph graph(Query query) {
    return graph(query.getPrefixMapping());
  }

  /// @return whether there was room for it
  private boolean added(Graph graph, Triple triple, Budget budget) {
    if (graph.contains(triple)) return true;
    long length = length(triple.getSubject()) + length(triple.getObject());
    if (graph.size() >= limits.rows() || !budget.hasText(length)) return false;
    budget.write(length);
    graph.add(triple);
    return true;
  }

  // ---- in words

  private static Outcome unreadable(QueryParseException e) {
    var said = sentence(e);
    int line = Math.max(0, e.getLine());
    int column = Math.max(0, e.getColumn());
    var place = PLACE.matcher(said);
    if (place.find()) {
      line = Integer.parseInt(place.group(1));
      column = Math.max(1, Integer.parseInt(place.group(2)));
    }
    return new Outcome.Unreadable(where(line, column) + what(said), line, column);
  }

  private static String where(int line, int column) {
    return line == 0
        ? "The question cannot be read: "
        : "Line %d, column %d: ".formatted(line, column);
  }

  /// The engine's own words, without the list of all that could have stood there.
  private static String what(String said) {
    var found = FOUND.matcher(said);
    if (said.startsWith("Encountered") && found.find()) {
      if (found.group(1).equals("<EOF>") || found.group(1).isBlank())
        return "the question ends too early; something is missing here.";
      return "'"
          + (found.group(2) == null ? found.group(1) : found.group(2)).strip()
          + "' cannot stand here.";
    }
    if (said.startsWith("Lexical error"))
      return said.contains("<EOF>")
          ? "the question ends within a word or text; a quotation mark may be missing."
          : "this character cannot stand here, or a word is misspelt.";
    return ended(said.replaceFirst("^Line \\d+, column \\d+: ", ""));
  }

  private static String sentence(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static String ended(String words) {
    return words.endsWith(".") ? words : words + ".";
  }
}

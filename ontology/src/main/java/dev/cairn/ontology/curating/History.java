package dev.cairn.ontology.curating;

import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.vocabulary.Delta;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.QuerySolution;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDFS;

/// The changes that were made, as PROV activities in a graph of their own. What a change added and
/// removed stands there as text (N-Triples), so that nobody takes it for a statement in force.
final class History {
  static final String GRAPH = "urn:cairn:graph:changes";

  private static final String CHANGE = "urn:cairn:change:";
  private static final String PROV = "http://www.w3.org/ns/prov#";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Node ACTIVITY = Terms.uri(PROV + "Activity");
  private static final Node ENDED = Terms.uri(PROV + "endedAtTime");
  private static final Node NUMBER = Terms.own("number");
  private static final Node BY = Terms.own("by");
  private static final Node ADDED = Terms.own("added");
  private static final Node REMOVED = Terms.own("removed");
  private static final Node UNDOES = Terms.own("undoes");
  private static final Node PROPOSAL = Terms.own("proposal");
  private static final Node ABOUT = Terms.own("about");
  private static final Node NAME = Terms.own("versionName");

  private final GraphStore store;

  History(GraphStore store) {
    this.store = store;
  }

  /// The number of the last change; 0 before the first.
  int last() {
    var rows =
        select("SELECT (MAX(?n) AS ?last) { GRAPH <%s> { ?c <%s> ?n } }".formatted(GRAPH, NUMBER));
    return rows.stream()
        .filter(row -> row.contains("last"))
        .map(row -> row.getLiteral("last").getInt())
        .findFirst()
        .orElse(0);
  }

  /// The changes with these numbers, newest first.
  ///
  /// @param to inclusive
  List<Revision> between(int from, int to) {
    // The store fails at a range of numbers in which there is none.
    if (from > Math.min(to, last())) return List.of();
    return read("FILTER (?number >= %d && ?number <= %d)".formatted(from, to), to - from + 1);
  }

  /// The changes that are about a concept, newest first.
  List<Revision> about(String iri, int before, int limit) {
    return read(
        "?change <%s> %s . FILTER (?number < %d)"
            .formatted(ABOUT, NodeFmtLib.strNT(NodeFactory.createLiteralString(iri)), before),
        limit);
  }

  Optional<Revision> find(int number) {
    return between(number, number).stream().findFirst();
  }

  private List<Revision> read(String which, int limit) {
    if (limit < 1) return List.of();
    var rows =
        select(
            """
            SELECT ?number ?at ?by ?summary ?comment ?undoes ?proposal ?name
              (MAX(?later) AS ?undoneBy)
              (GROUP_CONCAT(DISTINCT ?about; separator=" ") AS ?concepts)
            {
              GRAPH <%s> {
                ?change <%s> ?number ; <%s> ?at ; <%s> ?by ; <%s> ?summary ; <%s> ?comment .
                %s
                OPTIONAL { ?change <%s> ?undone . ?undone <%s> ?undoes }
                OPTIONAL { ?undo <%s> ?change ; <%s> ?later }
                OPTIONAL { ?change <%s> ?proposal }
                OPTIONAL { ?change <%s> ?name }
                OPTIONAL { ?change <%s> ?about }
              }
            }
            GROUP BY ?number ?at ?by ?summary ?comment ?undoes ?proposal ?name
            ORDER BY DESC(?number) LIMIT %d
            """
                .formatted(
                    GRAPH,
                    NUMBER,
                    ENDED,
                    BY,
                    DCTerms.title.getURI(),
                    RDFS.comment.getURI(),
                    which,
                    UNDOES,
                    NUMBER,
                    UNDOES,
                    NUMBER,
                    PROPOSAL,
                    NAME,
                    ABOUT,
                    limit));
    return rows.stream().map(History::revision).toList();
  }

  private static Revision revision(QuerySolution row) {
    var concepts = text(row, "concepts").orElse("");
    return new Revision(
        row.getLiteral("number").getInt(),
        Instant.parse(row.getLiteral("at").getLexicalForm()),
        text(row, "by").orElse(""),
        text(row, "summary").orElse(""),
        text(row, "comment").orElse(""),
        number(row, "undoes"),
        number(row, "undoneBy"),
        text(row, "proposal"),
        text(row, "name"),
        concepts.isEmpty() ? List.of() : List.of(concepts.split(" ")));
  }

  private static Optional<String> text(QuerySolution row, String name) {
    return row.contains(name)
        ? Optional.of(row.getLiteral(name).getLexicalForm())
        : Optional.empty();
  }

  private static Optional<Integer> number(QuerySolution row, String name) {
    return row.contains(name) ? Optional.of(row.getLiteral(name).getInt()) : Optional.empty();
  }

  /// What a change did; empty if there is no such change.
  Optional<Delta> delta(int number) {
    return deltas(number, number).stream().findFirst();
  }

  /// What changes did, oldest first.
  List<Delta> deltas(int from, int to) {
    if (from > Math.min(to, last())) return List.of();
    var rows =
        select(
            """
            SELECT ?added ?removed {
              GRAPH <%s> { ?change <%s> ?number ; <%s> ?added ; <%s> ?removed
                FILTER (?number >= %d && ?number <= %d) }
            } ORDER BY ?number
            """
                .formatted(GRAPH, NUMBER, ADDED, REMOVED, from, to));
    return rows.stream()
        .map(row ->
            new Delta(
                graph(row.getLiteral("added").getLexicalForm()),
                graph(row.getLiteral("removed").getLexicalForm())))
        .toList();
  }

  /// What the changes from one version to a later one come to.
  Delta sum(int from, int to) {
    var went = GraphMemFactory.createDefaultGraphSameTerm();
    var came = GraphMemFactory.createDefaultGraphSameTerm();
    for (var delta : deltas(from + 1, to)) {
      for (var t : delta.removed().find().toList()) {
        if (came.contains(t)) came.delete(t);
        else went.add(t);
      }
      for (var t : delta.added().find().toList()) {
        if (went.contains(t)) went.delete(t);
        else came.add(t);
      }
    }
    return new Delta(came, went);
  }

  /// Whether any change ever spoke of this.
  boolean names(String iri) {
    var wanted = NodeFmtLib.strNT(NodeFactory.createLiteralString("<" + iri + ">"));
    return !select(
            """
            SELECT ?change { GRAPH <%s> { ?change <%s>|<%s> ?text FILTER CONTAINS(?text, %s) } }
            LIMIT 1
            """
                .formatted(GRAPH, ADDED, REMOVED, wanted))
        .isEmpty();
  }

  /// The statements that write a change down.
  static Graph written(Revision revision, Delta delta) {
    var graph = GraphMemFactory.createDefaultGraphSameTerm();
    var change = change(revision.number());
    graph.add(change, Terms.TYPE, ACTIVITY);
    graph.add(change, Terms.TYPE, Terms.own("Change"));
    graph.add(
        change,
        NUMBER,
        NodeFactory.createLiteralDT(Integer.toString(revision.number()), XSDDatatype.XSDinteger));
    graph.add(
        change,
        ENDED,
        NodeFactory.createLiteralDT(revision.at().toString(), XSDDatatype.XSDdateTime));
    graph.add(change, BY, Terms.text(revision.by(), ""));
    graph.add(change, Terms.TITLE, Terms.text(revision.summary(), ""));
    graph.add(change, RDFS.comment.asNode(), Terms.text(revision.comment(), ""));
    graph.add(change, ADDED, Terms.text(text(delta.added()), ""));
    graph.add(change, REMOVED, Terms.text(text(delta.removed()), ""));
    revision.undoes().ifPresent(number -> graph.add(change, UNDOES, change(number)));
    revision.proposal().ifPresent(id -> graph.add(change, PROPOSAL, Terms.text(id, "")));
    revision.concepts().forEach(iri -> graph.add(change, ABOUT, Terms.text(iri, "")));
    return graph;
  }

  /// The steps that give a version another name.
  List<GraphStore.Change> named(int number, String name) {
    var former = GraphMemFactory.createDefaultGraphSameTerm();
    find(number)
        .flatMap(Revision::name)
        .ifPresent(old -> former.add(change(number), NAME, Terms.text(old, "")));
    var now = GraphMemFactory.createDefaultGraphSameTerm();
    if (!name.isEmpty()) now.add(change(number), NAME, Terms.text(name, ""));
    return List.of(
        new GraphStore.Change.Delete(GRAPH, former), new GraphStore.Change.Insert(GRAPH, now));
  }

  private static Node change(int number) {
    return Terms.uri(CHANGE + number);
  }

  private static String text(Graph graph) {
    var lines = new ArrayList<String>();
    graph.find().forEachRemaining(t -> lines.add(line(t)));
    lines.sort(String::compareTo);
    return String.join("\n", lines);
  }

  static String line(Triple t) {
    return NodeFmtLib.strNT(t.getSubject())
        + " "
        + NodeFmtLib.strNT(t.getPredicate())
        + " "
        + NodeFmtLib.strNT(t.getObject())
        + " .";
  }

  private static Graph graph(String text) {
    var graph = GraphMemFactory.createDefaultGraphSameTerm();
    RDFDataMgr.read(graph, new StringReader(text), "", Lang.NTRIPLES);
    return graph;
  }

  private List<QuerySolution> select(String sparql) {
    var rows = new ArrayList<QuerySolution>();
    store.select(sparql, LIMIT).forEachRemaining(rows::add);
    return rows;
  }
}

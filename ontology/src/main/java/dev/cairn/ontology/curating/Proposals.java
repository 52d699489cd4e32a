package dev.cairn.ontology.curating;

import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.GraphStore.Change;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QuerySolution;

/// Proposals to change the vocabulary, kept in a graph of their own. They hold nothing of items.
/// Thread-safe. A proposal is accepted by a change that names it, so that both or none are there.
public final class Proposals {
  public static final int MOST_OPEN = 200;
  public static final int MOST_IN_AN_HOUR = 30;
  public static final int LONGEST_EDITS = 20_000;
  public static final int LONGEST_COMMENT = 1_000;
  public static final int LONGEST_REASON = 1_000;

  /// Where they stand.
  public static final String GRAPH = "urn:cairn:graph:proposals";

  private static final String PROPOSAL = "urn:cairn:proposal:";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int SHOWN = 500;

  private static final Node AT = Terms.own("proposed");
  private static final Node BY = Terms.own("by");
  private static final Node COMMENT = Terms.own("comment");
  private static final Node EDITS = Terms.own("edits");
  private static final Node DECIDED = Terms.own("decided");
  private static final Node DECIDED_BY = Terms.own("decidedBy");
  private static final Node REASON = Terms.own("reason");

  private final GraphStore store;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public Proposals(GraphStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// What became of proposing something.
  public sealed interface Answer {
    record Kept(Proposal proposal) implements Answer {}

    /// @param field `edits` or `comment`; empty where there are too many proposals
    /// @param detail what is wrong and what to do
    record Refused(String field, String detail) implements Answer {}
  }

  /// Keeps a proposal. Durable when this returns.
  ///
  /// @param edits was checked
  public synchronized Answer propose(String edits, String comment, Caller caller) {
    if (edits.length() > LONGEST_EDITS)
      return new Answer.Refused("edits", "This is too much for one proposal; make several of it.");
    if (comment.strip().length() > LONGEST_COMMENT)
      return new Answer.Refused(
          "comment", "Shorten the comment to %,d letters.".formatted(LONGEST_COMMENT));
    var known = all();
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var lately = now.minus(Duration.ofHours(1));
    if (known.stream().filter(p -> p.state() == Proposal.State.OPEN).count() >= MOST_OPEN)
      return new Answer.Refused(
          "", "There are %d open proposals; wait until some are decided.".formatted(MOST_OPEN));
    if (!caller.isAdmin()
        && known.stream().filter(p -> p.at().isAfter(lately)).count() >= MOST_IN_AN_HOUR)
      return new Answer.Refused(
          "", "Many proposals came in within the last hour; send yours a little later.");
    var bytes = new byte[8];
    random.nextBytes(bytes);
    var id = HexFormat.of().formatHex(bytes);
    var node = Terms.uri(PROPOSAL + id);
    var statements = GraphMemFactory.createDefaultGraphSameTerm();
    statements.add(node, Terms.TYPE, Terms.own("Proposal"));
    statements.add(node, AT, moment(now));
    statements.add(node, BY, Terms.text(caller.id(), ""));
    statements.add(node, COMMENT, Terms.text(comment.strip(), ""));
    statements.add(node, EDITS, Terms.text(edits, ""));
    store.apply(List.of(new Change.Insert(GRAPH, statements)));
    return new Answer.Kept(find(id).orElseThrow());
  }

  /// Decides against an open proposal.
  ///
  /// @param reason at most {@link #LONGEST_REASON} letters
  /// @return empty if it is unknown or decided already
  /// @throws IllegalArgumentException if the caller is no admin, or the reason too long
  public synchronized Optional<Proposal> reject(String id, String reason, Caller caller) {
    if (!caller.isAdmin())
      throw new IllegalArgumentException(caller.id() + " may not decide about proposals");
    if (reason.strip().length() > LONGEST_REASON)
      throw new IllegalArgumentException("a reason has at most " + LONGEST_REASON + " letters");
    if (find(id).filter(p -> p.state() == Proposal.State.OPEN).isEmpty()) return Optional.empty();
    var node = Terms.uri(PROPOSAL + id);
    var statements = GraphMemFactory.createDefaultGraphSameTerm();
    statements.add(node, DECIDED, moment(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    statements.add(node, DECIDED_BY, Terms.text(caller.id(), ""));
    statements.add(node, REASON, Terms.text(reason.strip(), ""));
    store.apply(List.of(new Change.Insert(GRAPH, statements)));
    return find(id);
  }

  /// The newest first: open ones, then those that are decided, at most 500 in all.
  public List<Proposal> all() {
    return read("");
  }

  /// By id; empty if there is none.
  public Optional<Proposal> find(String id) {
    if (!id.matches("[0-9a-f]{16}")) return Optional.empty();
    return read("FILTER (?proposal = <%s>)".formatted(PROPOSAL + id)).stream().findFirst();
  }

  private static Node moment(Instant time) {
    return NodeFactory.createLiteralDT(time.toString(), XSDDatatype.XSDdateTime);
  }

  private List<Proposal> read(String which) {
    var rows = new ArrayList<QuerySolution>();
    store
        .select(
            """
            SELECT ?proposal ?at ?by ?comment ?edits ?decided ?decidedBy ?reason ?change ?made ?who
            {
              GRAPH <%s> {
                ?proposal <%s> ?at ; <%s> ?by ; <%s> ?comment ; <%s> ?edits . %s
                OPTIONAL { ?proposal <%s> ?decided ; <%s> ?decidedBy ; <%s> ?reason }
              }
              OPTIONAL {
                GRAPH <%s> {
                  ?activity <urn:cairn:ns:proposal> ?id ; <urn:cairn:ns:number> ?change ;
                    <http://www.w3.org/ns/prov#endedAtTime> ?made ; <%s> ?who
                }
                FILTER (STR(?proposal) = CONCAT("%s", ?id))
              }
            } ORDER BY (BOUND(?decided) || BOUND(?change)) DESC(?at) LIMIT %d
            """
                .formatted(
                    GRAPH,
                    AT,
                    BY,
                    COMMENT,
                    EDITS,
                    which,
                    DECIDED,
                    DECIDED_BY,
                    REASON,
                    History.GRAPH,
                    BY,
                    PROPOSAL,
                    SHOWN),
            LIMIT)
        .forEachRemaining(rows::add);
    return rows.stream().map(Proposals::proposal).toList();
  }

  private static Proposal proposal(QuerySolution row) {
    var change =
        row.contains("change")
            ? Optional.of(row.getLiteral("change").getInt())
            : Optional.<Integer>empty();
    boolean rejected = row.contains("decided");
    return new Proposal(
        row.getResource("proposal").getURI().substring(PROPOSAL.length()),
        Instant.parse(text(row, "at")),
        text(row, "by"),
        text(row, "comment"),
        text(row, "edits"),
        change.isPresent()
            ? Proposal.State.ACCEPTED
            : rejected ? Proposal.State.REJECTED : Proposal.State.OPEN,
        Optional.of(text(row, change.isPresent() ? "made" : "decided"))
            .filter(time -> !time.isEmpty())
            .map(Instant::parse),
        Optional.of(text(row, change.isPresent() ? "who" : "decidedBy"))
            .filter(who -> !who.isEmpty()),
        text(row, "reason"),
        change);
  }

  private static String text(QuerySolution row, String name) {
    return row.contains(name) ? row.getLiteral(name).getLexicalForm() : "";
  }
}

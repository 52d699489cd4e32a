package dev.cairn.ontology.curating;

import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.GraphStore.Change;
import dev.cairn.ontology.shapes.SchemeCheck;
import dev.cairn.ontology.vocabulary.BuiltIn;
import dev.cairn.ontology.vocabulary.Delta;
import dev.cairn.ontology.vocabulary.Vocabularies;
import dev.cairn.ontology.vocabulary.Vocabulary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFmtLib;

/// Changes the vocabulary, and knows who changed what. One at a time; thread-safe.
///
/// What comes with the program or from another vocabulary stays as it is: statements that curators
/// add are in one graph, statements that they take away from the others in another.
public final class Curator {
  /// The graph of what was changed, by whom.
  public static final String CHANGES = History.GRAPH;

  public static final int LONGEST_SUMMARY = 200;
  public static final int LONGEST_COMMENT = 2_000;
  public static final int LONGEST_NAME = 80;

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int ASKED_TOGETHER = 200;

  private final GraphStore store;
  private final Vocabularies vocabularies;
  private final Clock clock;
  private final History history;
  private final SchemeCheck check = SchemeCheck.load();

  /// @param store of the vocabularies
  public Curator(GraphStore store, Vocabularies vocabularies, Clock clock) {
    this.store = store;
    this.vocabularies = vocabularies;
    this.clock = clock;
    this.history = new History(store);
  }

  /// Why a change is made.
  ///
  /// @param summary what it does, in a sentence; empty: made from what it does
  /// @param comment why; may be empty
  /// @param proposal id of the proposal that it accepts
  /// @param seen number of the last change that its author knew; empty: it is made whatever others
  ///   have done meanwhile
  public record Reason(
      String summary, String comment, Optional<String> proposal, Optional<Integer> seen) {
    /// Without words, whatever others have done meanwhile.
    public static final Reason NONE = new Reason("", "", Optional.empty(), Optional.empty());

    public Reason withComment(String comment) {
      return new Reason(summary, comment, proposal, seen);
    }
  }

  /// What edits would do now. Changes nothing.
  public Drafted draft(List<Edit> edits) {
    return draft(edits, vocabularies.now());
  }

  private Drafted draft(List<Edit> edits, Vocabulary now) {
    return Editing.draft(edits, ground(now), check);
  }

  private Ground ground(Vocabulary now) {
    return new Ground(
        now.graph(),
        name -> now.concepts().exactly(name).map(Concept::iri),
        this::wasUsed,
        clock.instant());
  }

  private boolean wasUsed(String iri) {
    var node = NodeFmtLib.strNT(Terms.uri(iri));
    var rows =
        store.select(
            "SELECT ?g { GRAPH ?g { { %s ?p ?o } UNION { ?s ?p %s } } } LIMIT 1"
                .formatted(node, node),
            LIMIT);
    return rows.hasNext() || history.names(iri);
  }

  /// What edits would do, in words, for each concept.
  public List<Difference> inWords(Delta delta) {
    return inWords(delta, vocabularies.now());
  }

  private static List<Difference> inWords(Delta delta, Vocabulary now) {
    return new Differences(delta, Draft.of(now.graph(), delta), now.concepts()).all();
  }

  /// Makes a change of all the edits, or none of them.
  ///
  /// @throws IllegalArgumentException if the caller is no admin
  /// @throws dev.cairn.ontology.GraphFailure if it cannot be written; then nothing is changed
  public Publication publish(List<Edit> edits, Reason reason, Caller caller) {
    onlyAdmin(caller);
    var wordy = wordy(reason);
    if (!wordy.isEmpty()) return new Publication.Refused(wordy);
    return revise(now ->
        switch (draft(edits, now)) {
          case Drafted.Refused(var faults) -> Step.none(new Publication.Refused(faults));
          case Drafted.Sound(var delta, var created) -> {
            var touched = Editing.touched(delta, Draft.of(now.graph(), delta));
            var later = reason.seen().flatMap(seen -> laterThan(seen, touched));
            yield later.isPresent()
                ? Step.none(new Publication.Stale(later.get()))
                : step(now, delta, created, reason, Optional.empty(), touched, caller);
          }
        });
  }

  /// What is to be done in the store, and what is answered when it is done.
  private record Step(List<Change> changes, Publication publication) {
    static Step none(Publication publication) {
      return new Step(List.of(), publication);
    }
  }

  /// While this decides, nobody else changes the vocabulary.
  private Publication revise(Function<Vocabulary, Step> decide) {
    var decided = new ArrayList<Publication>();
    vocabularies.revise(now -> {
      var step = decide.apply(now);
      decided.add(step.publication());
      return step.changes();
    });
    return decided.getFirst();
  }

  private static void onlyAdmin(Caller caller) {
    if (!caller.isAdmin())
      throw new IllegalArgumentException(caller.id() + " may not change the vocabulary");
  }

  private static List<EditFault> wordy(Reason reason) {
    var faults = new ArrayList<EditFault>();
    if (reason.summary().length() > LONGEST_SUMMARY)
      faults.add(
          new EditFault(
              -1, "summary", "Shorten the summary to %d letters.".formatted(LONGEST_SUMMARY)));
    if (reason.comment().length() > LONGEST_COMMENT)
      faults.add(
          new EditFault(
              -1, "comment", "Shorten the comment to %,d letters.".formatted(LONGEST_COMMENT)));
    return faults;
  }

  private Optional<Revision> laterThan(int seen, Set<String> touched) {
    return history.between(seen + 1, history.last()).stream()
        .filter(revision -> revision.concepts().stream().anyMatch(touched::contains))
        .findFirst();
  }

  /// Takes a change back, by a new one.
  ///
  /// @return refused where later changes stand in its way
  /// @throws IllegalArgumentException if the caller is no admin, or there is no such change
  public Publication undo(int number, String comment, Caller caller) {
    onlyAdmin(caller);
    var reason = Reason.NONE.withComment(comment);
    var wordy = wordy(reason);
    if (!wordy.isEmpty()) return new Publication.Refused(wordy);
    var revision =
        history
            .find(number)
            .orElseThrow(() -> new IllegalArgumentException("there is no change " + number));
    var back = history.delta(number).orElseThrow().inverse();
    return revise(now -> undo(revision, back, reason, now, caller));
  }

  /// What taking a change back would do now.
  ///
  /// @throws IllegalArgumentException if there is no such change
  public Drafted undoing(int number) {
    var delta =
        history
            .delta(number)
            .orElseThrow(() -> new IllegalArgumentException("there is no change " + number));
    return undoing(number, delta.inverse(), vocabularies.now());
  }

  private Drafted undoing(int number, Delta back, Vocabulary now) {
    var inTheWay = inTheWay(number, back, now.graph());
    if (inTheWay.isPresent()) return refused(inTheWay.get());
    var after = Draft.of(now.graph(), back);
    for (var t : back.removed().find(Node.ANY, Terms.TYPE, Terms.CONCEPT_TYPE).toList())
      after.find(t.getSubject(), Terms.MODIFIED, Node.ANY).toList().forEach(after::delete);
    var delta = after.delta();
    var broken = Editing.broken(after, delta, List.of(), check);
    return broken.isEmpty()
        ? new Drafted.Sound(delta, List.of())
        : refused(
            "Change %d cannot be undone as it is now. %s"
                .formatted(number, broken.getFirst().detail()));
  }

  private static Drafted refused(String sentence) {
    return new Drafted.Refused(List.of(new EditFault(-1, "", sentence)));
  }

  private Step undo(Revision revision, Delta back, Reason reason, Vocabulary now, Caller caller) {
    int number = revision.number();
    return switch (undoing(number, back, now)) {
      case Drafted.Refused(var faults) -> Step.none(new Publication.Refused(faults));
      case Drafted.Sound(var delta, var created) ->
          step(
              now,
              delta,
              created,
              new Reason(
                  shortened("Undoes change %d: %s".formatted(number, revision.summary())),
                  reason.comment(),
                  Optional.empty(),
                  Optional.empty()),
              Optional.of(number),
              Editing.touched(delta, Draft.of(now.graph(), delta)),
              caller);
    };
  }

  /// Why what a change did is not there any more; empty if it is.
  private Optional<String> inTheWay(int number, Delta back, Graph statements) {
    var missing = new HashSet<Triple>();
    for (var t : back.removed().find().toList()) if (!statements.contains(t)) missing.add(t);
    for (var t : back.added().find().toList()) if (statements.contains(t)) missing.add(t);
    missing.removeIf(t -> t.getPredicate().equals(Terms.MODIFIED));
    if (missing.isEmpty()) return Optional.empty();
    for (var later : history.between(number + 1, history.last())) {
      var delta = history.delta(later.number()).orElseThrow();
      if (missing.stream().anyMatch(t -> delta.added().contains(t) || delta.removed().contains(t)))
        return Optional.of(
            later.undoes().isPresent() && later.undoes().get() == number
                ? "Change %d is undone already, by change %d.".formatted(number, later.number())
                : "Change %d came later and changed the same (“%s”); undo that one first."
                    .formatted(later.number(), later.summary()));
    }
    return Optional.of(
        "What change %d did is not there any more, since the vocabulary it was made in has changed."
            .formatted(number));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_SUMMARY
        ? text
        : text.substring(0, LONGEST_SUMMARY - 1).strip() + "…";
  }

  private Step step(
      Vocabulary now,
      Delta delta,
      List<String> created,
      Reason reason,
      Optional<Integer> undoes,
      Set<String> touched,
      Caller caller) {
    var summary = reason.summary().strip();
    var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var revision =
        new Revision(
            history.last() + 1,
            at,
            caller.id(),
            summary.isEmpty() ? summary(delta, now) : summary,
            reason.comment().strip(),
            undoes,
            Optional.empty(),
            reason.proposal(),
            Optional.empty(),
            List.copyOf(new TreeSet<>(touched)));
    var changes = new ArrayList<>(changes(dated(now.graph(), delta, touched, at)));
    changes.add(new Change.Insert(History.GRAPH, History.written(revision, undated(delta))));
    return new Step(changes, new Publication.Made(revision, created));
  }

  /// The same, with the day on which each of the concepts was changed.
  private static Delta dated(Graph statements, Delta delta, Set<String> touched, Instant at) {
    var dated = Draft.of(statements, delta);
    var changed =
        NodeFactory.createLiteralDT(
            at.truncatedTo(ChronoUnit.SECONDS).toString(), XSDDatatype.XSDdateTime);
    for (var iri : touched) {
      var node = Terms.uri(iri);
      for (var t : dated.find(node, Terms.MODIFIED, Node.ANY).toList())
        if (!t.getObject().isBlank()) dated.delete(t);
      boolean there = dated.contains(node, Terms.TYPE, Terms.CONCEPT_TYPE);
      boolean fresh = delta.added().contains(node, Terms.TYPE, Terms.CONCEPT_TYPE);
      if (there && !fresh) dated.add(node, Terms.MODIFIED, changed);
    }
    return dated.delta();
  }

  private static Delta undated(Delta delta) {
    return new Delta(undated(delta.added()), undated(delta.removed()));
  }

  private static Graph undated(Graph graph) {
    var copy = Draft.copy(graph);
    copy.find(Node.ANY, Terms.MODIFIED, Node.ANY).toList().forEach(copy::delete);
    return copy;
  }

  private static String summary(Delta delta, Vocabulary now) {
    var all = inWords(delta, now);
    if (all.isEmpty()) return "Changes dates or order only.";
    var first = all.getFirst();
    var words = first.label() + " " + first.words().getFirst();
    int more = all.stream().mapToInt(d -> d.words().size()).sum() - 1;
    return shortened(words + (more == 0 ? "." : ", and " + more + " more."));
  }

  /// The steps that bring this about in the store, whoever states what is taken away.
  private List<Change> changes(Delta delta) {
    var toAdd = delta.added().find().toList();
    var toRemove = delta.removed().find().toList();
    var addCurated = GraphMemFactory.createDefaultGraphSameTerm();
    var dropCurated = GraphMemFactory.createDefaultGraphSameTerm();
    var addAway = GraphMemFactory.createDefaultGraphSameTerm();
    var dropAway = GraphMemFactory.createDefaultGraphSameTerm();
    var statedByOthers = stated(toAdd);
    for (var t : toAdd) {
      dropAway.add(t);
      if (!statedByOthers.contains(t)) addCurated.add(t);
    }
    statedByOthers = stated(toRemove);
    for (var t : toRemove) {
      dropCurated.add(t);
      if (statedByOthers.contains(t)) addAway.add(t);
    }
    return List.of(
        new Change.Delete(Vocabularies.CURATED, dropCurated),
        new Change.Delete(Vocabularies.CURATED_AWAY, dropAway),
        new Change.Insert(Vocabularies.CURATED_AWAY, addAway),
        new Change.Insert(Vocabularies.CURATED, addCurated));
  }

  /// Those of the statements that the program or another vocabulary makes.
  private Set<Triple> stated(List<Triple> triples) {
    var stated = new HashSet<Triple>();
    for (int from = 0; from < triples.size(); from += ASKED_TOGETHER) {
      var some = triples.subList(from, Math.min(from + ASKED_TOGETHER, triples.size()));
      var rows = new StringBuilder();
      for (int i = 0; i < some.size(); i++) {
        var t = some.get(i);
        rows.append('(').append(i);
        for (var node : List.of(t.getSubject(), t.getPredicate(), t.getObject()))
          rows.append(' ').append(NodeFmtLib.strNT(node));
        rows.append(")\n");
      }
      store
          .select(
              """
              SELECT DISTINCT ?i {
                VALUES (?i ?s ?p ?o) { %s }
                GRAPH ?g { ?s ?p ?o }
                FILTER (?g = <%s> || STRSTARTS(STR(?g), "%s"))
              }
              """
                  .formatted(rows, BuiltIn.GRAPH, Vocabularies.IMPORTED),
              LIMIT)
          .forEachRemaining(row -> stated.add(some.get(row.getLiteral("i").getInt())));
    }
    return stated;
  }

  /// The id that a new concept of this name would get now; no other has or had it.
  public String freeId(String name) {
    var now = vocabularies.now();
    return ground(now).free(name, now.graph());
  }

  // What was

  /// The number of the last change, which is the version of what curators made; 0 before the first.
  public int version() {
    return history.last();
  }

  /// Changes, newest first.
  ///
  /// @param before only those with a smaller number
  /// @param limit 1..100
  public List<Revision> revisions(int before, int limit) {
    int last = Math.min(before - 1, history.last());
    return history.between(Math.max(1, last - limit + 1), last);
  }

  /// Changes that are about one concept, newest first.
  ///
  /// @param before only those with a smaller number
  public List<Revision> revisionsOf(String iri, int before, int limit) {
    return history.about(iri, before, limit);
  }

  /// One change; empty if there is none.
  public Optional<Revision> revision(int number) {
    return number < 1 ? Optional.empty() : history.find(number);
  }

  /// What became of the concepts between two versions, in words.
  ///
  /// @throws IllegalArgumentException if a version is not 0 to {@link #version()}
  public List<Difference> differences(int from, int to) {
    int last = version();
    for (var one : List.of(from, to))
      if (one < 0 || one > last)
        throw new IllegalArgumentException("a version is 0 to " + last + ", got " + one);
    var delta = from <= to ? history.sum(from, to) : history.sum(to, from).inverse();
    var now = vocabularies.now();
    return new Differences(delta, now.graph(), now.concepts()).all();
  }

  /// Gives the version after a change a name, or takes it away.
  ///
  /// @param name at most {@link #LONGEST_NAME} letters; empty: none
  /// @throws IllegalArgumentException if the caller is no admin, the name too long, or there is no
  ///   such change
  public synchronized Revision name(int number, String name, Caller caller) {
    onlyAdmin(caller);
    var stripped = name.strip();
    if (stripped.length() > LONGEST_NAME)
      throw new IllegalArgumentException("a name has at most " + LONGEST_NAME + " letters");
    if (revision(number).isEmpty())
      throw new IllegalArgumentException("there is no change " + number);
    store.apply(history.named(number, stripped));
    return revision(number).orElseThrow();
  }
}

package dev.cairn.ontology.vocabulary;

import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.GraphStore.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.jspecify.annotations.Nullable;

/// The vocabulary of a store, as it is now, and the one way to change it while others read. What is
/// stated is: the built-in scheme and each imported vocabulary, without what curators took away,
/// with what they added. Thread-safe.
public final class Vocabularies {
  /// The graph of statements that curators added.
  public static final String CURATED = "urn:cairn:graph:curated";

  /// The graph of built-in or imported statements that curators took away.
  public static final String CURATED_AWAY = "urn:cairn:graph:curated-away";

  /// The graph of an imported vocabulary is named so, followed by its id.
  public static final String IMPORTED = "urn:cairn:graph:vocabulary:";

  /// The graph of concepts whose vocabulary was removed while people's tags named some of them:
  /// deprecated, with their names. All may read it, so it does not tell which were named.
  public static final String LEFT = "urn:cairn:graph:left-behind";

  /// The graph that says of each imported vocabulary, under the name of its graph, what it is.
  public static final String RECORDS = "urn:cairn:graph:vocabularies";

  /// Whether texts are linked with the concepts of an imported vocabulary; `true` or `false`.
  public static final String TAGGING = "urn:cairn:ns:tagging";

  private static final Node TAGGING_NODE = NodeFactory.createURI(TAGGING);

  private final GraphStore store;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();

  /// The graphs of the store that have a part in it, as they are there; a map that is here never
  /// changes, and another takes its place under the lock.
  private volatile Map<String, Graph> parts;

  private volatile Vocabulary now;

  private Vocabularies(GraphStore store, Map<String, Graph> parts) {
    this.store = store;
    this.parts = parts;
    this.now = made(parts);
  }

  /// Reads what the store holds, after bringing the built-in scheme in where it is missing or
  /// another version's.
  ///
  /// @throws dev.cairn.ontology.GraphFailure if the store cannot be read or changed
  public static Vocabularies open(GraphStore store) {
    BuiltIn.load().installInto(store);
    var parts = new TreeMap<String, Graph>();
    for (var name : store.graphNames()) if (isPart(name)) parts.put(name, store.graph(name));
    return new Vocabularies(store, parts);
  }

  private static boolean isPart(String graph) {
    return graph.equals(BuiltIn.GRAPH)
        || graph.equals(CURATED)
        || graph.equals(CURATED_AWAY)
        || graph.equals(RECORDS)
        || graph.equals(LEFT)
        || graph.startsWith(IMPORTED);
  }

  /// As it is now. Ask once for each piece of work.
  public Vocabulary now() {
    return now;
  }

  /// Names of the graphs in which its statements stand: the built-in one, imported ones, what
  /// curators added.
  public List<String> graphs() {
    return parts.keySet().stream().filter(name -> isStated(name) || name.equals(CURATED)).toList();
  }

  /// The graph that says of an IRI that it is a concept, as the graphs are now: the built-in or an
  /// imported one before what curators added; empty where none does.
  public Optional<String> graphOf(String iri) {
    return graphsOf(iri).findFirst();
  }

  /// Whether an IRI is a concept by what is stated in another graph than this one.
  public boolean isConceptBeside(String graph, String iri) {
    return graphsOf(iri).anyMatch(name -> !name.equals(graph));
  }

  private Stream<String> graphsOf(String iri) {
    var type = Triple.create(NodeFactory.createURI(iri), RDF.type.asNode(), SKOS.Concept.asNode());
    var all = parts;
    return Stream.concat(all.keySet().stream().filter(Vocabularies::isStated), Stream.of(CURATED))
        .filter(name -> {
          var graph = all.get(name);
          return graph != null && graph.contains(type);
        });
  }

  /// Makes these changes in one transaction. When this returns they are durable, {@link #now} shows
  /// them, and the listeners were called. Graphs that are no part of the vocabulary may be changed
  /// with it, so that both or none are.
  ///
  /// @return the vocabulary after it
  /// @throws dev.cairn.ontology.GraphFailure if the store refuses; then nothing was changed
  public Vocabulary apply(List<Change> changes) {
    return revise(_ -> changes);
  }

  /// The same with changes that depend on what is stated now: nobody else changes it meanwhile.
  ///
  /// @param decide from the vocabulary of now to the changes; none: nothing happens; what it throws
  ///   reaches the caller, and nothing was changed
  public Vocabulary revise(Function<Vocabulary, List<Change>> decide) {
    Vocabulary made;
    lock.lock();
    try {
      var changes = decide.apply(now);
      if (changes.isEmpty()) return now;
      var next = changed(changes);
      boolean touched = !next.equals(parts);
      made = touched ? made(next) : now;
      store.apply(changes);
      parts = next;
      now = made;
      if (!touched) return made;
    } finally {
      lock.unlock();
    }
    listeners.forEach(Runnable::run);
    return made;
  }

  /// Calls the listener after every change of what is stated, on the thread of whoever changed it.
  /// It must be brief.
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /// The parts as they will be; those that are not changed are shared.
  private Map<String, Graph> changed(List<Change> changes) {
    var next = new TreeMap<>(parts);
    var own = new ArrayList<String>();
    for (var change : changes) {
      var name = change.graph();
      if (!isPart(name)) continue;
      switch (change) {
        case Change.Replace(_, var statements) -> next.put(name, Vocabulary.copy(statements));
        case Change.Insert(_, var statements) ->
            GraphUtil.addInto(own(next, own, name), statements);
        case Change.Delete(_, var statements) ->
            GraphUtil.deleteFrom(own(next, own, name), statements);
        case Change.Drop _ -> next.remove(name);
      }
      if (!(change instanceof Change.Insert) && !(change instanceof Change.Delete)) own.add(name);
    }
    return next;
  }

  private static Graph own(Map<String, Graph> next, List<String> own, String name) {
    if (!own.contains(name)) {
      var known = next.get(name);
      next.put(
          name,
          known == null ? GraphMemFactory.createDefaultGraphSameTerm() : Vocabulary.copy(known));
      own.add(name);
    }
    return next.computeIfAbsent(name, _ -> GraphMemFactory.createDefaultGraphSameTerm());
  }

  private static Vocabulary made(Map<String, Graph> parts) {
    var on = parts.keySet().stream().filter(name -> isStated(name) && isOn(name, parts)).toList();
    var all = parts.keySet().stream().filter(Vocabularies::isStated).toList();
    var stated = effective(all, parts);
    return new Vocabulary(stated, on.equals(all) ? stated : effective(on, parts));
  }

  private static boolean isStated(String name) {
    return name.equals(BuiltIn.GRAPH) || name.equals(LEFT) || name.startsWith(IMPORTED);
  }

  private static boolean isOn(String name, Map<String, Graph> parts) {
    var records = parts.get(RECORDS);
    return name.equals(BuiltIn.GRAPH)
        || name.equals(LEFT)
        || records == null
        || !records.contains(Triple.create(NodeFactory.createURI(name), TAGGING_NODE, Node.ANY))
        || records.find(NodeFactory.createURI(name), TAGGING_NODE, Node.ANY).toList().stream()
            .anyMatch(t -> Boolean.TRUE.equals(t.getObject().getLiteralValue()));
  }

  private static Graph effective(List<String> names, Map<String, Graph> parts) {
    Graph stated = GraphMemFactory.createDefaultGraphSameTerm();
    for (var name : names) add(stated, parts.get(name));
    var away = parts.get(CURATED_AWAY);
    if (away != null) GraphUtil.deleteFrom(stated, away);
    add(stated, parts.get(CURATED));
    return stated;
  }

  private static void add(Graph to, @Nullable Graph from) {
    if (from != null) GraphUtil.addInto(to, from);
  }
}

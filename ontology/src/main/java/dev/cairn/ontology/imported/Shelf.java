package dev.cairn.ontology.imported;

import static java.util.Comparator.comparing;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.GraphStore.Change;
import dev.cairn.ontology.concepts.ShortIds;
import dev.cairn.ontology.skos.Defects;
import dev.cairn.ontology.skos.SkosFile;
import dev.cairn.ontology.skos.SkosFiles;
import dev.cairn.ontology.vocabulary.BuiltIn;
import dev.cairn.ontology.vocabulary.Vocabularies;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;

/// The vocabularies of others that are here. One for the process; thread-safe.
public final class Shelf {
  /// Most vocabularies that are kept.
  public static final int MOST = 50;

  /// Stands for the built-in scheme where vocabularies are named by their ids.
  public static final String BUILT_IN = "built-in";

  private final Vocabularies vocabularies;
  private final GraphStore store;
  private final Clock clock;

  /// By id; replaced whole, guarded by this for changes.
  private volatile Map<String, Shelved> shelved;

  private Shelf(
      Vocabularies vocabularies, GraphStore store, Clock clock, Map<String, Shelved> shelved) {
    this.vocabularies = vocabularies;
    this.store = store;
    this.clock = clock;
    this.shelved = shelved;
  }

  /// @param store the one that `vocabularies` keeps its statements in
  /// @throws dev.cairn.ontology.GraphFailure if the store cannot be read
  public static Shelf open(Vocabularies vocabularies, GraphStore store, Clock clock) {
    var shelved = new TreeMap<String, Shelved>();
    Records.read(store.graph(Vocabularies.RECORDS)).forEach(it -> shelved.put(it.id(), it));
    return new Shelf(vocabularies, store, clock, shelved);
  }

  /// All of them, by title.
  public List<Shelved> all() {
    return shelved.values().stream()
        .sorted(comparing(Shelved::title, String.CASE_INSENSITIVE_ORDER).thenComparing(Shelved::id))
        .toList();
  }

  /// The ids of all vocabularies, the built-in one first, then as {@link #all}.
  public List<String> ids() {
    var ids = new ArrayList<>(List.of(BUILT_IN));
    all().forEach(it -> ids.add(it.id()));
    return ids;
  }

  public Optional<Shelved> find(String id) {
    return Optional.ofNullable(shelved.get(id));
  }

  /// Id of the vocabulary that a concept belongs to, {@link #BUILT_IN} for the scheme that comes
  /// with the program. What curators added to a scheme belongs to its vocabulary.
  public String home(Concept concept) {
    var graph = vocabularies.graphOf(concept.iri()).orElse(BuiltIn.GRAPH);
    if (graph.startsWith(Vocabularies.IMPORTED))
      return graph.substring(Vocabularies.IMPORTED.length());
    if (!graph.equals(Vocabularies.CURATED)) return BUILT_IN;
    return shelved.values().stream()
        .filter(it -> it.scheme().equals(concept.scheme()))
        .map(Shelved::id)
        .findFirst()
        .orElse(BUILT_IN);
  }

  /// Reads a file and says what importing it would do. Takes seconds for 10,000 concepts.
  ///
  /// @param fileName without a folder
  /// @param by who asks
  public Look look(byte[] file, String fileName, String by) {
    return look(file, fileName, by, (_, _) -> {});
  }

  /// What is done with a file, one after another.
  public enum Stage {
    READING,
    CHECKING,
    COMPARING
  }

  /// Told how far the look is.
  public interface Watcher {
    /// @param share of the stage, 0..1
    void at(Stage stage, double share);
  }

  /// The same.
  public Look look(byte[] file, String fileName, String by, Watcher watcher) {
    double length = Math.max(1, file.length);
    watcher.at(Stage.READING, 0);
    return switch (SkosFiles.read(
        file, fileName, read -> watcher.at(Stage.READING, read / length))) {
      case SkosFile.Refused(var because, var line, var column) ->
          new Look.Refused(because, line, column);
      case SkosFile.Loaded loaded -> look(loaded, file, fileName, by, watcher);
    };
  }

  private Look look(
      SkosFile.Loaded loaded, byte[] file, String fileName, String by, Watcher watcher) {
    // A name of ours would be taken for the scheme that comes with the program.
    if (loaded.scheme().startsWith("urn:cairn:"))
      return refused("This is the scheme that comes with the program; it is changed by curating.");
    var id = ShortIds.of(loaded.scheme());
    var before = find(id);
    if (before.isEmpty() && shelved.size() >= MOST)
      return refused("There are %d vocabularies already; remove one first.".formatted(MOST));
    watcher.at(Stage.CHECKING, 0);
    var vocabulary =
        new Shelved(
            id,
            loaded.scheme(),
            loaded.title(),
            fileName,
            loaded.kind(),
            sha256(file),
            loaded.concepts(),
            loaded.graph().size(),
            loaded.labels(),
            clock.instant(),
            by,
            before.map(Shelved::tagging).orElse(false),
            Defects.of(loaded));
    watcher.at(Stage.COMPARING, 0);
    return new Look.Ready(
        vocabulary,
        before.map(_ -> Editions.between(store.graph(graphOf(id)), loaded.graph())),
        new Look.Statements(loaded.graph(), before));
  }

  private static Look.Refused refused(String because) {
    return new Look.Refused(because, OptionalLong.empty(), OptionalLong.empty());
  }

  /// Puts a vocabulary in place, instead of the edition that is here. Durable when this returns.
  ///
  /// @throws IllegalStateException with a sentence, if another edition was put in place or removed
  ///   since it was looked at
  public Shelved put(Look.Ready ready) {
    var vocabulary = ready.vocabulary();
    return change(
        vocabulary.id(),
        before -> {
          if (!ready.statements().wasComparedWith(before))
            throw new IllegalStateException(
                "This vocabulary was imported or removed meanwhile; look at the file again.");
          return vocabulary.withTagging(before.map(Shelved::tagging).orElse(false));
        },
        Optional.of(ready.statements().graph()));
  }

  /// Switches a vocabulary on or off for tagging. What is tagged with it is tagged anew in the
  /// background.
  ///
  /// @throws IllegalArgumentException if there is none
  public Shelved tag(String id, boolean on) {
    return change(
        id,
        before ->
            before
                .orElseThrow(() -> new IllegalArgumentException("no vocabulary '" + id + "'"))
                .withTagging(on),
        Optional.empty());
  }

  private interface Revision {
    Shelved of(Optional<Shelved> before);
  }

  private synchronized Shelved change(String id, Revision revision, Optional<Graph> statements) {
    var after = new TreeMap<>(shelved);
    var vocabulary = revision.of(Optional.ofNullable(after.get(id)));
    after.put(id, vocabulary);
    var changes = new ArrayList<Change>();
    statements.ifPresent(graph -> {
      changes.add(new Change.Replace(graphOf(id), graph));
      // What comes back is in use again.
      var back = LeftBehind.comingBack(store.graph(Vocabularies.LEFT), graph);
      if (!back.isEmpty()) changes.add(new Change.Delete(Vocabularies.LEFT, back));
    });
    changes.add(new Change.Replace(Vocabularies.RECORDS, Records.write(after.values())));
    vocabularies.apply(changes);
    shelved = after;
    return vocabulary;
  }

  /// How many items people tagged with concepts of a vocabulary.
  ///
  /// @param items the concepts of each, by their ids or IRIs
  public long tagged(String id, Collection<Set<String>> items) {
    var concepts = vocabularies.now().concepts();
    return items.stream()
        .filter(names ->
            names.stream()
                .flatMap(name -> concepts.exactly(name).stream())
                .anyMatch(concept -> home(concept).equals(id)))
        .count();
  }

  /// Takes a vocabulary away. Where people tagged items with any of its concepts, all of them stay,
  /// deprecated, with no more than their names. All, since everybody may read them: were it only
  /// those that tags name, they would tell what items are about that the reader may not see. What
  /// another vocabulary has as well is not touched.
  ///
  /// @param items the concepts of each, by their ids or IRIs
  /// @return whether there was one
  public synchronized boolean remove(String id, Collection<Set<String>> items) {
    var after = new TreeMap<>(shelved);
    if (after.remove(id) == null) return false;
    var changes = new ArrayList<Change>();
    changes.add(new Change.Drop(graphOf(id)));
    changes.add(new Change.Replace(Vocabularies.RECORDS, Records.write(after.values())));
    var left = leftBehind(id, items);
    if (!left.isEmpty()) changes.add(new Change.Insert(Vocabularies.LEFT, left));
    vocabularies.apply(changes);
    shelved = after;
    return true;
  }

  private Graph leftBehind(String id, Collection<Set<String>> items) {
    var left =
        LeftBehind.of(statements(id), iri -> !vocabularies.isConceptBeside(graphOf(id), iri));
    var concepts = vocabularies.now().concepts();
    boolean tagged =
        items.stream()
            .flatMap(Set::stream)
            .distinct()
            .flatMap(name -> concepts.exactly(name).stream())
            .anyMatch(concept -> LeftBehind.isIn(left, concept.iri()));
    return tagged ? left : Graph.emptyGraph;
  }

  /// The statements of one vocabulary, as it was imported.
  Graph statements(String id) {
    return store.graph(graphOf(id));
  }

  private static String graphOf(String id) {
    return id.equals(BUILT_IN) ? BuiltIn.GRAPH : Vocabularies.IMPORTED + id;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}

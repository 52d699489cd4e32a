package dev.cairn.ontology;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// An immutable picture of all concepts. Held in memory, safe to share between threads; a change of
/// the vocabulary makes a new one.
public interface ConceptView {
  /// Names the state of the vocabulary: equal versions mean equal concepts, labels and links;
  /// mappings to other vocabularies may differ.
  String version();

  /// All concepts in use, ordered by id.
  Collection<Concept> all();

  /// Concepts that are no longer to be used, ordered by id. They are found by id and IRI, and are
  /// in nothing else that this view tells.
  default Collection<Concept> deprecated() {
    return List.of();
  }

  /// By short id.
  Optional<Concept> byId(String id);

  /// By full IRI.
  Optional<Concept> byIri(String iri);

  /// By short id or IRI; the concept itself, also where another has taken its place.
  default Optional<Concept> exactly(String idOrIri) {
    return byId(idOrIri).or(() -> byIri(idOrIri));
  }

  /// By short id or IRI; where another concept has taken its place, that one.
  default Optional<Concept> find(String idOrIri) {
    var found = exactly(idOrIri);
    var seen = new HashSet<String>();
    while (found.isPresent() && found.get().deprecated() && seen.add(found.get().id())) {
      var next = found.get().replacedBy().flatMap(this::byId);
      if (next.isEmpty()) return found;
      found = next;
    }
    return found;
  }

  /// Concepts without anything broader, ordered by label.
  List<Concept> roots();

  /// Where nothing but a circle of broader ones stands above concepts, one concept of each such
  /// circle, ordered by label. What cannot be reached from the roots is reached from these.
  default List<Concept> circles() {
    return List.of();
  }

  /// Everything broader, nearest first, without the concept itself; empty if the id is unknown.
  Set<String> ancestors(String id);

  /// Everything narrower, nearest first, without the concept itself; empty if the id is unknown.
  Set<String> descendants(String id);

  /// The four built-in ways to slice and their values, in their given order.
  List<Slice> slices();

  /// Ordered and unordered groups of concepts (SKOS collections).
  List<Group> groups();

  /// The schemes that these concepts belong to, ordered by title; the one without a name last.
  default List<Scheme> schemes() {
    var counts = new TreeMap<String, Integer>();
    for (var concept : all()) counts.merge(concept.scheme(), 1, Integer::sum);
    return counts.entrySet().stream().map(e -> new Scheme(e.getKey(), "", e.getValue())).toList();
  }

  /// When the vocabulary says that a concept was made and changed; without any day if the id is
  /// unknown or nothing is said.
  default Dates dates(String id) {
    return Dates.NONE;
  }

  /// A scheme of concepts.
  ///
  /// @param iri empty for concepts that name no scheme
  /// @param title English if there is one; empty where none is given
  /// @param concepts how many belong to it
  record Scheme(String iri, String title, int concepts) {}

  /// Days as `dcterms:created`, `dcterms:issued` and `dcterms:modified` say them.
  record Dates(Optional<LocalDate> created, Optional<LocalDate> modified) {
    public static final Dates NONE = new Dates(Optional.empty(), Optional.empty());
  }

  /// A way to slice the corpus.
  ///
  /// @param name `function`, `channel`, `touchpoint`, `lifecycle`
  /// @param root id of the concept above the values
  /// @param values ids of the values, in their order
  record Slice(String name, String root, List<String> values) {
    public Slice {
      values = List.copyOf(values);
    }
  }

  /// @param ordered whether the order of the members means something
  record Group(String iri, String label, boolean ordered, List<String> members) {
    public Group {
      members = List.copyOf(members);
    }
  }
}

package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Meant;
import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.likeness.Sketches;
import dev.cairn.corpus.tagging.Tagger;
import dev.cairn.corpus.tagging.Verdicts;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the index is told of an item or a concept. Pure functions.
final class Entries {
  private static final String CONCEPT = "concept:";

  private Entries() {}

  /// What of an entry depends on the vocabulary.
  record Told(
      List<String> labels, List<Tag> tags, Map<String, List<String>> values, double trust) {}

  /// @param meant becomes weak tags where it is sure enough. Their names are no words of the item
  static Told told(Item item, Derived derived, Meant meant, ConceptView concepts) {
    var labels = new LinkedHashSet<String>();
    for (var tag : item.tags())
      concepts.byId(tag.concept()).ifPresent(concept -> labels.addAll(names(concept)));
    return new Told(
        List.copyOf(labels),
        strongestPerConcept(
            Stream.concat(item.tags().stream(), Tagger.meant(item.tags(), meant).stream())
                .toList()),
        values(item, derived.without(Verdicts.of(item.judgements(), concepts).rejected())),
        1 - item.spun() / 2);
  }

  static Entry of(
      Item item, Derived derived, List<Direction> directions, Meant meant, ConceptView concepts) {
    return of(item, derived, directions, told(item, derived, meant, concepts));
  }

  static Entry of(Item item, Derived derived, List<Direction> directions, Told told) {
    return new Entry(
        item.id().value(),
        switch (item.kind()) {
          case DOCUMENT -> SearchRequest.Kind.DOCUMENT;
          case LESSON -> SearchRequest.Kind.LESSON;
        },
        item.title(),
        derived.passages(),
        told.labels(),
        told.tags(),
        told.values(),
        item.date(),
        item.access().readers(),
        told.trust(),
        Sketches.of(derived.reading().text()),
        directions,
        item.change());
  }

  private static List<Tag> strongestPerConcept(List<Tag> tags) {
    var byConcept = new LinkedHashMap<String, Tag>();
    for (var tag : tags)
      byConcept.merge(tag.concept(), tag, (a, b) -> a.weight() >= b.weight() ? a : b);
    return List.copyOf(byConcept.values());
  }

  private static Map<String, List<String>> values(Item item, Derived derived) {
    var metadata = item.metadata();
    var values = new LinkedHashMap<String, List<String>>();
    put(values, "author", metadata.authors());
    put(values, "organisation", metadata.organisation().stream().toList());
    put(values, "language", metadata.language().stream().toList());
    if (item.kind() == Item.Kind.DOCUMENT)
      put(values, "mediaType", List.of(item.version().mediaType()));
    put(values, "status", item.lesson().map(Lesson::status).stream().map(s -> s.code()).toList());
    item.lesson().ifPresent(lesson -> put(values, "offers", offers(lesson)));
    put(values, "tag", metadata.keywords());
    put(values, "readsAs", derived.readsAs());
    return values;
  }

  private static List<String> offers(Lesson lesson) {
    var offers = new ArrayList<String>();
    if (lesson.recommendation().isPresent()) offers.add("advice");
    if (lesson.priority().equals(Optional.of(Lesson.Priority.GOOD_PRACTICE))
        || lesson.outcome().equals(Optional.of(Lesson.OutcomeKind.POSITIVE)))
      offers.add("bestPractice");
    return offers;
  }

  private static void put(Map<String, List<String>> values, String field, List<String> all) {
    var known = all.stream().filter(v -> !v.isBlank()).distinct().toList();
    if (!known.isEmpty()) values.put(field, known);
  }

  static boolean isConcept(String id) {
    return id.startsWith(CONCEPT);
  }

  /// The concept that this is the entry of.
  static String concept(String id) {
    return id.substring(CONCEPT.length());
  }

  static String conceptId(String concept) {
    return CONCEPT + concept;
  }

  /// Bears no tag, so that a concept is not counted among the items that are about it.
  ///
  /// @param directions one, or none while it is not known
  static Entry of(Concept concept, List<Direction> directions) {
    return new Entry(
        conceptId(concept.id()),
        SearchRequest.Kind.CONCEPT,
        concept.label(),
        concept.definition().filter(d -> !d.isBlank()).stream()
            .map(d -> new Passage(0, 0, d.length(), "", 0, d))
            .toList(),
        names(concept),
        List.of(),
        Map.of(),
        Optional.empty(),
        Set.of(Caller.EVERYONE),
        1,
        Optional.empty(),
        directions,
        0);
  }

  /// Preferred and alternative names; the others mean their concept only in some company.
  private static List<String> names(Concept concept) {
    var names = new ArrayList<String>();
    for (var label : concept.labels())
      switch (label.kind()) {
        case PREFERRED, ALTERNATIVE -> names.add(label.text());
        case CONTEXT, HIDDEN -> {}
      }
    return names.stream().distinct().toList();
  }
}

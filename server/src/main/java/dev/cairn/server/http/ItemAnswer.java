package dev.cairn.server.http;

import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Judgement;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Meant;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Passage;
import dev.cairn.corpus.tagging.Tagger;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.ingest.Findability;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Mention;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The JSON shape of a document or lesson.
///
/// @param status how far the work on it has come, and for what was read its outcome
/// @param meant concepts that passages of it mean without naming them, and that are not among those
///   that it is about
/// @param judgements what people said that it is about, or is not
/// @param readsAs concepts that were recognised behind spun words, most frequent first; empty for
///   plain text
/// @param parts what lay in its bytes and may be seen
/// @param partOf what its bytes lay in
/// @param duplicates what says nearly the same and may be seen, most alike first
/// @param places for the admin only: where its bytes were met
/// @param binned for the admin only, since nobody else sees what lies in the bin
record ItemAnswer(
    String id,
    String kind,
    String title,
    String url,
    Optional<String> summary,
    List<String> authors,
    Optional<String> organisation,
    Optional<String> date,
    Optional<String> language,
    List<String> tags,
    StatusShape status,
    Optional<OutcomeShape> outcome,
    boolean findable,
    Findable findability,
    List<ConceptShape> concepts,
    List<MeantShape> meant,
    List<JudgementShape> judgements,
    double spun,
    List<Answer.Labelled> readsAs,
    Optional<LessonShape> lesson,
    List<VersionShape> versions,
    List<Reference> parts,
    Optional<Reference> partOf,
    List<Duplicate> duplicates,
    Optional<List<PlaceShape>> places,
    Optional<List<String>> access,
    Optional<BinnedShape> binned,
    Instant added) {

  /// @param state `received` or `described`
  record StatusShape(String state, Optional<String> outcome, Optional<String> reason) {}

  /// @param partial whether only a part of it can be searched
  record OutcomeShape(String code, String reason, boolean partial) {
    static OutcomeShape of(Outcome outcome) {
      return new OutcomeShape(outcome.code(), outcome.sentence(), outcome.partial());
    }
  }

  /// By what it can be found now.
  ///
  /// @param meaning `off`, `waiting` or `done`
  record Findable(boolean words, String meaning) {}

  /// Another item.
  ///
  /// @param path where a part lay in what held it; for others absent
  record Reference(String id, String kind, String title, String url, Optional<String> path) {}

  /// @param mediaType of a document; for others absent
  /// @param likeness 0..1, estimated share of what both have in common
  record Duplicate(
      String id,
      String kind,
      String title,
      String url,
      Optional<String> mediaType,
      double likeness) {
    static Duplicate of(Answer.Alike other) {
      return new Duplicate(
          other.id(),
          Params.code(other.kind()),
          other.title(),
          SearchAnswer.url(other.kind(), other.id()),
          Optional.of(other.mediaType()).filter(type -> !type.isEmpty()),
          other.likeness());
    }
  }

  /// What is told of an item beside what the catalogue knows of it.
  ///
  /// @param parts what lay in its bytes and the caller may see
  record Around(
      Optional<Derived> derived,
      Meant meant,
      Findability findability,
      List<Item> parts,
      Optional<Item> partOf,
      List<Answer.Alike> alike) {
    static Around of(Item item, Rooms rooms, Caller caller) {
      return new Around(
          rooms.ingest().derived(item),
          rooms.ingest().meant(item),
          rooms.ingest().findability(item),
          rooms.catalogue().parts(item.id(), caller),
          item.partOf().flatMap(id -> rooms.catalogue().find(id, caller)),
          rooms.searcher().alike(item.id(), caller));
    }
  }

  /// @param reason `deleted`, `leftSource`, `leftContainer`
  record BinnedShape(Instant when, String reason, String by) {}

  /// @param method why the item is held to be about it
  record ConceptShape(
      String id, String label, double weight, String method, List<EvidenceShape> evidence) {}

  /// What somebody said of it and a concept.
  ///
  /// @param id of the concept, where the vocabulary knows it
  /// @param judgement `confirmed` or `rejected`
  /// @param labels names by which it mentioned the concept then
  /// @param by for the admin only
  record JudgementShape(
      Optional<String> id,
      String iri,
      Optional<String> label,
      String judgement,
      List<String> labels,
      Instant at,
      Optional<String> by) {
    static JudgementShape of(Judgement judgement, ConceptView view, Caller caller) {
      var concept = view.exactly(judgement.concept());
      return new JudgementShape(
          concept.map(Concept::id),
          judgement.concept(),
          concept.map(Concept::label),
          judgement.verdict().code(),
          judgement.labels(),
          judgement.when(),
          forAdmin(caller, judgement::by));
    }
  }

  /// @param confidence of the surest passage
  record MeantShape(String id, String label, double confidence, List<EvidenceShape> evidence) {}

  /// @param vocabulary version of the concepts by which it was found
  /// @param model for what was found by meaning: by which
  record EvidenceShape(
      int passage,
      int start,
      int end,
      String text,
      String label,
      String method,
      double confidence,
      String vocabulary,
      Optional<String> model) {}

  record VersionShape(
      int number,
      String content,
      long bytes,
      String mediaType,
      Optional<String> extractor,
      Instant received,
      Optional<OutcomeShape> outcome) {}

  record PlaceShape(String source, String path) {}

  record LessonShape(
      Optional<String> drivingEvent,
      Optional<String> lesson,
      Optional<String> recommendation,
      Optional<String> evidence,
      Optional<String> applicability,
      Optional<String> outcome,
      Optional<String> eventDate,
      Optional<String> priority,
      String status,
      Optional<String> project,
      Optional<Lesson.Loop> loop,
      List<Lesson.ReadingValue> readings,
      Map<String, List<String>> slices,
      Optional<String> supersededBy,
      List<Lesson.Field> fields) {}

  /// One line of a list.
  ///
  /// @param binned how it came into the bin; absent for what is not there
  record Line(
      String id,
      String kind,
      String title,
      String url,
      Optional<String> date,
      List<String> authors,
      Optional<String> organisation,
      Optional<String> mediaType,
      Optional<String> lessonStatus,
      StatusShape status,
      boolean findable,
      Optional<BinnedShape> binned,
      Instant added) {}

  record Page(List<Line> items, long total, Optional<String> next) {}

  private static final int EVIDENCE = 5;

  static String url(Item item) {
    return switch (item.kind()) {
      case DOCUMENT -> "/documents/" + item.id();
      case LESSON -> "/lessons/" + item.id();
    };
  }

  static Line line(Item item, boolean findable) {
    return new Line(
        item.id().value(),
        item.kind().code(),
        item.title(),
        url(item),
        item.date().map(Object::toString),
        item.metadata().authors(),
        item.metadata().organisation(),
        item.kind() == Item.Kind.DOCUMENT
            ? Optional.of(item.version().mediaType())
            : Optional.empty(),
        item.lesson().map(l -> l.status().code()),
        status(item),
        findable,
        binned(item),
        item.added());
  }

  private static Optional<BinnedShape> binned(Item item) {
    return item.binned().map(b -> new BinnedShape(b.when(), Params.code(b.reason()), b.by()));
  }

  private static Reference reference(Item item, Optional<String> path) {
    return new Reference(item.id().value(), item.kind().code(), item.title(), url(item), path);
  }

  /// Where a part lay in its container, by the places that both have.
  private static Optional<String> inside(Item part, Item container) {
    return part.places().stream()
        .flatMap(place ->
            container.places().stream()
                .filter(outer -> outer.source().equals(place.source()))
                .map(outer -> outer.inside("").path())
                .filter(place.path()::startsWith)
                .map(prefix -> place.path().substring(prefix.length())))
        .findFirst();
  }

  static ItemAnswer of(Item item, Around around, ConceptView concepts, Caller caller) {
    var outcome = item.outcome().map(OutcomeShape::of);
    var about = concepts(item, around.derived(), around.meant(), concepts);
    return new ItemAnswer(
        item.id().value(),
        item.kind().code(),
        item.title(),
        url(item),
        item.metadata().summary(),
        item.metadata().authors(),
        item.metadata().organisation(),
        item.date().map(Object::toString),
        item.metadata().language(),
        item.metadata().keywords(),
        status(item),
        outcome,
        around.findability().words(),
        new Findable(around.findability().words(), Params.code(around.findability().meaning())),
        about,
        meant(about, around.derived(), around.meant(), concepts),
        item.judgements().stream().map(it -> JudgementShape.of(it, concepts, caller)).toList(),
        item.spun(),
        readsAs(around.derived(), concepts),
        item.lesson().map(lesson -> lesson(lesson, concepts)),
        item.versions().stream().map(v -> version(item, v)).toList(),
        around.parts().stream().map(part -> reference(part, inside(part, item))).toList(),
        around.partOf().map(container -> reference(container, Optional.empty())),
        around.alike().stream().map(Duplicate::of).toList(),
        forAdmin(
            caller,
            () -> item.places().stream().map(p -> new PlaceShape(p.source(), p.path())).toList()),
        forAdmin(caller, () -> List.copyOf(item.access().readers())),
        binned(item),
        item.added());
  }

  /// Only what became of the newest version is known; the others gave way to it.
  static VersionShape version(Item item, Item.Version version) {
    return new VersionShape(
        version.number(),
        version.content().hex(),
        version.bytes(),
        version.mediaType(),
        Optional.of(version.extractor()).filter(e -> !e.isEmpty()),
        version.received(),
        item.outcome()
            .filter(_ -> version.number() == item.version().number())
            .map(OutcomeShape::of));
  }

  private static <T> Optional<T> forAdmin(Caller caller, java.util.function.Supplier<T> value) {
    return caller.isAdmin() ? Optional.of(value.get()) : Optional.empty();
  }

  private static StatusShape status(Item item) {
    return new StatusShape(
        Params.code(item.state()),
        item.outcome().map(Outcome::code),
        item.outcome().map(Outcome::sentence));
  }

  private static List<ConceptShape> concepts(
      Item item, Optional<Derived> derived, Meant meant, ConceptView view) {
    return Stream.concat(item.tags().stream(), Tagger.meant(item.tags(), meant).stream())
        .map(tag ->
            new ConceptShape(
                tag.concept(),
                label(tag.concept(), view),
                tag.weight(),
                tag.method().code(),
                evidence(tag.concept(), derived, meant, view)))
        .toList();
  }

  private static List<MeantShape> meant(
      List<ConceptShape> concepts, Optional<Derived> derived, Meant meant, ConceptView view) {
    var surest = new LinkedHashMap<String, Double>();
    meant.mentions().forEach(m -> surest.merge(m.concept(), m.confidence(), Math::max));
    concepts.forEach(concept -> surest.remove(concept.id()));
    return surest.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(one ->
            new MeantShape(
                one.getKey(),
                label(one.getKey(), view),
                one.getValue(),
                evidence(one.getKey(), derived, meant, view)))
        .toList();
  }

  private static String label(String concept, ConceptView view) {
    return view.byId(concept).map(c -> c.label()).orElse(concept);
  }

  /// Where it is named, then where it is only meant.
  private static List<EvidenceShape> evidence(
      String concept, Optional<Derived> derived, Meant meant, ConceptView view) {
    return derived.stream()
        .flatMap(d ->
            Stream.concat(d.mentions().stream(), meant.mentions().stream())
                .filter(mention -> mention.concept().equals(concept))
                .limit(EVIDENCE)
                .map(mention -> evidence(mention, d, meant, view)))
        .toList();
  }

  private static EvidenceShape evidence(
      Mention mention, Derived derived, Meant meant, ConceptView view) {
    int ordinal = 0;
    for (Passage passage : derived.passages())
      if (passage.start() <= mention.start()) ordinal = passage.ordinal();
    return new EvidenceShape(
        ordinal,
        mention.start(),
        mention.end(),
        derived.reading().text().substring(mention.start(), mention.end()),
        mention.label(),
        mention.method().code(),
        mention.confidence(),
        view.version(),
        mention.method() == Mention.Method.VECTOR ? Optional.of(meant.model()) : Optional.empty());
  }

  private static List<Answer.Labelled> readsAs(Optional<Derived> derived, ConceptView view) {
    return derived.stream()
        .flatMap(d -> d.readsAs().stream())
        .flatMap(id -> view.byId(id).stream())
        .map(c -> new Answer.Labelled(c.id(), c.label()))
        .limit(8)
        .toList();
  }

  private static LessonShape lesson(Lesson lesson, ConceptView view) {
    var slices = new LinkedHashMap<String, List<String>>();
    for (var slice : view.slices()) {
      var values =
          lesson.slices().stream()
              .filter(
                  id -> slice.values().contains(id) || view.ancestors(id).contains(slice.root()))
              .toList();
      if (!values.isEmpty()) slices.put(slice.name(), values);
    }
    return new LessonShape(
        lesson.drivingEvent(),
        lesson.lesson(),
        lesson.recommendation(),
        lesson.evidence(),
        lesson.applicability(),
        lesson.outcome().map(o -> o.code()),
        lesson.eventDate().map(Object::toString),
        lesson.priority().map(p -> p.code()),
        lesson.status().code(),
        lesson.project(),
        lesson.loop(),
        lesson.readings(),
        slices,
        lesson.supersededBy().map(ItemId::value),
        lesson.fields());
  }
}

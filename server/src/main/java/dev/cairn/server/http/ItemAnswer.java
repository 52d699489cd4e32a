package dev.cairn.server.http;

import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Passage;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Mention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The JSON shape of a document or lesson.
///
/// @param status how far the work on it has come, and for what was read its outcome
/// @param readsAs labels of concepts that were recognised behind spun words; empty for plain text
/// @param places for the admin only: where its bytes were met
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
    boolean findable,
    List<ConceptShape> concepts,
    double spun,
    List<String> readsAs,
    Optional<LessonShape> lesson,
    List<VersionShape> versions,
    Optional<List<PlaceShape>> places,
    Optional<List<String>> access,
    Instant added) {

  /// @param state `received` or `described`
  record StatusShape(String state, Optional<String> outcome, Optional<String> reason) {}

  /// @param method why the item is held to be about it
  record ConceptShape(
      String id, String label, double weight, String method, List<EvidenceShape> evidence) {}

  record EvidenceShape(
      int passage,
      int start,
      int end,
      String text,
      String label,
      String method,
      double confidence,
      String vocabulary) {}

  record VersionShape(
      int number,
      String content,
      long bytes,
      String mediaType,
      Optional<String> extractor,
      Instant received) {}

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
        item.added());
  }

  static ItemAnswer of(
      Item item,
      Optional<Derived> derived,
      ConceptView concepts,
      String vocabulary,
      boolean findable,
      Caller caller) {
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
        findable,
        concepts(item, derived, concepts, vocabulary),
        item.spun(),
        readsAs(derived, concepts),
        item.lesson().map(lesson -> lesson(lesson, concepts)),
        item.versions().stream()
            .map(v ->
                new VersionShape(
                    v.number(),
                    v.content().hex(),
                    v.bytes(),
                    v.mediaType(),
                    Optional.of(v.extractor()).filter(e -> !e.isEmpty()),
                    v.received()))
            .toList(),
        forAdmin(
            caller,
            () -> item.places().stream().map(p -> new PlaceShape(p.source(), p.path())).toList()),
        forAdmin(caller, () -> List.copyOf(item.access().readers())),
        item.added());
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
      Item item, Optional<Derived> derived, ConceptView view, String vocabulary) {
    var byConcept = new LinkedHashMap<String, List<EvidenceShape>>();
    derived.ifPresent(d -> {
      for (var mention : d.mentions()) {
        var list = byConcept.computeIfAbsent(mention.concept(), _ -> new ArrayList<>());
        if (list.size() < EVIDENCE) list.add(evidence(mention, d, vocabulary));
      }
    });
    return item.tags().stream()
        .map(tag ->
            new ConceptShape(
                tag.concept(),
                view.byId(tag.concept()).map(c -> c.label()).orElse(tag.concept()),
                tag.weight(),
                tag.method().code(),
                byConcept.getOrDefault(tag.concept(), List.of())))
        .toList();
  }

  private static EvidenceShape evidence(Mention mention, Derived derived, String vocabulary) {
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
        vocabulary);
  }

  private static List<String> readsAs(Optional<Derived> derived, ConceptView view) {
    return derived.stream()
        .flatMap(d -> d.mentions().stream())
        .filter(m -> m.method() == Mention.Method.HIDDEN_LABEL)
        .map(m -> view.byId(m.concept()).map(c -> c.label()).orElse(m.concept()))
        .distinct()
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

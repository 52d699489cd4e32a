package dev.cairn.corpus.catalogue;

import static dev.cairn.corpus.catalogue.Terms.part;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Judgement;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/// An item as statements and back again; what comes back equals what went in.
///
/// The item's own node bears what holds of it now: metadata (given, completed by found), access,
/// state, tags. `cairn:given` names the properties that a person or list gave. The node of the
/// newest version bears what was found in it and, for a lesson, its fields. There are no blank
/// nodes, so that single statements can be added and taken away.
final class ItemGraph {
  private ItemGraph() {}

  // ---- writing

  static Set<Triple> write(Item item) {
    var to = new StatementWriter();
    var self = node(item.id());
    to.add(
        self,
        Terms.TYPE,
        switch (item.kind()) {
          case DOCUMENT -> Terms.DOCUMENT;
          case LESSON -> Terms.LESSON_TYPE;
        });
    to.text(self, Terms.TITLE, item.title());
    writeUntitled(to, self, item.metadata());
    to.texts(self, Terms.READER, List.copyOf(item.access().readers()));
    for (var property : given(item.given())) to.add(self, Terms.GIVEN, property);
    to.text(self, Terms.STATE, item.state().name().toLowerCase(java.util.Locale.ROOT));
    item.outcome().ifPresent(outcome -> writeOutcome(to, self, outcome));
    to.real(self, Terms.SPUN, item.spun());
    to.number(self, Terms.CHANGED, item.change());
    to.time(self, Terms.ADDED, item.added());
    item.partOf().ifPresent(container -> to.add(self, Terms.PART_OF, node(container)));
    item.binned()
        .ifPresent(binned -> {
          to.time(self, Terms.BINNED, binned.when());
          to.text(
              self, Terms.BIN_REASON, binned.reason().name().toLowerCase(java.util.Locale.ROOT));
          to.text(self, Terms.BINNED_BY, binned.by());
        });
    for (int i = 0; i < item.places().size(); i++)
      writePlace(to, self, i + 1, item.places().get(i));
    for (int i = 0; i < item.tags().size(); i++) writeTag(to, self, i + 1, item.tags().get(i));
    for (int i = 0; i < item.judgements().size(); i++)
      writeJudgement(to, self, i + 1, item.judgements().get(i));
    for (var version : item.versions()) writeVersion(to, self, version);
    var newest = version(self, item.version().number());
    writeFound(to, newest, item);
    item.lesson().ifPresent(lesson -> writeLesson(to, newest, lesson));
    return to.all();
  }

  /// What leads from the graph of one item to that of its successor. What a former version said
  /// stays: it is the item's history.
  static Step step(Item before, Item after) {
    var old = write(before);
    var now = write(after);
    var removed = new HashSet<>(old);
    removed.removeAll(now);
    int newest = after.version().number();
    removed.removeIf(triple -> isFormer(triple.getSubject(), newest));
    now.removeAll(old);
    return new Step(removed, now);
  }

  record Step(Set<Triple> removed, Set<Triple> added) {}

  /// Whether the node belongs to a version before this one.
  static boolean isFormer(Node node, int newest) {
    int version = versionOf(node);
    return version > 0 && version < newest;
  }

  /// Number of the version to which the node belongs, 0 if to none.
  private static int versionOf(Node node) {
    var iri = node.getURI();
    int start = iri.indexOf(VERSION_PART);
    if (start < 0) return 0;
    start += VERSION_PART.length();
    int end = iri.indexOf('-', start);
    return Integer.parseInt(iri.substring(start, end < 0 ? iri.length() : end));
  }

  private static final String VERSION_PART = "#version-";

  static Node node(ItemId id) {
    return NodeFactory.createURI(id.iri());
  }

  private static Node version(Node self, int number) {
    return NodeFactory.createURI(self.getURI() + VERSION_PART + number);
  }

  private static List<Node> given(Metadata given) {
    var properties = new ArrayList<Node>();
    if (given.title().isPresent()) properties.add(Terms.TITLE);
    if (given.summary().isPresent()) properties.add(Terms.ABSTRACT);
    if (!given.authors().isEmpty()) properties.add(Terms.CREATOR);
    if (given.organisation().isPresent()) properties.add(Terms.ORGANISATION);
    if (given.date().isPresent()) properties.add(Terms.DATE);
    if (!given.keywords().isEmpty()) properties.add(Terms.KEYWORD);
    if (!given.concepts().isEmpty()) properties.add(Terms.CONCEPT_SAID);
    if (given.language().isPresent()) properties.add(Terms.LANGUAGE);
    if (given.access().isPresent()) properties.add(Terms.READER);
    return properties;
  }

  /// All but title and access.
  private static void writeUntitled(StatementWriter to, Node subject, Metadata metadata) {
    to.text(subject, Terms.ABSTRACT, metadata.summary());
    to.texts(subject, Terms.CREATOR, metadata.authors());
    to.text(subject, Terms.ORGANISATION, metadata.organisation());
    to.date(subject, Terms.DATE, metadata.date());
    to.texts(subject, Terms.KEYWORD, metadata.keywords());
    to.texts(subject, Terms.CONCEPT_SAID, metadata.concepts());
    to.text(subject, Terms.LANGUAGE, metadata.language());
  }

  /// Where nothing was given, what was found stands at the item itself.
  private static void writeFound(StatementWriter to, Node version, Item item) {
    var given = item.given();
    var found = item.found();
    to.text(version, Terms.TITLE, found.title());
    if (given.summary().isPresent()) to.text(version, Terms.ABSTRACT, found.summary());
    if (!given.authors().isEmpty()) to.texts(version, Terms.CREATOR, found.authors());
    if (given.organisation().isPresent())
      to.text(version, Terms.ORGANISATION, found.organisation());
    if (given.date().isPresent()) to.date(version, Terms.DATE, found.date());
    if (!given.keywords().isEmpty()) to.texts(version, Terms.KEYWORD, found.keywords());
    if (!given.concepts().isEmpty()) to.texts(version, Terms.CONCEPT_SAID, found.concepts());
    if (given.language().isPresent()) to.text(version, Terms.LANGUAGE, found.language());
    found
        .access()
        .ifPresent(access -> to.texts(version, Terms.READER, List.copyOf(access.readers())));
  }

  private static void writeOutcome(StatementWriter to, Node self, Outcome outcome) {
    to.text(self, Terms.OUTCOME, outcome.code());
    switch (outcome) {
      case Outcome.Indexed(),
          Outcome.Unchanged(),
          Outcome.Locked(),
          Outcome.Gone(),
          Outcome.Cancelled() -> {}
      case Outcome.Moved(var from) -> to.text(self, Terms.OUTCOME_FROM, from);
      case Outcome.Unsupported(var reason) -> to.text(self, Terms.OUTCOME_REASON, reason);
      case Outcome.Corrupt(var reason, var kept) -> {
        to.text(self, Terms.OUTCOME_REASON, reason);
        to.text(self, Terms.OUTCOME_KEPT, String.valueOf(kept));
      }
      case Outcome.Stopped(var at, var kept) -> {
        to.text(self, Terms.OUTCOME_LIMIT, at.code());
        to.text(self, Terms.OUTCOME_REASON, at.bound());
        to.text(self, Terms.OUTCOME_KEPT, String.valueOf(kept));
      }
      case Outcome.DuplicateOf(var item) -> to.add(self, Terms.OUTCOME_ITEM, node(item));
      case Outcome.NewVersion(int number) -> to.number(self, Terms.OUTCOME_NUMBER, number);
      case Outcome.TooLarge(long limit) -> to.number(self, Terms.OUTCOME_NUMBER, limit);
      case Outcome.Container(var reason) -> to.text(self, Terms.OUTCOME_REASON, reason);
      case Outcome.Empty(var reason) -> to.text(self, Terms.OUTCOME_REASON, reason);
      case Outcome.Unreadable(var reason) -> to.text(self, Terms.OUTCOME_REASON, reason);
    }
  }

  private static void writePlace(StatementWriter to, Node self, int number, Place place) {
    var node = part(self, "place-" + number);
    to.add(self, Terms.PLACE, node);
    to.text(node, Terms.SOURCE, place.source());
    to.text(node, Terms.PATH, place.path());
  }

  private static void writeTag(StatementWriter to, Node self, int number, Tag tag) {
    var node = part(self, "tag-" + number);
    var concept = Terms.concept(tag.concept());
    to.add(self, Terms.SUBJECT, concept);
    to.add(self, Terms.TAG, node);
    to.add(node, Terms.SUBJECT, concept);
    if (!Terms.conceptId(concept).equals(tag.concept()))
      to.text(node, Terms.CONCEPT_SAID, tag.concept());
    to.real(node, Terms.WEIGHT, tag.weight());
    to.text(node, Terms.METHOD, tag.method().code());
  }

  /// Not by `dcterms:subject`, which is for what the item is about.
  private static void writeJudgement(
      StatementWriter to, Node self, int number, Judgement judgement) {
    var node = part(self, "judgement-" + number);
    to.add(self, Terms.JUDGEMENT, node);
    to.add(node, Terms.JUDGED_CONCEPT, NodeFactory.createURI(judgement.concept()));
    to.text(node, Terms.VERDICT, judgement.verdict().code());
    to.texts(node, Terms.FOUND_BY, judgement.labels());
    to.time(node, Terms.PROV_TIME, judgement.when());
    to.text(node, Terms.JUDGED_BY, judgement.by());
  }

  private static void writeVersion(StatementWriter to, Node self, Item.Version version) {
    var node = version(self, version.number());
    to.add(self, Terms.VERSION, node);
    to.add(node, Terms.TYPE, Terms.PROV_ENTITY);
    to.number(node, Terms.NUMBER, version.number());
    to.text(node, Terms.CONTENT, version.content().hex());
    to.number(node, Terms.BYTES, version.bytes());
    to.text(node, Terms.FORMAT, version.mediaType());
    to.time(node, Terms.PROV_TIME, version.received());
    if (version.number() > 1)
      to.add(node, Terms.PROV_REVISION_OF, version(self, version.number() - 1));
    if (version.extractor().isEmpty()) return;
    var reading = part(node, "reading");
    to.add(reading, Terms.TYPE, Terms.PROV_ACTIVITY);
    to.add(reading, Terms.PROV_USED, node);
    to.text(reading, Terms.EXTRACTOR, version.extractor());
  }

  private static void writeLesson(StatementWriter to, Node version, Lesson lesson) {
    to.text(version, Terms.DRIVING_EVENT, lesson.drivingEvent());
    to.text(version, Terms.LESSON, lesson.lesson());
    to.text(version, Terms.RECOMMENDATION, lesson.recommendation());
    to.text(version, Terms.EVIDENCE, lesson.evidence());
    to.text(version, Terms.APPLICABILITY, lesson.applicability());
    to.text(version, Terms.OUTCOME_KIND, lesson.outcome().map(Lesson.OutcomeKind::code));
    to.date(version, Terms.EVENT_DATE, lesson.eventDate());
    to.text(version, Terms.PRIORITY, lesson.priority().map(Lesson.Priority::code));
    to.text(version, Terms.STATUS, lesson.status().code());
    to.text(version, Terms.PROJECT, lesson.project());
    to.texts(version, Terms.SLICE, lesson.slices());
    lesson.supersededBy().ifPresent(other -> to.add(version, Terms.REPLACED_BY, node(other)));
    lesson.loop().ifPresent(loop -> writeLoop(to, version, loop));
    for (int i = 0; i < lesson.readings().size(); i++) {
      var reading = lesson.readings().get(i);
      var node = part(version, "value-" + (i + 1));
      to.add(version, Terms.READING, node);
      to.date(node, Terms.AT, Optional.of(reading.at()));
      to.real(node, Terms.VALUE, reading.value());
      to.text(node, Terms.UNIT, reading.unit());
    }
    for (int i = 0; i < lesson.fields().size(); i++) {
      var field = lesson.fields().get(i);
      var node = part(version, "field-" + (i + 1));
      to.add(version, Terms.FIELD, node);
      to.text(node, Terms.NAME, field.name());
      to.text(node, Terms.TEXT, field.text());
    }
  }

  private static void writeLoop(StatementWriter to, Node version, Lesson.Loop loop) {
    var node = part(version, "loop");
    to.add(version, Terms.LOOP, node);
    to.text(node, Terms.PROCESS, loop.process());
    to.text(node, Terms.SENSOR, loop.sensor());
    to.text(node, Terms.COMPARATOR, loop.comparator());
    to.text(node, Terms.ACTIVATOR, loop.activator());
  }

  // ---- reading

  /// @throws dev.cairn.ontology.GraphFailure of kind CORRUPT if the statements are not an item's
  static Item read(ItemId id, StatementReader from) {
    var self = node(id);
    var versions =
        from.numbered(self, Terms.VERSION).stream().map(v -> readVersion(from, v)).toList();
    var newest = version(self, versions.isEmpty() ? 1 : versions.getLast().number());
    var kind =
        from.objects(self, Terms.TYPE).contains(Terms.LESSON_TYPE)
            ? Item.Kind.LESSON
            : Item.Kind.DOCUMENT;
    var given = Set.copyOf(from.objects(self, Terms.GIVEN));
    var now = readMetadata(from, _ -> self);
    return new Item(
        id,
        kind,
        from.need(self, Terms.TITLE, t -> t),
        only(given, now),
        readMetadata(from, property -> isOwn(property) || given.contains(property) ? newest : self),
        kind == Item.Kind.LESSON ? Optional.of(readLesson(from, newest)) : Optional.empty(),
        versions,
        from.numbered(self, Terms.PLACE).stream().map(place -> readPlace(from, place)).toList(),
        from.need(self, Terms.STATE, s -> Item.State.valueOf(s.toUpperCase(java.util.Locale.ROOT))),
        from.text(self, Terms.OUTCOME).map(code -> readOutcome(from, self, code)),
        from.numbered(self, Terms.TAG).stream().map(tag -> readTag(from, tag)).toList(),
        from.numbered(self, Terms.JUDGEMENT).stream().map(j -> readJudgement(from, j)).toList(),
        from.need(self, Terms.SPUN, Double::parseDouble),
        from.need(self, Terms.CHANGED, Long::parseLong),
        from.need(self, Terms.ADDED, Instant::parse),
        from.read(self, Terms.PART_OF, ItemGraph::id),
        readBinned(from, self));
  }

  /// Title and access of the item may be neither given nor found, so what was found has its own.
  private static boolean isOwn(Node property) {
    return property.equals(Terms.TITLE) || property.equals(Terms.READER);
  }

  private static Metadata only(Set<Node> given, Metadata all) {
    return new Metadata(
        given.contains(Terms.TITLE) ? all.title() : Optional.empty(),
        given.contains(Terms.ABSTRACT) ? all.summary() : Optional.empty(),
        given.contains(Terms.CREATOR) ? all.authors() : List.of(),
        given.contains(Terms.ORGANISATION) ? all.organisation() : Optional.empty(),
        given.contains(Terms.DATE) ? all.date() : Optional.empty(),
        given.contains(Terms.KEYWORD) ? all.keywords() : List.of(),
        given.contains(Terms.CONCEPT_SAID) ? all.concepts() : List.of(),
        given.contains(Terms.LANGUAGE) ? all.language() : Optional.empty(),
        given.contains(Terms.READER) ? all.access() : Optional.empty());
  }

  /// @param where the node at which a property stands
  private static Metadata readMetadata(StatementReader from, UnaryOperator<Node> where) {
    var readers = from.texts(where.apply(Terms.READER), Terms.READER);
    return new Metadata(
        from.text(where.apply(Terms.TITLE), Terms.TITLE),
        from.text(where.apply(Terms.ABSTRACT), Terms.ABSTRACT),
        from.texts(where.apply(Terms.CREATOR), Terms.CREATOR),
        from.text(where.apply(Terms.ORGANISATION), Terms.ORGANISATION),
        from.read(where.apply(Terms.DATE), Terms.DATE, LocalDate::parse),
        from.texts(where.apply(Terms.KEYWORD), Terms.KEYWORD),
        from.texts(where.apply(Terms.CONCEPT_SAID), Terms.CONCEPT_SAID),
        from.text(where.apply(Terms.LANGUAGE), Terms.LANGUAGE),
        readers.isEmpty() ? Optional.empty() : Optional.of(Access.of(readers)));
  }

  private static Optional<Item.Binned> readBinned(StatementReader from, Node self) {
    return from.read(self, Terms.BINNED, Instant::parse)
        .map(when ->
            new Item.Binned(
                when,
                from.need(
                    self,
                    Terms.BIN_REASON,
                    r -> Item.Binned.Reason.valueOf(r.toUpperCase(java.util.Locale.ROOT))),
                from.need(self, Terms.BINNED_BY, by -> by)));
  }

  private static Outcome readOutcome(StatementReader from, Node self, String code) {
    return switch (code) {
      case "indexed" -> new Outcome.Indexed();
      case "unchanged" -> new Outcome.Unchanged();
      case "locked" -> new Outcome.Locked();
      case "gone" -> new Outcome.Gone();
      case "cancelled" -> new Outcome.Cancelled();
      case "moved" -> new Outcome.Moved(from.need(self, Terms.OUTCOME_FROM, f -> f));
      case "unsupported" -> new Outcome.Unsupported(from.need(self, Terms.OUTCOME_REASON, r -> r));
      case "corrupt" ->
          new Outcome.Corrupt(
              from.need(self, Terms.OUTCOME_REASON, r -> r),
              from.need(self, Terms.OUTCOME_KEPT, Boolean::parseBoolean));
      case "stopped" ->
          new Outcome.Stopped(
              new Limit(
                  from.need(
                      self,
                      Terms.OUTCOME_LIMIT,
                      l -> Limit.Kind.valueOf(l.toUpperCase(java.util.Locale.ROOT))),
                  from.need(self, Terms.OUTCOME_REASON, r -> r)),
              from.need(self, Terms.OUTCOME_KEPT, Boolean::parseBoolean));
      case "duplicate" ->
          new Outcome.DuplicateOf(from.need(self, Terms.OUTCOME_ITEM, ItemGraph::id));
      case "newVersion" ->
          new Outcome.NewVersion(from.need(self, Terms.OUTCOME_NUMBER, Integer::parseInt));
      case "tooLarge" ->
          new Outcome.TooLarge(from.need(self, Terms.OUTCOME_NUMBER, Long::parseLong));
      case "container" -> new Outcome.Container(from.need(self, Terms.OUTCOME_REASON, r -> r));
      case "empty" -> new Outcome.Empty(from.need(self, Terms.OUTCOME_REASON, r -> r));
      // What a later program may have written is at least not lost.
      default -> new Outcome.Unreadable(from.text(self, Terms.OUTCOME_REASON).orElse(code));
    };
  }

  static ItemId id(String iri) {
    if (!iri.startsWith(Terms.ITEM)) throw new IllegalArgumentException("not an item: " + iri);
    return new ItemId(iri.substring(Terms.ITEM.length()));
  }

  private static Place readPlace(StatementReader from, Node place) {
    return new Place(
        from.need(place, Terms.SOURCE, s -> s), from.need(place, Terms.PATH, path -> path));
  }

  private static Tag readTag(StatementReader from, Node tag) {
    return new Tag(
        from.text(tag, Terms.CONCEPT_SAID)
            .orElseGet(() ->
                Terms.conceptId(NodeFactory.createURI(from.need(tag, Terms.SUBJECT, c -> c)))),
        from.need(tag, Terms.WEIGHT, Double::parseDouble),
        from.need(
            tag, Terms.METHOD, m -> Tag.Method.valueOf(m.toUpperCase(java.util.Locale.ROOT))));
  }

  private static Judgement readJudgement(StatementReader from, Node judgement) {
    return new Judgement(
        from.need(judgement, Terms.JUDGED_CONCEPT, c -> c),
        from.need(
            judgement,
            Terms.VERDICT,
            code -> Judgement.Verdict.fromCode(code).orElseThrow(IllegalArgumentException::new)),
        from.texts(judgement, Terms.FOUND_BY),
        from.need(judgement, Terms.PROV_TIME, Instant::parse),
        from.need(judgement, Terms.JUDGED_BY, by -> by));
  }

  private static Item.Version readVersion(StatementReader from, Node version) {
    return new Item.Version(
        from.need(version, Terms.NUMBER, Integer::parseInt),
        from.need(version, Terms.CONTENT, ContentId::new),
        from.need(version, Terms.BYTES, Long::parseLong),
        from.need(version, Terms.FORMAT, f -> f),
        from.text(part(version, "reading"), Terms.EXTRACTOR).orElse(""),
        from.need(version, Terms.PROV_TIME, Instant::parse));
  }

  private static Lesson readLesson(StatementReader from, Node version) {
    return new Lesson(
        from.text(version, Terms.DRIVING_EVENT),
        from.text(version, Terms.LESSON),
        from.text(version, Terms.RECOMMENDATION),
        from.text(version, Terms.EVIDENCE),
        from.text(version, Terms.APPLICABILITY),
        from.read(version, Terms.OUTCOME_KIND, code -> constant(Lesson.OutcomeKind.class, code)),
        from.read(version, Terms.EVENT_DATE, LocalDate::parse),
        from.read(version, Terms.PRIORITY, code -> constant(Lesson.Priority.class, code)),
        from.need(version, Terms.STATUS, code -> constant(Lesson.Status.class, code)),
        from.text(version, Terms.PROJECT),
        from.object(version, Terms.LOOP).map(loop -> readLoop(from, loop)),
        from.numbered(version, Terms.READING).stream().map(r -> readReading(from, r)).toList(),
        from.texts(version, Terms.SLICE),
        from.read(version, Terms.REPLACED_BY, ItemGraph::id),
        from.numbered(version, Terms.FIELD).stream().map(f -> readField(from, f)).toList());
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String code) {
    return Lesson.fromCode(type, code)
        .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName()));
  }

  private static Lesson.Loop readLoop(StatementReader from, Node loop) {
    return new Lesson.Loop(
        from.need(loop, Terms.PROCESS, s -> s),
        from.need(loop, Terms.SENSOR, s -> s),
        from.need(loop, Terms.COMPARATOR, s -> s),
        from.need(loop, Terms.ACTIVATOR, s -> s));
  }

  private static Lesson.ReadingValue readReading(StatementReader from, Node reading) {
    return new Lesson.ReadingValue(
        from.need(reading, Terms.AT, LocalDate::parse),
        from.need(reading, Terms.VALUE, Double::parseDouble),
        from.need(reading, Terms.UNIT, s -> s));
  }

  private static Lesson.Field readField(StatementReader from, Node field) {
    return new Lesson.Field(
        from.need(field, Terms.NAME, s -> s), from.need(field, Terms.TEXT, s -> s));
  }
}

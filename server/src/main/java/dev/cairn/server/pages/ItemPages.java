package dev.cairn.server.pages;

import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Judgement;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Meant;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Tag;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.search.Similar;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Mention;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the reading view out of an item and what was read in it.
public final class ItemPages {
  /// So much text stands on one page; more is cut into parts.
  private static final int PART_CHARACTERS = 120_000;

  private static final int MOST_INSIDE = 50;
  private static final int MOST_SIMILAR = 5;
  private static final int MOST_SHARED = 3;

  /// So many concepts that it only means stand behind those that it names.
  private static final int MOST_MEANT = 5;

  private static final Choice NOWHERE = Choice.of("", "");

  private ItemPages() {}

  /// How the reading view is opened.
  ///
  /// @param passage to which the reader was sent; below 0 for none
  /// @param question whose words are marked, may be empty
  /// @param part of a long text, from 1; 0: the one with the passage
  public record Opened(int passage, String question, int part) {}

  /// What lies around an item, as far as the reader may see it.
  ///
  /// @param container in which its bytes lay
  /// @param inside what lay in its bytes
  /// @param alike what says nearly the same, most alike first
  /// @param similar what is like it, most alike first
  /// @param meant concepts that it means without naming them
  public record Around(
      Optional<Item> container,
      List<Item> inside,
      List<Answer.Alike> alike,
      List<Similar.Like> similar,
      Meant meant) {
    public Around {
      inside = List.copyOf(inside);
      alike = List.copyOf(alike);
      similar = List.copyOf(similar);
    }

    /// With nothing that is like it.
    public Around(Optional<Item> container, List<Item> inside, List<Answer.Alike> alike) {
      this(container, inside, alike, List.of(), Meant.nothing());
    }

    public static Around nothing() {
      return new Around(Optional.empty(), List.of(), List.of());
    }
  }

  public static ItemPage of(
      Item item,
      Optional<Derived> derived,
      Around around,
      Opened opened,
      ConceptView concepts,
      Viewer viewer) {
    var parts = derived.map(d -> parts(d.reading())).orElse(List.of());
    int part = part(derived, parts, opened);
    var rows =
        derived
            .filter(_ -> !parts.isEmpty())
            .map(d ->
                new Text(
                        d,
                        concepts,
                        opened.question(),
                        parts.get(part),
                        part + 1 < parts.size() ? parts.get(part + 1) : d.reading().blocks().size(),
                        opened.passage())
                    .rows())
            .orElse(List.<ItemPage.Row>of());
    boolean isLesson = item.kind() == Item.Kind.LESSON;
    var metadata = item.metadata();
    return new ItemPage(
        Page.of(viewer, item.title(), isLesson ? Page.Section.LESSONS : Page.Section.SEARCH)
            .asking(opened.question())
            .with(List.of("search", "reading"), List.of()),
        isLesson ? "Lesson" : "Document",
        facts(item),
        item.date().map(Words::day).orElse(""),
        item.date().map(LocalDate::toString).orElse(""),
        item.lesson().map(ItemPages::badges).orElse(List.of()),
        isLesson ? "" : metadata.summary().orElse(""),
        opened.question().isBlank()
            ? NOWHERE
            : Choice.of("Back to the answers", SearchAddress.words(opened.question())),
        rows,
        partLinks(item, parts, part, opened),
        item.lesson().flatMap(l -> Charts.of(l.readings())),
        about(item, viewer),
        concepts(item, derived, around.meant(), concepts),
        viewer.signedIn() ? Optional.of(judging(item, concepts)) : Optional.empty(),
        versions(item),
        item.places().stream().map(ItemPages::place).distinct().toList(),
        around.container().map(c -> Choice.of(c.title(), href(c))).orElse(NOWHERE),
        inside(item, around.inside()),
        around.alike().stream().map(Hits::alike).toList(),
        around.similar().stream()
            .filter(s -> s.same().isEmpty())
            .limit(MOST_SIMILAR)
            .map(ItemPages::similar)
            .toList(),
        isLesson
            ? NOWHERE
            : Choice.of("Download the original", "/api/documents/" + item.id() + "/content"),
        item.version().mediaType().equals("application/pdf")
            ? AnswerPages.inPlace(item.id().value())
            : "",
        new Notices(item, derived, concepts, viewer).all(),
        isLesson || !viewer.signedIn()
            ? Optional.empty()
            : Optional.of(
                new ItemPage.Forms(
                    "/documents/" + item.id(),
                    item.outcome().filter(Outcome.Locked.class::isInstance).isPresent(),
                    item.binned().isPresent())));
  }

  private static List<String> facts(Item item) {
    var facts = new ArrayList<String>();
    if (item.kind() == Item.Kind.DOCUMENT) facts.add(Words.mediaType(item.version().mediaType()));
    item.metadata().organisation().ifPresent(facts::add);
    item.lesson().flatMap(Lesson::project).ifPresent(facts::add);
    return facts;
  }

  private static List<ItemPage.Badge> badges(Lesson lesson) {
    var badges = new ArrayList<ItemPage.Badge>();
    badges.add(new ItemPage.Badge(Words.status(lesson.status()), lesson.status().code()));
    lesson.outcome().ifPresent(o -> badges.add(new ItemPage.Badge(Words.outcome(o), o.code())));
    lesson.priority().ifPresent(p -> badges.add(new ItemPage.Badge(Words.priority(p), p.code())));
    return badges;
  }

  private static List<ItemPage.Fact> about(Item item, Viewer viewer) {
    var facts = new ArrayList<ItemPage.Fact>();
    var metadata = item.metadata();
    if (!metadata.authors().isEmpty())
      facts.add(new ItemPage.Fact("By", Words.list(metadata.authors())));
    metadata.organisation().ifPresent(o -> facts.add(new ItemPage.Fact("Organisation", o)));
    item.lesson()
        .flatMap(Lesson::project)
        .ifPresent(p -> facts.add(new ItemPage.Fact("Project", p)));
    if (!metadata.keywords().isEmpty())
      facts.add(new ItemPage.Fact("Keywords", String.join(", ", metadata.keywords())));
    metadata.language().ifPresent(l -> facts.add(new ItemPage.Fact("Language", Words.language(l))));
    if (item.version().bytes() > 0)
      facts.add(new ItemPage.Fact("Size", Words.size(item.version().bytes())));
    facts.add(new ItemPage.Fact("Came in", day(item.added())));
    var version = item.version();
    if (viewer.signedIn() && !version.extractor().isEmpty())
      facts.add(new ItemPage.Fact("Read by", version.extractor()));
    return facts;
  }

  private static String day(java.time.Instant time) {
    return Words.day(LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  private static List<ItemPage.Concept> concepts(
      Item item, Optional<Derived> derived, Meant meant, ConceptView concepts) {
    var named =
        item.tags().stream()
            .map(tag -> {
              var mentions =
                  derived.stream()
                      .flatMap(d -> d.mentions().stream())
                      .filter(m -> m.concept().equals(tag.concept()))
                      .toList();
              return concept(
                  tag.concept(),
                  confirmed(item, tag.concept(), concepts)
                      .map(it -> "confirmed " + day(it.when()))
                      .orElseGet(() -> note(tag, mentions.size())),
                  mentions,
                  derived,
                  item,
                  concepts);
            });
    var tagged = item.tags().stream().map(Tag::concept).collect(Collectors.toSet());
    var surest = new LinkedHashMap<String, Mention>();
    meant.mentions().stream()
        .sorted(Comparator.comparingDouble(Mention::confidence).reversed())
        .filter(m -> !tagged.contains(m.concept()))
        .forEach(m -> surest.putIfAbsent(m.concept(), m));
    var onlyMeant =
        surest.values().stream()
            .limit(MOST_MEANT)
            .map(m ->
                concept(
                    m.concept(),
                    "by meaning, " + Math.round(100 * m.confidence()) + " % sure",
                    List.of(m),
                    derived,
                    item,
                    concepts));
    return Stream.concat(named, onlyMeant).toList();
  }

  private static ItemPage.Concept concept(
      String id,
      String note,
      List<Mention> mentions,
      Optional<Derived> derived,
      Item item,
      ConceptView concepts) {
    return new ItemPage.Concept(
        concepts.find(id).map(c -> c.label()).orElse(id),
        Cards.href(id),
        note,
        mentions.isEmpty() || derived.isEmpty() ? "" : evidence(derived.get(), mentions.getFirst()),
        concepts.byId(id).map(Concept::iri).orElse(id),
        confirmed(item, id, concepts).isPresent());
  }

  private static Optional<Judgement> confirmed(Item item, String id, ConceptView concepts) {
    var iri = concepts.byId(id).map(Concept::iri).orElse(id);
    return item.judgements().stream()
        .filter(it -> it.concept().equals(iri) && it.verdict() == Judgement.Verdict.CONFIRMED)
        .findFirst();
  }

  /// What was confirmed and is a tag stands among the tags.
  private static ItemPage.Judging judging(Item item, ConceptView concepts) {
    return new ItemPage.Judging(
        "/items/" + item.id() + "/concepts",
        item.judgements().stream()
            .filter(it -> it.verdict() == Judgement.Verdict.REJECTED)
            .map(it -> {
              var concept = concepts.exactly(it.concept());
              return new ItemPage.Concept(
                  concept.map(Concept::label).orElse(it.concept()),
                  concept.map(c -> Cards.href(c.id())).orElse(""),
                  "rejected " + day(it.when()),
                  "",
                  it.concept(),
                  true);
            })
            .toList());
  }

  private static String note(Tag tag, int mentions) {
    return switch (tag.method()) {
      case PERSON -> mentions == 0 ? "given" : mentions == 1 ? "once" : mentions + " times";
      case TITLE -> "in the title";
      case HEADING -> "in a heading";
      case FREQUENCY -> mentions == 1 ? "once" : Words.number(mentions) + " times";
      case MEANING -> "by meaning";
    };
  }

  private static String evidence(Derived derived, Mention mention) {
    int passage = Text.passageAt(derived.passages(), mention.start());
    return "?p=" + passage + "#p" + passage;
  }

  private static List<ItemPage.Version> versions(Item item) {
    if (item.versions().size() < 2) return List.of();
    return item.versions().reversed().stream()
        .map(v ->
            new ItemPage.Version(
                "Version " + v.number(),
                v.bytes() == 0 || item.kind() == Item.Kind.LESSON
                    ? ""
                    : "/documents/" + item.id() + "/versions/" + v.number(),
                Words.moment(v.received()),
                v.received().toString(),
                v.bytes() == 0 ? "" : Words.size(v.bytes())))
        .toList();
  }

  static String href(Item item) {
    return Hits.item(item.kind() == Item.Kind.LESSON, item.id().value()).toString();
  }

  private static ItemPage.Inside inside(Item item, List<Item> all) {
    // What was thrown away by itself is no longer in here for a reader.
    var files =
        all.stream().filter(part -> item.binned().isPresent() || part.binned().isEmpty()).toList();
    if (files.isEmpty()) return new ItemPage.Inside("", List.of(), "");
    int more = files.size() - MOST_INSIDE;
    return new ItemPage.Inside(
        "Holds " + Words.count(files.size(), "file", "files"),
        files.stream()
            .limit(MOST_INSIDE)
            .map(part ->
                new Choice(
                    part.title(),
                    href(part),
                    part.outcome().filter(Outcome::needsAttention).isPresent()
                        ? Words.notRead(part.outcome().get())
                        : Words.mediaType(part.version().mediaType()),
                    false))
            .toList(),
        more > 0 ? "and " + Words.number(more) + " more" : "");
  }

  /// With what both have in common: concepts, else words.
  private static Choice similar(Similar.Like other) {
    var shared =
        other.shared().isEmpty()
            ? other.words()
            : other.shared().stream().map(Answer.Labelled::label).toList();
    return new Choice(
        other.title(),
        Hits.item(other.kind() == SearchRequest.Kind.LESSON, other.id()).toString(),
        Words.list(shared.stream().limit(MOST_SHARED).toList()),
        false);
  }

  private static String place(Place place) {
    var source = place.source();
    if (place.depth() > 0) {
      var outer = place.outermost();
      return place(outer)
          + ", in it "
          + place.path().substring(outer.path().length() + 2).replace("!/", " › ");
    }
    if (source.equals("upload")) return "Uploaded as " + place.fileName();
    if (source.startsWith("watch:")) return "Watched folder, " + place.path();
    if (source.startsWith("web:")) return "Web page " + place.path();
    if (source.equals("starter")) return "Part of the starter corpus (illustrative)";
    if (source.startsWith("import:"))
      return "Imported from " + source.substring(7) + ", row " + place.path();
    if (source.startsWith("folder:"))
      return "Folder "
          + source.substring(7).replaceFirst("@[0-9a-f]{8}$", "")
          + ", "
          + place.path();
    return source + ", " + place.path();
  }

  /// Where each part begins, as numbers of blocks.
  private static List<Integer> parts(Reading reading) {
    var parts = new ArrayList<Integer>();
    int begun = 0;
    for (int i = 0; i < reading.blocks().size(); i++)
      if (i == 0 || reading.blocks().get(i).end() - begun > PART_CHARACTERS) {
        parts.add(i);
        begun = reading.blocks().get(i).start();
      }
    return parts;
  }

  private static int part(Optional<Derived> derived, List<Integer> parts, Opened opened) {
    if (parts.size() < 2) return 0;
    if (opened.part() > 0) return Math.min(opened.part(), parts.size()) - 1;
    var passages = derived.map(Derived::passages).orElse(List.of());
    if (opened.passage() < 0 || opened.passage() >= passages.size()) return 0;
    int start = passages.get(opened.passage()).start();
    var blocks = derived.map(d -> d.reading().blocks()).orElse(List.of());
    int part = 0;
    while (part + 1 < parts.size() && blocks.get(parts.get(part + 1)).start() <= start) part++;
    return part;
  }

  private static List<Choice> partLinks(Item item, List<Integer> parts, int part, Opened opened) {
    if (parts.size() < 2) return List.of();
    var links = new ArrayList<Choice>();
    for (int i = 0; i < parts.size(); i++) {
      var address =
          Hits.item(item.kind() == Item.Kind.LESSON, item.id().value()).with("part", "" + (i + 1));
      if (!opened.question().isBlank()) address = address.with("q", opened.question());
      links.add(new Choice("Part " + (i + 1), address.toString(), "", i == part));
    }
    return links;
  }
}

package dev.cairn.server.pages;

import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Tag;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.Why;
import dev.cairn.indexer.search.Centre;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Mention;
import dev.cairn.ontology.Relation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A small world to render: a dozen concepts, an answer, viewers.
final class Samples {
  static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");

  private Samples() {}

  static Viewer reader() {
    return new Viewer(Caller.anonymous(), "", "/", NOW);
  }

  static Viewer admin() {
    return new Viewer(Caller.admin(), "csrf-token", "/", NOW);
  }

  static ConceptView concepts() {
    return new Small()
        .add(
            "management-function",
            "Management function",
            "What a manager does, whatever he manages.")
        .add("planning", "Planning", "Deciding ahead what is to be done.")
        .add(
            "controlling",
            "Controlling",
            "Comparing what happens with what was meant to happen, and acting on the difference.")
        .add(
            "strategic-control",
            "Strategic control",
            "Watching whether the course itself is still right.")
        .add("customer-retention", "Customer retention", "Keeping the customers one has.")
        .add(
            "customer-churn",
            "Customer churn",
            "The loss of customers over a period; what customer experience management aims to"
                + " reduce.")
        .add("churn-rate", "Churn rate", "The share of customers who left within a period.")
        .add("loyalty", "Loyalty", "Coming back by one's own wish.")
        .add("billing-stage", "Billing", "When the customer is asked to pay.")
        .add("lifecycle-stage", "Lifecycle stage", "A part of the customer's way with a firm.")
        .link("planning", Relation.BROADER, "management-function")
        .link("controlling", Relation.BROADER, "management-function")
        .link("strategic-control", Relation.BROADER, "controlling")
        .link("customer-churn", Relation.RELATED, "loyalty")
        .link("customer-churn", Relation.BROADER, "customer-retention")
        .link("churn-rate", Relation.MEASURES, "customer-churn")
        .link("billing-stage", Relation.BROADER, "lifecycle-stage");
  }

  static Answer answer(String text) {
    var why =
        new Why(
            Optional.of(
                new Why.Lexical(
                    0.41,
                    1,
                    7.1,
                    List.of(
                        new Why.Term("leav", "body", 2.3), new Why.Term("custom", "title", 1.1)))),
            Optional.empty(),
            List.of(
                new Why.ByConcept(
                    List.of("customer-churn", "customer-retention"),
                    "related",
                    0.35,
                    List.of(
                        new Why.Evidence(
                            2,
                            10,
                            30,
                            "chump acquaintance administration",
                            "chump acquaintance administration",
                            "hiddenLabel",
                            0.8)))),
            List.of());
    var hits =
        List.of(
            hit(
                "AAAAAAAAAAAAAAAAAAAAAA",
                SearchRequest.Kind.LESSON,
                "A price rise announced on the invoice costs more customers than the price",
                "Of the customers who left in the two quarters after the change, most named the"
                    + " surprise, not the amount. Announce by the channel that the customer uses"
                    + " most, thirty days ahead, with the reason.",
                List.of(new Answer.Range(7, 16), new Answer.Range(21, 25)),
                "learned",
                "",
                "Lesson",
                0,
                why),
            hit(
                "BBBBBBBBBBBBBBBBBBBBBB",
                SearchRequest.Kind.DOCUMENT,
                "Service recovery in the contact centre: what the first hour decides",
                "Calls that were answered by the person who could settle the matter kept nine of"
                    + " ten customers; each handover doubled the share that left within the year.",
                List.of(new Answer.Range(84, 93), new Answer.Range(132, 136)),
                "",
                "application/pdf",
                "Findings › The first hour",
                14,
                why),
            hit(
                "CCCCCCCCCCCCCCCCCCCCCC",
                SearchRequest.Kind.LESSON,
                "Ask those who stay as well as those who go",
                "Exit surveys told why customers leave; only the interviews with those who nearly"
                    + " left told what would have kept them.",
                List.of(new Answer.Range(22, 37)),
                "published",
                "",
                "",
                0,
                why));
    var facets = new LinkedHashMap<String, List<Answer.FacetValue>>();
    facets.put("kind", List.of(value("lesson", "Lessons", 31), value("document", "Documents", 11)));
    facets.put(
        "function",
        List.of(
            new Answer.FacetValue(
                "controlling",
                "Controlling",
                9,
                List.of(value("strategic-control", "Strategic control", 3))),
            value("planning", "Planning", 6)));
    facets.put(
        "lifecycle",
        List.of(value("billing-stage", "Billing", 12), value("lifecycle-stage", "Support", 10)));
    facets.put(
        "concept",
        List.of(value("customer-churn", "Customer churn", 18), value("loyalty", "Loyalty", 9)));
    facets.put("year", List.of(value("2026", "2026", 14), value("2025", "2025", 20)));
    facets.put(
        "author",
        List.of(
            value("Contact centre manager", "Contact centre manager", 4),
            value("Analyst", "Analyst", 2)));
    return new Answer(
        text,
        SearchRequest.Mode.LEXICAL,
        List.of(new Answer.Recognised("customer-churn", "Customer churn", "customers leave", 0.81)),
        42,
        hits,
        facets,
        Optional.of("c2"),
        List.of());
  }

  static Item lesson() {
    return new Item(
        new ItemId("AAAAAAAAAAAAAAAAAAAAAA"),
        Item.Kind.LESSON,
        "A price rise announced on the invoice costs more customers than the price",
        new Metadata(
            Optional.of(
                "A price rise announced on the invoice costs more customers than the price"),
            Optional.of("Two letters went out; the plain one lost fewer customers."),
            List.of("campaign manager", "customer insight analyst"),
            Optional.of("Marketing"),
            Optional.empty(),
            List.of("price", "letters"),
            List.of(),
            Optional.of("en"),
            Optional.empty()),
        Metadata.none(),
        Optional.of(
            new Lesson(
                Optional.of("x"),
                Optional.of("x"),
                Optional.of("x"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Lesson.OutcomeKind.NEGATIVE),
                Optional.of(LocalDate.of(2025, 5, 19)),
                Optional.of(Lesson.Priority.URGENT),
                Lesson.Status.PUBLISHED,
                Optional.of("Spring price change 2025"),
                Optional.empty(),
                List.of(
                    new Lesson.ReadingValue(LocalDate.of(2025, 6, 1), 4.1, "%"),
                    new Lesson.ReadingValue(LocalDate.of(2025, 9, 1), 3.4, "%"),
                    new Lesson.ReadingValue(LocalDate.of(2026, 1, 1), 2.9, "%")),
                List.of(),
                Optional.empty(),
                List.of())),
        List.of(new Item.Version(1, new ContentId("0".repeat(64)), 0, "text/plain", "lesson", NOW)),
        List.of(new Place("starter", "price-letter")),
        Item.State.DESCRIBED,
        Optional.of(new Outcome.Indexed()),
        List.of(
            new Tag("customer-churn", 1, Tag.Method.TITLE),
            new Tag("loyalty", 0.4, Tag.Method.FREQUENCY)),
        0.1,
        3,
        NOW,
        Optional.empty(),
        Optional.empty());
  }

  static Item withOutcome(Outcome outcome) {
    var item = lesson();
    return new Item(
        item.id(),
        item.kind(),
        item.title(),
        item.given(),
        item.found(),
        item.lesson(),
        item.versions(),
        item.places(),
        item.state(),
        Optional.of(outcome),
        item.tags(),
        item.spun(),
        item.change(),
        item.added(),
        item.partOf(),
        item.binned());
  }

  /// A text of two sections, two passages and two mentions.
  static Derived derived() {
    var parts =
        List.of(
            "What happened",
            "Of the customers who left in the two quarters after the change, most named the"
                + " surprise, not the amount. Customer churn rose by a third within ten weeks.",
            "Recommendation",
            "Announce by the channel that the customer uses most, thirty days ahead, with the"
                + " reason. Loyalty is not bought by a low price but by being told in time.",
            "Old price, new price and start date in the first sentence",
            "No more than three sentences of reason",
            "Letter | Households | Left",
            "Long | 168,000 | 4.1 %",
            "Plain | 42,000 | 2.9 %");
    var kinds =
        List.of(
            Reading.Block.Kind.HEADING,
            Reading.Block.Kind.PARAGRAPH,
            Reading.Block.Kind.HEADING,
            Reading.Block.Kind.PARAGRAPH,
            Reading.Block.Kind.LIST_ITEM,
            Reading.Block.Kind.LIST_ITEM,
            Reading.Block.Kind.TABLE_ROW,
            Reading.Block.Kind.TABLE_ROW,
            Reading.Block.Kind.TABLE_ROW);
    var text = String.join("\n", parts);
    var blocks = new ArrayList<Reading.Block>();
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      int level =
          switch (kinds.get(i)) {
            case HEADING -> 2;
            case LIST_ITEM -> 1;
            case PARAGRAPH, TABLE_ROW, QUOTE, CODE -> 0;
          };
      blocks.add(new Reading.Block(kinds.get(i), at, at + parts.get(i).length(), level, 0));
      at += parts.get(i).length() + 1;
    }
    int second = blocks.get(2).start();
    int churn = text.indexOf("Customer churn");
    int loyalty = text.indexOf("Loyalty");
    return new Derived(
        new Reading(text, blocks),
        List.of(
            new Passage(0, 0, second - 1, "What happened", 0, text.substring(0, second - 1)),
            new Passage(1, second, text.length(), "Recommendation", 0, text.substring(second))),
        List.of(
            new Mention(
                "customer-churn", churn, churn + 14, "Customer churn", Mention.Method.LABEL, 0.9),
            new Mention("loyalty", loyalty, loyalty + 7, "Loyalty", Mention.Method.LABEL, 0.9)),
        0.1,
        false);
  }

  /// Lessons and nothing else.
  static Centre.Gathered gathered(String concept, long lessons, List<Answer.Hit> best) {
    var all = SearchRequest.of("").withKinds(Set.of(SearchRequest.Kind.LESSON));
    return new Centre.Gathered(
        new Centre.Section(lessons, best, all),
        List.of(),
        new Centre.Section(0, List.of(), all),
        0,
        Map.of(),
        List.of(),
        new Centre.Section(0, List.of(), all),
        best.stream()
            .map(hit ->
                new Centre.Named(
                    hit,
                    hit.why().concepts().stream()
                        .filter(c -> c.path().getLast().equals(concept))
                        .flatMap(c -> c.evidence().stream())
                        .toList()))
            .toList(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(new Centre.Missing(Centre.Gap.SOURCE, List.of())));
  }

  static Answer nothing(String text) {
    return new Answer(
        text,
        SearchRequest.Mode.LEXICAL,
        List.of(),
        0,
        List.of(),
        Map.of(),
        Optional.empty(),
        List.of());
  }

  static Answer.FacetValue value(String value, String label, long count) {
    return new Answer.FacetValue(value, label, count, List.of());
  }

  private static Answer.Hit hit(
      String id,
      SearchRequest.Kind kind,
      String title,
      String text,
      List<Answer.Range> marks,
      String status,
      String mediaType,
      String heading,
      int page,
      Why why) {
    return new Answer.Hit(
        id,
        kind,
        title,
        Optional.of(LocalDate.of(2026, 5, 2)),
        List.of("Contact centre manager"),
        Optional.of("Customer service"),
        status,
        mediaType,
        Optional.of(new Answer.Snippet(heading, text, marks, page, 2)),
        List.of(
            new Answer.Labelled("customer-churn", "Customer churn"),
            new Answer.Labelled("billing-stage", "Billing"),
            new Answer.Labelled("loyalty", "Loyalty")),
        List.of(),
        List.of(),
        why,
        false);
  }

  /// Concepts given by hand; links are kept with their inverses.
  static final class Small implements ConceptView {
    private record Known(String label, String definition, List<Concept.Link> links) {}

    private final Map<String, Known> known = new TreeMap<>();

    Small add(String id, String label, String definition) {
      known.put(id, new Known(label, definition, new ArrayList<>()));
      return this;
    }

    Small link(String from, Relation relation, String to) {
      known.get(from).links().add(new Concept.Link(relation, to));
      known.get(to).links().add(new Concept.Link(relation.inverse(), from));
      return this;
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Collection<Concept> all() {
      return known.keySet().stream().map(id -> byId(id).orElseThrow()).toList();
    }

    @Override
    public Optional<Concept> byId(String id) {
      return Optional.ofNullable(known.get(id))
          .map(k ->
              new Concept(
                  id,
                  "urn:cairn:concept:" + id,
                  "urn:cairn:scheme:built-in",
                  "customer-experience",
                  List.of(
                      new Concept.Label(Concept.Label.Kind.PREFERRED, k.label(), "en"),
                      new Concept.Label(
                          Concept.Label.Kind.ALTERNATIVE, k.label() + " (other name)", "en")),
                  Optional.of(k.definition()),
                  List.of(
                      new Concept.Note(Concept.Note.Kind.SCOPE, "A note on " + k.label() + ".")),
                  k.links(),
                  List.of(),
                  List.of("source-text-1")));
    }

    @Override
    public Optional<Concept> byIri(String iri) {
      return byId(iri.replace("urn:cairn:concept:", ""));
    }

    @Override
    public List<Concept> roots() {
      return all().stream().filter(c -> c.broader().isEmpty()).toList();
    }

    @Override
    public Set<String> ancestors(String id) {
      return walk(id, true);
    }

    @Override
    public Set<String> descendants(String id) {
      return walk(id, false);
    }

    private Set<String> walk(String id, boolean up) {
      var found = new LinkedHashSet<String>();
      var next = new ArrayList<String>(List.of(id));
      while (!next.isEmpty()) {
        var concept = byId(next.removeFirst()).orElseThrow();
        for (var other : up ? concept.broader() : concept.narrower())
          if (found.add(other)) next.add(other);
      }
      return found;
    }

    @Override
    public List<Slice> slices() {
      return List.of(
          new Slice("function", "management-function", List.of("planning", "controlling")));
    }

    @Override
    public List<Group> groups() {
      return List.of(
          new Group(
              "urn:g",
              "The steps of control",
              true,
              List.of("planning", "controlling", "strategic-control")));
    }
  }
}

package dev.cairn.server.pages;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.Judgement;
import dev.cairn.corpus.Judgement.Verdict;
import dev.cairn.corpus.tagging.JudgedLabel;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.List;
import java.util.Optional;

/// Links that people judged, and what that tells of the names by which they were made.
///
/// @param lead what there is, one sentence
/// @param doubts names that are wrong more often than right
/// @param labels how often each name was right
/// @param moreLabels that not all are shown, one sentence; else empty
/// @param judged what was said, newest first
/// @param moreJudged likewise
/// @param all address of what was said of all concepts; empty where that is shown
/// @param table address of the same as a table
public record JudgementsPage(
    Page page,
    String lead,
    List<Doubt> doubts,
    List<OfLabel> labels,
    String moreLabels,
    List<Row> judged,
    String moreJudged,
    String all,
    String table) {
  private static final int SHOWN = 100;
  private static final int ITEMS = 5;

  public JudgementsPage {
    doubts = List.copyOf(doubts);
    labels = List.copyOf(labels);
    judged = List.copyOf(judged);
  }

  /// @param says how many were rejected, in words
  /// @param items some of those where it is wrong
  /// @param more how many others there are, in words; else empty
  /// @param edits that make it count only near a neighbouring concept, as the interface writes
  ///   them; empty where there are none
  public record Doubt(
      String label,
      String concept,
      String href,
      String says,
      List<Choice> items,
      String more,
      String edits) {
    public Doubt {
      items = List.copyOf(items);
    }
  }

  /// @param right share that was confirmed
  /// @param note where it counts now, where that is not everywhere; else empty
  public record OfLabel(
      String label,
      String concept,
      String href,
      int confirmed,
      int rejected,
      String right,
      String note) {}

  /// @param said `is about` or `is not about`
  public record Row(
      String item,
      String itemHref,
      String said,
      String concept,
      String href,
      String by,
      String when,
      String date) {}

  /// One judgement with its item.
  public record Judged(Item item, Judgement judgement) {}

  /// A name, and what can be done about it.
  ///
  /// @param edits that make it count only near a neighbouring concept; empty where there are none
  /// @param note where it counts now; empty where it counts everywhere
  public record Named(JudgedLabel label, String edits, String note) {}

  /// @param concept the only one that is wanted
  public static JudgementsPage of(
      Optional<Concept> concept,
      List<Judged> judged,
      List<Named> labels,
      ConceptView view,
      Viewer viewer) {
    long confirmed =
        judged.stream().filter(it -> it.judgement().verdict() == Verdict.CONFIRMED).count();
    return new JudgementsPage(
        Page.of(viewer, "Judged links", Page.Section.ADMIN)
            .with(List.of("admin", "concepts", "curating"), List.of()),
        lead(concept, confirmed, judged.size() - confirmed),
        labels.stream()
            .filter(it -> it.label().doubtful() && it.note().isEmpty())
            .limit(SHOWN)
            .map(it -> doubt(it, view))
            .toList(),
        labels.stream().limit(SHOWN).map(it -> row(it, view)).toList(),
        more(labels.size(), "names"),
        judged.stream().limit(SHOWN).map(it -> row(it, view)).toList(),
        more(judged.size(), "judgements"),
        concept.isPresent() ? "/concepts/judgements" : "",
        "/api/concepts/judgements.csv" + concept.map(c -> "?concept=" + c.id()).orElse(""));
  }

  private static String lead(Optional<Concept> concept, long confirmed, long rejected) {
    var of = concept.map(c -> " to “" + c.label() + "”").orElse("");
    return confirmed + rejected == 0
        ? "Nobody has judged a link"
            + of
            + " yet. Beside the text of every item stand the concepts"
            + " that it is held to be about, with buttons to say whether that is right."
        : Words.count(confirmed, "link", "links")
            + of
            + (confirmed == 1 ? " was" : " were")
            + " confirmed, "
            + Words.number(rejected)
            + " rejected. What was said stays, whatever texts and concepts become.";
  }

  private static String more(int count, String what) {
    return count <= SHOWN
        ? ""
        : "The first " + SHOWN + " of " + Words.number(count) + " " + what + " are shown.";
  }

  private static String label(String iri, ConceptView view) {
    return view.byIri(iri).map(Concept::label).orElse(iri);
  }

  private static String href(String iri, ConceptView view) {
    return view.byIri(iri).map(c -> Cards.href(c.id())).orElse("");
  }

  private static Doubt doubt(Named named, ConceptView view) {
    var label = named.label();
    int rejected = label.rejected().size();
    int more = rejected - ITEMS;
    return new Doubt(
        label.label(),
        label(label.concept(), view),
        href(label.concept(), view),
        "%d of %d judged links were wrong".formatted(rejected, rejected + label.confirmed().size()),
        label.rejected().stream()
            .limit(ITEMS)
            .map(item -> Choice.of(item.title(), ItemPages.href(item)))
            .toList(),
        more > 0 ? "and " + Words.number(more) + " more" : "",
        named.edits());
  }

  private static OfLabel row(Named named, ConceptView view) {
    var label = named.label();
    return new OfLabel(
        label.label(),
        label(label.concept(), view),
        href(label.concept(), view),
        label.confirmed().size(),
        label.rejected().size(),
        Words.share(label.precision()),
        named.note());
  }

  private static Row row(Judged one, ConceptView view) {
    var said = one.judgement();
    return new Row(
        one.item().title(),
        ItemPages.href(one.item()),
        switch (said.verdict()) {
          case CONFIRMED -> "is about";
          case REJECTED -> "is not about";
        },
        label(said.concept(), view),
        href(said.concept(), view),
        said.by(),
        Words.moment(said.when()),
        said.when().toString());
  }
}

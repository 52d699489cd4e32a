package dev.cairn.server.pages;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Hits of an answer as a page shows them.
final class Hits {
  private static final int CONCEPTS = 5;

  /// Between two headings, as passages join them.
  private static final String BELOW = " › ";

  private Hits() {}

  /// What is needed for saying whether a hit was what somebody needed.
  ///
  /// @param further whether these are not the first hits
  /// @param noted id of the item of which it was said just now
  /// @param pins whether who reads may pin hits
  record Judging(String mode, boolean further, String noted, boolean pins) {}

  /// @param explained whether to say why each is there
  static List<SearchPage.Hit> of(Answer answer, ConceptView concepts, boolean explained) {
    return of(answer, concepts, explained, Optional.empty());
  }

  /// Without reasons.
  static List<SearchPage.Hit> of(List<Answer.Hit> hits, String question, ConceptView concepts) {
    var reasons = new Reasons(concepts, question);
    return hits.stream()
        .map(hit -> of(hit, question, reasons, 0, false, Optional.empty()))
        .toList();
  }

  static List<SearchPage.Hit> of(
      Answer answer, ConceptView concepts, boolean explained, Optional<Judging> judging) {
    var reasons = new Reasons(concepts, answer.text());
    double best = answer.hits().stream().mapToDouble(Answer.Hit::score).max().orElse(0);
    return answer.hits().stream()
        .map(hit ->
            of(
                hit,
                answer.text(),
                reasons,
                best,
                explained,
                judging
                    .filter(_ -> hit.kind() != SearchRequest.Kind.CONCEPT)
                    .map(j -> judge(j, hit, answer))))
        .toList();
  }

  private static SearchPage.Judge judge(Judging judging, Answer.Hit hit, Answer answer) {
    return new SearchPage.Judge(
        answer.text(),
        hit.id(),
        judging.further() ? "" : "" + (answer.hits().indexOf(hit) + 1),
        judging.mode(),
        hit.id().equals(judging.noted()),
        judging.pins() && !hit.pinned()
            ? Address.of("/admin/search")
                .with("question", answer.text())
                .with("item", hit.id())
                .at("pin")
                .toString()
            : "");
  }

  private static SearchPage.Hit of(
      Answer.Hit hit,
      String question,
      Reasons reasons,
      double best,
      boolean explained,
      Optional<SearchPage.Judge> judge) {
    var passage = hit.passage();
    return new SearchPage.Hit(
        Words.kind(hit.kind()),
        hit.pinned(),
        facts(hit),
        hit.date().map(Words::day).orElse(""),
        hit.date().map(Object::toString).orElse(""),
        href(hit, question, passage.map(Answer.Snippet::ordinal).orElse(-1)).toString(),
        hit.title(),
        passage.map(p -> where(p.heading(), hit.title())).orElse(""),
        passage.map(p -> Segment.of(p.text(), p.highlights())).orElse(List.of()),
        passage.filter(Answer.Snippet::meant).map(p -> near(hit.id(), p)),
        hit.concepts().stream()
            .limit(CONCEPTS)
            .map(c -> Choice.of(c.label(), "/concepts/" + Address.encode(c.id())))
            .toList(),
        Words.list(hit.readsAs().stream().map(Answer.Labelled::label).toList()),
        hit.alike().stream().map(Hits::alike).toList(),
        explained && hit.score() > 0 ? reasons.sentence(hit.why()) : "",
        explained && hit.score() > 0 ? reasons.parts(hit.why(), best) : List.of(),
        explained && hit.score() > 0 ? reasons.evidence(hit) : List.of(),
        judge);
  }

  /// What says nearly the same, with the share that both have in common.
  static Choice alike(Answer.Alike other) {
    var label =
        other.mediaType().isEmpty()
            ? other.title()
            : other.title() + " (" + Words.mediaType(other.mediaType()) + ")";
    return new Choice(
        label,
        item(other.kind() == SearchRequest.Kind.LESSON, other.id()).toString(),
        Words.share(other.likeness()),
        false);
  }

  /// The nearest sentence is marked, as a whole, where it is known; else what matched.
  static SearchPage.Near near(String item, Answer.Snippet passage) {
    return new SearchPage.Near(
        item + ":" + passage.ordinal(),
        Segment.of(
            passage.text(), passage.sentence().map(List::of).orElseGet(passage::highlights)));
  }

  /// The headings above the passage, without the title, which stands above them anyway.
  static String where(String heading, String title) {
    if (heading.equals(title)) return "";
    return heading.startsWith(title + BELOW)
        ? heading.substring(title.length() + BELOW.length())
        : heading;
  }

  private static List<String> facts(Answer.Hit hit) {
    var facts = new ArrayList<String>();
    var page = hit.passage().filter(p -> p.page() > 0).map(p -> ", page " + p.page()).orElse("");
    switch (hit.kind()) {
      case DOCUMENT -> facts.add(Words.mediaType(hit.mediaType()) + page);
      case LESSON -> {
        if (!hit.status().isEmpty()) facts.add(Words.status(hit.status()));
      }
      case CONCEPT -> {}
    }
    hit.organisation().ifPresent(facts::add);
    return facts;
  }

  /// Where the hit is read, opened at the passage.
  ///
  /// @param passage below 0: from its beginning
  static Address href(Answer.Hit hit, String question, int passage) {
    if (hit.kind() == SearchRequest.Kind.CONCEPT)
      return Address.of("/concepts/" + Address.encode(hit.id()));
    var address = item(hit.kind() == SearchRequest.Kind.LESSON, hit.id());
    if (passage >= 0) address = address.with("p", "" + passage).at("p" + passage);
    return question.isBlank() ? address : address.with("q", question);
  }

  static Address item(boolean lesson, String id) {
    return Address.of((lesson ? "/lessons/" : "/documents/") + id);
  }
}

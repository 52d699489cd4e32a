package dev.cairn.server.pages;

import dev.cairn.indexer.search.Centre;
import dev.cairn.indexer.search.Tip;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lays out what is known about a concept.
public final class CentrePages {
  private static final int BAR = 14;
  private static final int STEP = 18;

  /// Years further back than this before the newest one are left out of the picture.
  private static final int MOST_YEARS = 30;

  private final Concept concept;
  private final ConceptView view;
  private final Centre.Gathered gathered;

  CentrePages(Concept concept, ConceptView view, Centre.Gathered gathered) {
    this.concept = concept;
    this.view = view;
    this.gathered = gathered;
  }

  ConceptPage.Centre centre(ConceptPage.Asked asked, List<Choice> courses) {
    var summary = AnswerPages.said(gathered.summary(), concept.label());
    var lessons = items(gathered.best(), "lesson", "lessons");
    var practices = items(gathered.practices(), "best practice", "best practices");
    var documents = items(gathered.documents(), "document", "documents");
    var tips = tips();
    var years = years();
    var beside = beside();
    var missing = missing(asked);
    var contents = new ArrayList<Choice>();
    if (!summary.isEmpty())
      contents.add(content("What the texts say", "says", gathered.summary().size()));
    if (gathered.best().total() > 0)
      contents.add(content("Lessons", "lessons", gathered.best().total()));
    if (gathered.practices().total() > 0)
      contents.add(content("Best practices", "practices", gathered.practices().total()));
    if (!tips.isEmpty())
      contents.add(content("Tips", "tips", tips.stream().mapToInt(t -> t.said().size()).sum()));
    if (gathered.documents().total() > 0)
      contents.add(content("Documents", "documents", gathered.documents().total()));
    if (!courses.isEmpty()) contents.add(content("Courses", "courses", courses.size()));
    if (!concept.links().isEmpty())
      contents.add(content("Neighbours", "relations", concept.links().size()));
    if (!beside.isEmpty()) contents.add(content("Compare with", "beside", beside.size()));
    if (years.isPresent()) contents.add(Choice.of("Over time", "#years"));
    if (!missing.isEmpty()) contents.add(content("What is missing", "missing", missing.size()));
    return new ConceptPage.Centre(
        contents,
        summary,
        lessons,
        Hits.of(gathered.newest(), concept.label(), view),
        practices,
        tips,
        documents,
        sorts(),
        courses,
        beside,
        years,
        missing);
  }

  private static Choice content(String label, String id, long count) {
    return Choice.of(label, "#" + id, count);
  }

  private ConceptPage.Items items(Centre.Section section, String one, String many) {
    var title =
        section.total() == 0 ? "No " + one + " yet" : Words.count(section.total(), one, many);
    return new ConceptPage.Items(
        title,
        Hits.of(section.first(), concept.label(), view),
        section.total() > section.first().size()
            ? Choice.of("all " + title, search(section))
            : Choice.of("", ""));
  }

  /// Where all of a section are found.
  public static String search(Centre.Section section) {
    return SearchAddress.of(section.all()).without("mode").without("limit").toString();
  }

  private List<ConceptPage.Tips> tips() {
    var tips = new ArrayList<ConceptPage.Tips>();
    for (var kind : Tip.Kind.values()) {
      var some = gathered.tips().getOrDefault(kind, List.of());
      if (!some.isEmpty())
        tips.add(
            new ConceptPage.Tips(
                title(kind),
                AnswerPages.said(some.stream().map(Tip::sentence).toList(), concept.label())));
    }
    return tips;
  }

  private static String title(Tip.Kind kind) {
    return switch (kind) {
      case DO -> "Do";
      case AVOID -> "Avoid";
      case WATCH_OUT -> "Watch out for";
    };
  }

  private List<ConceptPage.Sort> sorts() {
    var sorts = new ArrayList<ConceptPage.Sort>();
    var media = media();
    if (media.size() > 1) sorts.add(new ConceptPage.Sort("By what they are", media));
    var genres = origins("tag", gathered.genres());
    if (!genres.isEmpty()) sorts.add(new ConceptPage.Sort("By the kind of text", genres));
    var organisations = origins("organisation", gathered.organisations());
    if (!organisations.isEmpty())
      sorts.add(new ConceptPage.Sort("By where they come from", organisations));
    return sorts;
  }

  /// Several types that are one thing to a reader are counted together.
  private List<Choice> media() {
    var types = new LinkedHashMap<String, List<String>>();
    var counts = new LinkedHashMap<String, Long>();
    gathered
        .media()
        .forEach((type, count) -> {
          var name = Words.mediaType(type);
          types.computeIfAbsent(name, _ -> new ArrayList<>()).add(type);
          counts.merge(name, count, Long::sum);
        });
    return counts.entrySet().stream()
        .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
        .map(e -> {
          var address = SearchAddress.about(concept.id()).with("kind", "document");
          for (var type : types.getOrDefault(e.getKey(), List.of()))
            address = address.with("mediaType", type);
          return Choice.of(e.getKey(), address, e.getValue());
        })
        .toList();
  }

  private List<Choice> origins(String filter, Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(e ->
            Choice.of(
                e.getKey(),
                SearchAddress.about(concept.id()).with("kind", "document").with(filter, e.getKey()),
                e.getValue()))
        .toList();
  }

  private List<Choice> beside() {
    return gathered.beside().stream()
        .flatMap(b ->
            view.byId(b.concept()).stream()
                .map(other ->
                    new Choice(
                        other.label(),
                        ComparePages.address(concept.id(), other.id()),
                        why(b),
                        false)))
        .toList();
  }

  private static String why(Centre.Beside beside) {
    var together =
        beside.together() == 0
            ? ""
            : Words.count(beside.together(), "item is", "items are") + " about both";
    return switch (beside.because()) {
      case CONTRAST -> "told apart from it" + (together.isEmpty() ? "" : "; " + together);
      case SIBLING -> "stands beside it" + (together.isEmpty() ? "" : "; " + together);
      case TOGETHER -> together;
    };
  }

  private Optional<ConceptPage.Years> years() {
    var years = gathered.years();
    if (years.isEmpty()) return Optional.empty();
    int last = years.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    int first =
        Math.max(
            years.keySet().stream().mapToInt(Integer::intValue).min().orElse(0),
            last - MOST_YEARS + 1);
    if (first == last) return Optional.empty();
    long most = years.values().stream().mapToLong(Long::longValue).max().orElse(1);
    int every = Math.max(2, (last - first) / 6 + 1);
    var bars = new ArrayList<ConceptPage.Bar>();
    long sum = 0;
    for (int year = first; year <= last; year++) {
      long count = years.getOrDefault(year, 0L);
      sum += count;
      bars.add(
          new ConceptPage.Bar(
              "" + year,
              count,
              (year - first) * STEP,
              count == 0 ? 0 : (int) Math.max(2, Math.round(100.0 * count / most)),
              count == 0
                  ? ""
                  : SearchAddress.about(concept.id())
                      .with("from", year + "-01-01")
                      .with("to", year + "-12-31")
                      .toString(),
              (last - year) % every == 0));
    }
    return Optional.of(
        new ConceptPage.Years(
            "%s from %d to %d, most in %s."
                .formatted(Words.count(sum, "dated item", "dated items"), first, last, most(years)),
            (last - first) * STEP + BAR,
            bars));
  }

  private static String most(Map<Integer, Long> years) {
    var most =
        years.entrySet().stream()
            .max(
                Map.Entry.<Integer, Long>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .orElseThrow();
    return "%d (%s)".formatted(most.getKey(), Words.number(most.getValue()));
  }

  private List<ConceptPage.Missing> missing(ConceptPage.Asked asked) {
    var missing = new ArrayList<ConceptPage.Missing>();
    for (var one : gathered.missing())
      missing.add(
          new ConceptPage.Missing(
              words(one.gap()),
              one.concepts().stream()
                  .flatMap(id -> view.byId(id).stream())
                  .map(c -> Choice.of(c.label(), Cards.href(c.id())))
                  .toList()));
    if (!asked.inVain().isEmpty())
      missing.add(
          new ConceptPage.Missing(
              "People asked, and nothing was found:", questions(asked.inVain())));
    if (!asked.found().isEmpty() && gathered.items() == 0)
      missing.add(new ConceptPage.Missing("People asked for it:", questions(asked.found())));
    return missing;
  }

  private static List<Choice> questions(List<String> asked) {
    return asked.stream().map(q -> Choice.of("“" + q + "”", SearchAddress.words(q))).toList();
  }

  /// What is missing, as a sentence.
  public static String words(Centre.Gap gap) {
    return switch (gap) {
      case DEFINITION -> "Nobody has said yet what it is.";
      case SOURCE -> "Its definition names no source.";
      case ITEM -> "No lesson and no document is about it.";
      case LESSON -> "There are documents about it, but no lesson.";
      case ADVICE -> "None of its lessons recommends anything.";
      case NEW_ADVICE ->
          "None of its recommendations is younger than "
              + Centre.OLD_YEARS
              + " years; do they still hold?";
      case SENTENCE -> "No sentence of the texts says what it is.";
      case NEIGHBOURS -> "Nothing is known of these neighbours:";
    };
  }
}

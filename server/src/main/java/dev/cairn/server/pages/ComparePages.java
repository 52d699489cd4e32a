package dev.cairn.server.pages;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.search.Comparison;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.concepts.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// Makes the page that compares two concepts.
public final class ComparePages {
  private static final String PATH = "/concepts/compare";
  private static final int PAIRS = 10;

  /// More names would make the page heavy; the others can be typed as well.
  private static final int NAMES = 1_000;

  private static final int MEANT = 5;

  private ComparePages() {}

  /// Where two concepts are compared.
  public static String address(String a, String b) {
    return Address.of(PATH).with("a", a).with("b", b).toString();
  }

  /// Where the items of a part are found.
  public static String search(Comparison.Part part) {
    return SearchAddress.of(part.all()).without("mode").toString();
  }

  /// @param a what was typed: name, id or IRI; may be empty
  /// @param counts items by concept
  /// @param compare what is asked where both are known
  public static ComparePage of(
      String a,
      String b,
      ConceptView view,
      Map<String, Long> counts,
      BiFunction<Concept, Concept, Comparison.Compared> compare,
      Viewer viewer) {
    var one = Meant.exactly(a, view);
    var other = Meant.exactly(b, view);
    var trouble = trouble(a, one, b, other);
    var both =
        trouble.isEmpty() && one.isPresent() && other.isPresent()
            ? Optional.of(both(one.get(), other.get(), view, compare.apply(one.get(), other.get())))
            : Optional.<ComparePage.Both>empty();
    return new ComparePage(
        Page.of(
                viewer,
                both.isPresent()
                    ? both.get().a().concept().label() + " and " + both.get().b().concept().label()
                    : "Compare two concepts",
                Page.Section.CONCEPTS)
            .with(List.of("search", "concepts", "cube"), List.of()),
        one.map(Concept::label).orElse(a),
        other.map(Concept::label).orElse(b),
        names(view, counts),
        trouble,
        trouble.isEmpty() ? List.of() : meant(a, one, b, other, view),
        one.isPresent() && other.isPresent() ? address(other.get().id(), one.get().id()) : "",
        both.isPresent() ? List.of() : pairs(view, counts),
        both);
  }

  private static String trouble(
      String a, Optional<Concept> one, String b, Optional<Concept> other) {
    if (a.isBlank() && b.isBlank()) return "";
    var unknown = new ArrayList<String>();
    if (one.isEmpty() && !a.isBlank()) unknown.add("“" + a.strip() + "”");
    if (other.isEmpty() && !b.isBlank()) unknown.add("“" + b.strip() + "”");
    if (!unknown.isEmpty())
      return "No concept is called "
          + String.join(" or ", unknown)
          + "; choose a name of the list.";
    if (one.isEmpty() || other.isEmpty()) return "Choose a second concept to compare with.";
    return one.get().id().equals(other.get().id())
        ? "This is the same concept twice; choose another one to compare it with."
        : "";
  }

  private static List<Choice> meant(
      String a, Optional<Concept> one, String b, Optional<Concept> other, ConceptView view) {
    var meant = new ArrayList<Choice>();
    if (one.isEmpty() && !a.isBlank())
      for (var near : Nearest.concepts(view, a, MEANT))
        meant.add(Choice.of(near.label(), address(near.id(), other.map(Concept::id).orElse(b))));
    if (other.isEmpty() && !b.isBlank())
      for (var near : Nearest.concepts(view, b, MEANT))
        meant.add(Choice.of(near.label(), address(one.map(Concept::id).orElse(a), near.id())));
    return meant;
  }

  /// Those that most is known about.
  private static List<String> names(ConceptView view, Map<String, Long> counts) {
    return view.all().stream()
        .sorted(
            Comparator.comparingLong((Concept c) -> -counts.getOrDefault(c.id(), 0L))
                .thenComparing(Concept::label))
        .limit(NAMES)
        .map(Concept::label)
        .distinct()
        .sorted(String.CASE_INSENSITIVE_ORDER)
        .toList();
  }

  /// What the vocabulary contrasts, most known on both sides first.
  private static List<ComparePage.Pair> pairs(ConceptView view, Map<String, Long> counts) {
    record Contrast(Concept a, Concept b, long known) {}
    var all = new ArrayList<Contrast>();
    for (var concept : view.all())
      for (var other : concept.targets(Relation.CONTRASTS_WITH))
        if (concept.id().compareTo(other) < 0)
          view.byId(other)
              .ifPresent(b ->
                  all.add(
                      new Contrast(
                          concept,
                          b,
                          Math.min(
                              counts.getOrDefault(concept.id(), 0L),
                              counts.getOrDefault(other, 0L)))));
    return all.stream()
        .sorted(
            Comparator.comparingLong(Contrast::known).reversed().thenComparing(c -> c.a().label()))
        .limit(PAIRS)
        .map(c ->
            new ComparePage.Pair(
                c.a().label() + " and " + c.b().label(),
                address(c.a().id(), c.b().id()),
                c.known() == 0
                    ? ""
                    : "at least " + Words.count(c.known(), "item", "items") + " each"))
        .toList();
  }

  private static ComparePage.Both both(
      Concept a, Concept b, ConceptView view, Comparison.Compared compared) {
    var sides = SideBySide.of(a, b, view);
    return new ComparePage.Both(
        side(a, sides.onlyA(), compared.wordsOfA()),
        side(b, sides.onlyB(), compared.wordsOfB()),
        Paths.between(view, a.id(), b.id()).stream().map(p -> path(a, p, view)).toList(),
        sides.shared().stream()
            .map(s -> new ComparePage.Shared(choice(s.concept()), s.ofA().words(), s.ofB().words()))
            .toList(),
        sides.groups().stream().map(ConceptView.Group::label).toList(),
        List.of(
            part("Only " + a.label(), compared.onlyA()),
            part("Both", compared.both()),
            part("Only " + b.label(), compared.onlyB())));
  }

  private static Choice choice(Concept concept) {
    return Choice.of(concept.label(), Cards.href(concept.id()));
  }

  private static ComparePage.Side side(
      Concept concept, List<SideBySide.Neighbour> neighbours, List<Comparison.Word> words) {
    var rows = new LinkedHashMap<String, List<Choice>>();
    for (var one : neighbours)
      rows.computeIfAbsent(Cards.words(one.relation()), _ -> new ArrayList<>())
          .add(choice(one.concept()));
    return new ComparePage.Side(
        choice(concept),
        concept.definition().orElse(""),
        concept.sources(),
        rows.entrySet().stream()
            .map(e -> new SearchPage.Card.Row(e.getKey(), e.getValue()))
            .toList(),
        words.stream()
            .map(w ->
                new Choice(
                    w.word(),
                    SearchAddress.about(concept.id()).with("q", w.word()).toString(),
                    "%d times here, %s there"
                        .formatted(w.here(), w.there() == 0 ? "never" : w.there() + " times"),
                    false))
            .toList());
  }

  static ComparePage.Path path(Concept from, Paths.Path path, ConceptView view) {
    var steps = new ArrayList<ComparePage.Step>();
    for (var step : path.steps())
      view.byId(step.to())
          .ifPresent(c ->
              steps.add(
                  new ComparePage.Step(
                      (steps.isEmpty() ? " " : ", which ") + step.relation().words(), choice(c))));
    return new ComparePage.Path(choice(from), steps);
  }

  private static ComparePage.Part part(String title, Comparison.Part part) {
    var counts = new ArrayList<String>();
    if (part.lessons() > 0) counts.add(Words.count(part.lessons(), "lesson", "lessons"));
    if (part.documents() > 0) counts.add(Words.count(part.documents(), "document", "documents"));
    return new ComparePage.Part(
        title,
        counts.isEmpty() ? "Nothing yet" : Words.list(counts),
        part.count() == 0 ? "" : search(part),
        part.first().stream().map(ComparePages::item).toList());
  }

  private static Choice item(Answer.Hit hit) {
    return new Choice(
        hit.title(),
        Hits.item(hit.kind() == SearchRequest.Kind.LESSON, hit.id()).toString(),
        Words.kind(hit.kind()).toLowerCase(Locale.ROOT),
        false);
  }
}

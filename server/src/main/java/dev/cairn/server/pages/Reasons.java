package dev.cairn.server.pages;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.Why;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// Why a hit is there, in one sentence and as parts of its score.
final class Reasons {
  /// How many words or concepts a sentence bears.
  private static final int NAMED = 3;

  private final ConceptView concepts;
  private final List<String> typed;

  /// @param question as it was typed, so that words are shown as the reader wrote them
  Reasons(ConceptView concepts, String question) {
    this.concepts = concepts;
    this.typed = List.of(question.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
  }

  String sentence(Why why) {
    var because = new ArrayList<String>();
    why.lexical()
        .map(this::words)
        .filter(words -> !words.isEmpty())
        .ifPresent(words ->
            because.add(
                (words.size() == 1 ? "by the word " : "by the words ")
                    + Words.list(words)
                    + (inTitle(why) ? ", also in its title" : "")));
    if (why.semantic().filter(s -> s.contribution() > 0).isPresent())
      because.add("by what it means");
    var about = strongest(why.concepts()).stream().limit(NAMED).map(this::about).toList();
    if (!about.isEmpty()) because.add("because it is about " + Words.list(about));
    boolean pinned = why.other().stream().anyMatch(o -> o.name().equals("pinned"));
    var first = pinned ? "An admin pinned it to this question." : "";
    if (because.isEmpty()) return pinned ? first : "It is within the filters that are on.";
    return ("Found " + String.join(", and ", because) + ". " + first).strip();
  }

  List<SearchPage.Reason> parts(Why why, double best) {
    var all = new ArrayList<SearchPage.Reason>();
    why.lexical()
        .filter(l -> l.contribution() > 0)
        .ifPresent(lexical ->
            all.add(
                reason("words", lexical.contribution(), best, String.join(", ", words(lexical)))));
    why.semantic()
        .filter(s -> s.contribution() > 0)
        .ifPresent(meaning ->
            all.add(
                reason(
                    "meaning",
                    meaning.contribution(),
                    best,
                    "a passage says something similar ("
                        + Math.round(100 * meaning.similarity())
                        + " of 100)")));
    for (var concept : strongest(why.concepts()))
      all.add(
          reason(
              "concept",
              concept.contribution(),
              best,
              String.join(" ← ", concept.path().reversed().stream().map(this::label).toList())));
    for (var other : why.other())
      all.add(reason(other.name(), other.contribution(), best, because(other)));
    return all;
  }

  private static String because(Why.Other other) {
    return switch (other.name()) {
      case "pinned" -> "an admin wants it first for this question";
      case "trust" -> "taken off, since the text reads as spun";
      case "echo" ->
          other.contribution() > 0
              ? "it has words in common with the best"
              : "it has few words in common with the best";
      case "company" ->
          other.contribution() > 0
              ? "what means nearly the same fits well, too"
              : "what means nearly the same fits less";
      default -> "";
    };
  }

  List<SearchPage.Evidence> evidence(Answer.Hit hit) {
    var all = new ArrayList<SearchPage.Evidence>();
    for (var concept : strongest(hit.why().concepts()))
      for (var evidence : concept.evidence())
        if (all.size() < NAMED) all.add(evidence(hit, evidence, concept.path().getLast()));
    return all;
  }

  SearchPage.Evidence evidence(Answer.Hit hit, Why.Evidence evidence, String concept) {
    return new SearchPage.Evidence(
        evidence.text(),
        says(evidence, concept),
        Hits.href(hit, "", evidence.passage()).toString());
  }

  private String says(Why.Evidence evidence, String concept) {
    var label = label(concept);
    return switch (evidence.method()) {
      case "hiddenLabel" -> "reads as: " + label;
      case "person" -> "a person said it is about " + label;
      case "vector" ->
          "means "
              + label
              + " without naming it, "
              + Math.round(100 * evidence.confidence())
              + " % sure";
      case "context" -> "names " + label + ", as its neighbourhood shows";
      default -> "names " + label;
    };
  }

  private String about(Why.ByConcept concept) {
    var item = label(concept.path().getLast());
    if (concept.path().size() < 2) return item;
    var question = label(concept.path().getFirst());
    return switch (concept.relation()) {
      case "same" -> item;
      case "narrower" -> item + " (a part of " + question + ")";
      default -> item + " (near to " + question + ")";
    };
  }

  private List<Why.ByConcept> strongest(List<Why.ByConcept> all) {
    return all.stream()
        .sorted(Comparator.comparingDouble(Why.ByConcept::contribution).reversed())
        .toList();
  }

  private List<String> words(Why.Lexical lexical) {
    var weights = new LinkedHashMap<String, Double>();
    for (var term : lexical.terms())
      weights.merge(asTyped(term.term()), term.weight(), Double::sum);
    return weights.entrySet().stream()
        .sorted(java.util.Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(NAMED)
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  private static boolean inTitle(Why why) {
    return why.lexical().stream()
        .flatMap(l -> l.terms().stream())
        .anyMatch(t -> t.field().equals("title"));
  }

  /// The index holds stems; the word of the question with the longest common beginning is shown.
  private String asTyped(String term) {
    String best = term;
    int longest = 2;
    for (var word : typed) {
      int common = 0;
      while (common < Math.min(word.length(), term.length())
          && word.charAt(common) == term.charAt(common)) common++;
      if (common > longest) {
        longest = common;
        best = word;
      }
    }
    return best;
  }

  private static SearchPage.Reason reason(
      String name, double contribution, double best, String because) {
    int width = best <= 0 ? 1 : Math.clamp(Math.round(100 * contribution / best), 1, 100);
    return new SearchPage.Reason(
        name, width, String.format(Locale.ROOT, "%.2f", contribution), because);
  }

  private String label(String concept) {
    return concepts.find(concept).map(c -> c.label()).orElse(concept);
  }
}

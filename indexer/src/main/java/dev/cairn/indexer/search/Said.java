package dev.cairn.indexer.search;

import dev.cairn.indexer.SearchIndex;
import dev.cairn.ontology.Concept;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the sentences that say most about a concept: those that say what it is first, then those
/// that name it early and have words of its definition. Nothing is read for its meaning, so that a
/// page need not wait.
final class Said {
  private static final int MOST = 5;

  /// What is certain at least: that it is named, well put.
  private static final double LEAST = 0.7;

  private static final double DEFINES = 2.5;
  private static final double EARLY = 0.4;
  private static final double LIKE_DEFINITION = 1.5;
  private static final double SPUN = 1.5;

  private static final String IS =
      "(?:\\s*\\([^)]{1,60}\\))?,?\\s+(?:is|are|means|refers to|describes|consists of|can be"
          + " (?:defined|described|seen)|is defined|denotes|covers|comprises)\\s+(?!not\\b)";

  private final SearchIndex.View view;
  private final List<Pattern> named = new ArrayList<>();
  private final List<Pattern> defined = new ArrayList<>();
  private final Set<String> definition;

  /// By the names and the definition of a concept.
  Said(SearchIndex.View view, Concept concept) {
    this.view = view;
    for (var name : Comparison.names(concept)) {
      var words = Pattern.quote(name.strip()).replaceAll("\\s+", "\\\\E\\\\s+\\\\Q");
      named.add(
          Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])" + words + "(?:s|es)?(?![\\p{L}\\p{N}])"));
      defined.add(
          Pattern.compile(
              "(?iu)^(?:(?:the|a|an)\\s+|the (?:term|concept)(?: of)? )?[\"“‘]?"
                  + words
                  + "(?:s|es)?[\"”’]?"
                  + IS
                  + ".*",
              Pattern.DOTALL));
    }
    this.definition =
        Set.copyOf(view.stems(concept.definition().orElse("").toLowerCase(Locale.ROOT)));
  }

  private record Scored(Excerpt.Sentence sentence, Set<String> stems, double score) {}

  /// Best first, each of another item; none where no sentence names it.
  ///
  /// @param passages of items that are most about it, the first ones most
  List<Excerpt.Sentence> sentences(List<SearchIndex.Shown> passages) {
    var all = new ArrayList<Scored>();
    for (int i = 0; i < passages.size(); i++) {
      var shown = passages.get(i);
      if (shown.best().isEmpty()) continue;
      var best = shown.best().get();
      boolean spun = !shown.values().getOrDefault("readsAs", List.of()).isEmpty();
      for (var range : Sentences.of(best.text())) {
        var text = best.text().substring(range.start(), range.end());
        if (!Citable.is(text) || isHeading(text, shown.title(), best.heading())) continue;
        double about = about(text);
        if (about == 0) continue;
        var stems = Set.copyOf(view.stems(text));
        double score =
            about
                + LIKE_DEFINITION * covered(stems)
                + 0.5 / (1 + 0.2 * i)
                + Citable.form(text)
                - (spun ? SPUN : 0);
        all.add(new Scored(Excerpt.Sentence.of(shown, best, range), stems, score));
      }
    }
    all.sort(
        Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparing(s -> s.sentence().item())
            .thenComparing(s -> s.sentence().start()));
    return chosen(all);
  }

  private static List<Excerpt.Sentence> chosen(List<Scored> all) {
    var chosen = new ArrayList<Scored>();
    var items = new HashSet<String>();
    for (var one : all) {
      if (chosen.size() == MOST || one.score() < LEAST) break;
      if (items.contains(one.sentence().item())) continue;
      if (chosen.stream().anyMatch(other -> Citable.same(other.stems(), one.stems()))) continue;
      items.add(one.sentence().item());
      chosen.add(one);
    }
    return chosen.stream().map(Scored::sentence).toList();
  }

  /// Without a stop at its end, and as the headings say.
  private static boolean isHeading(String text, String title, String heading) {
    return text.equalsIgnoreCase(title) || heading.endsWith(text);
  }

  /// 0 where it does not name the concept.
  private double about(String text) {
    double most = 0;
    for (int i = 0; i < named.size(); i++) {
      var found = named.get(i).matcher(text);
      if (!found.find()) continue;
      double about = 0.5 + (found.start() < text.length() / 3 ? EARLY : 0);
      if (defined.get(i).matcher(text).matches()) about += DEFINES;
      most = Math.max(most, about);
    }
    return most;
  }

  private double covered(Set<String> stems) {
    if (definition.isEmpty()) return 0;
    return definition.stream().filter(stems::contains).count() / (double) definition.size();
  }
}

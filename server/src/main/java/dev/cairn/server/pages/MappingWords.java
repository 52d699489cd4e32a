package dev.cairn.server.pages;

import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.Match;
import dev.cairn.ontology.matching.Suggestion;
import dev.cairn.ontology.matching.Suggestion.SameName;
import dev.cairn.ontology.matching.Suggestion.SameNeighbour;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Says why two concepts may mean the same.
public final class MappingWords {
  /// From here on all that were read were right; see the indexer's BENCHMARKS.md.
  public static final double VERY_LIKELY = 0.7;

  /// From here on all but one in fifty.
  public static final double LIKELY = 0.5;

  /// From here on more than nine in ten.
  public static final double POSSIBLE = 0.4;

  private static final int NAMES = 3;
  private static final int NEIGHBOURS = 3;

  private MappingWords() {}

  /// In sentences, what tells most first.
  public static List<String> why(Suggestion suggestion) {
    var why = new ArrayList<String>();
    var names = new LinkedHashMap<String, List<String>>();
    for (var name : suggestion.names())
      names.computeIfAbsent(name(name), _ -> new ArrayList<>()).add(name.one().language());
    names.entrySet().stream()
        .limit(NAMES)
        .forEach(e -> why.add(e.getKey() + languages(e.getValue()) + "."));
    suggestion
        .head()
        .ifPresent(head ->
            why.add(
                "The name “%s” ends with “%s”."
                    .formatted(
                        suggestion.match() == Match.BROAD
                            ? suggestion.one().label()
                            : suggestion.other().label(),
                        head)));
    if (suggestion.bearers() > 1)
      why.add(Words.number(suggestion.bearers()) + " concepts of one vocabulary bear this name.");
    if (!suggestion.around().isEmpty()) why.add(around(suggestion.around()));
    suggestion
        .near()
        .filter(near -> near.mutual() || near.margin() > 0)
        .ifPresent(near ->
            why.add(
                near.mutual()
                    ? "By meaning each is the nearest to the other (%.2f)."
                        .formatted(near.similarity())
                    : "Near by meaning (%.2f).".formatted(near.similarity())));
    if (suggestion.near().filter(near -> near.margin() < -0.1).isPresent())
      why.add("By meaning they are far apart.");
    return why;
  }

  private static String name(SameName name) {
    boolean both =
        name.one().kind() == Label.Kind.PREFERRED && name.other().kind() == Label.Kind.PREFERRED;
    var one = "“" + name.one().text() + "”";
    if (both)
      return name.one().text().equals(name.other().text())
          ? "Both are called " + one
          : one + " is called “" + name.other().text() + "” there";
    return "%s of the first is %s of the second: %s"
        .formatted(
            kind(name.one(), "The name", "A further name"),
            kind(name.other(), "the name", "a further name"),
            one);
  }

  private static String kind(Label label, String preferred, String further) {
    return label.kind() == Label.Kind.PREFERRED ? preferred : further;
  }

  private static String languages(List<String> tags) {
    var named =
        tags.stream().filter(tag -> !tag.isEmpty()).map(Words::language).distinct().toList();
    return named.isEmpty() ? "" : ", in " + Words.list(named);
  }

  private static String around(List<SameNeighbour> around) {
    var shown =
        around.stream()
            .limit(NEIGHBOURS)
            .map(neighbour ->
                "“"
                    + neighbour.one().label()
                    + "”"
                    + neighbour.side().map(side -> " " + side).orElse("")
                    + (neighbour.mapped() ? " (confirmed)" : ""))
            .toList();
    return "Around both: " + Words.list(shown) + ".";
  }

  /// Whether it should be taken, as a word.
  public static String sure(double score) {
    if (score >= VERY_LIKELY) return "Very likely";
    if (score >= LIKELY) return "Likely";
    return score >= POSSIBLE ? "Possible" : "A guess";
  }
}

package dev.cairn.ontology.linking;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Light English inflection: number, and the gerund of verbs that open a label. More would merge
/// what the vocabulary keeps apart: `planning` is no form of `plan` here.
final class Inflection {
  private Inflection() {}

  private static final Map<String, String> IRREGULAR =
      Map.ofEntries(
          Map.entry("men", "man"),
          Map.entry("women", "woman"),
          Map.entry("children", "child"),
          Map.entry("criteria", "criterion"),
          Map.entry("phenomena", "phenomenon"),
          Map.entry("indices", "index"),
          Map.entry("matrices", "matrix"),
          Map.entry("appendices", "appendix"),
          Map.entry("analyses", "analysis"),
          Map.entry("crises", "crisis"),
          Map.entry("theses", "thesis"),
          Map.entry("hypotheses", "hypothesis"),
          Map.entry("syntheses", "synthesis"),
          Map.entry("diagnoses", "diagnosis"),
          Map.entry("lives", "life"),
          Map.entry("shelves", "shelf"),
          Map.entry("halves", "half"),
          Map.entry("leaves", "leaf"),
          Map.entry("knives", "knife"),
          Map.entry("bonuses", "bonus"),
          Map.entry("buses", "bus"),
          Map.entry("campuses", "campus"),
          Map.entry("focuses", "focus"),
          Map.entry("statuses", "status"),
          Map.entry("surpluses", "surplus"),
          Map.entry("viruses", "virus"),
          Map.entry("shoes", "shoe"));

  /// Words that end in s and mean something else, or nothing, without it.
  private static final Set<String> KEPT =
      Set.of(
          "always",
          "afterwards",
          "customs",
          "does",
          "ethics",
          "goods",
          "headquarters",
          "hers",
          "less",
          "means",
          "news",
          "ours",
          "perhaps",
          "sometimes",
          "themselves",
          "this",
          "thus",
          "towards",
          "unless",
          "whereas",
          "yours",
          "besides",
          "earnings",
          "proceeds",
          "arms");

  /// Names of fields of study, which are no plurals (`economics` is not `economic`).
  private static final Pattern FIELD =
      Pattern.compile(
          ".*(omics|amics|onics|etics|atics|otics|lytics|ysics|litics|mechanics"
              + "|gistics|guistics|tatistics|antics|autics|aulics|sthetics)");

  /// Verbs that may open a label of several words, and are hardly ever nouns there. Their gerund
  /// counts as the same label: *sharing knowledge*, *share knowledge*.
  private static final Set<String> VERBS =
      Set.of(
          "achieve",
          "adopt",
          "align",
          "analyze",
          "apply",
          "assess",
          "assign",
          "build",
          "capture",
          "collect",
          "communicate",
          "compare",
          "connect",
          "control",
          "coordinate",
          "create",
          "define",
          "deliver",
          "describe",
          "develop",
          "disseminate",
          "distribute",
          "embed",
          "empower",
          "enable",
          "encourage",
          "engage",
          "ensure",
          "establish",
          "evaluate",
          "exceed",
          "find",
          "focus",
          "foster",
          "gather",
          "generate",
          "identify",
          "implement",
          "improve",
          "infuse",
          "integrate",
          "involve",
          "keep",
          "listen",
          "maintain",
          "make",
          "manage",
          "measure",
          "meet",
          "motivate",
          "observe",
          "optimize",
          "organize",
          "personalize",
          "preserve",
          "prevent",
          "protect",
          "provide",
          "publish",
          "reduce",
          "refine",
          "represent",
          "respond",
          "retain",
          "retrieve",
          "reuse",
          "select",
          "set",
          "share",
          "solve",
          "submit",
          "understand",
          "use",
          "validate",
          "verify");

  private static final Map<String, String> BASES = bases();

  /// Singular of a folded word of at least four letters; shorter ones stay (`its`, `gas`, `CES`).
  static String singular(String word) {
    int n = word.length();
    if (n < 4) return word;
    var irregular = IRREGULAR.get(word);
    if (irregular != null) return irregular;
    if (word.endsWith("ie") && n > 4) return word.substring(0, n - 2) + "y";
    if (word.charAt(n - 1) != 's' || KEPT.contains(word)) return word;
    char before = word.charAt(n - 2);
    if (before == 's' || before == 'u' || before == 'i') return word;
    if (word.endsWith("ics") && FIELD.matcher(word).matches()) return word;
    if (word.endsWith("ies") && n > 4) return word.substring(0, n - 3) + "y";
    if (word.endsWith("sses")
        || word.endsWith("shes")
        || word.endsWith("ches")
        || word.endsWith("xes")
        || word.endsWith("zzes")
        || word.endsWith("oes")) return word.substring(0, n - 2);
    return word.substring(0, n - 1);
  }

  /// The other form in which this word may open a label of several words: gerund of a base form,
  /// base form of a gerund.
  static Optional<String> opening(String key) {
    return VERBS.contains(key) ? Optional.of(gerund(key)) : Optional.ofNullable(BASES.get(key));
  }

  private static Map<String, String> bases() {
    var bases = new java.util.HashMap<String, String>();
    for (var verb : VERBS) bases.put(gerund(verb), verb);
    return Map.copyOf(bases);
  }

  private static String gerund(String verb) {
    if (Set.of("set", "embed", "submit").contains(verb))
      return verb + verb.charAt(verb.length() - 1) + "ing";
    return verb.endsWith("e") ? verb.substring(0, verb.length() - 1) + "ing" : verb + "ing";
  }
}

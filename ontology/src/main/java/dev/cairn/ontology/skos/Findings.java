package dev.cairn.ontology.skos;

import dev.cairn.ontology.skos.Defect.Example;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Collects what is found: counts all, keeps the first few.
final class Findings {
  private static final int LONGEST_DETAIL = 300;

  private final Map<DefectKind, Long> counts = new EnumMap<>(DefectKind.class);
  private final Map<DefectKind, List<Example>> examples = new EnumMap<>(DefectKind.class);

  void add(DefectKind kind, String label, String iri, String detail) {
    counts.merge(kind, 1L, Long::sum);
    var kept = examples.computeIfAbsent(kind, _ -> new ArrayList<>());
    if (kept.size() < Defect.EXAMPLES) kept.add(new Example(cut(label), cut(iri), cut(detail)));
  }

  /// Takes over what was found before.
  void add(Defect found) {
    counts.merge(found.kind(), found.count(), Long::sum);
    var kept = examples.computeIfAbsent(found.kind(), _ -> new ArrayList<>());
    for (var example : found.examples()) if (kept.size() < Defect.EXAMPLES) kept.add(example);
  }

  boolean has(DefectKind kind) {
    return counts.containsKey(kind);
  }

  static String cut(String text) {
    if (text.length() <= LONGEST_DETAIL) return text;
    int end = LONGEST_DETAIL - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /// In the order of the kinds.
  List<Defect> all() {
    return counts.entrySet().stream()
        .map(
            e -> new Defect(e.getKey(), e.getValue(), examples.getOrDefault(e.getKey(), List.of())))
        .toList();
  }
}

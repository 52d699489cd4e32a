package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.vocabulary.BuiltIn;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The scheme that comes with the program, with what curators made of it, as one vocabulary among
/// others.
///
/// @param labels how many labels there are in which language; `""` where none is named
public record BuiltInScheme(
    String scheme, String title, long concepts, Map<String, Integer> labels) {
  private static final String UNTITLED = "Cairn";

  public BuiltInScheme {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  public static BuiltInScheme of(ConceptView view) {
    long concepts = 0;
    var labels = new TreeMap<String, Integer>();
    for (var concept : view.all())
      if (concept.scheme().equals(BuiltIn.SCHEME)) {
        concepts++;
        for (var label : concept.labels())
          if (label.kind() != Concept.Label.Kind.HIDDEN)
            labels.merge(label.language(), 1, Integer::sum);
      }
    return new BuiltInScheme(BuiltIn.SCHEME, title(view), concepts, labels);
  }

  /// What it calls itself.
  public static String title(ConceptView view) {
    return view.schemes().stream()
        .filter(scheme -> scheme.iri().equals(BuiltIn.SCHEME))
        .map(ConceptView.Scheme::title)
        .filter(title -> !title.isEmpty())
        .findFirst()
        .orElse(UNTITLED);
  }
}

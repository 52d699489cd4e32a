package dev.cairn.indexer.mapping;

import dev.cairn.indexer.embed.EmbeddingText;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the model is given of concepts of any vocabulary.
final class ConceptTexts {
  private static final int MOST_NAMES = 6;
  private static final int LONGEST_NOTE = 400;

  private ConceptTexts() {}

  /// By id, in the order of the view; without concepts that have no name in a language of the
  /// model.
  ///
  /// @param languages of the model; empty: any
  static Map<String, String> of(ConceptView view, Set<String> languages) {
    var texts = new LinkedHashMap<String, String>();
    for (var concept : view.all())
      text(concept, view, languages).ifPresent(text -> texts.put(concept.id(), text));
    return texts;
  }

  private static Optional<String> text(Concept concept, ConceptView view, Set<String> languages) {
    var names = new LinkedHashSet<String>();
    for (var label : concept.labels())
      switch (label.kind()) {
        case PREFERRED, ALTERNATIVE -> {
          if (isRead(label.language(), languages) && names.size() < MOST_NAMES)
            names.add(label.text());
        }
        case CONTEXT, HIDDEN -> {}
      }
    if (names.isEmpty()) return Optional.empty();
    var note =
        concept
            .definition()
            .or(() ->
                concept.notes().stream()
                    .filter(n -> n.kind() == Concept.Note.Kind.SCOPE)
                    .map(Concept.Note::text)
                    .findFirst())
            .orElse("");
    return Optional.of(
        EmbeddingText.ofConcept(
            java.util.List.copyOf(names),
            note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note,
            concept.broader().stream()
                .flatMap(id -> view.byId(id).stream())
                .map(Concept::label)
                .toList()));
  }

  private static boolean isRead(String language, Set<String> languages) {
    return languages.isEmpty() || language.isEmpty() || languages.contains(primary(language));
  }

  private static String primary(String language) {
    int end = language.indexOf('-');
    return end < 0 ? language : language.substring(0, end);
  }
}

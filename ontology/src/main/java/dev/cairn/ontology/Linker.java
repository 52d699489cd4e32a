package dev.cairn.ontology;

import java.util.List;

/// Finds concepts in text by their labels. Immutable and thread-safe; belongs to one version of the
/// vocabulary.
public interface Linker {
  /// Version of the names, links and method by which it finds; equal versions give equal answers
  /// for equal text.
  String version();

  /// All mentions in the text, ordered by start, not overlapping (the longest wins).
  Linked link(String text);

  /// Concepts named by a question, surest first. Hidden labels never count here, and everyday words
  /// only when the whole question is that word.
  List<Mention> recognise(String question);

  /// @param spun 0..1, how much the text reads as if a program had replaced words by synonyms
  /// @param hiddenLabelsApplied whether `spun` was high enough for hidden labels to count
  record Linked(List<Mention> mentions, double spun, boolean hiddenLabelsApplied) {
    public Linked {
      mentions = List.copyOf(mentions);
    }
  }
}

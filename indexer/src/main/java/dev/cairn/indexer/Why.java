package dev.cairn.indexer;

import java.util.List;
import java.util.Optional;

/// Why a hit stands where it stands. The score is the sum of the contributions, so number and
/// reason cannot disagree.
public record Why(
    Optional<Lexical> lexical,
    Optional<Semantic> semantic,
    List<ByConcept> concepts,
    List<Other> other) {
  private static final Why NOTHING =
      new Why(Optional.empty(), Optional.empty(), List.of(), List.of());

  public Why {
    concepts = List.copyOf(concepts);
    other = List.copyOf(other);
  }

  /// For hits whose order is not by relevance.
  public static Why nothing() {
    return NOTHING;
  }

  public double score() {
    return lexical.map(Lexical::contribution).orElse(0.0)
        + semantic.map(Semantic::contribution).orElse(0.0)
        + concepts.stream().mapToDouble(ByConcept::contribution).sum()
        + other.stream().mapToDouble(Other::contribution).sum();
  }

  /// @param rank position by words alone among the first of the answer, from 1; 0 below these
  /// @param score raw score of the words
  public record Lexical(double contribution, int rank, double score, List<Term> terms) {
    public Lexical {
      terms = List.copyOf(terms);
    }
  }

  /// @param rank position among the items whose passages are nearest in meaning, from 1; 0 for an
  ///   item that is not among them
  /// @param similarity of its nearest passage, -1..1, cosine
  public record Semantic(double contribution, int rank, double similarity) {}

  /// @param term as the index holds it
  /// @param field `title`, `headings`, `body`, `labels`; `exact` for a word as it was written,
  ///   `together` for words side by side
  /// @param weight its part of the raw score
  public record Term(String term, String field, double weight) {}

  /// @param path from the concept of the question to the concept of the item
  /// @param relation how the last step goes (`same`, `narrower`, `related`, …)
  /// @param evidence where the item mentions it; empty where a person set the tag
  public record ByConcept(
      List<String> path, String relation, double contribution, List<Evidence> evidence) {
    public ByConcept {
      path = List.copyOf(path);
      evidence = List.copyOf(evidence);
    }
  }

  /// @param label the label of the concept that matched
  /// @param text what stands in the item
  /// @param method as {@link dev.cairn.ontology.Mention.Method#code()}
  public record Evidence(
      int passage,
      int start,
      int end,
      String text,
      String label,
      String method,
      double confidence) {}

  /// What else moves a score.
  ///
  /// @param name `echo` (words that it shares with the best), `company` (what it takes from items
  ///   that mean nearly the same), `trust`, `pinned` (an admin wants it first)
  public record Other(String name, double contribution) {}
}

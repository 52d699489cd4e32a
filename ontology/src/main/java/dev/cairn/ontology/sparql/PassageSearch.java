package dev.cairn.ontology.sparql;

import dev.cairn.ontology.Caller;
import java.util.List;

/// Finds items by the words and the meaning of their texts, for questions that also look at the
/// graph. Thread-safe.
@FunctionalInterface
public interface PassageSearch {
  /// The best items among those that the caller may see, best first.
  ///
  /// @param limit 1..1000
  /// @throws CannotSearch one sentence for who asked, if there is no such search now
  List<Found> find(String text, Mode mode, int limit, Caller caller);

  /// By words, by meaning, or both.
  enum Mode {
    HYBRID,
    LEXICAL,
    SEMANTIC
  }

  /// @param item IRI
  /// @param score more is better; tells nothing about items that the caller may not see
  /// @param passage a part of its text; empty where it has none
  /// @param heading above the passage; empty where there is none
  /// @param page from 1; 0 where there are none
  record Found(String item, double score, String passage, String heading, int page) {}

  /// There is no such search at the moment.
  final class CannotSearch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param sentence for who asked
    public CannotSearch(String sentence) {
      super(sentence, null, false, false);
    }
  }
}

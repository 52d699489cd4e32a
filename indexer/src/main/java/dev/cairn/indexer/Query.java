package dev.cairn.indexer;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an index is asked, freed from any engine's syntax. Immutable; equal queries are equal
/// values.
public sealed interface Query {
  /// Matches where words that bear at least `share` of the weight of all words occur anywhere in an
  /// item (title, headings, body, labels of its concepts). The weight of a word is its rarity among
  /// the items that the principals may see. Words that none of these items has are left out, or
  /// stand for what is spelled nearly like them ({@link SearchIndex.Wording#slips}), unless the
  /// share is 1: then nothing matches. Words without meaning of their own (the, of, …) count only
  /// where there are no others. Of a very long text the first 128 different words count.
  ///
  /// @param share above 0, at most 1; 1: all words
  /// @param others phrases that stand for words of the text: an entry that has one counts as having
  ///   those words, which score less then; of several that stand for the same the best one scores
  record Words(String text, double share, List<Other> others) implements Query {
    public Words {
      others = List.copyOf(others);
      if (!(share > 0 && share <= 1))
        throw new IllegalArgumentException("share must be above 0 and at most 1, got " + share);
    }

    public Words(String text, double share) {
      this(text, share, List.of());
    }

    /// @param typed words of the text
    /// @param phrase one word, looked for in all its forms; or several, side by side as they are
    /// @param weight above 0, at most 1, of what it scores itself
    public record Other(String typed, String phrase, double weight) {
      public Other {
        if (!(weight > 0 && weight <= 1))
          throw new IllegalArgumentException("weight must be above 0 and at most 1, got " + weight);
      }
    }
  }

  /// The words side by side in this order, in one field or any. Strict.
  record Phrase(Optional<Field> field, String text) implements Query {}

  /// All the words, in that field. Strict.
  record In(Field field, String text) implements Query {}

  /// Tagged with any of these; scores weight times the strength of the tag, the best one counts.
  ///
  /// @param weights id of the concept → weight above 0
  record About(Map<String, Double> weights) implements Query {
    public About {
      weights = Map.copyOf(weights);
      weights.forEach((concept, weight) -> {
        if (!(weight > 0))
          throw new IllegalArgumentException(
              "weight of " + concept + " must be above 0, got " + weight);
      });
    }
  }

  /// Matches the items of the passages nearest to this direction among all that the principals may
  /// see, whatever else the question cuts off. Exact, or nearly so where they see very much.
  ///
  /// @param passages so many, 1..10,000
  record Near(Direction direction, int passages) implements Query {
    public Near {
      if (passages < 1 || passages > 10_000)
        throw new IllegalArgumentException("passages must be 1..10,000, got " + passages);
    }
  }

  /// One of these exact values in that field. Does not score.
  record Value(String field, Set<String> values) implements Query {
    public Value {
      values = Set.copyOf(values);
    }
  }

  /// One of these entries. Does not score.
  record Among(Set<String> ids) implements Query {
    public Among {
      ids = Set.copyOf(ids);
    }
  }

  /// Dated within; what has no date does not match. Does not score.
  record Dated(Optional<LocalDate> from, Optional<LocalDate> to) implements Query {}

  record All(List<Query> parts) implements Query {
    public All {
      parts = List.copyOf(parts);
    }
  }

  record Any(List<Query> parts) implements Query {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  record Not(Query part) implements Query {}

  /// Matches what `part` matches; where `favoured` matches too, that scores as well.
  record Favouring(Query part, Query favoured) implements Query {}

  record Everything() implements Query {}

  /// Where words may be looked for.
  enum Field {
    TITLE,
    HEADINGS,
    BODY,
    LABELS,
    AUTHOR
  }
}

package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex.Wording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;

/// A phrase that stands for words of a question, as far as a visible entry has it.
///
/// @param typed the words of the question, joined by blanks
/// @param terms of which one is enough; none where it is a phrase of several words
/// @param phrase what several words match, side by side; empty for one word
/// @param part what it scores, empty where no field scores
/// @param weight rarity, times what it weighs beside the words themselves
record Standing(
    String typed,
    List<Term> terms,
    Optional<org.apache.lucene.search.Query> phrase,
    Optional<Part> part,
    double weight) {
  Standing {
    terms = List.copyOf(terms);
  }

  /// Those that a visible entry has.
  ///
  /// @param asked the words of the question: another form of one of them stands for nothing
  static List<Standing> of(
      List<Query.Words.Other> others,
      List<Sought> asked,
      Visible visible,
      Wording wording,
      Map<Query.Field, Double> weights)
      throws IOException {
    var standing = new ArrayList<Standing>();
    for (var other : others) {
      var tokens = Analysis.tokens(other.phrase()).stream().map(Analysis.Token::word).toList();
      if (tokens.isEmpty()) continue;
      var one =
          tokens.size() == 1
              ? word(other, asked, visible, wording, weights)
              : phrase(other, tokens, visible, wording);
      if (one.weight() > 0) standing.add(one);
    }
    return standing;
  }

  private static String words(String text) {
    return Analysis.tokens(text).stream()
        .map(Analysis.Token::word)
        .collect(Collectors.joining(" "));
  }

  private static Standing nothing(String typed) {
    return new Standing(typed, List.of(), Optional.empty(), Optional.empty(), 0);
  }

  private static Standing word(
      Query.Words.Other other,
      List<Sought> asked,
      Visible visible,
      Wording wording,
      Map<Query.Field, Double> weights)
      throws IOException {
    var typed = words(other.typed());
    var sought = Sought.of(other.phrase(), visible, wording, true);
    if (sought.isEmpty()) return nothing(typed);
    var word = sought.getFirst();
    for (var known : asked)
      if (known.rarity() > 0
          && !known.instead()
          && !java.util.Collections.disjoint(known.anyhow(), word.anyhow())) return nothing(typed);
    var instead = word.insteadOf(typed);
    var in = new ArrayList<Part.InField>();
    for (var field : Fields.OF_WORDS)
      if (weights.containsKey(field)) in.add(instead.scoring(field, weights.get(field)));
    double weight = other.weight() * word.rarity();
    return new Standing(
        typed,
        word.anywhere(),
        Optional.empty(),
        in.isEmpty() ? Optional.empty() : Optional.of(new Part.Word(weight, in)),
        weight);
  }

  /// Side by side in one field. It is as rare as it is, but not rarer than its words together.
  private static Standing phrase(
      Query.Words.Other other, List<String> tokens, Visible visible, Wording wording)
      throws IOException {
    var typed = words(other.typed());
    var either = new BooleanQuery.Builder();
    for (var field : Fields.OF_WORDS)
      either.add(new PhraseQuery(Fields.exact(field), tokens.toArray(String[]::new)), Occur.SHOULD);
    var query = either.build();
    double words = 0;
    for (var word : Sought.of(other.phrase(), visible, wording, true)) words += word.rarity();
    double weight = other.weight() * Math.min(words, visible.rarity(query));
    var name = String.join(" ", tokens) + " (for " + typed + ")";
    return new Standing(
        typed,
        List.of(),
        Optional.of(query),
        Optional.of(new Part.Phrase(query, name, "together", weight)),
        weight);
  }

  /// Whether this word of the question is among those that it stands for.
  boolean standsFor(Sought word) {
    return List.of(typed.split(" ")).contains(word.word().written());
  }
}

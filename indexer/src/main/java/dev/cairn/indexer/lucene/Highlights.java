package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The words and phrases of a question, as they are looked for in a text that is shown.
///
/// @param texts whose words are to be found in any form
/// @param phrases words side by side, as they are written
record Highlights(Set<String> texts, Set<List<String>> phrases) {
  /// What is to be found in texts of one language.
  ///
  /// @param stems words to be found in any form
  /// @param words words to be found as they are written
  record Marks(Set<String> stems, Set<String> words) {
    static Marks of(List<Sought> sought) {
      Set<String> stems = new HashSet<>();
      Set<String> words = new HashSet<>();
      for (var word : sought) {
        stems.addAll(word.stems());
        words.addAll(word.written());
        words.add(word.word().written());
      }
      return new Marks(stems, words);
    }
  }

  static Highlights of(Query query) {
    var all = new Highlights(new LinkedHashSet<>(), new LinkedHashSet<>());
    all.collect(query);
    return all;
  }

  private void collect(Query query) {
    switch (query) {
      case Query.Words(var text, _, var others) -> {
        texts.add(text);
        for (var other : others) collectOther(other.phrase());
      }
      case Query.In(var field, var text) -> {
        if (field != Query.Field.AUTHOR) texts.add(text);
      }
      case Query.Phrase(_, var text) -> {
        var tokens = Analysis.tokens(text);
        if (!tokens.isEmpty()) phrases.add(tokens.stream().map(Analysis.Token::word).toList());
      }
      case Query.All(var parts) -> parts.forEach(this::collect);
      case Query.Any(var parts) -> parts.forEach(this::collect);
      case Query.Favouring(var part, var favoured) -> {
        collect(part);
        collect(favoured);
      }
      case Query.Not _,
          Query.About _,
          Query.Value _,
          Query.Among _,
          Query.Dated _,
          Query.Near _,
          Query.Everything _ -> {}
    }
  }

  private void collectOther(String phrase) {
    var tokens = Analysis.tokens(phrase);
    if (tokens.size() == 1) texts.add(phrase);
    else if (!tokens.isEmpty()) phrases.add(tokens.stream().map(Analysis.Token::word).toList());
  }

  /// Where they stand in the text: ordered, not overlapping.
  List<Answer.Range> in(String text, Language language, Marks marks) {
    var tokens = Analysis.tokens(text, language);
    var found = new ArrayList<Answer.Range>();
    for (int i = 0; i < tokens.size(); i++) {
      var token = tokens.get(i);
      if (marks.stems().contains(token.stem()) || marks.words().contains(token.word()))
        found.add(new Answer.Range(token.start(), token.end()));
      for (var phrase : phrases)
        if (standsAt(tokens, i, phrase))
          found.add(new Answer.Range(token.start(), tokens.get(i + phrase.size() - 1).end()));
    }
    return merged(found);
  }

  /// How many phrases the text has, each counted once.
  long phrasesIn(String text) {
    if (isSurelyWithout(text)) return 0;
    var tokens = Analysis.tokens(text);
    return phrases.stream()
        .filter(phrase -> {
          for (int i = 0; i < tokens.size(); i++) if (standsAt(tokens, i, phrase)) return true;
          return false;
        })
        .count();
  }

  /// Most texts have none, and taking them apart costs far more than this look. Letters that are
  /// folded could stand for others, so only plain texts are judged by it.
  private boolean isSurelyWithout(String text) {
    for (int i = 0; i < text.length(); i++) if (text.charAt(i) >= 128) return false;
    var lower = text.toLowerCase(Locale.ROOT);
    return phrases.stream().noneMatch(phrase -> phrase.stream().allMatch(lower::contains));
  }

  private static boolean standsAt(List<Analysis.Token> tokens, int at, List<String> phrase) {
    if (at + phrase.size() > tokens.size()) return false;
    for (int i = 0; i < phrase.size(); i++)
      if (!tokens.get(at + i).word().equals(phrase.get(i))) return false;
    return true;
  }

  private static List<Answer.Range> merged(List<Answer.Range> ranges) {
    ranges.sort(Comparator.comparingInt(Answer.Range::start));
    var merged = new ArrayList<Answer.Range>();
    for (var range : ranges) {
      if (!merged.isEmpty() && range.start() < merged.getLast().end()) {
        var last = merged.removeLast();
        merged.add(new Answer.Range(last.start(), Math.max(last.end(), range.end())));
      } else {
        merged.add(range);
      }
    }
    return merged;
  }
}

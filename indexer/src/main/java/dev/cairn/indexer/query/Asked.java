package dev.cairn.indexer.query;

import dev.cairn.indexer.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A question as it was typed, taken apart. `OR` parts the whole question into sides, of which one
/// must match; within a side everything strict must match.
///
/// @param sides empty where nothing was asked
public record Asked(List<Side> sides) {
  /// @param words plain words, joined by blanks; may be empty
  /// @param strict phrases and words in fields, all of which must match
  /// @param without what must not match
  public record Side(String words, List<Query> strict, List<Query> without) {
    public Side {
      strict = List.copyOf(strict);
      without = List.copyOf(without);
    }
  }

  public Asked {
    sides = List.copyOf(sides);
  }

  /// Takes a question apart. Never fails.
  public static Asked of(String text) {
    return new Parser(text).asked();
  }

  /// The same text without the signs that have a meaning in questions, for texts that were written
  /// for others: every word of it is a plain word.
  public static String plain(String text) {
    return text.replaceAll("[\"“”„‟«»]", " ")
        .replaceAll("(?<!\\S)-+", " ")
        .replaceAll("\\bOR\\b", "or")
        .replaceAll("(?i)(?<!\\S)(title|author):", "$1 ")
        .strip();
  }

  /// Nothing was asked: everything is meant.
  public boolean isEmpty() {
    return sides.isEmpty();
  }

  /// What must match.
  ///
  /// @param words what plain words of a side mean
  public Query query(Function<String, Query> words) {
    if (sides.isEmpty()) return new Query.Everything();
    var all = sides.stream().map(side -> query(side, words)).toList();
    return all.size() == 1 ? all.getFirst() : new Query.Any(all);
  }

  private static Query query(Side side, Function<String, Query> words) {
    var parts = new ArrayList<Query>();
    if (!side.words().isEmpty()) parts.add(words.apply(side.words()));
    parts.addAll(side.strict());
    side.without().forEach(w -> parts.add(new Query.Not(w)));
    return parts.size() == 1 ? parts.getFirst() : new Query.All(parts);
  }

  /// All words by which something can be ranked, however they were asked for; may be empty.
  public String wanted() {
    return sides.stream()
        .flatMap(side -> {
          var texts = new ArrayList<String>();
          texts.add(side.words());
          for (var strict : side.strict())
            if (strict instanceof Query.Phrase(var field, var text)
                && field.filter(f -> f == Query.Field.AUTHOR).isEmpty()) texts.add(text);
            else if (strict instanceof Query.In(var field, var text) && field != Query.Field.AUTHOR)
              texts.add(text);
          return texts.stream();
        })
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }
}

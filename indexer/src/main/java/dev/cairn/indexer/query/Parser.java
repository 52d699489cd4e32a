package dev.cairn.indexer.query;

import dev.cairn.indexer.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a question from left to right, once.
final class Parser {
  /// More of them are taken as words, or left out where they are not wanted.
  private static final int MOST_STRICT = 32;

  private static final int MOST_SIDES = 16;

  private static final Map<String, Query.Field> FIELDS =
      Map.of("title:", Query.Field.TITLE, "author:", Query.Field.AUTHOR);

  private final String text;
  private int at;
  private int strictParts;

  private final List<Asked.Side> sides = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final List<Query> strict = new ArrayList<>();
  private final List<Query> without = new ArrayList<>();

  Parser(String text) {
    // Whoever writes in a word processor quotes like this.
    this.text = text.replaceAll("[“”„‟«»]", "\"");
  }

  Asked asked() {
    for (skipBlanks(); at < text.length(); skipBlanks()) {
      if (startsWith("OR") && isBlank(at + 2)) or();
      else clause();
    }
    endSide();
    return new Asked(sides);
  }

  /// Between two sides it parts them, elsewhere it is a word.
  private void or() {
    at += 2;
    boolean something = !words.isEmpty() || !strict.isEmpty() || !without.isEmpty();
    if (something && hasContent(text.substring(at)) && sides.size() < MOST_SIDES - 1) endSide();
    else words.add("OR");
  }

  private void endSide() {
    if (!words.isEmpty() || !strict.isEmpty() || !without.isEmpty())
      sides.add(new Asked.Side(String.join(" ", words), strict, without));
    words.clear();
    strict.clear();
    without.clear();
  }

  private void clause() {
    boolean negated = text.charAt(at) == '-' && !isBlank(at + 1);
    if (negated) at++;
    var field = field();
    var phrase = quoted();
    var value = phrase.orElseGet(this::word);
    if (hasContent(value)) add(negated, field, phrase.isPresent(), value);
  }

  private void add(boolean negated, Optional<Query.Field> field, boolean isPhrase, String value) {
    boolean plain = field.isEmpty() && !isPhrase;
    if (plain && !negated) {
      words.add(value);
    } else if (++strictParts <= MOST_STRICT) {
      (negated ? without : strict).add(part(field, isPhrase, value));
    } else if (!negated) {
      words.add(value);
    }
  }

  private static Query part(Optional<Query.Field> field, boolean isPhrase, String value) {
    if (isPhrase) return new Query.Phrase(field, value);
    return field.<Query>map(f -> new Query.In(f, value)).orElseGet(() -> new Query.Words(value, 1));
  }

  private Optional<Query.Field> field() {
    for (var field : FIELDS.entrySet()) {
      int end = at + field.getKey().length();
      if (startsWith(field.getKey()) && !isBlank(end)) {
        at = end;
        return Optional.of(field.getValue());
      }
    }
    return Optional.empty();
  }

  /// What stands between two quotation marks; a mark without a partner is no more than a blank.
  private Optional<String> quoted() {
    if (at >= text.length() || text.charAt(at) != '"') return Optional.empty();
    int end = text.indexOf('"', at + 1);
    if (end < 0) {
      at++;
      return Optional.empty();
    }
    var inside = text.substring(at + 1, end);
    at = end + 1;
    return Optional.of(inside);
  }

  private String word() {
    int start = at;
    while (!isBlank(at) && text.charAt(at) != '"') at++;
    return text.substring(start, at);
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(at)) at++;
  }

  private boolean startsWith(String prefix) {
    boolean exactly = prefix.equals("OR");
    return text.regionMatches(!exactly, at, prefix, 0, prefix.length());
  }

  /// Also behind the end.
  private boolean isBlank(int index) {
    if (index >= text.length()) return true;
    char c = text.charAt(index);
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  private static boolean hasContent(String value) {
    return value.codePoints().anyMatch(Character::isLetterOrDigit);
  }
}

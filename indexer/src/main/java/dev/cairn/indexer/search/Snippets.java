package dev.cairn.indexer.search;

import dev.cairn.indexer.Answer.Range;
import dev.cairn.indexer.Answer.Snippet;
import dev.cairn.indexer.SearchIndex.Shown;
import dev.cairn.indexer.search.NearSentences.Beginning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts out of a passage what is shown in a list: the sentences with most of what matched.
final class Snippets {
  /// About so many UTF-16 code units.
  static final int LENGTH = 280;

  private static final String CUT = "…";

  private Snippets() {}

  static Snippet of(Shown.Best best) {
    return of(best, Optional.empty());
  }

  /// @param beginning with which it begins, in the passage; empty: where most matched
  static Snippet of(Shown.Best best, Optional<Beginning> beginning) {
    var text = best.text();
    var stretch =
        beginning
            .map(it -> from(text, it.sentence()))
            .orElseGet(() -> stretch(text, best.highlights()));
    int start = stretch.start();
    int end = stretch.end();
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) end--;
    while (start < end && Character.isWhitespace(text.charAt(start))) start++;
    int last = end;
    var before = startsInside(text, start) ? CUT : "";
    var after = endsInside(text, end) ? CUT : "";
    int shift = before.length() - start;
    var highlights = new ArrayList<Range>();
    for (var range : best.highlights())
      if (range.start() >= start && range.end() <= end)
        highlights.add(new Range(range.start() + shift, range.end() + shift));
    return new Snippet(
        best.heading(),
        before + text.substring(start, end) + after,
        highlights,
        best.page(),
        best.ordinal(),
        beginning.isPresent(),
        beginning
            .filter(Beginning::nearest)
            .map(Beginning::sentence)
            .map(s -> new Range(s.start() + shift, Math.min(s.end(), last) + shift)));
  }

  private static Range from(String text, Range sentence) {
    if (text.length() <= LENGTH) return new Range(0, text.length());
    int from = sentence.start();
    if (sentence.end() - from > LENGTH) return new Range(from, wordEnd(text, from + LENGTH));
    int to = sentence.end();
    for (var next : Sentences.of(text))
      if (next.start() >= to && next.end() - from <= LENGTH) to = next.end();
    return new Range(from, to);
  }

  private static Range stretch(String text, List<Range> highlights) {
    if (text.length() <= LENGTH) return new Range(0, text.length());
    var sentences = Sentences.of(text);
    if (sentences.isEmpty()) return new Range(0, wordEnd(text, LENGTH));
    int best = 0;
    long most = -1;
    for (int i = 0; i < sentences.size(); i++) {
      int from = sentences.get(i).start();
      long inside =
          highlights.stream().filter(h -> h.start() >= from && h.end() <= from + LENGTH).count();
      if (inside > most) {
        most = inside;
        best = i;
      }
    }
    int from = sentences.get(best).start();
    if (most == 0 && !highlights.isEmpty()) return aroundFirst(text, highlights.getFirst());
    int to = sentences.get(best).end();
    for (int i = best + 1; i < sentences.size() && sentences.get(i).end() - from <= LENGTH; i++)
      to = sentences.get(i).end();
    int marked = lastWithin(highlights, from);
    if (marked > to || to - from > LENGTH) to = Math.max(marked, wordEnd(text, from + LENGTH));
    return new Range(from, to);
  }

  /// Where the last stretch ends that fits into a snippet from there; 0 if none does.
  private static int lastWithin(List<Range> highlights, int from) {
    return highlights.stream()
        .filter(h -> h.start() >= from && h.end() <= from + LENGTH)
        .mapToInt(Range::end)
        .max()
        .orElse(0);
  }

  private static Range aroundFirst(String text, Range first) {
    int from = wordStart(text, Math.max(0, first.start() - LENGTH / 3));
    int to = wordEnd(text, Math.min(text.length(), from + LENGTH));
    return new Range(Math.min(from, first.start()), Math.max(to, first.end()));
  }

  /// Not later than `at`, unless a word is longer than a snippet.
  private static int wordEnd(String text, int at) {
    if (at >= text.length()) return text.length();
    for (int i = at; i > at - LENGTH / 2 && i > 0; i--)
      if (Character.isWhitespace(text.charAt(i))) return i;
    return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  private static int wordStart(String text, int at) {
    if (at == 0) return 0;
    for (int i = at; i < at + LENGTH / 4 && i < text.length(); i++)
      if (Character.isWhitespace(text.charAt(i - 1))) return i;
    return Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
  }

  private static boolean startsInside(String text, int start) {
    for (int i = start - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (c == '\n' || c == '.' || c == '!' || c == '?' || c == ':') return false;
      if (Character.isLetterOrDigit(c) || c == ',' || c == ';') return true;
    }
    return false;
  }

  private static boolean endsInside(String text, int end) {
    if (end == 0 || end >= text.length()) return false;
    char last = text.charAt(end - 1);
    return text.charAt(end) != '\n'
        && (Character.isLetterOrDigit(last) || last == ',' || last == ';');
  }
}

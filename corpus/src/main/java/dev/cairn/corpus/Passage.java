package dev.cairn.corpus;

/// A stretch of an item that is indexed and shown on its own.
///
/// @param ordinal position among the item's passages, from 0
/// @param start first UTF-16 code unit in the item's text, inclusive, from 0
/// @param end last UTF-16 code unit, exclusive
/// @param heading the headings above it, outermost first, joined by ` › `; empty if there are none
/// @param page page, slide or sheet on which it begins, from 1; 0 where there are none
/// @param text the stretch itself; its length is `end - start`
public record Passage(int ordinal, int start, int end, String heading, int page, String text) {
  public Passage {
    if (ordinal < 0) throw new IllegalArgumentException("ordinal must be >= 0, got " + ordinal);
    if (start < 0 || end - start != text.length())
      throw new IllegalArgumentException(
          "[" + start + "," + end + ") does not fit " + text.length() + " units of text");
  }
}

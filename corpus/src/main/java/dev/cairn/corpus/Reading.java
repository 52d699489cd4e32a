package dev.cairn.corpus;

import java.util.List;

/// The text of an item with its structure, as it is searched and shown.
///
/// @param text the whole text; blocks are separated by one line feed
/// @param blocks headings, paragraphs and so on, ordered, not overlapping, covering all but the
///   separators
public record Reading(String text, List<Block> blocks) {
  public Reading {
    blocks = List.copyOf(blocks);
    int last = 0;
    for (var block : blocks) {
      if (block.start() < last || block.end() > text.length())
        throw new IllegalArgumentException(block + " does not fit a text of " + text.length());
      last = block.end();
    }
  }

  /// @param start first UTF-16 code unit in the text, inclusive
  /// @param end last UTF-16 code unit, exclusive
  /// @param level depth of a heading or list item, from 1; 0 for other blocks
  /// @param page page, slide or sheet number from 1; 0 where there are none
  public record Block(Kind kind, int start, int end, int level, int page) {
    /// What part of the text a block is.
    public enum Kind {
      HEADING,
      PARAGRAPH,
      LIST_ITEM,
      TABLE_ROW,
      QUOTE,
      CODE
    }

    public Block {
      if (start < 0 || end <= start || level < 0 || page < 0)
        throw new IllegalArgumentException("no block: [" + start + "," + end + ") level " + level);
    }
  }

  public String text(Block block) {
    return text.substring(block.start(), block.end());
  }
}

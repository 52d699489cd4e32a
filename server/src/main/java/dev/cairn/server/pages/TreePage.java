package dev.cairn.server.pages;

import java.util.List;
import java.util.Optional;

/// Concepts without one that is chosen: the tops, what a search among them found, or a list.
///
/// @param found concepts that `pane.wanted` names
/// @param parts the tops with what they are, where nothing was looked for
/// @param list names by letter or concepts by day, where that was asked for
/// @param more how many tops are not among the parts, in words; empty for none
public record TreePage(
    Page page,
    TreePane pane,
    List<Choice> found,
    List<Part> parts,
    String more,
    Optional<TreeList.Shown> list) {
  public TreePage {
    found = List.copyOf(found);
    parts = List.copyOf(parts);
  }

  /// A scheme or a concept with what is directly below it.
  public record Part(Choice concept, String definition, List<Choice> below) {
    public Part {
      below = List.copyOf(below);
    }
  }
}

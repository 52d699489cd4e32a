package dev.cairn.server.pages;

import java.util.List;

/// A place in the tree: a scheme, a concept, or the way to what does not fit.
///
/// @param id of the concept; of a scheme its IRI; empty for a mere link
/// @param count items about it and what is narrower, in words; empty where there are none
/// @param branchHref where the list of what is directly below can be had; empty if nothing is
/// @param hit whether it is one of those that were looked for
/// @param children shown below it; empty for a closed branch
public record TreeNode(
    String id,
    String label,
    String count,
    String href,
    String branchHref,
    boolean current,
    boolean hit,
    List<TreeNode> children) {
  public TreeNode {
    children = List.copyOf(children);
  }

  public boolean branch() {
    return !branchHref.isEmpty();
  }

  public boolean open() {
    return !children.isEmpty();
  }
}

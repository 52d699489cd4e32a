package dev.cairn.server.pages;

import java.util.List;

/// A concept in the tree.
///
/// @param count items about it and what is narrower, in words; empty where there are none
/// @param branch whether something is narrower
/// @param children shown below it; empty for a closed branch
public record TreeNode(
    String id,
    String label,
    String count,
    String href,
    boolean current,
    boolean branch,
    List<TreeNode> children) {
  public TreeNode {
    children = List.copyOf(children);
  }

  public boolean open() {
    return !children.isEmpty();
  }
}

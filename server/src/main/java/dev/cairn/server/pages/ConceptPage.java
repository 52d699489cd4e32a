package dev.cairn.server.pages;

import java.util.List;
import java.util.Optional;

/// Concepts: the tree, and either one concept, what a search among them found, or all the roots.
///
/// @param wanted what was looked for among the concepts; empty if nothing was
/// @param found concepts that it names
/// @param parts the roots with what they are, where no concept is chosen
/// @param one the concept that is chosen
public record ConceptPage(
    Page page,
    List<TreeNode> tree,
    String wanted,
    List<Choice> found,
    List<Part> parts,
    String total,
    Optional<One> one) {
  public ConceptPage {
    tree = List.copyOf(tree);
    found = List.copyOf(found);
    parts = List.copyOf(parts);
  }

  public record Part(Choice concept, String definition, List<Choice> below) {
    public Part {
      below = List.copyOf(below);
    }
  }

  /// One concept.
  ///
  /// @param path from a root to what is directly above it
  /// @param also its other names
  /// @param groups it belongs to, in the order that means something
  /// @param items sections of what is known about it
  public record One(
      String label,
      List<Choice> path,
      String definition,
      String also,
      List<Note> notes,
      List<SearchPage.Card.Row> relations,
      List<Group> groups,
      List<Items> items,
      List<SearchPage.Evidence> evidence,
      List<String> sources,
      List<String> mappings,
      GraphView graph) {
    public One {
      path = List.copyOf(path);
      notes = List.copyOf(notes);
      relations = List.copyOf(relations);
      groups = List.copyOf(groups);
      items = List.copyOf(items);
      evidence = List.copyOf(evidence);
      sources = List.copyOf(sources);
      mappings = List.copyOf(mappings);
    }
  }

  public record Note(String name, String text) {}

  public record Group(String label, boolean ordered, List<Choice> members) {
    public Group {
      members = List.copyOf(members);
    }
  }

  /// @param title as "18 lessons"
  /// @param all address of the search that shows all of them; empty where these are all
  public record Items(String title, List<SearchPage.Hit> first, Choice all) {
    public Items {
      first = List.copyOf(first);
    }
  }
}

package dev.cairn.server.pages;

import java.util.List;
import java.util.Optional;

/// Two concepts side by side, or the form to choose them.
///
/// @param a what stands in the first field
/// @param names concepts that the fields suggest
/// @param trouble why there is nothing to compare, else empty
/// @param meant what may have been meant instead
/// @param swap address with both in the other order; empty where nothing is compared
/// @param pairs that are worth comparing, where nothing is chosen
public record ComparePage(
    Page page,
    String a,
    String b,
    List<String> names,
    String trouble,
    List<Choice> meant,
    String swap,
    List<Pair> pairs,
    Optional<Both> both) {
  public ComparePage {
    names = List.copyOf(names);
    meant = List.copyOf(meant);
    pairs = List.copyOf(pairs);
  }

  public record Pair(String label, String href, String note) {}

  /// @param paths best first; none where no path leads from one to the other
  /// @param shared neighbours of both
  /// @param parts items of the one, both, the other
  public record Both(
      Side a,
      Side b,
      List<Path> paths,
      List<Shared> shared,
      List<String> groups,
      List<Part> parts) {
    public Both {
      paths = List.copyOf(paths);
      shared = List.copyOf(shared);
      groups = List.copyOf(groups);
      parts = List.copyOf(parts);
    }
  }

  /// @param rows neighbours that the other one does not have
  /// @param words by which its passages are told from the other's
  public record Side(
      Choice concept,
      String definition,
      List<String> sources,
      List<SearchPage.Card.Row> rows,
      List<Choice> words) {
    public Side {
      sources = List.copyOf(sources);
      rows = List.copyOf(rows);
      words = List.copyOf(words);
    }
  }

  /// As a sentence: the first concept, then words and a concept for each step.
  public record Path(Choice first, List<Step> steps) {
    public Path {
      steps = List.copyOf(steps);
    }
  }

  public record Step(String words, Choice to) {}

  /// @param ofA how the first one stands to it, in words
  public record Shared(Choice concept, String ofA, String ofB) {}

  /// @param counts as "3 lessons and 5 documents"
  /// @param all address of the search that finds them
  public record Part(String title, String counts, String all, List<Choice> first) {
    public Part {
      first = List.copyOf(first);
    }
  }
}

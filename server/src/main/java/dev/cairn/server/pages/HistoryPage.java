package dev.cairn.server.pages;

import java.util.List;

/// What was changed in the concepts, by whom, and what people propose.
///
/// @param heading of the list
/// @param differences between two versions, in words; none where nobody asked
/// @param compared which versions these are, a sentence; else empty
/// @param from what stands in the fields of the versions
/// @param version the last one
/// @param next address of the older ones; empty where these are all
/// @param wrong why something could not be done; else empty
public record HistoryPage(
    Page page,
    String heading,
    List<Row> rows,
    String compared,
    List<PreviewPage.Change> differences,
    int from,
    int to,
    int version,
    String next,
    String wrong) {
  public HistoryPage {
    rows = List.copyOf(rows);
    differences = List.copyOf(differences);
  }

  /// @param day as a machine reads it
  /// @param concepts that it is about
  /// @param state as "undone by change 7"; else empty
  /// @param undoable whether it may be taken back
  public record Row(
      int number,
      String summary,
      String when,
      String day,
      String by,
      String comment,
      String name,
      List<Choice> concepts,
      String state,
      boolean undoable) {
    public Row {
      concepts = List.copyOf(concepts);
    }
  }
}

package dev.cairn.server.pages;

import java.util.List;

/// Channels, touchpoints and stages of the lifecycle against each other.
///
/// @param lead what is counted, in words
/// @param kinds which kinds of item count
/// @param cuts one choice of values for each way to slice
/// @param chosen what is chosen, each to be taken away
/// @param blind empty cells in words
public record CubePage(
    Page page,
    String lead,
    boolean empty,
    List<Choice> kinds,
    List<Cut> cuts,
    List<Choice> chosen,
    List<Face> faces,
    List<Blind> blind) {
  public CubePage {
    kinds = List.copyOf(kinds);
    cuts = List.copyOf(cuts);
    chosen = List.copyOf(chosen);
    faces = List.copyOf(faces);
    blind = List.copyOf(blind);
  }

  public record Cut(String label, List<Choice> values) {
    public Cut {
      values = List.copyOf(values);
    }
  }

  /// One table.
  ///
  /// @param note by what it is cut, else empty
  /// @param columns a link each, that cuts the other faces by the value
  public record Face(String title, String note, List<Choice> columns, List<Row> rows) {
    public Face {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  public record Row(Choice head, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /// @param step 0 for none, 1 to 5 for few to many
  /// @param says what the number counts, for those who do not see the headers
  public record Cell(String count, int step, String href, String says, boolean chosen) {}

  /// Two values that nothing is about together; each notes how many items there are about it.
  public record Blind(Choice row, Choice column) {}
}

package dev.cairn.server.pages;

import java.util.List;
import java.util.Locale;

/// What an import of lessons would do, before anything is changed.
///
/// @param counts what would happen to how many rows
/// @param meanings field of a lesson and the columns that it is taken from
/// @param unmapped columns that stay with the lesson under their own names
/// @param missing columns that the mapping names and the file does not have
/// @param rows the first ones, and all that cannot be used
/// @param content name under which the bytes wait for the go-ahead
/// @param mapping as JSON, to be changed
public record ImportPage(
    Page page,
    String fileName,
    List<JobView.Count> counts,
    List<ItemPage.Fact> meanings,
    List<String> unmapped,
    List<String> missing,
    List<Row> rows,
    String content,
    String mapping) {
  public ImportPage {
    counts = List.copyOf(counts);
    meanings = List.copyOf(meanings);
    unmapped = List.copyOf(unmapped);
    missing = List.copyOf(missing);
    rows = List.copyOf(rows);
  }

  /// @param would what would happen, in words
  public record Row(String number, String name, String would, boolean bad, String reason) {}

  /// `drivingEvent` as `Driving event`.
  public static String part(String code) {
    var words = code.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /// `new`, `newVersion`, `unchanged` or `unusable` in words.
  public static String would(String code) {
    return switch (code) {
      case "new" -> "new";
      case "newVersion" -> "changed, a new version";
      case "unchanged" -> "here already, unchanged";
      case "unusable" -> "cannot be used";
      default -> throw new IllegalArgumentException("no such fate of a row: " + code);
    };
  }
}

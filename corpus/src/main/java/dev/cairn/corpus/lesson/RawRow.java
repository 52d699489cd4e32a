package dev.cairn.corpus.lesson;

import java.util.Map;
import java.util.Optional;

/// A row as the file has it.
///
/// @param number from 1
/// @param cells by the name of the column
/// @param problem why the row could not be read, in one sentence
record RawRow(int number, Map<String, Cell> cells, Optional<String> problem) {
  RawRow(int number, Map<String, Cell> cells) {
    this(number, cells, Optional.empty());
  }

  RawRow(int number, String problem) {
    this(number, Map.of(), Optional.of(problem));
  }

  String text(String column) {
    var cell = cells.get(column);
    return cell == null ? "" : cell.text().strip();
  }
}

package dev.cairn.corpus.lesson;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What stands in one column of one row.
sealed interface Cell {
  record Text(String text) implements Cell {}

  record Many(List<String> texts) implements Cell {}

  /// Objects within a JSON row.
  record Records(List<Map<String, String>> records) implements Cell {}

  /// All of it as one text.
  default String text() {
    return switch (this) {
      case Text(var text) -> text;
      case Many(var texts) -> String.join("; ", texts);
      case Records(var records) ->
          records.stream()
              .map(r ->
                  r.entrySet().stream()
                      .map(e -> e.getKey() + ": " + e.getValue())
                      .collect(Collectors.joining(", ")))
              .collect(Collectors.joining("; "));
    };
  }

  default boolean isBlank() {
    return text().isBlank();
  }
}

package dev.cairn.corpus.measure;

import dev.cairn.corpus.ItemId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// An event as a line: its kind and its parts, parted by tabs.
final class EventForm {
  private static final String SEARCHED = "searched";
  private static final String OPENED = "opened";
  private static final String JUDGED = "judged";

  private EventForm() {}

  static String line(Event event) {
    var parts =
        switch (event) {
          case Event.Searched(var when, var who, var question, var mode, var results) ->
              List.of(SEARCHED, when.toString(), who, question, mode, "" + results);
          case Event.Opened(var when, var who, var question, var item, var rank) ->
              List.of(OPENED, when.toString(), who, question, item.value(), "" + rank);
          case Event.Judged(
                  var when,
                  var who,
                  var question,
                  var item,
                  var rank,
                  var mode,
                  var needed) ->
              List.of(
                  JUDGED,
                  when.toString(),
                  who,
                  question,
                  item.value(),
                  "" + rank,
                  mode,
                  needed ? "yes" : "no");
        };
    return parts.stream().map(EventForm::escaped).collect(Collectors.joining("\t"));
  }

  /// Empty for what no event is: a crash may leave any line behind.
  static Optional<Event> read(String line) {
    var parts = Arrays.stream(line.split("\t", -1)).map(EventForm::plain).toList();
    try {
      return switch (parts.getFirst() + " " + parts.size()) {
        case SEARCHED + " 6" ->
            Optional.of(
                new Event.Searched(
                    Instant.parse(parts.get(1)),
                    parts.get(2),
                    parts.get(3),
                    parts.get(4),
                    Long.parseLong(parts.get(5))));
        case OPENED + " 6" ->
            Optional.of(
                new Event.Opened(
                    Instant.parse(parts.get(1)),
                    parts.get(2),
                    parts.get(3),
                    new ItemId(parts.get(4)),
                    Integer.parseInt(parts.get(5))));
        case JUDGED + " 8" ->
            Optional.of(
                new Event.Judged(
                    Instant.parse(parts.get(1)),
                    parts.get(2),
                    parts.get(3),
                    new ItemId(parts.get(4)),
                    Integer.parseInt(parts.get(5)),
                    parts.get(6),
                    parts.get(7).equals("yes")));
        default -> Optional.empty();
      };
    } catch (DateTimeException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String plain(String text) {
    var plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) plain.append(c);
      else
        plain.append(
            switch (text.charAt(++i)) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> text.charAt(i);
            });
    }
    return plain.toString();
  }
}

package dev.cairn.indexer.ingest;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.Outcome;
import dev.cairn.indexer.ingest.Pledge.Meaning;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/// How a job looks in its log: one record a line, its fields behind a checksum of them, so that
/// what a crash has torn is known as such and left out.
final class JobForm {
  private static final String NOTHING = "-";

  private JobForm() {}

  /// One line of a log.
  sealed interface Record {
    record Header(String id, String kind, String title, Instant started) implements Record {}

    /// @param number position in the job, from 0
    /// @param as empty where no item's outcome is waited for
    record File(int number, String name, Optional<ItemId> item, Optional<Meaning> as)
        implements Record {}

    record End(int number, Outcome outcome) implements Record {}

    record Cancelled() implements Record {}

    record Finished(Instant when) implements Record {}
  }

  static String write(Record entry) {
    var fields =
        switch (entry) {
          case Record.Header(var id, var kind, var title, var started) ->
              List.of("job", id, kind, title, Long.toString(started.toEpochMilli()));
          case Record.File(var number, var name, var item, var as) ->
              List.of(
                  "file",
                  Integer.toString(number),
                  name,
                  item.map(ItemId::value).orElse(NOTHING),
                  as.map(JobForm::write).orElse(NOTHING));
          case Record.End(var number, var outcome) -> end(number, outcome);
          case Record.Cancelled() -> List.of("cancelled");
          case Record.Finished(var when) -> List.of("finished", Long.toString(when.toEpochMilli()));
        };
    var line = new StringBuilder();
    for (var field : fields) {
      if (!line.isEmpty()) line.append('\t');
      escape(field, line);
    }
    return checksum(line.toString()) + " " + line + "\n";
  }

  /// Empty for what is no whole record.
  static Optional<Record> read(String line) {
    if (line.length() < 10 || line.charAt(8) != ' ') return Optional.empty();
    var text = line.substring(9);
    if (!checksum(text).equals(line.substring(0, 8))) return Optional.empty();
    var fields = new ArrayList<String>();
    for (var field : text.split("\t", -1)) fields.add(unescape(field));
    return Optional.of(
        switch (fields.getFirst()) {
          case "job" ->
              new Record.Header(fields.get(1), fields.get(2), fields.get(3), time(fields.get(4)));
          case "file" ->
              new Record.File(
                  Integer.parseInt(fields.get(1)),
                  fields.get(2),
                  Optional.of(fields.get(3)).filter(it -> !it.equals(NOTHING)).map(ItemId::new),
                  Optional.of(fields.get(4))
                      .filter(it -> !it.equals(NOTHING))
                      .map(JobForm::meaning));
          case "end" -> new Record.End(Integer.parseInt(fields.get(1)), outcome(fields));
          case "cancelled" -> new Record.Cancelled();
          case "finished" -> new Record.Finished(time(fields.get(1)));
          default -> throw new IllegalArgumentException("no record of a job: " + line);
        });
  }

  private static Instant time(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }

  private static String checksum(String text) {
    var sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  private static String write(Meaning meaning) {
    return switch (meaning) {
      case Meaning.Itself() -> "itself";
      case Meaning.Next(int version) -> "next:" + version;
      case Meaning.Copy(var of) -> "copy:" + of.value();
      case Meaning.Again() -> "again";
      case Meaning.Anew() -> "anew";
    };
  }

  private static Meaning meaning(String text) {
    var words = text.split(":", 2);
    return switch (words[0]) {
      case "itself" -> new Meaning.Itself();
      case "next" -> new Meaning.Next(Integer.parseInt(words[1]));
      case "copy" -> new Meaning.Copy(new ItemId(words[1]));
      case "again" -> new Meaning.Again();
      case "anew" -> new Meaning.Anew();
      default -> throw new IllegalArgumentException("no meaning of a file: " + text);
    };
  }

  private static List<String> end(int number, Outcome outcome) {
    var fields = new ArrayList<>(List.of("end", Integer.toString(number), outcome.code()));
    switch (outcome) {
      case Outcome.Indexed(),
          Outcome.Unchanged(),
          Outcome.Gone(),
          Outcome.Locked(),
          Outcome.Cancelled() -> {}
      case Outcome.Container(var reason) -> fields.add(reason);
      case Outcome.Empty(var reason) -> fields.add(reason);
      case Outcome.DuplicateOf(var item) -> fields.add(item.value());
      case Outcome.NewVersion(int version) -> fields.add(Integer.toString(version));
      case Outcome.Moved(var from) -> fields.add(from);
      case Outcome.TooLarge(long limit) -> fields.add(Long.toString(limit));
      case Outcome.Unsupported(var reason) -> fields.add(reason);
      case Outcome.Corrupt(var reason, boolean kept) -> {
        fields.add(reason);
        fields.add(Boolean.toString(kept));
      }
      case Outcome.Stopped(var at, boolean kept) -> {
        fields.add(at.kind().name());
        fields.add(at.bound());
        fields.add(Boolean.toString(kept));
      }
      case Outcome.Unreadable(var reason) -> fields.add(reason);
    }
    return fields;
  }

  private static Outcome outcome(List<String> fields) {
    return switch (fields.get(2)) {
      case "indexed" -> new Outcome.Indexed();
      case "unchanged" -> new Outcome.Unchanged();
      case "gone" -> new Outcome.Gone();
      case "locked" -> new Outcome.Locked();
      case "cancelled" -> new Outcome.Cancelled();
      case "container" -> new Outcome.Container(fields.get(3));
      case "empty" -> new Outcome.Empty(fields.get(3));
      case "duplicate" -> new Outcome.DuplicateOf(new ItemId(fields.get(3)));
      case "newVersion" -> new Outcome.NewVersion(Integer.parseInt(fields.get(3)));
      case "moved" -> new Outcome.Moved(fields.get(3));
      case "tooLarge" -> new Outcome.TooLarge(Long.parseLong(fields.get(3)));
      case "unsupported" -> new Outcome.Unsupported(fields.get(3));
      case "corrupt" -> new Outcome.Corrupt(fields.get(3), Boolean.parseBoolean(fields.get(4)));
      case "stopped" ->
          new Outcome.Stopped(
              new Limit(Limit.Kind.valueOf(fields.get(3)), fields.get(4)),
              Boolean.parseBoolean(fields.get(5)));
      case "unreadable" -> new Outcome.Unreadable(fields.get(3));
      default -> throw new IllegalArgumentException("no outcome: " + fields);
    };
  }

  private static void escape(String field, StringBuilder line) {
    for (int i = 0; i < field.length(); i++)
      switch (field.charAt(i)) {
        case '\\' -> line.append("\\\\");
        case '\t' -> line.append("\\t");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> line.append(field.charAt(i));
      }
  }

  private static String unescape(String field) {
    if (field.indexOf('\\') < 0) return field;
    var text = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c != '\\' || i + 1 == field.length()) text.append(c);
      else
        text.append(
            switch (field.charAt(++i)) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> field.charAt(i);
            });
    }
    return text.toString();
  }
}

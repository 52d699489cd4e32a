package dev.cairn.corpus.lesson;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A file of rows, whichever way they are written. What cannot be read is a row with a problem; the
/// others go on.
///
/// @param columns in the order in which they first occur
record RawTable(Format format, List<String> columns, List<RawRow> rows) {
  /// How the rows are written.
  enum Format {
    CSV,
    JSON,
    JSON_LINES
  }

  /// A line is one value and nothing more.
  private static final JsonMapper LINE = JsonMapper.shared();

  /// A value is followed by others.
  private static final JsonMapper VALUES =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /// Reads text in UTF-8, UTF-16 with a mark, or else Windows-1252.
  static String decode(byte[] bytes) {
    if (starts(bytes, 0xEF, 0xBB, 0xBF))
      return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
    if (starts(bytes, 0xFF, 0xFE))
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
    if (starts(bytes, 0xFE, 0xFF))
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      // What Windows programs write when they do not write UTF-8; every byte means something in it.
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }

  private static boolean starts(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) return false;
    for (int i = 0; i < mark.length; i++) if ((bytes[i] & 0xFF) != mark[i]) return false;
    return true;
  }

  static RawTable parse(String text) {
    var trimmed = text.stripLeading();
    if (trimmed.startsWith("[")) return json(text);
    if (!trimmed.startsWith("{")) return csv(text);
    return isObject(trimmed.lines().findFirst().orElse("")) ? jsonLines(text) : json(text);
  }

  // ---- CSV

  /// Values parted by comma, semicolon, tabulator or bar, whichever parts the first line most
  /// often.
  static RawTable csv(String text) {
    var format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter(text))
            // `"a", "b"`: a blank before the quote is no part of the value.
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .setLenientEof(true)
            .setTrailingData(true)
            .get();
    List<String> columns = List.of();
    var rows = new ArrayList<RawRow>();
    try (var parser = CSVParser.parse(new StringReader(text), format)) {
      for (var record : parser) {
        if (columns.isEmpty()) columns = named(record);
        else rows.add(row(columns, record, rows.size() + 1));
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      rows.add(
          new RawRow(
              rows.size() + 1, "From here on the file is no CSV: a quote is out of its place."));
    }
    return new RawTable(Format.CSV, columns, rows);
  }

  private static char delimiter(String text) {
    char best = ',';
    int most = 0;
    for (char candidate : new char[] {',', ';', '\t', '|'}) {
      int count = 0;
      boolean quoted = false;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '"') quoted = !quoted;
        else if (!quoted && c == candidate) count++;
        else if (!quoted && c == '\n' && count > 0) break;
        else if (!quoted && c == '\n' && !text.substring(0, i).isBlank()) break;
      }
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  private static List<String> named(CSVRecord header) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < header.size(); i++) {
      var name = header.get(i).strip();
      if (name.isEmpty()) name = "column " + (i + 1);
      var unique = name;
      for (int n = 2; !names.add(unique); n++) unique = name + " (" + n + ")";
    }
    return List.copyOf(names);
  }

  private static RawRow row(List<String> columns, CSVRecord record, int number) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (int i = 0; i < record.size(); i++) {
      var text = record.get(i);
      if (text.isBlank()) continue;
      if (i >= columns.size())
        return new RawRow(
            number,
            "It has "
                + record.size()
                + " values, but there are "
                + columns.size()
                + " columns; perhaps a quote is missing.");
      cells.put(columns.get(i), new Cell.Text(text));
    }
    return cells.isEmpty() ? new RawRow(number, "It is empty.") : new RawRow(number, cells);
  }

  // ---- JSON

  private static boolean isObject(String line) {
    try {
      return LINE.readTree(line).isObject();
    } catch (JacksonException e) {
      return false;
    }
  }

  private static RawTable jsonLines(String text) {
    var rows = new ArrayList<RawRow>();
    for (var line : (Iterable<String>) text.lines().filter(l -> !l.isBlank())::iterator) {
      int number = rows.size() + 1;
      try {
        rows.add(row(LINE.readTree(line), number));
      } catch (JacksonException e) {
        rows.add(new RawRow(number, "It is no JSON" + at(e.getLocation()) + "."));
      }
    }
    return new RawTable(Format.JSON_LINES, columns(rows), rows);
  }

  /// One array of objects; or one object that holds such an array; or objects one after another.
  private static RawTable json(String text) {
    var rows = new ArrayList<RawRow>();
    try (var parser = VALUES.createParser(text)) {
      var first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) elements(parser, rows);
      else
        for (var token = first; token != null; token = parser.nextToken()) {
          JsonNode node = VALUES.readTree(parser);
          var inner = onlyArray(node);
          if (inner == null) rows.add(row(node, rows.size() + 1));
          else for (var element : inner) rows.add(row(element, rows.size() + 1));
        }
    } catch (JacksonException e) {
      rows.add(
          new RawRow(
              rows.size() + 1, "From here on the file is no JSON" + at(e.getLocation()) + "."));
    }
    return new RawTable(Format.JSON, columns(rows), rows);
  }

  private static void elements(JsonParser parser, List<RawRow> rows) {
    while (parser.nextToken() != JsonToken.END_ARRAY)
      rows.add(row(VALUES.readTree(parser), rows.size() + 1));
  }

  private static @Nullable JsonNode onlyArray(JsonNode node) {
    if (!node.isObject() || node.size() != 1) return null;
    var only = node.iterator().next();
    return only.isArray() && !only.isEmpty() && only.get(0).isObject() ? only : null;
  }

  static String at(@Nullable TokenStreamLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static RawRow row(JsonNode node, int number) {
    if (!node.isObject()) return new RawRow(number, "It is no JSON object.");
    Map<String, Cell> cells = new LinkedHashMap<>();
    node.propertyStream().forEach(e -> put(cells, e.getKey(), e.getValue()));
    cells.values().removeIf(Cell::isBlank);
    return cells.isEmpty() ? new RawRow(number, "It is empty.") : new RawRow(number, cells);
  }

  private static void put(Map<String, Cell> cells, String name, JsonNode node) {
    if (node.isNull()) return;
    if (node.isObject())
      node.propertyStream().forEach(e -> put(cells, name + "." + e.getKey(), e.getValue()));
    else if (node.isArray()) cells.put(name, array(node));
    else cells.put(name, new Cell.Text(node.asString()));
  }

  private static Cell array(JsonNode node) {
    if (node.isEmpty() || !node.get(0).isObject())
      return new Cell.Many(node.valueStream().map(RawTable::plain).toList());
    return new Cell.Records(
        node.valueStream()
            .map(element -> {
              Map<String, String> record = new LinkedHashMap<>();
              element.propertyStream().forEach(e -> record.put(e.getKey(), plain(e.getValue())));
              return record;
            })
            .toList());
  }

  private static String plain(JsonNode node) {
    return node.isValueNode() ? node.asString() : node.toString();
  }

  private static List<String> columns(List<RawRow> rows) {
    Set<String> columns = new LinkedHashSet<>();
    for (var row : rows) columns.addAll(row.cells().keySet());
    return List.copyOf(columns);
  }
}

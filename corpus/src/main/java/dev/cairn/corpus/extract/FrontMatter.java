package dev.cairn.corpus.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The lines between `---` and `---` at the top of a Markdown file: the part of YAML that people
/// write there. Scalars plain, quoted, folded (`>`) and literal (`|`), lists with dashes and in
/// brackets; of nested maps the names are known and the contents skipped.
///
/// @param values keys in lower case
/// @param body what comes after
record FrontMatter(Map<String, List<String>> values, String body) {
  private static final Pattern KEY = Pattern.compile("^([\\p{L}\\p{N}_][\\p{L}\\p{N}_. -]*):(.*)$");
  private static final Pattern ITEM = Pattern.compile("^\\s*-(?:\\s+(.*))?$");

  FrontMatter {
    values = Map.copyOf(values);
  }

  /// What the text begins with, or empty if it does not begin so.
  static Optional<FrontMatter> of(String text) {
    var lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().stripTrailing().equals("---")) return Optional.empty();
    int end = 1;
    while (end < lines.size() && !lines.get(end).stripTrailing().matches("---|\\.\\.\\.")) end++;
    if (end == lines.size()) return Optional.empty();
    var head = lines.subList(1, end);
    // Two rules with prose between them are no front matter.
    if (head.stream().noneMatch(line -> KEY.matcher(line).matches()) && !head.isEmpty())
      return Optional.empty();
    return Optional.of(
        new FrontMatter(
            values(head), String.join("\n", lines.subList(end + 1, lines.size())) + "\n"));
  }

  List<String> all(String key) {
    return values.getOrDefault(key, List.of());
  }

  private static Map<String, List<String>> values(List<String> lines) {
    var values = new LinkedHashMap<String, List<String>>();
    for (int i = 0; i < lines.size(); ) {
      var key = KEY.matcher(lines.get(i));
      if (!key.matches()) {
        i++;
        continue;
      }
      int next = i + 1;
      while (next < lines.size() && belongsAbove(lines.get(next))) next++;
      values.putIfAbsent(
          key.group(1).strip().toLowerCase(Locale.ROOT),
          value(key.group(2).strip(), lines.subList(i + 1, next)));
      i = next;
    }
    return values;
  }

  private static boolean belongsAbove(String line) {
    return line.isBlank()
        || Character.isWhitespace(line.charAt(0))
        || ITEM.matcher(line).matches()
        || line.startsWith("#");
  }

  private static List<String> value(String first, List<String> more) {
    if (first.matches("[>|][0-9+-]*\\s*(?:#.*)?")) {
      var block = more.stream().map(String::strip).toList();
      return List.of(String.join(first.startsWith("|") ? "\n" : " ", block).strip());
    }
    if (first.isEmpty() || first.startsWith("#")) return items(more);
    var joined = new StringBuilder(first);
    for (var line : more)
      if (!line.isBlank() && !line.startsWith("#")) joined.append(' ').append(line.strip());
    var whole = joined.toString();
    if (whole.startsWith("[")) return bracketed(whole);
    var scalar = scalar(whole);
    return scalar.isEmpty() ? List.of() : List.of(scalar);
  }

  private static List<String> items(List<String> lines) {
    var items = new ArrayList<String>();
    for (var line : lines) {
      var item = ITEM.matcher(line);
      if (!item.matches() || item.group(1) == null) continue;
      var scalar = scalar(item.group(1).strip());
      if (!scalar.isEmpty()) items.add(scalar);
    }
    return items;
  }

  private static List<String> bracketed(String text) {
    var items = new ArrayList<String>();
    var current = new StringBuilder();
    char quote = 0;
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == quote) quote = 0;
        current.append(c);
      } else if (c == ',' || c == ']') {
        var scalar = scalar(current.toString().strip());
        if (!scalar.isEmpty()) items.add(scalar);
        current.setLength(0);
        if (c == ']') break;
      } else {
        if ((c == '"' || c == '\'') && current.toString().isBlank()) quote = c;
        current.append(c);
      }
    }
    return items;
  }

  private static String scalar(String raw) {
    if (raw.startsWith("\"")) {
      int end = closingQuote(raw, '"');
      return raw.substring(1, end)
          .replace("\\\"", "\"")
          .replace("\\n", "\n")
          .replace("\\t", " ")
          .replace("\\\\", "\\");
    }
    if (raw.startsWith("'")) return raw.substring(1, closingQuote(raw, '\'')).replace("''", "'");
    int comment = raw.indexOf(" #");
    var plain = comment < 0 ? raw : raw.substring(0, comment);
    return plain.matches("~|null|\\{.*}") ? "" : plain.strip();
  }

  private static int closingQuote(String raw, char quote) {
    for (int i = 1; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\\' && quote == '"') {
        i++;
      } else if (c == quote) {
        boolean doubled = quote == '\'' && i + 1 < raw.length() && raw.charAt(i + 1) == quote;
        if (!doubled) return i;
        i++;
      }
    }
    return raw.length();
  }
}

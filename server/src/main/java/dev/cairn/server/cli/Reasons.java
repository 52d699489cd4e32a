package dev.cairn.server.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Why a hit is there, in words a reader of a list understands.
final class Reasons {
  private Reasons() {}

  /// @param hit of an answer of `/api/search` with `explain=true`
  static List<String> of(JsonNode hit) {
    var why = hit.path("why");
    var reasons = new ArrayList<String>();
    var words = why.path("lexical");
    if (!words.isMissingNode()) reasons.add(words(words));
    var meaning = why.path("semantic");
    if (!meaning.isMissingNode())
      reasons.add(
          "its meaning adds "
              + number(meaning.path("contribution"))
              + ": a passage is similar by "
              + number(meaning.path("similarity")));
    for (var concept : why.path("concepts")) reasons.add(concept(concept));
    for (var other : why.path("other").properties())
      reasons.add(other(other.getKey()) + " adds " + number(other.getValue()));
    reasons.add("together " + number(hit.path("score")));
    return reasons;
  }

  private static String other(String name) {
    return switch (name) {
      case "echo" -> "having words in common with the best";
      case "company" -> "standing near others that fit";
      case String more -> Terminal.line(more);
    };
  }

  private static String words(JsonNode lexical) {
    var fields = new LinkedHashMap<String, TreeSet<String>>();
    for (var term : lexical.path("terms"))
      fields
          .computeIfAbsent(term.path("field").asString(""), _ -> new TreeSet<>())
          .add(Terminal.line(term.path("term").asString("")));
    var found = new ArrayList<String>();
    fields.forEach((field, terms) -> found.add(String.join(", ", terms) + " " + where(field)));
    return "the words add "
        + number(lexical.path("contribution"))
        + (found.isEmpty() ? "" : ": " + String.join("; ", found));
  }

  private static String where(String field) {
    return switch (field) {
      case "labels" -> "in the names of its concepts";
      case "body" -> "in the text";
      case "exact" -> "as written";
      case "together" -> "side by side";
      case String other -> "in the " + other;
    };
  }

  private static String concept(JsonNode concept) {
    var path = new ArrayList<String>();
    for (var step : concept.path("path")) path.add(name(step));
    var words = new StringBuilder("the concept ");
    words.append(path.isEmpty() ? "" : path.getFirst());
    if (path.size() > 1)
      words
          .append(", which ")
          .append(name(concept.path("relation")))
          .append(' ')
          .append(String.join(" › ", path.subList(1, path.size())))
          .append(',');
    words.append(" adds ").append(number(concept.path("contribution")));
    for (var evidence : concept.path("evidence")) {
      words
          .append(": “")
          .append(Terminal.line(evidence.path("text").asString("")))
          .append("” names it (")
          .append(Terminal.line(evidence.path("method").asString("")))
          .append(", sure to ")
          .append(Math.round(evidence.path("confidence").asDouble(0) * 100))
          .append(" %)");
      break;
    }
    return words.toString();
  }

  /// `contrastsWith` and `customer-churn` as words.
  private static String name(JsonNode code) {
    return Terminal.line(code.asString(""))
        .replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2")
        .replace('-', ' ')
        .toLowerCase(Locale.ROOT);
  }

  private static String number(JsonNode value) {
    return String.format(Locale.ROOT, "%.3f", value.asDouble(0));
  }
}

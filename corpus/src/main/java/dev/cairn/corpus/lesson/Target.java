package dev.cairn.corpus.lesson;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a column of a table of lessons may say, and the names under which other tables know it,
/// best known first, in lower case and with single blanks.
public enum Target {
  TITLE(Form.TEXT, "title", "lesson title", "headline", "name", "subject", "incident name"),
  ABSTRACT(Form.TEXT, "abstract", "summary", "lesson summary", "synopsis", "overview"),
  DRIVING_EVENT(
      Form.TEXT,
      "driving event",
      "description of driving event",
      "what happened",
      "narrative",
      "event description",
      "incident description",
      "problem description",
      "situation",
      "background",
      "problem",
      "issue",
      "event",
      "description"),
  LESSON(
      Form.TEXT,
      "lesson",
      "lessons",
      "lesson learned",
      "lessons learned",
      "lesson learnt",
      "lessons learnt",
      "lesson text",
      "what we learned",
      "insight",
      "learning"),
  RECOMMENDATION(
      Form.TEXT,
      "recommendation",
      "recommendations",
      "recommended action",
      "recommended actions",
      "immediate action taken",
      "corrective action",
      "corrective actions",
      "action taken",
      "actions taken",
      "action",
      "actions"),
  EVIDENCE(
      Form.TEXT, "evidence", "evidence of recurrence control effectiveness", "proof", "results"),
  APPLICABILITY(Form.TEXT, "applicability", "where it applies", "applies to", "applicable to"),
  OUTCOME(Form.CODE, "outcome", "outcome kind", "lesson type"),
  EVENT_DATE(
      Form.DATE,
      "event date",
      "date lesson occurred",
      "event start date",
      "date of event",
      "date of occurrence",
      "date occurred",
      "incident date",
      "occurred"),
  DATE(
      Form.DATE,
      "date",
      "publish date",
      "published",
      "publication date",
      "date published",
      "create date",
      "created",
      "date created",
      "submitted",
      "date submitted"),
  PRIORITY(Form.CODE, "priority", "severity", "urgency"),
  STATUS(Form.CODE, "status", "lesson status", "workflow status"),
  PROJECT(
      Form.TEXT,
      "project",
      "project program",
      "project name",
      "program",
      "programme",
      "project id"),
  ORGANISATION(
      Form.TEXT,
      "organisation",
      "organization",
      "department",
      "center",
      "centre",
      "agency",
      "jurisdiction",
      "event jurisdiction",
      "division",
      "business unit",
      "company",
      "team"),
  CONTRIBUTORS(
      Form.LIST,
      "contributors",
      "contributor",
      "authors",
      "author",
      "submitted by",
      "submitter",
      "reported by",
      "creator",
      "owner"),
  KEYWORDS(
      Form.LIST,
      "keywords",
      "keyword",
      "tags",
      "tag",
      "topics",
      "topic",
      "categories",
      "category",
      "contributing factors",
      "human factors"),
  CONCEPTS(Form.LIST, "concepts", "concept"),
  FUNCTION(Form.LIST, "function", "management function", "functions", "management functions"),
  CHANNEL(Form.LIST, "channel", "channels"),
  TOUCHPOINT(Form.LIST, "touchpoint", "touchpoints", "touch point", "touch points"),
  LIFECYCLE(Form.LIST, "lifecycle", "lifecycle stage", "life cycle", "life cycle stage"),
  LOOP_PROCESS(Form.TEXT, "loop process"),
  LOOP_SENSOR(Form.TEXT, "loop sensor"),
  LOOP_COMPARATOR(Form.TEXT, "loop comparator"),
  LOOP_ACTIVATOR(Form.TEXT, "loop activator"),
  READINGS(Form.LIST, "readings"),
  LANGUAGE(Form.TEXT, "language", "lang"),
  ACCESS(Form.LIST, "access"),
  SUPERSEDED_BY(Form.TEXT, "superseded by", "replaced by");

  /// How the text of a cell is taken.
  enum Form {
    TEXT,
    /// Several values, parted by the mapping's separator.
    LIST,
    DATE,
    /// One of a few constants.
    CODE
  }

  /// Names of the column that tells rows apart.
  static final List<String> KEY_NAMES =
      List.of(
          "key",
          "id",
          "lesson id",
          "lesson number",
          "lesson no",
          "lesson key",
          "record id",
          "identifier",
          "reference",
          "ref",
          "number",
          "no",
          "nr");

  private final Form form;
  private final List<String> names;

  Target(Form form, String... names) {
    this.form = form;
    this.names = List.of(names);
  }

  Form form() {
    return form;
  }

  List<String> names() {
    return names;
  }

  /// The name in the interface and in mappings: `drivingEvent`, `loop.process`, …
  public String code() {
    var code = new StringBuilder();
    for (var part : name().toLowerCase(Locale.ROOT).split("_"))
      code.append(
          code.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    return code.indexOf("loop") == 0
        ? "loop." + code.substring(4).toLowerCase(Locale.ROOT)
        : code.toString();
  }

  /// The target with this code; empty if there is none.
  public static Optional<Target> fromCode(String code) {
    return Arrays.stream(values()).filter(t -> t.code().equals(code)).findFirst();
  }

  /// A column's name in the form in which names are compared: words in lower case, `(s)` and
  /// punctuation left out, humps of camel case parted.
  static String plain(String column) {
    return column
        .replace("(s)", "s")
        .replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}

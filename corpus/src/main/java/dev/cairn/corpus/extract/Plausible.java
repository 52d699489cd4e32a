package dev.cairn.corpus.extract;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What files say of themselves is often what a program put there. Here is decided what to believe.
final class Plausible {
  private static final int LONGEST_TITLE = 300;
  private static final int LONGEST_SUMMARY = 2_000;
  private static final int LONGEST_NAME = 120;
  private static final int MOST_NAMES = 50;

  private static final Pattern PROGRAM =
      Pattern.compile("(?i)^(?:microsoft|ms)\\s+(?:office\\s+)?(?:word|powerpoint|excel)\\s*-\\s*");
  private static final Pattern EXTENSION =
      Pattern.compile(
          "(?i)\\.(?:docx?|docm|dotx?|rtf|odt|pptx?|odp|xlsx?|ods|csv|pdf|html?|txt|md|wpd|wps|"
              + "pub|indd|qxp|qxd|eml|msg|p65|fm|tex|dvi|ps|pages|key|numbers)$");
  private static final Pattern JUNK_TITLE =
      Pattern.compile(
          "(?i)(?:untitled|no ?title|new|unbenannt|sans titre)?[\\s_-]*(?:document|dokument|"
              + "presentation|powerpoint presentation|powerpoint-präsentation|slides?|workbook|"
              + "book|spreadsheet|sheet|page|folie|tabelle|template|title|titel|untitled|"
              + "no ?title|word document|microsoft word|microsoft powerpoint|microsoft excel|"
              + "file|draft|now|test|\\(?anonymous\\)?|unknown|none|null|default)"
              + "[\\s_-]*\\(?\\d*\\)?");
  private static final Set<String> JUNK_NAMES =
      Set.of(
          "administrator",
          "admin",
          "user",
          "users",
          "owner",
          "author",
          "unknown",
          "anonymous",
          "(anonymous)",
          "none",
          "null",
          "default",
          "default user",
          "microsoft",
          "microsoft office user",
          "microsoft corporation",
          "apache poi",
          "openpyxl",
          "python-docx",
          "python-pptx",
          "pdfkit",
          "root",
          "guest",
          "test",
          "windows user",
          "your name",
          "google docs",
          "libreoffice",
          "pandoc",
          "un-named");
  private static final Pattern ISO_DATE = Pattern.compile("^(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)");
  private static final Pattern ADDRESS =
      Pattern.compile("\\s*[<(]?[\\w.+-]+@[\\w.-]+\\.\\w+[>)]?\\s*");
  private static final List<DateTimeFormatter> WRITTEN_DATES =
      List.of(
          DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("MMM d, uuuu", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("uuuu/M/d", Locale.ENGLISH),
          DateTimeFormatter.BASIC_ISO_DATE,
          DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss[ Z][ z]", Locale.ENGLISH));

  private Plausible() {}

  /// A title, or nothing where a program or a file name stands in its place. A file name that is a
  /// phrase of several words was meant as a title and only loses its ending.
  static Optional<String> title(String raw) {
    var title = CleanText.line(PROGRAM.matcher(CleanText.line(raw)).replaceFirst(""));
    var ending = EXTENSION.matcher(title);
    if (ending.find()) {
      title = ending.replaceFirst("");
      if (title.chars().filter(c -> c == ' ').count() < 2) return Optional.empty();
    }
    boolean words = title.codePoints().anyMatch(Character::isLetter);
    boolean path = title.contains(":\\") || title.startsWith("file:") || title.startsWith("http");
    if (!words || path || title.length() > LONGEST_TITLE || JUNK_TITLE.matcher(title).matches())
      return Optional.empty();
    return Optional.of(title);
  }

  static Optional<String> summary(String raw) {
    var summary = CleanText.line(raw);
    if (summary.isEmpty()) return Optional.empty();
    return Optional.of(
        summary.length() <= LONGEST_SUMMARY
            ? summary
            : CleanText.line(summary.substring(0, LONGEST_SUMMARY)) + " …");
  }

  /// Names of people and roles, separated by semicolons, without their addresses, each once.
  static List<String> authors(List<String> raw) {
    var names = new ArrayList<String>();
    for (var value : raw) {
      for (var part : value.split(";")) {
        var withoutAddress = CleanText.line(ADDRESS.matcher(part).replaceAll(" "));
        // Somebody who gave an address only is known by that.
        var name =
            (withoutAddress.isEmpty() ? CleanText.line(part) : withoutAddress)
                .replaceAll("^[\"'<]+|[\"'>]+$", "");
        boolean plausible =
            name.codePoints().anyMatch(Character::isLetter)
                && name.length() <= LONGEST_NAME
                && !JUNK_NAMES.contains(name.toLowerCase(Locale.ROOT));
        if (plausible && !names.contains(name) && names.size() < MOST_NAMES) names.add(name);
      }
    }
    return names;
  }

  /// Free words, separated by commas or semicolons, each once.
  static List<String> keywords(List<String> raw) {
    var words = new ArrayList<String>();
    for (var value : raw) {
      for (var part : value.split("[,;]")) {
        var word = CleanText.line(part);
        boolean plausible = !word.isEmpty() && word.length() <= LONGEST_NAME;
        if (plausible && !words.contains(word) && words.size() < MOST_NAMES) words.add(word);
      }
    }
    return words;
  }

  /// The day, if it lies between 1900 and the day after `today`.
  static Optional<LocalDate> date(String raw, LocalDate today) {
    return parsed(raw.strip())
        .filter(date -> date.getYear() >= 1900 && !date.isAfter(today.plusDays(1)));
  }

  private static Optional<LocalDate> parsed(String raw) {
    var iso = ISO_DATE.matcher(raw);
    try {
      if (iso.find())
        return Optional.of(
            LocalDate.of(
                Integer.parseInt(iso.group(1)),
                Integer.parseInt(iso.group(2)),
                Integer.parseInt(iso.group(3))));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
    for (var format : WRITTEN_DATES) {
      try {
        return Optional.of(LocalDate.parse(raw, format));
      } catch (DateTimeException _) {
        // Not in this form.
      }
    }
    return Optional.empty();
  }

  /// A BCP 47 tag in its usual spelling; `en_GB` and the like are understood.
  static Optional<String> language(String raw) {
    var first = raw.split("[,;]")[0].strip().replace('_', '-');
    if (first.isEmpty() || first.equalsIgnoreCase("x-default")) return Optional.empty();
    try {
      var tag = new Locale.Builder().setLanguageTag(first).build().toLanguageTag();
      return tag.equals("und") ? Optional.empty() : Optional.of(tag);
    } catch (IllformedLocaleException _) {
      return Optional.empty();
    }
  }
}

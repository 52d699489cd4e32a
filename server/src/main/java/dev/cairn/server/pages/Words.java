package dev.cairn.server.pages;

import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Outcome;
import dev.cairn.indexer.SearchRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Numbers, dates and names as a tired person reads them.
public final class Words {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
  private static final Map<String, String> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("application/pdf", "PDF"),
          Map.entry("text/html", "Web page"),
          Map.entry("application/xhtml+xml", "Web page"),
          Map.entry("text/plain", "Plain text"),
          Map.entry("text/markdown", "Markdown"),
          Map.entry("text/x-web-markdown", "Markdown"),
          Map.entry("text/csv", "Table"),
          Map.entry("message/rfc822", "E-mail"),
          Map.entry("application/vnd.ms-outlook", "E-mail"),
          Map.entry("application/msword", "Word document"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
              "Word document"),
          Map.entry("application/vnd.oasis.opendocument.text", "Text document"),
          Map.entry("application/rtf", "Text document"),
          Map.entry("application/vnd.ms-excel", "Spreadsheet"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Spreadsheet"),
          Map.entry("application/vnd.oasis.opendocument.spreadsheet", "Spreadsheet"),
          Map.entry("application/vnd.ms-powerpoint", "Presentation"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.presentationml.presentation",
              "Presentation"),
          Map.entry("application/vnd.oasis.opendocument.presentation", "Presentation"),
          Map.entry("application/epub+zip", "E-book"),
          Map.entry("application/zip", "Archive"),
          Map.entry("application/x-tar", "Archive"),
          Map.entry("application/gzip", "Archive"),
          Map.entry("application/x-bzip2", "Archive"),
          Map.entry("application/x-xz", "Archive"),
          Map.entry("application/x-7z-compressed", "Archive"),
          Map.entry("application/x-rar-compressed", "Archive"),
          Map.entry("application/x-tika-ooxml-protected", "Locked office document"),
          Map.entry("application/mbox", "Mailbox"),
          Map.entry("application/vnd.ms-outlook-pst", "Mailbox"),
          Map.entry("application/octet-stream", "File"));

  private Words() {}

  /// `1,051`
  public static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /// `1 item`, `42 items`
  public static String count(long count, String one, String many) {
    return number(count) + " " + (count == 1 ? one : many);
  }

  /// `5 May 2026`
  public static String day(LocalDate date) {
    return DAY.format(date);
  }

  /// `5 May 2026, 14:03 UTC`
  public static String moment(Instant time) {
    return MOMENT.format(time.atZone(ZoneOffset.UTC));
  }

  /// `just now`, `12 minutes ago`, `yesterday`, `5 May 2026`
  public static String ago(Instant time, Instant now) {
    var passed = Duration.between(time, now);
    if (passed.toMinutes() < 1) return "just now";
    if (passed.toHours() < 1) return count(passed.toMinutes(), "minute ago", "minutes ago");
    if (passed.toHours() < 24) return count(passed.toHours(), "hour ago", "hours ago");
    return "on " + day(LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  /// `3 seconds`, `2 minutes`, `1 hour 20 minutes`; rounded, never nought.
  public static String duration(Duration length) {
    long seconds = Math.max(1, length.toSeconds());
    if (seconds < 90) return count(seconds, "second", "seconds");
    long minutes = Math.round(seconds / 60.0);
    if (minutes < 90) return count(minutes, "minute", "minutes");
    long hours = minutes / 60;
    long rest = minutes % 60;
    return count(hours, "hour", "hours")
        + (rest == 0 ? "" : " " + count(rest, "minute", "minutes"));
  }

  /// `812 bytes`, `14 KB`, `2.3 MB`, counted in steps of 1,024 as file managers do
  public static String size(long bytes) {
    if (bytes < 1 << 10) return count(bytes, "byte", "bytes");
    if (bytes < 1 << 20) return number(Math.round(bytes / 1024.0)) + " KB";
    double mega = bytes / (1024.0 * 1024);
    return String.format(Locale.ROOT, mega < 10 ? "%.1f MB" : "%,.0f MB", mega);
  }

  /// `97 %`; 100 only for what is wholly alike
  public static String share(double share) {
    return Math.min(share < 1 ? 99 : 100, Math.round(100 * share)) + " %";
  }

  /// `a`, `a and b`, `a, b and c`
  public static String list(List<String> parts) {
    if (parts.size() < 2) return String.join("", parts);
    return String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
  }

  static String kind(SearchRequest.Kind kind) {
    return switch (kind) {
      case DOCUMENT -> "Document";
      case LESSON -> "Lesson";
      case CONCEPT -> "Concept";
    };
  }

  static String kinds(SearchRequest.Kind kind) {
    return kind(kind) + "s";
  }

  /// Why there is something to look at, in one or two words.
  static String notRead(Outcome outcome) {
    if (outcome.partial()) return "read in part";
    return switch (outcome) {
      case Outcome.Locked() -> "locked";
      case Outcome.Empty(_) -> "without text";
      case Outcome.Corrupt(_, _) -> "damaged";
      case Outcome.Unsupported(_) -> "cannot be read here";
      case Outcome.TooLarge(_) -> "too large";
      case Outcome.Stopped(_, _) -> "stopped";
      case Outcome.Cancelled() -> "cancelled";
      case Outcome.Unreadable(_),
          Outcome.Indexed(),
          Outcome.Container(_),
          Outcome.DuplicateOf(_),
          Outcome.NewVersion(_),
          Outcome.Unchanged(),
          Outcome.Moved(_),
          Outcome.Gone() ->
          "not read";
    };
  }

  /// What a lesson's state in the interface is called; other text as it stands.
  static String status(String code) {
    return Lesson.fromCode(Lesson.Status.class, code).map(Words::status).orElse(code);
  }

  static String status(Lesson.Status status) {
    return switch (status) {
      case DRAFT -> "draft";
      case SUBMITTED -> "submitted";
      case IN_REVIEW -> "in review";
      case PUBLISHED -> "published";
      case ACTING -> "being acted on";
      case LEARNED -> "learned";
      case RETURNED -> "returned to its author";
      case SUPERSEDED -> "superseded";
      case RETIRED -> "retired";
    };
  }

  static String outcome(Lesson.OutcomeKind outcome) {
    return switch (outcome) {
      case POSITIVE -> "went well";
      case NEGATIVE -> "went wrong";
      case NEAR_MISS -> "near miss";
    };
  }

  static String priority(Lesson.Priority priority) {
    return switch (priority) {
      case URGENT -> "urgent";
      case CAUTION -> "caution";
      case INFORMATION -> "for information";
      case GOOD_PRACTICE -> "good practice";
    };
  }

  /// `PDF`, `Word document`; for unknown types the type itself.
  static String mediaType(String type) {
    var name = MEDIA_TYPES.get(type);
    if (name != null) return name;
    if (type.startsWith("image/")) return "Picture";
    if (type.startsWith("text/")) return "Text";
    return type.isEmpty() ? "File" : type;
  }

  /// `English` for `en`; the tag itself where it is unknown.
  static String language(String tag) {
    var name = Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH);
    return name.isEmpty() ? tag : name;
  }
}

package dev.cairn.corpus.extract;

import dev.cairn.corpus.Part;
import java.util.List;
import java.util.Locale;

/// Why there is no text, or less than there should be, for the person who brought the file. Each
/// says what to do, where something can be done.
final class Sentences {
  static final String EMPTY = "The file is empty.";
  static final String DAMAGED =
      "The file is damaged, or it is not what its name says. Bring an undamaged copy.";
  static final String CUT_OFF = "The file is damaged or was cut off. Bring an undamaged copy.";
  static final String ENTRY = "It is damaged in its archive. Bring an undamaged copy.";
  static final String PACKED =
      "It is packed in a way that cannot be unpacked here. Bring it unpacked.";
  static final String UNKNOWN =
      "This kind of file is not known, and nothing in it looks like text.";
  static final String COMPRESSED = "A compressed file; what is in it is an item of its own.";
  static final String RECORDING = "Sound or film; what is said in it is not read.";

  private static final String PICTURE = "A picture; ";
  private static final String SWITCH_ON =
      "text in it can be read once text recognition is switched on.";
  private static final String INSTALL =
      "text recognition is switched on, but the program tesseract is not installed.";
  private static final String NOTHING_RECOGNISED = "no text was recognised in it.";

  private Sentences() {}

  /// What reads text in pictures.
  enum Recognition {
    OFF,
    NOT_INSTALLED,
    ON
  }

  static String unsupported(String mediaType) {
    return switch (mediaType) {
      case "application/vnd.ms-works" ->
          "Text of Microsoft Works cannot be read. Save it as DOCX or PDF and bring that.";
      case "application/x-rar-compressed" ->
          "RAR archives of this version cannot be unpacked. Pack the files as ZIP and bring that.";
      case "application/octet-stream" -> UNKNOWN;
      default -> "Files of this kind cannot be read. Save it as PDF, if you can, and bring that.";
    };
  }

  static String picture(Recognition recognition) {
    return PICTURE
        + switch (recognition) {
          case OFF -> SWITCH_ON;
          case NOT_INSTALLED -> INSTALL;
          case ON -> NOTHING_RECOGNISED;
        };
  }

  /// @param pages from 1
  static String scan(int pages, Recognition recognition) {
    var what =
        pages == 1
            ? "Its only page is a picture: "
            : String.format(Locale.ROOT, "Its %,d pages are pictures: ", pages);
    return what
        + switch (recognition) {
          case OFF -> "it needs text recognition (OCR), which an admin can switch on.";
          case NOT_INSTALLED -> INSTALL;
          case ON -> "no text was recognised on them.";
        };
  }

  static String emptyPages(int pages) {
    return pages == 1
        ? "Its only page is empty."
        : String.format(Locale.ROOT, "There is nothing on its %,d pages.", pages);
  }

  static String noText(String mediaType) {
    return mediaType.startsWith("audio/") || mediaType.startsWith("video/")
        ? RECORDING
        : "No text was found in it.";
  }

  static String archive(List<Part> parts) {
    return parts.isEmpty()
        ? "The archive is empty."
        : "An archive of " + counted(parts, "file") + each(parts);
  }

  static String mailbox(List<Part> parts) {
    return parts.isEmpty()
        ? "The mailbox is empty."
        : "A mailbox of " + counted(parts, "message") + each(parts);
  }

  static String webArchive(List<Part> parts) {
    return parts.isEmpty()
        ? "No page was found in it."
        : "An archive of " + counted(parts, "page") + each(parts);
  }

  /// A mail without words that has attachments.
  static String mail(List<Part> parts) {
    return parts.isEmpty()
        ? "There is no text in the message."
        : "There is no text in the message itself, only " + counted(parts, "attachment") + ".";
  }

  private static String each(List<Part> parts) {
    return parts.size() == 1 ? ", which is an item of its own." : "; each is an item of its own.";
  }

  private static String counted(List<Part> parts, String what) {
    long missed = parts.stream().filter(Part.Missed.class::isInstance).count();
    var all =
        parts.size() == 1
            ? "one " + what
            : String.format(Locale.ROOT, "%,d %ss", parts.size(), what);
    if (missed == 0) return all;
    if (parts.size() == 1) return all + " that could not be taken out";
    return all + String.format(Locale.ROOT, ", %,d of which could not be taken out", missed);
  }
}

package dev.cairn.corpus.extract;

import java.time.Duration;
import java.util.Locale;

/// Why a file could not be read, for the person who brought it.
final class Sentences {
  static final String EMPTY = "The file is empty.";
  static final String DAMAGED = "The file is damaged, or it is not what its name says.";
  static final String CUT_OFF = "The file is damaged or was cut off.";
  static final String UNSUPPORTED = "Files of this kind cannot be read.";
  static final String NESTED = "It is nested too deeply to be read.";
  static final String MEMORY = "Reading it would take more memory than one file may use.";
  static final String BOMB = "It unpacks to far more than its size suggests, so it was not read.";

  private Sentences() {}

  static String noText(String mediaType) {
    return mediaType.startsWith("image/") || mediaType.equals("application/pdf")
        ? "No text was found; it may be a picture or a scan."
        : mediaType.equals("application/octet-stream")
            ? "No text was found; this kind of file is not known."
            : "No text was found in it.";
  }

  static String tooMuch(int characters) {
    return String.format(
        Locale.ROOT,
        "It holds more than %,d characters of text. Split it and bring the parts.",
        characters);
  }

  static String tooMany(int parts) {
    return String.format(
        Locale.ROOT, "It holds more than %,d files. Unpack it and bring the files.", parts);
  }

  static String tooLong(Duration limit) {
    return "Reading it took longer than " + words(limit) + ".";
  }

  static String words(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 1) return time.toMillis() + " milliseconds";
    if (seconds == 1) return "one second";
    if (seconds == 60) return "one minute";
    return seconds % 60 == 0 ? seconds / 60 + " minutes" : seconds + " seconds";
  }
}

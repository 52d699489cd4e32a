package dev.cairn.indexer.search;

import dev.cairn.indexer.SearchIndex;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/// Where an answer goes on. Opaque outside: URL-safe, no promise about its form.
///
/// @param snapshot which state of the index
/// @param offset how many hits were shown already
/// @param question mark of what was asked, so that it is not used for another question
record Cursor(String snapshot, int offset, String question) {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-z]{1,20})\\.([0-9]{1,6})\\.([0-9a-f]{1,64})");

  String text() {
    var plain = snapshot + "." + offset + "." + question;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  /// @throws IllegalArgumentException if no answer bore this text
  static Cursor of(String text) {
    var form = FORM.matcher(decoded(text));
    if (!form.matches()) throw unknown();
    int offset = Integer.parseInt(form.group(2));
    if (offset >= SearchIndex.Question.REACH) throw unknown();
    return new Cursor(form.group(1), offset, form.group(3));
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException _) {
      throw unknown();
    }
  }

  private static IllegalArgumentException unknown() {
    return new IllegalArgumentException("This cursor was not given out here.");
  }
}

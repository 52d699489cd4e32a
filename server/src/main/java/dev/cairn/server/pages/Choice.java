package dev.cairn.server.pages;

/// Something to click on, in words.
///
/// @param note a number or a few words beside it, else empty
/// @param on whether it is chosen now
public record Choice(String label, String href, String note, boolean on) {
  static Choice of(String label, Object href) {
    return new Choice(label, href.toString(), "", false);
  }

  static Choice of(String label, Object href, long count) {
    return new Choice(label, href.toString(), Words.number(count), false);
  }
}

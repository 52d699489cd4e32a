package dev.cairn.server.pages;

import dev.cairn.indexer.Answer.Range;
import java.util.ArrayList;
import java.util.List;

/// A stretch of somebody's text, as one piece of a page.
///
/// @param anchor id that begins here, else empty
/// @param marked whether it matched the question
/// @param href concept that is mentioned here, else empty
/// @param title what stands behind the link, for whoever stops over it
public record Segment(String text, String anchor, boolean marked, String href, String title) {
  static Segment plain(String text) {
    return new Segment(text, "", false, "", "");
  }

  static Segment marked(String text) {
    return new Segment(text, "", true, "", "");
  }

  /// The text, cut where the highlights begin and end. Ranges that do not fit are left out.
  static List<Segment> of(String text, List<Range> highlights) {
    var all = new ArrayList<Segment>();
    int from = 0;
    for (var range : highlights) {
      if (range.start() < from || range.end() > text.length() || range.end() <= range.start())
        continue;
      if (range.start() > from) all.add(plain(text.substring(from, range.start())));
      all.add(marked(text.substring(range.start(), range.end())));
      from = range.end();
    }
    if (from < text.length()) all.add(plain(text.substring(from)));
    return all;
  }
}

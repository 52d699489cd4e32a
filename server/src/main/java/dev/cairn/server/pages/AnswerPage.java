package dev.cairn.server.pages;

import java.util.List;

/// A short answer, ready to be laid out.
///
/// @param back to the list of what was found
/// @param said the sentences; none where the texts do not say
/// @param reason why there are none; empty where there are
public record AnswerPage(Page page, Choice back, List<Said> said, String reason) {
  public AnswerPage {
    said = List.copyOf(said);
  }

  /// @param number of the source, from 1; sentences of one passage share it
  /// @param title of the source
  /// @param href where it is read, opened at the passage
  /// @param where page and headings, in words; may be empty
  /// @param original the original, opened at the page; empty where there is none to be shown
  public record Said(
      String text, int number, String title, String href, String where, String original) {}

  /// The sources in the order of their numbers.
  public List<Said> sources() {
    var sources = new java.util.ArrayList<Said>();
    for (var one : said) if (one.number() > sources.size()) sources.add(one);
    return sources;
  }
}

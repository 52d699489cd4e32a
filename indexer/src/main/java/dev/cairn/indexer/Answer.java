package dev.cairn.indexer;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One page of an answer. The same record is written as JSON and as a page.
///
/// @param mode how it was really searched
/// @param recognised concepts that the question names, surest first
/// @param total items in the whole answer, exact
/// @param hits best first
/// @param facets name → values with counts, in the order they were asked for
/// @param next cursor of the following page; empty on the last one
/// @param notices what the reader should know about this answer
/// @param didYouMean the question with other words in the place of those that look like slips
public record Answer(
    String text,
    SearchRequest.Mode mode,
    List<Recognised> recognised,
    long total,
    List<Hit> hits,
    Map<String, List<FacetValue>> facets,
    Optional<String> next,
    List<Notice> notices,
    Optional<String> didYouMean) {
  /// Without a slip.
  public Answer(
      String text,
      SearchRequest.Mode mode,
      List<Recognised> recognised,
      long total,
      List<Hit> hits,
      Map<String, List<FacetValue>> facets,
      Optional<String> next,
      List<Notice> notices) {
    this(text, mode, recognised, total, hits, facets, next, notices, Optional.empty());
  }

  public Answer {
    recognised = List.copyOf(recognised);
    hits = List.copyOf(hits);
    notices = List.copyOf(notices);
    facets = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(facets));
  }

  /// The same answer with one more thing to know about it.
  public Answer noting(Notice notice) {
    var more = new java.util.ArrayList<>(notices);
    more.add(notice);
    return new Answer(text, mode, recognised, total, hits, facets, next, more, didYouMean);
  }

  /// The same answer, with what may have been meant.
  public Answer meaning(Optional<String> question) {
    return new Answer(text, mode, recognised, total, hits, facets, next, notices, question);
  }

  /// @param matched the words of the question that name it
  /// @param confidence 0..1
  public record Recognised(String id, String label, String matched, double confidence) {}

  /// @param value what a filter of this name takes
  /// @param label what a person reads
  /// @param count items shown when this value is chosen
  /// @param children finer values of the same name, each with its own count
  public record FacetValue(String value, String label, long count, List<FacetValue> children) {
    public FacetValue {
      children = List.copyOf(children);
    }
  }

  /// @param code stable name, e.g. `no-vectors`
  public record Notice(String code, String text) {}

  /// One item of the answer, with its best passage.
  ///
  /// @param id of the item or concept
  /// @param status of a lesson, as in the interface (`published`, …); empty for others
  /// @param mediaType of a document; empty for others
  /// @param passage empty where the item has no text
  /// @param concepts what it is about, strongest first, at most eight
  /// @param readsAs what a spun text means, most frequent first; empty for plain text
  /// @param alike items that say nearly the same, most alike first, at most three
  /// @param why reasons; its sum is the score
  /// @param pinned whether an admin pinned it to this question
  public record Hit(
      String id,
      SearchRequest.Kind kind,
      String title,
      Optional<LocalDate> date,
      List<String> authors,
      Optional<String> organisation,
      String status,
      String mediaType,
      Optional<Snippet> passage,
      List<Labelled> concepts,
      List<Labelled> readsAs,
      List<Alike> alike,
      Why why,
      boolean pinned) {
    public Hit {
      authors = List.copyOf(authors);
      concepts = List.copyOf(concepts);
      readsAs = List.copyOf(readsAs);
      alike = List.copyOf(alike);
    }

    /// Comparable within one answer; 0 where the order is not by relevance.
    public double score() {
      return why.score();
    }
  }

  /// @param heading headings above the passage, joined by ` › `; empty if there are none
  /// @param text a part of the passage that is short enough to be read in a list
  /// @param highlights stretches of `text` that matched, UTF-16, end exclusive, ordered, not
  ///   overlapping
  /// @param page from 1; 0 where there are none
  /// @param ordinal which passage of the item, from 0; the reading view opens there
  /// @param meant whether next to no word matched, so that the passage was found by its meaning
  /// @param sentence stretch of `text`: where it is meant, the sentence that is nearest to the
  ///   question, if its sentences have been read; else empty
  public record Snippet(
      String heading,
      String text,
      List<Range> highlights,
      int page,
      int ordinal,
      boolean meant,
      Optional<Range> sentence) {
    public Snippet {
      highlights = List.copyOf(highlights);
    }

    /// Chosen by its words.
    public Snippet(String heading, String text, List<Range> highlights, int page, int ordinal) {
      this(heading, text, highlights, page, ordinal, false, Optional.empty());
    }
  }

  public record Range(int start, int end) {}

  public record Labelled(String id, String label) {}

  /// Another item that says nearly the same: another edition, another format, a copy.
  ///
  /// @param mediaType of a document; empty for others
  /// @param likeness 0..1, estimated share of what they have in common
  public record Alike(
      String id, SearchRequest.Kind kind, String title, String mediaType, double likeness) {}
}

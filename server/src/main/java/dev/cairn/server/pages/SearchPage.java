package dev.cairn.server.pages;

import java.util.List;
import java.util.Optional;

/// The search page, ready to be laid out.
///
/// @param heading what was found, in one sentence; marked stretches are what counts
/// @param meant concepts by which the question was widened, as links
/// @param instead the question without what looks like slips; empty where nothing does
/// @param chips filters that are on; following one takes it away
/// @param clear address without any filter; empty where none is on
/// @param answer how to get a short answer; empty where nothing was asked in words
/// @param orders in which order the hits can stand
/// @param table address of the same list for spreadsheets; empty where there is none
/// @param cards concepts that the question names, surest first
/// @param notices what the reader should know about this answer
/// @param first address of the first page; empty on the first page
/// @param next address of the next page; empty on the last one
/// @param save how to save the search; empty where that makes no sense
/// @param missing how to ask for an item that is not shown; empty where that makes no sense
/// @param nothing what may help; present where nothing was found
public record SearchPage(
    Page page,
    List<Segment> heading,
    List<Choice> meant,
    Optional<Choice> instead,
    List<Chip> chips,
    String clear,
    Optional<Short> answer,
    List<Choice> orders,
    List<Facet> facets,
    List<Hit> hits,
    String table,
    List<Card> cards,
    List<String> notices,
    String first,
    String next,
    Optional<Save> save,
    Optional<Missing> missing,
    Optional<Nothing> nothing) {
  public SearchPage {
    heading = List.copyOf(heading);
    meant = List.copyOf(meant);
    chips = List.copyOf(chips);
    orders = List.copyOf(orders);
    facets = List.copyOf(facets);
    hits = List.copyOf(hits);
    cards = List.copyOf(cards);
    notices = List.copyOf(notices);
  }

  /// The form that saves the search.
  ///
  /// @param query its parameters, as in an address
  /// @param name a name for it
  /// @param noted whether it was saved just now
  public record Save(String query, String name, boolean noted) {}

  /// The form that asks why an item is not there, and what was answered.
  ///
  /// @param choices what else was asked, to be asked again
  /// @param asked the item that was asked for, empty at first
  /// @param reasons sentences; empty at first
  public record Missing(List<Address.Choice> choices, String asked, List<String> reasons) {
    public Missing {
      choices = List.copyOf(choices);
      reasons = List.copyOf(reasons);
    }
  }

  /// @param name what sort of filter it is, in words
  public record Chip(String name, String label, String href) {}

  /// One way to narrow down.
  ///
  /// @param values shown at once
  /// @param more shown when asked for
  /// @param folded whether the whole facet waits behind its name
  public record Facet(
      String title, List<Value> values, List<Value> more, boolean folded, boolean chosen) {
    public Facet {
      values = List.copyOf(values);
      more = List.copyOf(more);
    }

    /// @param on whether it is chosen; then following the link takes it away
    public record Value(String label, String count, String href, boolean on, List<Value> children) {
      public Value {
        children = List.copyOf(children);
      }
    }
  }

  /// @param pinned whether an admin wants it first for this question
  /// @param facts a few words each: status, organisation, page
  /// @param day its date in words, and for machines; both empty where it has none
  /// @param where headings above the passage
  /// @param readsAs what spun text means, in words; empty for plain text
  /// @param near in the place of `text`, where the passage was found by its meaning
  /// @param alike items that say nearly the same
  /// @param why one sentence
  /// @param reasons parts of the score, largest first
  /// @param evidence places in the item that name a concept of the question
  /// @param judge how to say whether it was needed; empty where that makes no sense
  public record Hit(
      String kind,
      boolean pinned,
      List<String> facts,
      String day,
      String date,
      String href,
      String title,
      String where,
      List<Segment> text,
      Optional<Near> near,
      List<Choice> concepts,
      String readsAs,
      List<Choice> alike,
      String why,
      List<Reason> reasons,
      List<Evidence> evidence,
      Optional<Judge> judge) {
    public Hit {
      facts = List.copyOf(facts);
      text = List.copyOf(text);
      concepts = List.copyOf(concepts);
      alike = List.copyOf(alike);
      reasons = List.copyOf(reasons);
      evidence = List.copyOf(evidence);
    }
  }

  /// A passage that was found by its meaning, from the sentence on that is nearest to the question.
  ///
  /// @param place by which a script asks for it again
  public record Near(String place, List<Segment> text) {
    public Near {
      text = List.copyOf(text);
    }
  }

  /// How to get a short answer.
  ///
  /// @param atOnce whether it is wanted without being asked for
  public record Short(String href, boolean atOnce) {}

  /// @param rank from 1; empty where it is not known
  /// @param noted whether it was said just now
  /// @param pin where an admin pins it to this question; empty for others, and where it is
  public record Judge(
      String question, String item, String rank, String mode, boolean noted, String pin) {}

  /// @param width of its bar, 1..100
  /// @param value its part of the score, as it is written
  public record Reason(String name, int width, String value, String because) {}

  /// @param quote what stands in the item
  /// @param says how that names the concept
  public record Evidence(String quote, String says, String href) {}

  /// A concept in a few lines.
  public record Card(
      String label, String href, String definition, List<Row> rows, String here, String hereHref) {
    public Card {
      rows = List.copyOf(rows);
    }

    /// @param words the relation, as "Broader", "Measured by"
    public record Row(String words, List<Choice> targets) {
      public Row {
        targets = List.copyOf(targets);
      }
    }
  }

  /// @param unfilled whether there is nothing at all that could be found
  /// @param tips sentences
  /// @param nearest concepts whose names are like the words of the question
  public record Nothing(boolean unfilled, List<String> tips, List<Choice> nearest) {
    public Nothing {
      tips = List.copyOf(tips);
      nearest = List.copyOf(nearest);
    }
  }
}

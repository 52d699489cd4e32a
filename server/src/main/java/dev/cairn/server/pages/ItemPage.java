package dev.cairn.server.pages;

import java.util.List;
import java.util.Optional;

/// The reading view of a lesson or document.
///
/// @param kind `Lesson` or `Document`
/// @param facts a few words above the title
/// @param badges outcome, priority and status, with the name of their look
/// @param back address of the answer that led here; empty without one
/// @param rows the text
/// @param parts of a text that is too long for one page; empty otherwise
/// @param about facts beside the text
/// @param concepts what it is about, strongest first
/// @param judging what a curator may say of these; empty for others
/// @param container in which its bytes lay; empty where they lay in none
/// @param inside what lay in its bytes; empty for most
/// @param alike what says nearly the same, with the share in common
/// @param similar what is like it, with what both share
/// @param original address of the original; empty where there is none
/// @param inPlace address of the original as a browser shows it, to which the number of a page is
///   added; empty where it has no pages that could be shown
/// @param notices what the reader should know
/// @param forms what an admin may do with it; empty for others
public record ItemPage(
    Page page,
    String kind,
    List<String> facts,
    String day,
    String date,
    List<Badge> badges,
    String summary,
    Choice back,
    List<Row> rows,
    List<Choice> parts,
    Optional<Chart> chart,
    List<Fact> about,
    List<Concept> concepts,
    Optional<Judging> judging,
    List<Version> versions,
    List<String> places,
    Choice container,
    Inside inside,
    List<Choice> alike,
    List<Choice> similar,
    Choice original,
    String inPlace,
    List<Notice> notices,
    Optional<Forms> forms) {
  public ItemPage {
    facts = List.copyOf(facts);
    badges = List.copyOf(badges);
    rows = List.copyOf(rows);
    parts = List.copyOf(parts);
    about = List.copyOf(about);
    concepts = List.copyOf(concepts);
    versions = List.copyOf(versions);
    places = List.copyOf(places);
    alike = List.copyOf(alike);
    similar = List.copyOf(similar);
    notices = List.copyOf(notices);
  }

  public record Badge(String label, String look) {}

  public record Fact(String name, String text) {}

  /// @param look `bad`, `good` or empty
  /// @param links stand behind the text
  /// @param rest stands behind the links
  public record Notice(String look, String text, List<Choice> links, String rest) {
    public Notice {
      links = List.copyOf(links);
    }

    static Notice of(String look, String text) {
      return new Notice(look, text, List.of(), "");
    }
  }

  /// @param title how many files, in words; empty where it holds none
  /// @param files the first of them
  /// @param more how many more there are, in words; empty if these are all
  public record Inside(String title, List<Choice> files, String more) {
    public Inside {
      files = List.copyOf(files);
    }
  }

  /// The forms of a document's page.
  ///
  /// @param address to which their names are added
  /// @param locked whether a password is wanted
  /// @param binned whether it lies in the bin
  public record Forms(String address, boolean locked, boolean binned) {}

  /// One thing under another: a heading, a paragraph, a list, a table, with the concepts that are
  /// first named in it.
  ///
  /// @param level of a heading, 2..6; 0 for others
  /// @param page number that begins here; 0 where none does
  /// @param here whether the reader was sent to this place
  public record Row(
      Kind kind, int level, int page, boolean here, List<Line> lines, List<Choice> beside) {
    /// How a row is laid out.
    public enum Kind {
      HEADING,
      PARAGRAPH,
      LIST,
      TABLE,
      QUOTE,
      CODE
    }

    public Row {
      lines = List.copyOf(lines);
      beside = List.copyOf(beside);
    }
  }

  /// @param level of a list item, from 1
  /// @param cells of a table's row; one for everything else
  public record Line(int level, List<List<Segment>> cells) {
    public Line {
      cells = List.copyOf(cells);
    }

    public List<Segment> text() {
      return cells.getFirst();
    }
  }

  /// Readings over time.
  ///
  /// @param path of the line, in a drawing of 560 by 160
  /// @param sentence what it shows, for who does not see it
  public record Chart(String path, List<Point> points, String low, String high, String sentence) {
    public Chart {
      points = List.copyOf(points);
    }

    public record Point(String x, String y, String day, String value) {}
  }

  /// @param note how it is known: "in the title", "5 times"
  /// @param evidence address of the first place; empty where there is none
  /// @param name by which it is judged: its IRI
  /// @param said whether somebody has judged it
  public record Concept(
      String label, String href, String note, String evidence, String name, boolean said) {}

  /// What a curator said of the item's concepts, and may say.
  ///
  /// @param address to which the forms are sent
  /// @param rejected concepts that the item is not about, with who said so
  public record Judging(String address, List<Concept> rejected) {
    public Judging {
      rejected = List.copyOf(rejected);
    }
  }

  /// @param href of its bytes; empty where there are none
  public record Version(String number, String href, String received, String date, String size) {}
}

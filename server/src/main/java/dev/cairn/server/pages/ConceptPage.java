package dev.cairn.server.pages;

import java.util.List;
import java.util.Optional;

/// One concept beside the tree.
public record ConceptPage(Page page, TreePane pane, One one) {
  /// One concept.
  ///
  /// @param path from a root to what is directly above it
  /// @param also its other names
  /// @param instead what is to be used in its place, where it is deprecated; without an address
  ///   where nothing is
  /// @param names its preferred names by language, where there are several
  /// @param groups it belongs to, in the order that means something
  /// @param centre what is known about it
  public record One(
      String id,
      String label,
      List<Choice> path,
      String definition,
      String also,
      Optional<Choice> instead,
      List<Note> names,
      List<Note> notes,
      List<SearchPage.Card.Row> relations,
      List<Group> groups,
      Centre centre,
      List<SearchPage.Evidence> evidence,
      List<String> sources,
      List<Choice> mappings,
      GraphView graph) {
    public One {
      path = List.copyOf(path);
      names = List.copyOf(names);
      notes = List.copyOf(notes);
      relations = List.copyOf(relations);
      groups = List.copyOf(groups);
      evidence = List.copyOf(evidence);
      sources = List.copyOf(sources);
      mappings = List.copyOf(mappings);
    }
  }

  /// What is known about a concept, section by section; a section without content is not shown.
  ///
  /// @param contents the sections that are there, with what they hold
  /// @param summary sentences of the texts
  /// @param newest lessons that are not among the best ones
  /// @param practices best practices, with their ranks
  /// @param tips what to do, to avoid, to watch out for
  /// @param sorts documents by what they are and where they come from, where that tells something
  /// @param courses that teach it
  /// @param beside concepts to compare it with
  /// @param missing what should be there and is not, in words
  public record Centre(
      List<Choice> contents,
      List<AnswerPage.Said> summary,
      Items lessons,
      List<SearchPage.Hit> newest,
      Items practices,
      List<Tips> tips,
      Items documents,
      List<Sort> sorts,
      List<Choice> courses,
      List<Choice> beside,
      Optional<Years> years,
      List<Missing> missing) {
    public Centre {
      contents = List.copyOf(contents);
      summary = List.copyOf(summary);
      newest = List.copyOf(newest);
      tips = List.copyOf(tips);
      sorts = List.copyOf(sorts);
      courses = List.copyOf(courses);
      beside = List.copyOf(beside);
      missing = List.copyOf(missing);
    }
  }

  /// Questions that name a concept, as people asked them.
  ///
  /// @param inVain those that found nothing when they were asked last
  /// @param found those that found something
  public record Asked(List<String> inVain, List<String> found) {
    public static final Asked NOTHING = new Asked(List.of(), List.of());

    public Asked {
      inVain = List.copyOf(inVain);
      found = List.copyOf(found);
    }
  }

  /// Documents, told apart in one way.
  public record Sort(String title, List<Choice> choices) {
    public Sort {
      choices = List.copyOf(choices);
    }
  }

  public record Tips(String title, List<AnswerPage.Said> said) {
    public Tips {
      said = List.copyOf(said);
    }
  }

  /// How many items there are of each year.
  ///
  /// @param sentence that says it without the picture
  /// @param width of the picture, in the unit in which bars are placed
  public record Years(String sentence, int width, List<Bar> bars) {
    public Years {
      bars = List.copyOf(bars);
    }
  }

  /// @param x left edge
  /// @param height 0..100
  /// @param href the search that finds them; empty where there are none
  /// @param labelled whether the year is written below
  public record Bar(String year, long count, int x, int height, String href, boolean labelled) {}

  public record Missing(String text, List<Choice> concepts) {
    public Missing {
      concepts = List.copyOf(concepts);
    }
  }

  public record Note(String name, String text) {}

  /// @param place as "2nd of 5", where the order means something; else empty
  public record Group(String label, boolean ordered, String place, List<Choice> members) {
    public Group {
      members = List.copyOf(members);
    }
  }

  /// @param title as "18 lessons"
  /// @param all address of the search that shows all of them; empty where these are all
  public record Items(String title, List<SearchPage.Hit> first, Choice all) {
    public Items {
      first = List.copyOf(first);
    }
  }
}

package dev.cairn.server.pages;

import java.util.List;

/// The drawing as the one large thing.
///
/// @param crumbs the way back
/// @param picture address of the drawing as a file
/// @param panel about what is chosen
public record GraphPage(
    Page page,
    TreePane pane,
    List<Choice> crumbs,
    GraphView graph,
    Controls controls,
    String picture,
    Panel panel) {
  public GraphPage {
    crumbs = List.copyOf(crumbs);
  }

  /// What may be chosen, as a form that leads to the drawing's address.
  ///
  /// @param action where it leads
  /// @param depths how far to look; `href` holds the value
  /// @param families kinds of line
  /// @param schemes where there is more than one; `href` holds the IRI
  /// @param opened ids that stay open
  /// @param to the name of the concept to which a path is shown
  /// @param taken what was taken for the name where a path is to lead; empty where it is called so
  /// @param instead what may be meant in its place
  /// @param around whether a concept is in the middle, from which paths lead
  public record Controls(
      String action,
      List<Choice> depths,
      List<Check> families,
      List<Choice> schemes,
      List<String> opened,
      String chosen,
      String to,
      String taken,
      List<Choice> instead,
      boolean around) {
    public Controls {
      depths = List.copyOf(depths);
      families = List.copyOf(families);
      schemes = List.copyOf(schemes);
      opened = List.copyOf(opened);
      instead = List.copyOf(instead);
    }
  }

  public record Check(GraphFamily family, boolean on) {}

  /// @param title what is looked at
  /// @param href its page; empty for none
  /// @param text what it is
  /// @param sentences how things stand to each other, one after the other
  /// @param actions what can be done with it
  /// @param itemsSaid how many items there are; empty where it was not asked
  /// @param items the first of them
  /// @param all address of all of them; empty for none
  public record Panel(
      String title,
      String href,
      String text,
      List<String> sentences,
      List<Choice> actions,
      String itemsSaid,
      List<Choice> items,
      String all) {
    public Panel {
      sentences = List.copyOf(sentences);
      actions = List.copyOf(actions);
      items = List.copyOf(items);
    }

    static Panel none() {
      return new Panel("", "", "", List.of(), List.of(), "", List.of(), "");
    }
  }
}

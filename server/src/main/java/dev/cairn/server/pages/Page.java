package dev.cairn.server.pages;

import java.util.List;

/// What every page has around its content.
///
/// @param title of the window, without the name of the program
/// @param section which of the main ways is current
/// @param question what stands in the search box
/// @param styles names of style sheets beside the common ones
/// @param scripts addresses of modules beside the common one, below `/web/js/`
public record Page(
    Viewer viewer,
    String title,
    Section section,
    String question,
    List<String> styles,
    List<String> scripts) {
  /// The main ways, as the header names them.
  public enum Section {
    SEARCH("Search", "/"),
    CONCEPTS("Concepts", "/concepts"),
    LESSONS("Lessons", "/lessons"),
    ADMIN("Admin", "/admin"),
    HELP("Help", "/help"),
    NONE("", "");

    private final String label;
    private final String href;

    Section(String label, String href) {
      this.label = label;
      this.href = href;
    }

    public String label() {
      return label;
    }

    public String href() {
      return href;
    }
  }

  private static final List<Section> MAIN =
      List.of(Section.SEARCH, Section.CONCEPTS, Section.LESSONS, Section.ADMIN, Section.HELP);

  public Page {
    styles = List.copyOf(styles);
    scripts = List.copyOf(scripts);
  }

  public static Page of(Viewer viewer, String title, Section section) {
    return new Page(viewer, title, section, "", List.of(), List.of());
  }

  public Page asking(String newQuestion) {
    return new Page(viewer, title, section, newQuestion, styles, scripts);
  }

  public Page with(List<String> newStyles, List<String> newScripts) {
    return new Page(viewer, title, section, question, newStyles, newScripts);
  }

  public List<Section> sections() {
    return MAIN;
  }
}

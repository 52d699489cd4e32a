package dev.cairn.server.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;

/// Turns views into the text of pages. Thread-safe.
public final class Pages {
  private static final String TEMPLATES = "dev.cairn.server.pages.templates";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Pages.class.getClassLoader(), TEMPLATES);

  public String start(StartPage view) {
    return render("start", view);
  }

  public String search(SearchPage view) {
    return render("search", view);
  }

  public String item(ItemPage view) {
    return render("item", view);
  }

  public String concepts(ConceptPage view) {
    return render(view.one().isPresent() ? "concept" : "concepts", view);
  }

  /// A part of the tree, to be put into the page.
  public String branch(List<TreeNode> nodes) {
    return render("branch", nodes);
  }

  public String graph(GraphPage view) {
    return render("graph", view);
  }

  private String render(String template, Object view) {
    var out = new StringOutput(32_768);
    engine.render(template + ".jte", view, out);
    return out.toString();
  }
}

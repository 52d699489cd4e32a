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

  public String answer(AnswerPage view) {
    return render("answer", view);
  }

  /// Passages, to be put into the page.
  public String near(List<SearchPage.Near> passages) {
    return render("near", passages);
  }

  public String judgements(JudgementsPage view) {
    return render("judgements", view);
  }

  public String item(ItemPage view) {
    return render("item", view);
  }

  public String concept(ConceptPage view) {
    return render("concept", view);
  }

  public String concepts(TreePage view) {
    return render("concepts", view);
  }

  /// A part of the tree, to be put into the page.
  public String branch(List<TreeNode> nodes) {
    return render("branch", nodes);
  }

  public String cube(CubePage view) {
    return render("cube", view);
  }

  public String compare(ComparePage view) {
    return render("compare", view);
  }

  public String graph(GraphPage view) {
    return render("graph", view);
  }

  public String map(MapPage view) {
    return render("map", view);
  }

  /// What changes on the map when another dot is chosen.
  public String mapPart(MapPage view) {
    return render("mappart", view);
  }

  /// The map as a file of its own.
  public String mapPicture(GraphMap map) {
    return render("mapsvg", map);
  }

  /// The drawing as a file of its own.
  public String picture(GraphView graph) {
    return render("graphsvg", graph);
  }

  public String admin(AdminPage view) {
    return render("admin", view);
  }

  public String job(AdminPage.One view) {
    return render("job", view);
  }

  public String sources(SourcesPage view) {
    return render("sources", view);
  }

  public String bin(BinPage view) {
    return render("bin", view);
  }

  public String curation(CurationPage view) {
    return render("curation", view);
  }

  public String sparql(SparqlPage view) {
    return render("sparql", view);
  }

  public String vocabularies(VocabularyPage view) {
    return render("vocabularies", view);
  }

  public String mappings(MappingPage view) {
    return render("mappings", view);
  }

  public String courses(CoursePage.All view) {
    return render("course/all", view);
  }

  public String newCourse(CoursePage.New view) {
    return render("course/new", view);
  }

  public String course(CoursePage.One view) {
    return render("course/one", view);
  }

  public String editCourse(CoursePage.Edit view) {
    return render("course/edit", view);
  }

  public String quiz(CoursePage.Questions view) {
    return render("course/quiz", view);
  }

  /// A course as a file that needs no other.
  public String courseFile(CoursePage.Export view) {
    return render("course/file", view);
  }

  public String courseMarkdown(CoursePage.Export view) {
    return CourseMarkdown.of(view);
  }

  public String change(ChangePage view) {
    return render("change", view);
  }

  public String preview(PreviewPage view) {
    return render("preview", view);
  }

  public String history(HistoryPage view) {
    return render("history", view);
  }

  public String proposals(ProposalsPage view) {
    return render("proposals", view);
  }

  public String proposal(ProposalPage view) {
    return render("proposal", view);
  }

  public String care(CarePage view) {
    return render("care", view);
  }

  public String dryRun(ImportPage view) {
    return render("import", view);
  }

  public String signIn(Plain.SignIn view) {
    return render("signin", view);
  }

  public String problem(Plain.Problem view) {
    return render("problem", view);
  }

  public String interfaceFor(Plain.Interface view) {
    return render("docs", view);
  }

  /// Which help there is.
  public enum HelpFor {
    EVERYBODY("help", "Help"),
    EMPLOYEES("help/employees", "Help for employees"),
    TRAINERS("help/trainers", "Help for trainers"),
    ADMINS("help/admins", "Help for admins");

    private final String path;
    private final String title;

    HelpFor(String path, String title) {
      this.path = path;
      this.title = title;
    }

    public String path() {
      return "/" + path;
    }
  }

  /// @param address of this server, without a slash at the end
  public String help(HelpFor whom, String address, Viewer viewer) {
    return render(
        whom == HelpFor.EVERYBODY ? "help/index" : whom.path,
        Plain.Help.of(whom.title, address, viewer));
  }

  private String render(String template, Object view) {
    var out = new StringOutput(32_768);
    engine.render(template + ".jte", view, out);
    return out.toString();
  }
}

package dev.cairn.server.pages;

import dev.cairn.corpus.course.Course;
import dev.cairn.corpus.course.Courses;
import dev.cairn.indexer.course.Teaching;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.learning.LearningPath;
import dev.cairn.ontology.learning.Level;
import dev.cairn.ontology.learning.Quiz;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The pages about courses.
public final class CoursePage {
  private static final int FOUND = 12;
  private static final int SUGGESTED = 8;

  private CoursePage() {}

  private static Page pageOf(Viewer viewer, String title) {
    return Page.of(viewer, title, Page.Section.CONCEPTS)
        .with(List.of("concepts", "courses"), List.of());
  }

  /// All courses that somebody is told of.
  ///
  /// @param forget whose could be forgotten: `mine`, `readers`; the note says what that is
  public record All(Page page, List<Row> courses, List<Choice> forget) {
    public All {
      courses = List.copyOf(courses);
      forget = List.copyOf(forget);
    }

    /// @param note for whom, how many steps, whose
    public record Row(String href, String title, String description, String note) {}

    /// @param mine whether who reads may change a course
    /// @param forgettable whose courses could be forgotten → how many
    public static All of(
        List<Course> courses,
        java.util.function.Predicate<Course> mine,
        Map<String, Long> forgettable,
        Viewer viewer) {
      return new All(
          pageOf(viewer, "Courses"),
          courses.stream()
              .map(course ->
                  new Row(
                      "/courses/" + course.id(),
                      course.title(),
                      course.description(),
                      CourseSheet.words(course.level())
                          + ", "
                          + Words.count(course.steps().size(), "step", "steps")
                          + (course.listed()
                              ? ""
                              : mine.test(course) ? ", only who has its address finds it" : "")))
              .toList(),
          forgettable.entrySet().stream()
              .map(e -> new Choice(forget(e.getKey(), e.getValue()), e.getKey(), "", false))
              .toList());
    }

    private static String forget(String whose, long count) {
      var courses = Words.count(count, "course", "courses");
      return whose.equals("mine")
          ? "Remove " + courses + " of yours"
          : "Remove " + courses + " of readers";
    }
  }

  /// Something to tick.
  public record Tick(String value, String label, String note, boolean on) {}

  /// Choosing, and what the course would be.
  ///
  /// @param chosen concepts, all of them ticked
  /// @param others concepts that could be ticked
  /// @param why these are offered, one sentence
  /// @param plan what the course would be; empty before it was asked for
  /// @param leftOut what had no room, each with why it belongs there
  /// @param wrong what is wrong, one sentence; else empty
  public record New(
      Page page,
      List<Tick> chosen,
      String find,
      List<Tick> others,
      String why,
      List<Tick> levels,
      int hours,
      Optional<CourseSheet> plan,
      List<Choice> leftOut,
      String title,
      String wrong) {
    public New {
      chosen = List.copyOf(chosen);
      others = List.copyOf(others);
      levels = List.copyOf(levels);
      leftOut = List.copyOf(leftOut);
    }

    public int mostHours() {
      return Course.MOST_HOURS;
    }
  }

  /// @param plan what was planned for these; empty before it was asked for
  public static New choosing(
      List<Concept> chosen,
      String find,
      Level level,
      int hours,
      Optional<Planned> plan,
      String wrong,
      ConceptView view,
      Map<String, Long> counts,
      Viewer viewer) {
    var ids = chosen.stream().map(Concept::id).toList();
    var others = find.isBlank() ? suggested(chosen, view, counts) : named(find, view);
    return new New(
        pageOf(viewer, "A new course"),
        chosen.stream().map(c -> tick(c, counts, true)).toList(),
        find,
        others.stream()
            .filter(c -> !ids.contains(c.id()))
            .map(c -> tick(c, counts, false))
            .toList(),
        !find.isBlank()
            ? others.isEmpty()
                ? "No concept has a name like “" + find + "”. Try a part of the name."
                : "Concepts named “" + find + "”"
            : chosen.isEmpty() ? "Concepts that much is written about" : "Beside what is chosen",
        java.util.Arrays.stream(Level.values())
            .map(l -> new Tick(l.code(), CourseSheet.words(l), CourseSheet.about(l), l == level))
            .toList(),
        hours,
        plan.map(p -> CourseSheet.of(p.course(), p.shown(), view)),
        plan.map(p -> p.plan().leftOut()).orElse(List.of()).stream()
            .map(step ->
                new Choice(label(view, step), Cards.href(step.concept()), step.why(), false))
            .toList(),
        Words.list(chosen.stream().limit(3).map(Concept::label).toList()),
        wrong);
  }

  private static String label(ConceptView view, LearningPath.Step step) {
    return view.byId(step.concept()).map(Concept::label).orElse(step.concept());
  }

  /// @param course with the steps of the plan
  public record Planned(Course course, List<Teaching.Shown> shown, Teaching.Plan plan) {
    public Planned {
      shown = List.copyOf(shown);
    }
  }

  private static Tick tick(Concept concept, Map<String, Long> counts, boolean on) {
    long items = counts.getOrDefault(concept.id(), 0L);
    return new Tick(
        concept.id(),
        concept.label(),
        items == 0 ? "nothing written yet" : Words.count(items, "item", "items"),
        on);
  }

  static List<Concept> named(String find, ConceptView view) {
    var lower = find.strip().toLowerCase(Locale.ROOT);
    return view.all().stream()
        .filter(concept -> names(concept).stream().anyMatch(name -> name.contains(lower)))
        .sorted(
            Comparator.comparing(
                    (Concept c) -> names(c).stream().noneMatch(name -> name.startsWith(lower)))
                .thenComparing(Concept::label, String.CASE_INSENSITIVE_ORDER))
        .limit(FOUND)
        .toList();
  }

  private static List<String> names(Concept concept) {
    return concept.labels().stream()
        .filter(label -> label.kind() != Concept.Label.Kind.HIDDEN)
        .map(label -> label.text().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static List<Concept> suggested(
      List<Concept> chosen, ConceptView view, Map<String, Long> counts) {
    var ids = new LinkedHashSet<String>();
    for (var concept : chosen) {
      ids.addAll(concept.targets(Relation.CONTRASTS_WITH, Relation.PRECEDES, Relation.FOLLOWS));
      ids.addAll(concept.narrower());
      ids.addAll(concept.related());
    }
    var from =
        chosen.isEmpty()
            ? view.all().stream().filter(c -> !c.broader().isEmpty() && c.narrower().size() < 5)
            : ids.stream().flatMap(id -> view.byId(id).stream());
    return from.filter(c -> !chosen.contains(c))
        .sorted(
            Comparator.comparing((Concept c) -> -counts.getOrDefault(c.id(), 0L))
                .thenComparing(Concept::id))
        .limit(SUGGESTED)
        .toList();
  }

  /// A course to be read.
  ///
  /// @param mine whether who reads may change it
  public record One(Page page, CourseSheet sheet, boolean mine, boolean listed) {
    public String reckoned() {
      return CourseSheet.reckoned();
    }

    public static One of(CourseSheet sheet, boolean mine, boolean listed, Viewer viewer) {
      return new One(pageOf(viewer, sheet.title()), sheet, mine, listed);
    }
  }

  /// A course to be changed.
  ///
  /// @param state names what is changed
  /// @param open concept of the step whose reading is being changed; empty for none
  /// @param offers what else could be read there
  /// @param wrong what is wrong, one sentence; else empty
  /// @param find what was looked for among the concepts
  /// @param found concepts that could be a step
  public record Edit(
      Page page,
      CourseSheet sheet,
      boolean listed,
      String state,
      String open,
      List<CourseSheet.Text> offers,
      String wrong,
      String find,
      List<Tick> found) {
    public Edit {
      offers = List.copyOf(offers);
      found = List.copyOf(found);
    }

    public static Edit of(
        CourseSheet sheet,
        boolean listed,
        String state,
        String open,
        List<Teaching.Read> offers,
        String wrong,
        String find,
        ConceptView view,
        Map<String, Long> counts,
        Viewer viewer) {
      var there = Set.copyOf(sheet.steps().stream().map(CourseSheet.Step::concept).toList());
      return new Edit(
          pageOf(viewer, "Change “" + sheet.title() + "”"),
          sheet,
          listed,
          state,
          open,
          offers.stream().map(CourseSheet::text).toList(),
          wrong,
          find,
          find.isBlank()
              ? List.of()
              : named(find, view).stream()
                  .filter(c -> !there.contains(c.id()))
                  .map(c -> tick(c, counts, false))
                  .toList());
    }
  }

  /// A quiz to be answered, or answered.
  ///
  /// @param result how it went, one sentence; empty before it was answered
  public record Questions(
      Page page, String course, String href, List<Question> questions, String result) {
    public Questions {
      questions = List.copyOf(questions);
    }

    public boolean answered() {
      return !result.isEmpty();
    }
  }

  /// @param passage that is asked about, and where it stands; empty for other kinds
  /// @param verdict `right`, `wrong`, `open`; empty before it was answered
  public record Question(
      int number,
      String key,
      String text,
      String passage,
      Choice source,
      List<Tick> alternatives,
      String verdict,
      String right,
      String because,
      List<Choice> about) {
    public Question {
      alternatives = List.copyOf(alternatives);
      about = List.copyOf(about);
    }

    /// What to say of the answer.
    public String says() {
      return switch (verdict) {
        case "right" -> "Right.";
        case "wrong" -> "Not right; it is “" + right + "”.";
        default -> "Not answered; it is “" + right + "”.";
      };
    }
  }

  /// @param answers key of a question → index of the alternative that was chosen; empty: the quiz
  ///   is not answered yet
  public static Questions quiz(
      CourseSheet sheet,
      Quiz quiz,
      Optional<Map<String, Integer>> answers,
      ConceptView view,
      Viewer viewer) {
    var questions = questions(sheet, quiz, answers, view);
    long right = questions.stream().filter(q -> q.verdict().equals("right")).count();
    return new Questions(
        pageOf(viewer, "Quiz: " + sheet.title()),
        sheet.title(),
        "/courses/" + sheet.id(),
        questions,
        answers.isEmpty()
            ? ""
            : right
                + " of "
                + Words.count(questions.size(), "question", "questions")
                + " answered rightly.");
  }

  static List<Question> questions(
      CourseSheet sheet, Quiz quiz, Optional<Map<String, Integer>> answers, ConceptView view) {
    var questions = new ArrayList<Question>();
    for (var question : quiz.questions()) {
      var chosen = answers.map(a -> a.getOrDefault(question.key(), -1));
      var ticks = new ArrayList<Tick>();
      for (int i = 0; i < question.alternatives().size(); i++)
        ticks.add(
            new Tick("" + i, question.alternatives().get(i), "", chosen.equals(Optional.of(i))));
      questions.add(
          new Question(
              questions.size() + 1,
              question.key(),
              question.text(),
              question.passage(),
              source(question, sheet),
              ticks,
              chosen
                  .map(c -> c < 0 ? "open" : c == question.right() ? "right" : "wrong")
                  .orElse(""),
              question.alternatives().get(question.right()),
              question.because(),
              question.about().stream()
                  .flatMap(id -> view.byId(id).stream())
                  .map(c -> Choice.of(c.label(), Cards.href(c.id())))
                  .toList()));
    }
    return questions;
  }

  private static Choice source(Quiz.Question question, CourseSheet sheet) {
    return question.source().stream()
        .flatMap(item ->
            sheet.steps().stream()
                .flatMap(step ->
                    java.util.stream.Stream.concat(
                        step.lessons().stream(), step.passages().stream()))
                .filter(text -> text.place().startsWith(item + ":"))
                .map(text -> Choice.of(text.title(), text.href())))
        .findFirst()
        .orElse(Choice.of("", ""));
  }

  /// A course as a file of its own.
  ///
  /// @param address of this server, without a slash at the end
  public record Export(CourseSheet sheet, List<Question> questions, String address) {
    public Export {
      questions = List.copyOf(questions);
    }

    public static Export of(CourseSheet sheet, Quiz quiz, String address, ConceptView view) {
      return new Export(sheet, CoursePage.questions(sheet, quiz, Optional.empty(), view), address);
    }

    public String reckoned() {
      return CourseSheet.reckoned();
    }

    /// `a`, `b`, … for the alternatives of a question.
    public static String letter(int index) {
      return String.valueOf((char) ('a' + index));
    }
  }

  /// The courses about a concept that somebody is told of, for the page of the concept; the level
  /// is the note.
  ///
  /// @param owner of courses that are not listed; empty for none
  public static List<Choice> about(String concept, Courses courses, String owner) {
    return courses.about(concept, owner).stream()
        .map(course ->
            new Choice(
                course.title(),
                "/courses/" + course.id(),
                CourseSheet.words(course.level()),
                false))
        .toList();
  }
}

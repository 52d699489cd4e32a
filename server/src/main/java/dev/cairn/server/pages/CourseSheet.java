package dev.cairn.server.pages;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.course.Course;
import dev.cairn.indexer.course.Teaching;
import dev.cairn.indexer.course.Teaching.Read;
import dev.cairn.indexer.course.Teaching.Shown;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.learning.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A course as it is read, on a page or in a file.
///
/// @param level for whom, in words
/// @param length how long it takes, in words
/// @param chosen the concepts that it was made for
public record CourseSheet(
    String id,
    String title,
    String description,
    String level,
    int hours,
    String length,
    List<Choice> chosen,
    List<Step> steps) {
  public CourseSheet {
    chosen = List.copyOf(chosen);
    steps = List.copyOf(steps);
  }

  /// @param number from 1
  /// @param concept id
  /// @param href of the concept's page; empty where there is no such concept any more
  /// @param missing what to say where nothing is read; else empty
  public record Step(
      int number,
      String concept,
      String label,
      String href,
      String definition,
      String why,
      String note,
      String length,
      List<Text> passages,
      List<Text> lessons,
      String missing) {
    public Step {
      passages = List.copyOf(passages);
      lessons = List.copyOf(lessons);
    }

    /// Name of its place on the page.
    public String anchor() {
      return "step-" + concept;
    }
  }

  /// A passage.
  ///
  /// @param place of it, as forms name it
  /// @param href where it is read in its item
  /// @param where headings and page, may be empty
  /// @param paragraphs of its text
  /// @param question to be discussed; empty for documents
  public record Text(
      String place,
      String title,
      String href,
      String where,
      String length,
      List<String> paragraphs,
      boolean changed,
      String question) {
    public Text {
      paragraphs = List.copyOf(paragraphs);
    }
  }

  /// @param shown the steps of the course
  public static CourseSheet of(Course course, List<Shown> shown, ConceptView view) {
    var steps = new ArrayList<Step>();
    for (var one : shown) steps.add(step(steps.size() + 1, one));
    return new CourseSheet(
        course.id(),
        course.title(),
        course.description(),
        words(course.level()),
        course.hours(),
        length(shown.stream().mapToInt(Shown::minutes).sum()),
        course.concepts().stream()
            .flatMap(id -> view.byId(id).stream())
            .map(concept -> Choice.of(concept.label(), Cards.href(concept.id())))
            .toList(),
        steps);
  }

  private static Step step(int number, Shown shown) {
    var step = shown.step();
    boolean nothing = shown.passages().isEmpty() && shown.lessons().isEmpty();
    return new Step(
        number,
        step.concept(),
        shown.concept().map(Concept::label).orElse(step.label()),
        shown.concept().map(concept -> Cards.href(concept.id())).orElse(""),
        shown.concept().flatMap(Concept::definition).orElse(""),
        step.why(),
        step.note(),
        length(shown.minutes()),
        shown.passages().stream().map(CourseSheet::text).toList(),
        shown.lessons().stream().map(CourseSheet::text).toList(),
        !nothing
            ? ""
            : shown.written()
                ? "Nothing is to be read here; what is written about it stands on its page."
                : "Nothing is written about it yet: write the first lesson.");
  }

  static Text text(Read read) {
    boolean lesson = read.kind() == Item.Kind.LESSON;
    var place = read.place();
    var where = new ArrayList<String>();
    var heading = Hits.where(read.heading(), read.title());
    if (!heading.isEmpty()) where.add(heading);
    if (read.page() > 0) where.add("page " + read.page());
    return new Text(
        place.item() + ":" + place.passage(),
        read.title(),
        Hits.item(lesson, place.item().value())
            .with("p", "" + place.passage())
            .at("p" + place.passage())
            .toString(),
        String.join(", ", where),
        length(read.minutes()),
        read.text().lines().filter(line -> !line.isBlank()).toList(),
        read.changed(),
        read.question());
  }

  /// `12 minutes`, `1 hour 40 minutes`
  static String length(int minutes) {
    return minutes < 1
        ? "no time"
        : minutes == 1 ? "1 minute" : Words.duration(Duration.ofMinutes(minutes));
  }

  /// For whom a level is.
  public static String words(Level level) {
    return switch (level) {
      case BEGINNER -> "For beginners";
      case ADVANCED -> "For the advanced";
      case EXPERT -> "For experts";
    };
  }

  /// What a level adds to the concepts that are chosen.
  static String about(Level level) {
    return switch (level) {
      case BEGINNER -> "with what is directly above as a frame, two passages and a case a step";
      case ADVANCED -> "with kinds, parts and contrasts, three passages and a case a step";
      case EXPERT -> "two levels down, with measures, four passages and two cases a step";
    };
  }

  /// How its times are reckoned, one sentence.
  public static String reckoned() {
    return "Reckoned with %d words a minute for reading, %d minutes for a definition and %d for a discussion."
        .formatted(Teaching.WORDS_A_MINUTE, Teaching.MINUTES_A_STEP, Teaching.MINUTES_A_DISCUSSION);
  }
}

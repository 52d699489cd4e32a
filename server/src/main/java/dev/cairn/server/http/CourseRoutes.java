package dev.cairn.server.http;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.course.Course;
import dev.cairn.corpus.course.Course.Reference;
import dev.cairn.corpus.course.Course.Step;
import dev.cairn.corpus.course.Courses;
import dev.cairn.indexer.course.Teaching;
import dev.cairn.indexer.course.Teaching.Read;
import dev.cairn.indexer.course.Teaching.Shown;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.learning.LearningPath;
import dev.cairn.ontology.learning.Level;
import dev.cairn.ontology.learning.Quiz;
import dev.cairn.server.pages.CoursePage;
import dev.cairn.server.pages.CourseSheet;
import dev.cairn.server.pages.Pages;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Courses made of concepts. They belong to admins, or to a reader's notebook ({@link
/// SavedSearches}); who knows the address of one may read it, and sees of it what he may see.
final class CourseRoutes {
  private static final String TAG = "Courses";

  /// Where nobody says for how long.
  static final int USUAL_HOURS = 4;

  private static final List<String> LEVELS =
      Arrays.stream(Level.values()).map(Level::code).toList();

  private final Rooms rooms;
  private final Pages pages = new Pages();

  CourseRoutes(Rooms rooms) {
    this.rooms = rooms;
  }

  List<Route> routes() {
    var level = Route.choice("level", false, LEVELS, "For whom; beginner unless said.");
    return List.of(
        Route.get(
            "/api/concepts/{id}/learning-path",
            "Concepts",
            "What to learn first, in its order, with reading and lessons for each step, for a"
                + " course of four hours.",
            List.of(level),
            this::path),
        change(
            Route.Method.POST,
            "/api/courses/plan",
            "What a course would be; nothing is kept: {\"concepts\": [ids], \"level\", \"hours\":"
                + " 1 to 40}.",
            this::plan),
        Route.get(
            "/api/courses",
            TAG,
            "Courses of who asks, and those for everybody, oldest first. A reader is known by the"
                + " cookie 'cairn-notebook', which saving sets.",
            List.of(),
            this::list),
        change(
                Route.Method.POST,
                "/api/courses",
                "Keeps a course: {\"title\", \"description\", \"listed\" (admins only),"
                    + " \"concepts\", \"level\", \"hours\", \"steps\": [{\"concept\", \"note\","
                    + " \"passages\": [{\"item\", \"passage\"}], \"lessons\"}]}. Without steps it"
                    + " is planned.",
                this::add)
            .answering(201),
        Route.get(
            "/api/courses/{id}",
            TAG,
            "One course with the texts that who asks may see.",
            List.of(),
            ctx -> show(find(ctx), ctx)),
        change(
            Route.Method.PUT,
            "/api/courses/{id}",
            "Says a course anew. Needs If-Match.",
            this::replace),
        new Route(
            Route.Method.DELETE,
            "/api/courses/{id}",
            Route.Access.READ,
            TAG,
            "Removes a course. Needs If-Match.",
            List.of(),
            Route.Body.NONE,
            204,
            this::remove),
        Route.get(
            "/api/courses/{id}/quiz",
            TAG,
            "Questions about the course, made from the graph, with the right answers.",
            List.of(),
            ctx -> Etags.write(ctx, quizShape(find(ctx), ctx))),
        Route.get(
            "/api/courses/{id}/export",
            TAG,
            "The course as one file, with its quiz and the answers.",
            List.of(
                Route.choice("format", false, List.of("html", "markdown"), "html unless said.")),
            this::export));
  }

  private static Route change(
      Route.Method method, String path, String summary, Route.Handler handler) {
    return new Route(
        method, path, Route.Access.READ, TAG, summary, List.of(), Route.Body.JSON, handler);
  }

  record Labelled(String id, String label) {}

  /// @param version of the item in which the place was chosen; `changed` where there is a newer one
  record Passage(
      String item,
      String kind,
      String title,
      String url,
      Optional<String> heading,
      Optional<Integer> page,
      int passage,
      int version,
      int start,
      int end,
      String text,
      int words,
      int minutes,
      boolean changed,
      Optional<String> question) {}

  record StepShape(
      Labelled concept,
      Optional<String> definition,
      Optional<String> why,
      Optional<String> note,
      int minutes,
      List<Passage> passages,
      List<Passage> lessons,
      Optional<String> missing) {}

  record LeftOut(Labelled concept, String why) {}

  record Path(
      List<Labelled> concepts,
      String level,
      int hours,
      int minutes,
      List<StepShape> steps,
      List<LeftOut> leftOut) {}

  record All(List<Brief> courses) {}

  record Brief(
      String id,
      String title,
      String url,
      String level,
      int hours,
      int steps,
      boolean mine,
      boolean listed) {}

  record Shape(
      String id,
      String title,
      Optional<String> description,
      String url,
      boolean mine,
      boolean listed,
      List<Labelled> concepts,
      String level,
      int hours,
      int minutes,
      List<StepShape> steps,
      Instant since) {}

  record QuizShape(List<QuestionShape> questions) {}

  record QuestionShape(
      String key,
      String kind,
      Labelled concept,
      String text,
      Optional<String> passage,
      Optional<String> item,
      List<String> alternatives,
      int right,
      String because) {}

  private Courses courses() {
    return rooms.helping().courses();
  }

  private Teaching teaching() {
    return rooms.helping().teaching();
  }

  /// What who asks has made, and what is for everybody.
  List<Course> of(Context ctx) {
    return courses().of(SavedSearches.owner(ctx).orElse(""));
  }

  /// Whether who asks may change it.
  boolean mine(Course course, Context ctx) {
    return Guard.caller(ctx).isAdmin()
        || SavedSearches.owner(ctx).equals(Optional.of(course.owner()));
  }

  Course find(Context ctx) {
    var id = ctx.pathParam("id");
    return courses()
        .find(id)
        .orElseThrow(() -> Refusal.notFound("There is no course '" + id + "'."));
  }

  /// The course of the path, for who may change it only.
  Course own(Context ctx) {
    var course = find(ctx);
    if (!mine(course, ctx))
      throw Refusal.forbidden(
          "Only who made this course, or an admin, changes it. Make one of your own from the same"
              + " concepts.");
    return course;
  }

  List<Shown> shown(Course course, Context ctx) {
    return teaching().show(course.steps(), Guard.caller(ctx));
  }

  CourseSheet sheet(Course course, Context ctx) {
    return CourseSheet.of(course, shown(course, ctx), rooms.concepts().get());
  }

  Quiz quiz(Course course, Context ctx) {
    return teaching().quiz(course.id(), shown(course, ctx), Guard.caller(ctx));
  }

  /// Names all of a course that can be changed.
  static String state(Course course) {
    return CurationRoutes.state(course);
  }

  /// What would be kept for these.
  ///
  /// @throws Refusal 422 for a concept or number that is not taken
  CoursePage.Planned planned(
      String id,
      String title,
      String description,
      List<String> concepts,
      Level level,
      int hours,
      Context ctx) {
    var chosen = concepts(concepts);
    if (hours < 1 || hours > Course.MOST_HOURS)
      throw CurationRoutes.wrong("hours", "Give 1 to %d hours.".formatted(Course.MOST_HOURS));
    var plan = teaching().plan(chosen, level, hours, Guard.caller(ctx));
    var course =
        new Course(
            id,
            "",
            false,
            title,
            description,
            chosen,
            level,
            hours,
            plan.steps(),
            Instant.EPOCH,
            Instant.EPOCH);
    return new CoursePage.Planned(course, shown(course, ctx), plan);
  }

  private List<String> concepts(List<String> wanted) {
    var view = rooms.concepts().get();
    var ids = new ArrayList<String>();
    for (var one : wanted)
      ids.add(
          view.find(one)
              .map(Concept::id)
              .orElseThrow(
                  () -> CurationRoutes.wrong("concepts", "There is no concept '" + one + "'.")));
    var different = ids.stream().distinct().toList();
    if (different.isEmpty() || different.size() > LearningPath.MOST_CHOSEN)
      throw CurationRoutes.wrong(
          "concepts", "Choose 1 to %d concepts.".formatted(LearningPath.MOST_CHOSEN));
    return different;
  }

  private void path(Context ctx) {
    var wanted = ctx.pathParam("id");
    var concept =
        rooms
            .concepts()
            .get()
            .find(wanted)
            .orElseThrow(() -> Refusal.notFound("There is no concept '" + wanted + "'."));
    var level = new Params(ctx).choice("level", Level.class).orElse(Level.BEGINNER);
    Etags.write(ctx, shape(planned("", "", "", List.of(concept.id()), level, USUAL_HOURS, ctx)));
  }

  private void plan(Context ctx) {
    var body = CurationRoutes.body(ctx, Set.of("concepts", "level", "hours"));
    Json.write(ctx, shape(planned("", "", "", concepts(body), level(body), hours(body), ctx)));
  }

  private static List<String> concepts(JsonNode body) {
    var list = body.path("concepts");
    if (!list.isArray() || list.valueStream().anyMatch(one -> !one.isString()))
      throw CurationRoutes.wrong("concepts", "Must be a list of ids.");
    return list.valueStream().map(JsonNode::asString).toList();
  }

  private static Level level(JsonNode body) {
    var code = body.path("level");
    if (code.isMissingNode()) return Level.BEGINNER;
    return Level.fromCode(code.asString(""))
        .orElseThrow(() ->
            CurationRoutes.wrong("level", "Must be one of " + String.join(", ", LEVELS) + "."));
  }

  private static int hours(JsonNode body) {
    var hours = body.path("hours");
    if (hours.isMissingNode()) return USUAL_HOURS;
    if (!hours.isInt()) throw CurationRoutes.wrong("hours", "Must be a whole number.");
    return hours.asInt();
  }

  private Path shape(CoursePage.Planned planned) {
    var view = rooms.concepts().get();
    var course = planned.course();
    return new Path(
        labelled(course.concepts(), view),
        course.level().code(),
        course.hours(),
        minutes(planned.shown()),
        planned.shown().stream().map(CourseRoutes::shape).toList(),
        planned.plan().leftOut().stream()
            .map(step -> new LeftOut(labelled(step.concept(), view), step.why()))
            .toList());
  }

  private static int minutes(List<Shown> steps) {
    return steps.stream().mapToInt(Shown::minutes).sum();
  }

  private static List<Labelled> labelled(List<String> ids, ConceptView view) {
    return ids.stream().map(id -> labelled(id, view)).toList();
  }

  private static Labelled labelled(String id, ConceptView view) {
    return new Labelled(id, view.byId(id).map(Concept::label).orElse(id));
  }

  private static StepShape shape(Shown shown) {
    var step = shown.step();
    boolean nothing = shown.passages().isEmpty() && shown.lessons().isEmpty();
    return new StepShape(
        new Labelled(step.concept(), shown.concept().map(Concept::label).orElse(step.label())),
        shown.concept().flatMap(Concept::definition),
        said(step.why()),
        said(step.note()),
        shown.minutes(),
        shown.passages().stream().map(CourseRoutes::shape).toList(),
        shown.lessons().stream().map(CourseRoutes::shape).toList(),
        nothing
            ? Optional.of(
                shown.written()
                    ? "Nothing is to be read here."
                    : "Nothing is written about it yet: write the first lesson.")
            : Optional.empty());
  }

  private static Optional<String> said(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }

  private static Passage shape(Read read) {
    var place = read.place();
    boolean lesson = read.kind() == Item.Kind.LESSON;
    return new Passage(
        place.item().value(),
        read.kind().code(),
        read.title(),
        (lesson ? "/lessons/" : "/documents/")
            + place.item()
            + "?p="
            + place.passage()
            + "#p"
            + place.passage(),
        said(read.heading()),
        Optional.of(read.page()).filter(page -> page > 0),
        place.passage(),
        place.version(),
        place.start(),
        place.end(),
        read.text(),
        read.words(),
        read.minutes(),
        read.changed(),
        said(read.question()));
  }

  private void list(Context ctx) {
    Json.write(
        ctx,
        new All(
            of(ctx).stream()
                .map(course ->
                    new Brief(
                        course.id(),
                        course.title(),
                        "/courses/" + course.id(),
                        course.level().code(),
                        course.hours(),
                        course.steps().size(),
                        mine(course, ctx),
                        course.listed()))
                .toList()));
  }

  /// What is not shown to somebody does not show in the tag that he gets, either.
  private void show(Course course, Context ctx) {
    var shape = shape(course, mine(course, ctx), ctx);
    if (shape.mine()) Etags.write(ctx, state(course), shape);
    else Etags.write(ctx, shape);
  }

  private Shape shape(Course course, boolean mine, Context ctx) {
    var steps = shown(course, ctx);
    return new Shape(
        course.id(),
        course.title(),
        said(course.description()),
        "/courses/" + course.id(),
        mine,
        course.listed(),
        labelled(course.concepts(), rooms.concepts().get()),
        course.level().code(),
        course.hours(),
        minutes(steps),
        steps.stream().map(CourseRoutes::shape).toList(),
        course.since());
  }

  private void add(Context ctx) {
    Guard.requireOwnPage(ctx);
    var course = fromBody(Courses.newId(), Optional.empty(), ctx);
    ctx.status(201).header("Location", "/api/courses/" + course.id());
    Etags.write(ctx, state(course), shape(course, true, ctx));
  }

  private void replace(Context ctx) {
    Guard.requireOwnPage(ctx);
    var course = own(ctx);
    Etags.require(ctx, state(course));
    show(fromBody(course.id(), Optional.of(course), ctx), ctx);
  }

  private Course fromBody(String id, Optional<Course> before, Context ctx) {
    var body =
        CurationRoutes.body(
            ctx, Set.of("title", "description", "listed", "concepts", "level", "hours", "steps"));
    var listed = body.path("listed");
    if (!listed.isMissingNode() && !listed.isBoolean())
      throw CurationRoutes.wrong("listed", "Must be true or false.");
    var title = text(body, "title");
    var description = text(body, "description");
    var concepts = concepts(concepts(body));
    var level = level(body);
    int hours = hours(body);
    var steps = body.path("steps");
    if (!steps.isMissingNode() && !steps.isArray())
      throw CurationRoutes.wrong("steps", "Must be a list.");
    return keep(
        new Course(
            id,
            before.map(Course::owner).orElse(""),
            listed.asBoolean(before.map(Course::listed).orElse(false)),
            title,
            description,
            concepts,
            level,
            hours,
            steps.isMissingNode()
                ? planned(id, title, description, concepts, level, hours, ctx).course().steps()
                : steps(steps, before, ctx),
            Instant.EPOCH,
            Instant.EPOCH),
        before,
        ctx);
  }

  private static String text(JsonNode body, String name) {
    var text = body.path(name);
    if (!text.isMissingNode() && !text.isString())
      throw CurationRoutes.wrong(name, "Must be a text.");
    return text.asString("");
  }

  private List<Step> steps(JsonNode list, Optional<Course> before, Context ctx) {
    if (list.size() > Course.MOST_STEPS)
      throw CurationRoutes.wrong(
          "steps", "A course has at most %d steps.".formatted(Course.MOST_STEPS));
    var known = before.map(Course::steps).orElse(List.of());
    var view = rooms.concepts().get();
    var steps = new ArrayList<Step>();
    for (var one : list) {
      for (var name : one.propertyNames())
        if (!Set.of("concept", "note", "passages", "lessons").contains(name))
          throw CurationRoutes.wrong("steps", "There is no field '" + name + "' in a step.");
      var wanted = one.path("concept").asString("");
      var former = known.stream().filter(s -> s.concept().equals(wanted)).findFirst();
      var concept = view.find(wanted);
      if (concept.isEmpty() && former.isEmpty())
        throw CurationRoutes.wrong("steps", "There is no concept '" + wanted + "'.");
      steps.add(
          new Step(
              concept.map(Concept::id).orElse(wanted),
              concept.map(Concept::label).or(() -> former.map(Step::label)).orElse(wanted),
              former.map(Step::why).orElse("It was added by hand."),
              text(one, "note"),
              places(one.path("passages"), former.map(Step::passages).orElse(List.of()), ctx),
              places(one.path("lessons"), former.map(Step::lessons).orElse(List.of()), ctx)));
    }
    return steps;
  }

  /// A place that was chosen before stays as it was chosen, so that a change since then shows.
  private List<Reference> places(JsonNode list, List<Reference> former, Context ctx) {
    if (!list.isMissingNode() && !list.isArray())
      throw CurationRoutes.wrong("steps", "Passages and lessons must be lists.");
    if (list.size() > Course.MOST_READ)
      throw CurationRoutes.wrong(
          "steps", "A step has at most %d of each.".formatted(Course.MOST_READ));
    var places = new ArrayList<Reference>();
    for (var one : list) {
      var item = one.path("item").asString("");
      int passage = one.path("passage").asInt(0);
      places.add(
          former.stream()
              .filter(place -> place.item().value().equals(item) && place.passage() == passage)
              .findFirst()
              .or(() -> place(item, passage, ctx))
              .orElseThrow(() ->
                  CurationRoutes.wrong(
                      "steps",
                      "There is no passage %d of an item '%s'.".formatted(passage, item))));
    }
    return places;
  }

  /// A passage as it is now.
  Optional<Reference> place(String item, int passage, Context ctx) {
    if (!item.matches("[A-Za-z0-9_-]{22}") || passage < 0) return Optional.empty();
    return teaching().reference(new ItemId(item), passage, Guard.caller(ctx));
  }

  /// Keeps a course for who asks; one without an owner becomes his.
  ///
  /// @param before what it takes the place of
  /// @throws Refusal 422 saying why it is not taken, 403 for what only admins may do, 412 where
  ///   `before` is not what is kept
  Course keep(Course course, Optional<Course> before, Context ctx) {
    boolean was = before.map(Course::listed).orElse(false);
    if (course.listed() && !was && !Guard.caller(ctx).isAdmin())
      throw Refusal.forbidden("Only an admin makes a course for everybody.");
    var owner = course.owner().isEmpty() ? SavedSearches.owner(ctx).orElse("") : course.owner();
    // A course that is refused begins no notebook.
    var owned = owned(course, owner.isEmpty() ? "notebook" : owner);
    courses().wrong(owned).ifPresent(CurationRoutes::kept);
    var kept = owner.isEmpty() ? owned(course, SavedSearches.begunNotebook(ctx)) : owned;
    return CurationRoutes.kept(
        before
            .map(seen -> courses().replace(seen, kept).orElseThrow(Refusal::stale))
            .orElseGet(() -> courses().keep(kept)));
  }

  private static Course owned(Course course, String owner) {
    return new Course(
        course.id(),
        owner,
        course.listed(),
        course.title(),
        course.description(),
        course.concepts(),
        course.level(),
        course.hours(),
        course.steps(),
        course.since(),
        course.changed());
  }

  private void remove(Context ctx) {
    Guard.requireOwnPage(ctx);
    var course = own(ctx);
    Etags.require(ctx, state(course));
    remove(course);
    ctx.status(204);
  }

  /// @throws Refusal 412 where it was changed meanwhile
  void remove(Course seen) {
    if (!courses().remove(seen)) throw Refusal.stale();
  }

  private QuizShape quizShape(Course course, Context ctx) {
    var view = rooms.concepts().get();
    return new QuizShape(
        quiz(course, ctx).questions().stream()
            .map(q ->
                new QuestionShape(
                    q.key(),
                    Params.code(q.kind()),
                    labelled(q.concept(), view),
                    q.text(),
                    said(q.passage()),
                    q.source(),
                    q.alternatives(),
                    q.right(),
                    q.because()))
            .toList());
  }

  private enum Format {
    HTML,
    MARKDOWN
  }

  private void export(Context ctx) {
    var course = find(ctx);
    var format = new Params(ctx).choice("format", Format.class).orElse(Format.HTML);
    var export =
        CoursePage.Export.of(
            sheet(course, ctx),
            quiz(course, ctx),
            ctx.scheme() + "://" + ctx.host(),
            rooms.concepts().get());
    var text =
        switch (format) {
          case HTML -> pages.courseFile(export);
          case MARKDOWN -> pages.courseMarkdown(export);
        };
    var type =
        switch (format) {
          case HTML -> "text/html; charset=utf-8";
          case MARKDOWN -> "text/markdown; charset=utf-8";
        };
    var ending = format == Format.HTML ? ".html" : ".md";
    if (Etags.unchanged(ctx, dev.cairn.server.security.Secrets.hash(text).substring(0, 32))) return;
    ctx.header(
        "Content-Disposition",
        "attachment; filename=\"" + fileName(course.title()) + ending + "\"");
    ctx.contentType(type).result(text);
  }

  /// Letters, digits and hyphens of a title.
  private static String fileName(String title) {
    var name = title.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return name.isEmpty() ? "course" : name.substring(0, Math.min(name.length(), 60));
  }
}

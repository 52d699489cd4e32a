package dev.cairn.server.http;

import dev.cairn.corpus.course.Course;
import dev.cairn.corpus.course.Course.Reference;
import dev.cairn.corpus.course.Course.Step;
import dev.cairn.corpus.course.Courses;
import dev.cairn.indexer.course.Teaching;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.learning.Level;
import dev.cairn.server.pages.CoursePage;
import dev.cairn.server.pages.Pages;
import dev.cairn.server.pages.Viewer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The pages of courses, and their forms, which work without scripts and bear `csrf`.
final class CoursePages {
  private final Rooms rooms;
  private final CourseRoutes routes;
  private final Pages pages;

  CoursePages(Rooms rooms, CourseRoutes routes, Pages pages) {
    this.rooms = rooms;
    this.routes = routes;
    this.pages = pages;
  }

  void addTo(RoutesConfig config) {
    config.get("/courses", this::all);
    // `concept` (several), `find`, `level`, `hours`, and `plan=yes` to see what it would be.
    config.get("/courses/new", this::choosing);
    // Fields `concept` (several), `level`, `hours`, `title`, `description`, `listed`.
    config.post("/courses", this::make);
    // Fields `whose` (`mine`; for admins `readers`), `older` (`year`, `all`), `sure`.
    config.post("/courses/forget", this::forget);
    config.get("/courses/{id}", this::one);
    // `step`: concept whose reading is changed; `find`: part of a concept's name.
    config.get("/courses/{id}/edit", ctx -> edit(routes.own(ctx), "", ctx));
    // Fields `state`, `title`, `description`, `listed`.
    config.post("/courses/{id}/edit", this::describe);
    // Fields `state`, `concept`.
    config.post("/courses/{id}/steps", this::addStep);
    // Fields `state`, `do` (`up`, `down`, `drop`, `note`, `add`, `leave`), `note`, `place`.
    config.post("/courses/{id}/steps/{concept}", this::changeStep);
    // Fields `state`, `sure`.
    config.post("/courses/{id}/remove", this::remove);
    config.get("/courses/{id}/quiz", ctx -> quiz(Optional.empty(), ctx));
    // One field for each question: its key, with the index of what was chosen.
    config.post("/courses/{id}/quiz", ctx -> quiz(Optional.of(answers(ctx)), ctx));
  }

  private Courses courses() {
    return rooms.helping().courses();
  }

  private Teaching teaching() {
    return rooms.helping().teaching();
  }

  private Viewer viewer(Context ctx) {
    return Viewers.of(ctx, rooms.clock());
  }

  private void all(Context ctx) {
    Viewers.show(
        ctx,
        pages.courses(
            CoursePage.All.of(
                routes.of(ctx),
                course -> routes.mine(course, ctx),
                forgettable(ctx),
                viewer(ctx))));
  }

  /// Whose courses could be forgotten, as the form says it → how many.
  private Map<String, Long> forgettable(Context ctx) {
    var unlisted = courses().all().stream().filter(course -> !course.listed()).toList();
    var owner = SavedSearches.owner(ctx);
    long mine = unlisted.stream().filter(c -> owner.equals(Optional.of(c.owner()))).count();
    var counts = new LinkedHashMap<String, Long>();
    if (mine > 0) counts.put("mine", mine);
    if (Guard.caller(ctx).isAdmin() && unlisted.size() > mine)
      counts.put("readers", unlisted.size() - mine);
    return counts;
  }

  private void choosing(Context ctx) {
    var params = new Params(ctx);
    choosing(
        params.texts("concept"),
        params.text("find").orElse("").strip(),
        params.choice("level", Level.class).orElse(Level.BEGINNER),
        params.number("hours", CourseRoutes.USUAL_HOURS, 1, Course.MOST_HOURS),
        params.text("plan").isPresent(),
        "",
        ctx);
  }

  private void choosing(
      List<String> wanted,
      String find,
      Level level,
      int hours,
      boolean plan,
      String wrong,
      Context ctx) {
    var view = rooms.concepts().get();
    var chosen =
        wanted.stream().distinct().flatMap(id -> view.find(id).stream()).limit(20).toList();
    var ids = chosen.stream().map(Concept::id).toList();
    Viewers.show(
        ctx,
        pages.newCourse(
            CoursePage.choosing(
                chosen,
                find,
                level,
                hours,
                plan && !ids.isEmpty()
                    ? Optional.of(routes.planned("", "", "", ids, level, hours, ctx))
                    : Optional.empty(),
                plan && ids.isEmpty() ? "Choose at least one concept first." : wrong,
                view,
                rooms.searcher().conceptCounts(Guard.caller(ctx)),
                viewer(ctx))));
  }

  private void make(Context ctx) {
    Guard.requireOwnPage(ctx);
    var wanted = ctx.formParams("concept");
    var level = Level.fromCode(Params.field(ctx, "level")).orElse(Level.BEGINNER);
    int hours = hours(Params.field(ctx, "hours"));
    try {
      var planned =
          routes
              .planned(
                  Courses.newId(),
                  Params.field(ctx, "title"),
                  Params.field(ctx, "description"),
                  wanted,
                  level,
                  hours,
                  ctx)
              .course();
      var course =
          routes.keep(
              listed(planned, Params.field(ctx, "listed").equals("yes")), Optional.empty(), ctx);
      ctx.redirect("/courses/" + course.id(), HttpStatus.SEE_OTHER);
    } catch (Refusal e) {
      if (e.status() != 422) throw e;
      ctx.status(422);
      choosing(wanted, "", level, hours, true, e.detail(), ctx);
    }
  }

  private static int hours(String text) {
    return text.matches("[0-9]{1,2}")
        ? Math.clamp(Integer.parseInt(text), 1, Course.MOST_HOURS)
        : CourseRoutes.USUAL_HOURS;
  }

  private static Course listed(Course course, boolean listed) {
    return described(course, course.title(), course.description(), listed);
  }

  private static Course described(Course course, String title, String description, boolean listed) {
    return new Course(
        course.id(),
        course.owner(),
        listed,
        title,
        description,
        course.concepts(),
        course.level(),
        course.hours(),
        course.steps(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private void one(Context ctx) {
    var course = routes.find(ctx);
    Viewers.show(
        ctx,
        pages.course(
            CoursePage.One.of(
                routes.sheet(course, ctx),
                routes.mine(course, ctx),
                course.listed(),
                viewer(ctx))));
  }

  private void edit(Course course, String wrong, Context ctx) {
    if (!wrong.isEmpty()) ctx.status(422);
    var open = Optional.ofNullable(ctx.queryParam("step")).orElse("");
    var offers =
        course.steps().stream()
            .filter(step -> step.concept().equals(open))
            .findFirst()
            .map(step -> teaching().offers(step, course.steps(), Guard.caller(ctx)))
            .orElse(List.of());
    Viewers.show(
        ctx,
        pages.editCourse(
            CoursePage.Edit.of(
                routes.sheet(course, ctx),
                course.listed(),
                CourseRoutes.state(course),
                open,
                offers,
                wrong,
                Optional.ofNullable(ctx.queryParam("find")).orElse("").strip(),
                rooms.concepts().get(),
                rooms.searcher().conceptCounts(Guard.caller(ctx)),
                viewer(ctx))));
  }

  /// The course of the path, if it is as it was when the page was made.
  private Course current(Context ctx) {
    Guard.requireOwnPage(ctx);
    var course = routes.own(ctx);
    if (!CourseRoutes.state(course).equals(Params.field(ctx, "state"))) throw Refusal.stale();
    return course;
  }

  /// Keeps what was changed and leads back; what is not taken is said on the page.
  private void kept(Course before, UnaryOperator<Course> change, String to, Context ctx) {
    try {
      routes.keep(change.apply(before), Optional.of(before), ctx);
      ctx.redirect("/courses/" + before.id() + "/edit" + to, HttpStatus.SEE_OTHER);
    } catch (Refusal e) {
      if (e.status() != 422) throw e;
      edit(before, e.detail(), ctx);
    }
  }

  private void describe(Context ctx) {
    kept(
        current(ctx),
        course ->
            described(
                course,
                Params.field(ctx, "title"),
                Params.field(ctx, "description"),
                Guard.caller(ctx).isAdmin()
                    ? Params.field(ctx, "listed").equals("yes")
                    : course.listed()),
        "",
        ctx);
  }

  private void addStep(Context ctx) {
    var concept = Params.field(ctx, "concept");
    if (rooms.concepts().get().byId(concept).isEmpty())
      throw Refusal.badRequest("There is no concept '" + concept + "'. Go back and choose one.");
    kept(
        current(ctx),
        course -> {
          var steps = new ArrayList<>(course.steps());
          steps.add(
              teaching()
                  .step(
                      concept,
                      "It was added by hand.",
                      course.level(),
                      course.steps(),
                      Guard.caller(ctx)));
          return course.with(steps);
        },
        "#step-" + concept,
        ctx);
  }

  private void changeStep(Context ctx) {
    var before = current(ctx);
    var concept = ctx.pathParam("concept");
    var steps = new ArrayList<>(before.steps());
    int at = 0;
    while (at < steps.size() && !steps.get(at).concept().equals(concept)) at++;
    if (at == steps.size())
      throw Refusal.notFound("There is no step about '" + concept + "' in this course.");
    var step = steps.remove(at);
    var to = "#step-" + concept;
    switch (Params.field(ctx, "do")) {
      case "up" -> steps.add(Math.max(0, at - 1), step);
      case "down" -> steps.add(Math.min(steps.size(), at + 1), step);
      case "drop" -> to = "";
      case "note" -> steps.add(at, step.withNote(Params.field(ctx, "note")));
      case "add" -> {
        steps.add(at, with(step, Params.field(ctx, "place"), ctx));
        to = "?step=" + concept + to;
      }
      case "leave" -> {
        steps.add(at, without(step, Params.field(ctx, "place")));
        to = "?step=" + concept + to;
      }
      default -> throw Refusal.badRequest("Nothing was changed: say what is to be done.");
    }
    kept(before, course -> course.with(steps), to, ctx);
  }

  private Step with(Step step, String place, Context ctx) {
    var parts = place.split(":", -1);
    var found =
        parts.length == 2 && parts[1].matches("[0-9]{1,9}")
            ? routes.place(parts[0], Integer.parseInt(parts[1]), ctx)
            : Optional.<Reference>empty();
    if (found.isEmpty())
      throw Refusal.badRequest("That passage is not there any more. Go back and choose another.");
    boolean lesson =
        rooms
            .catalogue()
            .find(found.get().item(), Guard.caller(ctx))
            .flatMap(dev.cairn.corpus.Item::lesson)
            .isPresent();
    var passages = new ArrayList<>(step.passages());
    var lessons = new ArrayList<>(step.lessons());
    (lesson ? lessons : passages).add(found.get());
    return step.reading(passages, lessons);
  }

  private static Step without(Step step, String place) {
    return step.reading(without(step.passages(), place), without(step.lessons(), place));
  }

  private static List<Reference> without(List<Reference> all, String place) {
    return all.stream().filter(one -> !(one.item() + ":" + one.passage()).equals(place)).toList();
  }

  private void remove(Context ctx) {
    var course = current(ctx);
    if (!Params.field(ctx, "sure").equals("yes"))
      throw Refusal.badRequest("Nothing was removed. Go back and confirm that it is to go.");
    routes.remove(course);
    ctx.redirect("/courses", HttpStatus.SEE_OTHER);
  }

  /// What everybody finds among the courses stays.
  private void forget(Context ctx) {
    Guard.requireOwnPage(ctx);
    var now = rooms.clock().instant();
    var before =
        switch (Params.field(ctx, "older")) {
          case "year" -> now.minus(Duration.ofDays(366));
          case "all" -> now.plus(Duration.ofDays(1));
          default -> throw Refusal.badRequest("Nothing was removed: say which courses first.");
        };
    if (!Params.field(ctx, "sure").equals("yes"))
      throw Refusal.badRequest("Nothing was removed. Go back and confirm that they are to go.");
    switch (Params.field(ctx, "whose")) {
      case "mine" -> SavedSearches.owner(ctx).ifPresent(owner -> courses().forgetOf(owner, before));
      case "readers" -> {
        Guard.requireAdmin(ctx);
        courses().forgetOthers(SavedSearches.ADMIN, before);
      }
      default -> throw Refusal.badRequest("Nothing was removed: say whose courses first.");
    }
    ctx.redirect("/courses", HttpStatus.SEE_OTHER);
  }

  private void quiz(Optional<Map<String, Integer>> answers, Context ctx) {
    var course = routes.find(ctx);
    Viewers.show(
        ctx,
        pages.quiz(
            CoursePage.quiz(
                routes.sheet(course, ctx),
                routes.quiz(course, ctx),
                answers,
                rooms.concepts().get(),
                viewer(ctx))));
  }

  private static Map<String, Integer> answers(Context ctx) {
    var answers = new HashMap<String, Integer>();
    ctx.formParamMap()
        .forEach((key, values) -> {
          if (values.size() == 1 && values.getFirst().matches("[0-9]"))
            answers.put(key, Integer.parseInt(values.getFirst()));
        });
    return answers;
  }
}

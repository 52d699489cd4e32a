package dev.cairn.corpus.course;

import static java.util.Comparator.comparing;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.course.Course.Reference;
import dev.cairn.corpus.course.Course.Step;
import dev.cairn.corpus.curation.CurationFailure;
import dev.cairn.corpus.curation.Entered;
import dev.cairn.corpus.curation.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// All courses: kept durably, checked when they are entered. Thread-safe.
public final class Courses {
  /// Name of the folder below that of what was set right by hand.
  public static final String FOLDER = "courses";

  public static final int MOST = 1_000;
  public static final int MOST_OF_OWNER = 50;

  /// Of those that are not listed; what readers make cannot crowd out what everybody is told of.
  public static final int MOST_UNLISTED = 800;

  private static final System.Logger LOG = System.getLogger(Courses.class.getName());
  private static final Pattern FILE = Pattern.compile("([A-Za-z0-9_-]{22})\\.jsonl");
  private static final String WHAT = "course";

  private final Path folder;
  private final Clock clock;

  /// Those that are damaged among them, without a course.
  private final Map<String, Kept<Course>> all = new HashMap<>();

  private Optional<String> unreadable = Optional.empty();

  private Courses(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    if (!Files.isDirectory(folder)) return;
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        var name = FILE.matcher(file.getFileName().toString());
        if (name.matches()) all.put(name.group(1), open(name.group(1)));
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, folder + " cannot be listed", e);
      unreadable =
          Optional.of("The courses cannot be read; see whether the data folder is readable.");
    }
  }

  /// Reads what was entered before. Never fails: what is damaged is left out and left alone, and
  /// {@link #trouble} says so.
  ///
  /// @param curated the folder of what was set right by hand; it is made when something is entered
  public static Courses open(Path curated, Clock clock) {
    return new Courses(curated.resolve(FOLDER), clock);
  }

  private Kept<Course> open(String id) {
    return Kept.open(folder, id + ".jsonl", WHAT, new CourseForm());
  }

  /// Oldest first.
  public synchronized List<Course> all() {
    return all.values().stream()
        .flatMap(kept -> kept.all().stream())
        .sorted(comparing(Course::since).thenComparing(Course::id))
        .toList();
  }

  /// Those of this owner and those that everybody is told of, oldest first.
  public List<Course> of(String owner) {
    return all().stream().filter(c -> c.listed() || c.owner().equals(owner)).toList();
  }

  /// Those in which this concept was chosen or is a step, and that this owner is told of, easiest
  /// first, then oldest first.
  public List<Course> about(String concept, String owner) {
    return of(owner).stream()
        .filter(course ->
            course.concepts().contains(concept)
                || course.steps().stream().anyMatch(step -> step.concept().equals(concept)))
        .sorted(comparing(Course::level))
        .toList();
  }

  public synchronized Optional<Course> find(String id) {
    return Optional.ofNullable(all.get(id)).stream().flatMap(k -> k.all().stream()).findFirst();
  }

  /// An id for a new course.
  public static String newId() {
    return ItemId.random().value();
  }

  /// Keeps a course, in the place of the one that has its id. The moments in it are set here.
  ///
  /// @throws CurationFailure if it cannot be written
  public synchronized Entered<Course> keep(Course course) {
    var wrong = wrong(course);
    if (wrong.isPresent()) return wrong.get();
    var now = clock.instant();
    var since = find(course.id()).map(Course::since).orElse(now);
    var dated =
        new Course(
            course.id(),
            course.owner(),
            course.listed(),
            course.title().strip(),
            course.description().strip(),
            course.concepts(),
            course.level(),
            course.hours(),
            course.steps(),
            since,
            now);
    var kept = Optional.ofNullable(all.get(course.id())).orElseGet(() -> open(course.id()));
    kept.replace(List.of(dated));
    all.put(course.id(), kept);
    return new Entered.Kept<>(dated);
  }

  /// Keeps a course in the place of the one that was seen, unless that has changed since: then
  /// empty.
  ///
  /// @throws CurationFailure if it cannot be written
  public synchronized Optional<Entered<Course>> replace(Course seen, Course by) {
    return find(seen.id()).equals(Optional.of(seen)) ? Optional.of(keep(by)) : Optional.empty();
  }

  /// Why a course would not be kept; empty where it would be.
  public synchronized Optional<Entered<Course>> wrong(Course course) {
    if (course.title().isBlank() || course.title().strip().length() > Course.LONGEST_TITLE)
      return refused(
          "title", "Give it a title of 1 to %d letters.".formatted(Course.LONGEST_TITLE));
    if (course.description().strip().length() > Course.LONGEST_DESCRIPTION)
      return refused(
          "description",
          "Shorten the description to %,d letters.".formatted(Course.LONGEST_DESCRIPTION));
    if (course.hours() < 1 || course.hours() > Course.MOST_HOURS)
      return refused("hours", "Give 1 to %d hours.".formatted(Course.MOST_HOURS));
    if (course.steps().size() > Course.MOST_STEPS)
      return refused(
          "steps", "A course has at most %d steps; make two of it.".formatted(Course.MOST_STEPS));
    var concepts = new HashSet<String>();
    var places = new HashSet<String>();
    long notes = 0;
    for (var step : course.steps()) {
      if (!concepts.add(step.concept()))
        return refused("steps", "“%s” is a step already.".formatted(step.label()));
      if (step.note().length() > Course.LONGEST_NOTE)
        return refused("note", "Shorten the note to %,d letters.".formatted(Course.LONGEST_NOTE));
      if (step.passages().size() > Course.MOST_READ || step.lessons().size() > Course.MOST_READ)
        return refused(
            "steps",
            "A step has at most %1$d passages and %1$d lessons.".formatted(Course.MOST_READ));
      for (var place : read(step).toList())
        if (!places.add(place.item() + ":" + place.passage()))
          return refused(
              "steps",
              "A passage under “%s” is read twice; leave one of the two out."
                  .formatted(step.label()));
      notes += step.note().length();
    }
    if (notes > Course.LONGEST_NOTES)
      return refused(
          "note",
          "All notes together may have %,d letters; shorten some.".formatted(Course.LONGEST_NOTES));
    return full(course);
  }

  private Optional<Entered<Course>> full(Course course) {
    var others = all().stream().filter(c -> !c.id().equals(course.id())).toList();
    if (others.stream().filter(c -> c.owner().equals(course.owner())).count() >= MOST_OF_OWNER)
      return refused(
          "title",
          "You have %d courses, which is as many as are kept; remove one first."
              .formatted(MOST_OF_OWNER));
    if (others.size() >= MOST
        || !course.listed() && others.stream().filter(c -> !c.listed()).count() >= MOST_UNLISTED)
      return refused("title", "As many courses as can be kept are here already; ask an admin.");
    return Optional.empty();
  }

  private static Optional<Entered<Course>> refused(String field, String because) {
    return Optional.of(new Entered.Refused<>(field, because));
  }

  private static Stream<Reference> read(Step step) {
    return Stream.concat(step.passages().stream(), step.lessons().stream());
  }

  /// Removes a course as it was seen; false, and nothing done, where it has changed since.
  ///
  /// @throws CurationFailure if it cannot be removed
  public synchronized boolean remove(Course seen) {
    return find(seen.id()).equals(Optional.of(seen)) && remove(seen.id());
  }

  private boolean remove(String id) {
    var kept = all.get(id);
    if (kept == null) return false;
    kept.remove();
    all.remove(id);
    return true;
  }

  /// Takes away every reference to these items. On the disk when this returns.
  ///
  /// @throws CurationFailure if it cannot be written
  public synchronized void forget(Set<ItemId> items) {
    Predicate<Reference> stays = place -> !items.contains(place.item());
    for (var course : all()) {
      if (course.steps().stream().flatMap(Courses::read).allMatch(stays)) continue;
      var steps =
          course.steps().stream()
              .map(step ->
                  step.reading(
                      step.passages().stream().filter(stays).toList(),
                      step.lessons().stream().filter(stays).toList()))
              .toList();
      Optional.ofNullable(all.get(course.id()))
          .ifPresent(kept -> kept.replace(List.of(course.with(steps))));
    }
  }

  /// Removes what this owner made, is not listed, and has not been changed since a moment.
  ///
  /// @return how many there were
  /// @throws CurationFailure if one cannot be removed
  public int forgetOf(String owner, Instant before) {
    return forget(c -> c.owner().equals(owner), before);
  }

  /// The same for all owners but this one.
  public int forgetOthers(String except, Instant before) {
    return forget(c -> !c.owner().equals(except), before);
  }

  private synchronized int forget(Predicate<Course> which, Instant before) {
    var old =
        all().stream()
            .filter(c -> which.test(c) && !c.listed() && c.changed().isBefore(before))
            .toList();
    old.forEach(course -> remove(course.id()));
    return old.size();
  }

  /// Empty when all can be read and written, else one sentence for the operator.
  public synchronized Optional<String> trouble() {
    return unreadable.or(() -> damaged().stream().findFirst());
  }

  private List<String> damaged() {
    return all.values().stream().flatMap(kept -> kept.trouble().stream()).sorted().toList();
  }

  /// What is in the files now.
  ///
  /// @param damaged one sentence for each file that is damaged
  public record Count(int courses, List<String> damaged) {
    public Count {
      damaged = List.copyOf(damaged);
    }
  }

  /// Reads the files anew, and changes nothing.
  ///
  /// @param curated the folder of what was set right by hand
  public static Count count(Path curated) {
    var read = open(curated, Clock.systemUTC());
    return new Count(
        read.all().size(),
        Stream.concat(read.unreadable.stream(), read.damaged().stream()).toList());
  }
}

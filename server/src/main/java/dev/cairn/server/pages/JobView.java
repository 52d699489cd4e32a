package dev.cairn.server.pages;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Outcome;
import dev.cairn.indexer.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What was brought in, how far it has come, and what became of each file.
///
/// @param said how far it is, in one sentence
/// @param when it began or ended, in words
/// @param groups files of the same outcome together, troubles first; empty where only the progress
///   is shown
/// @param stages how many are read and written down now
/// @param reading names of files that are read now, the first ones
/// @param attention how many a person should look at
/// @param outcomes how many ended how, each with the address of only these
/// @param chosen code of the outcome of which alone files are listed; empty for all
/// @param next address of the next files of the chosen outcome; empty where there are none
public record JobView(
    String id,
    String title,
    boolean running,
    long done,
    long total,
    String said,
    String when,
    String started,
    List<String> stages,
    List<String> reading,
    int attention,
    List<Count> outcomes,
    String chosen,
    List<Group> groups,
    String next) {
  /// So many files of one outcome are listed beside others, and on a page of its own.
  private static final int LISTED = 100;

  private static final int PAGE = 500;
  private static final int READING = 5;

  public JobView {
    stages = List.copyOf(stages);
    reading = List.copyOf(reading);
    outcomes = List.copyOf(outcomes);
    groups = List.copyOf(groups);
  }

  /// @param bad whether it was not taken in
  /// @param href of the job's page with only these; empty where there is none
  public record Count(String label, boolean bad, String href, boolean chosen) {
    public Count(String label, boolean bad) {
      this(label, bad, "", false);
    }
  }

  /// Which files are listed.
  ///
  /// @param outcome code, `received` for those that have none; empty for all
  /// @param from how many of them are left out, from 0
  public record Wanted(String outcome, int from) {
    public static Wanted all() {
      return new Wanted("", 0);
    }
  }

  /// @param more how many are not listed, in words; empty where all are
  /// @param href of the page that lists all
  public record Group(String label, boolean bad, List<File> files, String more, String href) {
    public Group {
      files = List.copyOf(files);
    }
  }

  /// @param href where it can be read; empty where it was not taken in
  public record File(String name, String href, String reason) {}

  /// The kinds of outcome in the order in which a person wants to know of them.
  private enum Sort {
    WAITING("waiting", false),
    LOCKED("locked", true),
    STOPPED("stopped at a limit", true),
    CORRUPT("damaged", true),
    UNSUPPORTED("of a kind that cannot be read", true),
    UNREADABLE("could not be read", true),
    TOO_LARGE("too large", true),
    CANCELLED("cancelled", true),
    EMPTY("without text", true),
    GONE("left their source", false),
    MOVED("moved", false),
    NEW_VERSION("replaced by a new version", false),
    CONTAINER("holding files that are items of their own", false),
    DUPLICATE("here already under another name", false),
    INDEXED("can be searched", false),
    UNCHANGED("unchanged", false);

    private final String label;
    private final boolean bad;

    /// @param code of an outcome
    static Sort of(String code) {
      for (var sort : values()) if (sort.code().equals(code)) return sort;
      throw new IllegalArgumentException("no outcome has the code '" + code + "'");
    }

    Sort(String label, boolean bad) {
      this.label = label;
      this.bad = bad;
    }

    /// The code of the outcome; `received` for none.
    String code() {
      if (this == WAITING) return "received";
      var parts = name().toLowerCase(Locale.ROOT).split("_");
      return parts.length == 1
          ? parts[0]
          : parts[0] + Character.toUpperCase(parts[1].charAt(0)) + parts[1].substring(1);
    }

    static Sort of(Optional<Outcome> outcome) {
      if (outcome.isEmpty()) return WAITING;
      return switch (outcome.get()) {
        case Outcome.Indexed() -> INDEXED;
        case Outcome.DuplicateOf(_) -> DUPLICATE;
        case Outcome.NewVersion(_) -> NEW_VERSION;
        case Outcome.Unchanged() -> UNCHANGED;
        case Outcome.Locked() -> LOCKED;
        case Outcome.Container(_) -> CONTAINER;
        case Outcome.Empty(_) -> EMPTY;
        case Outcome.TooLarge(_) -> TOO_LARGE;
        case Outcome.Unreadable(_) -> UNREADABLE;
        case Outcome.Stopped(_, _) -> STOPPED;
        case Outcome.Corrupt(_, _) -> CORRUPT;
        case Outcome.Unsupported(_) -> UNSUPPORTED;
        case Outcome.Cancelled() -> CANCELLED;
        case Outcome.Gone() -> GONE;
        case Outcome.Moved(_) -> MOVED;
      };
    }
  }

  /// The progress alone, for a list of jobs.
  public static JobView line(Job job, Instant now) {
    return of(job, now, Wanted.all(), Optional.empty());
  }

  /// With the outcome of every file.
  ///
  /// @param kinds whether an item is a document or a lesson
  public static JobView whole(
      Job job, Instant now, Wanted wanted, Function<ItemId, Item.Kind> kinds) {
    return of(job, now, wanted, Optional.of(kinds));
  }

  private static JobView of(
      Job job, Instant now, Wanted wanted, Optional<Function<ItemId, Item.Kind>> kinds) {
    var outcomes = new ArrayList<Count>();
    counted(job)
        .forEach((sort, count) ->
            outcomes.add(
                new Count(
                    Words.number(count) + " " + sort.label,
                    sort.bad,
                    address(job, sort, 0),
                    sort.code().equals(wanted.outcome()))));
    var groups = new ArrayList<Group>();
    var next = "";
    if (kinds.isPresent()) {
      Map<Sort, List<Job.File>> sorted = new EnumMap<>(Sort.class);
      for (var file : job.files())
        sorted.computeIfAbsent(Sort.of(file.outcome()), _ -> new ArrayList<>()).add(file);
      for (var entry : sorted.entrySet()) {
        var sort = entry.getKey();
        var files = entry.getValue();
        if (wanted.outcome().isEmpty()) groups.add(group(job, sort, files, 0, LISTED, kinds.get()));
        if (!sort.code().equals(wanted.outcome())) continue;
        groups.add(group(job, sort, files, wanted.from(), PAGE, kinds.get()));
        if (files.size() > wanted.from() + PAGE) next = address(job, sort, wanted.from() + PAGE);
      }
    }
    boolean running = job.finished().isEmpty();
    return new JobView(
        job.id(),
        job.title(),
        running,
        job.done(),
        Math.max(1, job.total()),
        said(job, now),
        job.finished()
            .map(end -> "ended " + Words.ago(end, now))
            .orElse("began " + Words.ago(job.started(), now)),
        job.finished().orElse(job.started()).toString(),
        running ? stages(job) : List.of(),
        job.files().stream()
            .filter(f -> f.stage() == Job.Stage.READING)
            .limit(READING)
            .map(Job.File::name)
            .toList(),
        job.counts().attention(),
        outcomes,
        wanted.outcome(),
        groups,
        next);
  }

  private static String address(Job job, Sort sort, int from) {
    return "/jobs/" + job.id() + "?outcome=" + sort.code() + (from > 0 ? "&from=" + from : "");
  }

  private static List<String> stages(Job job) {
    var stages = new ArrayList<String>();
    for (var stage : Job.Stage.values()) {
      int count = job.counts().stages().getOrDefault(stage, 0);
      if (count > 0)
        stages.add(
            Words.number(count)
                + switch (stage) {
                  case WAITING -> " waiting";
                  case READING -> " being read";
                  case WRITING -> " being written down";
                  case DONE -> " done";
                });
    }
    return stages;
  }

  private static Map<Sort, Integer> counted(Job job) {
    Map<Sort, Integer> counts = new EnumMap<>(Sort.class);
    long waiting = job.total() - job.done();
    if (waiting > 0) counts.put(Sort.WAITING, (int) waiting);
    job.counts()
        .outcomes()
        .forEach((code, count) -> counts.merge(Sort.of(code), count, Integer::sum));
    return counts;
  }

  private static Group group(
      Job job,
      Sort sort,
      List<Job.File> files,
      int from,
      int limit,
      Function<ItemId, Item.Kind> kind) {
    long after = files.size() - (long) from - limit;
    return new Group(
        Words.number(files.size()) + " " + sort.label,
        sort.bad,
        files.stream()
            .skip(from)
            .limit(limit)
            .map(f ->
                new File(
                    f.name(),
                    f.item()
                        .map(id -> Hits.item(kind.apply(id) == Item.Kind.LESSON, id.value()))
                        .map(Address::toString)
                        .orElse(""),
                    f.outcome().map(Outcome::sentence).orElseGet(() -> stage(f.stage()))))
            .toList(),
        after > 0 ? "and " + Words.number(after) + " more" : "",
        address(job, sort, 0));
  }

  private static String stage(Job.Stage stage) {
    return switch (stage) {
      case WAITING, DONE -> "Waits to be read.";
      case READING -> "Is being read.";
      case WRITING -> "Was read, and is being written down.";
    };
  }

  private static String said(Job job, Instant now) {
    var done = job.done();
    var what = job.kind().equals("lessons") ? "rows" : "files";
    if (job.finished().isPresent()) {
      var took = Words.duration(Duration.between(job.started(), job.finished().get()));
      return switch (job.state()) {
        case DONE, RUNNING ->
            "All " + Words.number(job.total()) + " " + what + " done in " + took + ".";
        case CANCELLED ->
            "Stopped after "
                + Words.number(done)
                + " of "
                + Words.number(job.total())
                + " "
                + what
                + ".";
      };
    }
    var so = Words.number(done) + " of " + Words.number(job.total()) + " " + what;
    var passed = Duration.between(job.started(), now);
    if (done == 0 || passed.toMillis() < 1) return so + ".";
    double lately = job.counts().filesPerSecond();
    double rate = lately > 0 ? lately : done * 1000.0 / passed.toMillis();
    var left =
        job.counts()
            .left()
            .orElseGet(() -> Duration.ofMillis(Math.round((job.total() - done) / rate * 1000)));
    return so
        + ", "
        + String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%.0f", rate)
        + " a second, about "
        + Words.duration(left)
        + " left.";
  }
}

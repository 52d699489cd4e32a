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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What was brought in, how far it has come, and what became of each file.
///
/// @param said how far it is, in one sentence
/// @param when it began or ended, in words
/// @param groups files of the same outcome together, troubles first; empty where only the progress
///   is shown
/// @param outcomes how many ended how
public record JobView(
    String id,
    String title,
    boolean running,
    long done,
    long total,
    String said,
    String when,
    String started,
    List<Count> outcomes,
    List<Group> groups) {
  /// So many files of one outcome are listed.
  private static final int LISTED = 500;

  public JobView {
    outcomes = List.copyOf(outcomes);
    groups = List.copyOf(groups);
  }

  /// @param bad whether it was not taken in
  public record Count(String label, boolean bad) {}

  /// @param more how many are not listed, in words; empty where all are
  public record Group(String label, boolean bad, List<File> files, String more) {
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
    DUPLICATE("here already under another name", false),
    INDEXED("can be searched", false),
    UNCHANGED("unchanged", false);

    private final String label;
    private final boolean bad;

    /// @param code of an outcome
    static Sort of(String code) {
      for (var sort : values())
        if (sort.name().replace("_", "").equalsIgnoreCase(code)) return sort;
      throw new IllegalArgumentException("no outcome has the code '" + code + "'");
    }

    Sort(String label, boolean bad) {
      this.label = label;
      this.bad = bad;
    }

    static Sort of(Optional<Outcome> outcome) {
      if (outcome.isEmpty()) return WAITING;
      return switch (outcome.get()) {
        case Outcome.Indexed() -> INDEXED;
        case Outcome.DuplicateOf(_) -> DUPLICATE;
        case Outcome.NewVersion(_) -> NEW_VERSION;
        case Outcome.Unchanged() -> UNCHANGED;
        case Outcome.Locked() -> LOCKED;
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
    return of(job, now, Optional.empty());
  }

  /// With the outcome of every file.
  ///
  /// @param kinds whether an item is a document or a lesson
  public static JobView whole(Job job, Instant now, Function<ItemId, Item.Kind> kinds) {
    return of(job, now, Optional.of(kinds));
  }

  private static JobView of(Job job, Instant now, Optional<Function<ItemId, Item.Kind>> kinds) {
    Map<Sort, List<Job.File>> sorted = new EnumMap<>(Sort.class);
    for (var file : job.files())
      sorted.computeIfAbsent(Sort.of(file.outcome()), _ -> new ArrayList<>()).add(file);
    var outcomes = new ArrayList<Count>();
    counted(job)
        .forEach((sort, count) ->
            outcomes.add(new Count(Words.number(count) + " " + sort.label, sort.bad)));
    var groups = new ArrayList<Group>();
    kinds.ifPresent(kind -> sorted.forEach((sort, files) -> groups.add(group(sort, files, kind))));
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
        outcomes,
        groups);
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

  private static Group group(Sort sort, List<Job.File> files, Function<ItemId, Item.Kind> kind) {
    return new Group(
        Words.number(files.size()) + " " + sort.label,
        sort.bad,
        files.stream()
            .limit(LISTED)
            .map(f ->
                new File(
                    f.name(),
                    f.item()
                        .map(id -> Hits.item(kind.apply(id) == Item.Kind.LESSON, id.value()))
                        .map(Address::toString)
                        .orElse(""),
                    f.outcome().map(Outcome::sentence).orElse("Waits to be read.")))
            .toList(),
        files.size() > LISTED ? "and " + Words.number(files.size() - LISTED) + " more" : "");
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
    double rate = done * 1000.0 / passed.toMillis();
    var left = Duration.ofMillis(Math.round((job.total() - done) / rate * 1000));
    return so
        + ", "
        + String.format(java.util.Locale.ROOT, rate < 10 ? "%.1f" : "%.0f", rate)
        + " a second, about "
        + Words.duration(left)
        + " left.";
  }
}

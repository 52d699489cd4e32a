package dev.cairn.indexer.ingest;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Outcome;
import dev.cairn.indexer.Job;
import dev.cairn.indexer.ingest.JobForm.Record;
import dev.cairn.indexer.ingest.Pledge.Meaning;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A job, its lines and its log. While it runs its lines are in memory; of a finished one only the
/// counts, and its lines are read from the log when somebody asks. Thread-safe.
final class TrackedJob {
  private static final System.Logger LOG = System.getLogger(TrackedJob.class.getName());

  /// The rate is that of so many seconds.
  private static final int LATELY = 30;

  private final String id;
  private final String kind;
  private final Instant started;
  private final Instant since;
  private final Clock clock;
  private final JobLogs logs;
  private final Consumer<TrackedJob> changed;

  /// Taken by whoever writes to the log, before the lock of this object.
  private final Object writing = new Object();

  private String title;
  private @Nullable List<Line> lines = new ArrayList<>();
  private @Nullable Map<String, Integer> numbers;
  private StringBuilder unwritten = new StringBuilder();
  private boolean torn;
  private boolean rewrite;

  private int total;
  private int ended;
  private int attention;
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final Map<Job.Stage, Integer> stages = new EnumMap<>(Job.Stage.class);
  private final long[] seconds = new long[LATELY];
  private final int[] endedIn = new int[LATELY];
  private boolean growing;
  private boolean cancelled;
  private @Nullable Instant finished;

  /// A file or row.
  private static final class Line {
    private String name;
    private @Nullable ItemId item;
    private final @Nullable Meaning as;
    private Job.Stage stage = Job.Stage.WAITING;
    private @Nullable Outcome outcome;

    Line(String name, @Nullable ItemId item, @Nullable Meaning as) {
      this.name = name;
      this.item = item;
      this.as = as;
    }
  }

  /// A line without an outcome, as a former process left it.
  record Left(Ticket ticket, Optional<ItemId> item, Optional<Meaning> as) {}

  private TrackedJob(
      Record.Header header, Clock clock, JobLogs logs, Consumer<TrackedJob> changed) {
    this.id = header.id();
    this.kind = header.kind();
    this.title = header.title();
    this.started = header.started();
    this.since = clock.instant();
    this.clock = clock;
    this.logs = logs;
    this.changed = changed;
  }

  /// A new one, to be filled until {@link #complete}.
  static TrackedJob begin(
      String id,
      String kind,
      String title,
      Clock clock,
      JobLogs logs,
      Consumer<TrackedJob> changed) {
    var header = new Record.Header(id, kind, title, clock.instant());
    var job = new TrackedJob(header, clock, logs, changed);
    job.growing = true;
    job.unwritten.append(JobForm.write(header));
    return job;
  }

  /// As a former process left it; empty if not even its beginning can be read.
  ///
  /// @throws IOException if the log cannot be read
  static Optional<TrackedJob> load(
      String id, Clock clock, JobLogs logs, Consumer<TrackedJob> changed) throws IOException {
    var read = new Log();
    logs.read(id, read);
    if (read.header == null) return Optional.empty();
    var job = new TrackedJob(read.header, clock, logs, changed);
    job.cancelled = read.cancelled;
    job.lines = new ArrayList<>(read.lines.values());
    for (var line : job.lines) {
      job.total++;
      if (line.outcome == null) job.stages.merge(line.stage, 1, Integer::sum);
      else job.count(line.outcome);
    }
    job.finished = read.finished;
    if (job.finished != null) job.lines = null;
    else job.rewrite = true;
    return Optional.of(job);
  }

  /// What stands in a log. The numbers of its lines may have gaps after a power failure.
  private static final class Log implements Consumer<Record> {
    private Record.@Nullable Header header;
    private final TreeMap<Integer, Line> lines = new TreeMap<>();
    private boolean cancelled;
    private @Nullable Instant finished;

    @Override
    public void accept(Record entry) {
      switch (entry) {
        case Record.Header it -> header = it;
        case Record.File(var number, var name, var item, var as) ->
            lines.put(number, new Line(name, item.orElse(null), as.orElse(null)));
        case Record.End(var number, var outcome) -> {
          var line = lines.get(number);
          if (line == null || line.outcome != null) return;
          line.outcome = outcome;
          line.stage = Job.Stage.DONE;
        }
        case Record.Cancelled() -> cancelled = true;
        case Record.Finished(var when) -> finished = when;
      }
    }
  }

  String id() {
    return id;
  }

  String kind() {
    return kind;
  }

  Instant started() {
    return started;
  }

  /// A line more.
  ///
  /// @param as what is waited for; empty where the outcome is known
  Ticket add(String name, Optional<ItemId> item, Optional<Meaning> as) {
    synchronized (this) {
      var open = open();
      int number = open.size();
      open.add(new Line(name, item.orElse(null), as.orElse(null)));
      if (numbers != null) numbers.putIfAbsent(name, number);
      total++;
      stages.merge(Job.Stage.WAITING, 1, Integer::sum);
      unwritten.append(JobForm.write(new Record.File(number, name, item, as)));
      return new Ticket(this, number);
    }
  }

  /// The line of this name, if there is one.
  synchronized Optional<Ticket> line(String name) {
    var known = numbers;
    if (known == null) {
      known = new HashMap<>();
      var all = open();
      for (int i = 0; i < all.size(); i++) known.putIfAbsent(all.get(i).name, i);
      numbers = known;
    }
    return Optional.ofNullable(known.get(name)).map(number -> new Ticket(this, number));
  }

  private List<Line> open() {
    if (lines == null) throw new IllegalStateException("job " + id + " is finished");
    return lines;
  }

  /// No line more.
  void complete() {
    synchronized (this) {
      growing = false;
      finishIfOver();
    }
    changed.accept(this);
  }

  void cancel() {
    synchronized (this) {
      if (finished != null || cancelled) return;
      cancelled = true;
      unwritten.append(JobForm.write(new Record.Cancelled()));
    }
    changed.accept(this);
  }

  synchronized boolean cancelled() {
    return cancelled;
  }

  synchronized boolean finished() {
    return finished != null;
  }

  /// Lines that have no outcome yet.
  synchronized List<Left> left() {
    var left = new ArrayList<Left>();
    if (lines == null) return left;
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.outcome == null)
        left.add(
            new Left(
                new Ticket(this, i), Optional.ofNullable(line.item), Optional.ofNullable(line.as)));
    }
    return left;
  }

  /// With its files.
  Job snapshot() {
    synchronized (this) {
      if (lines != null) return summary(lines.stream().map(TrackedJob::file).toList());
    }
    var read = new Log();
    try {
      logs.read(id, read);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the log of job " + id + " cannot be read", e);
    }
    return summary(read.lines.values().stream().map(TrackedJob::file).toList());
  }

  private static Job.File file(Line line) {
    return new Job.File(
        line.name, Optional.ofNullable(line.item), line.stage, Optional.ofNullable(line.outcome));
  }

  /// The same without its files.
  Job summary() {
    return summary(List.of());
  }

  private synchronized Job summary(List<Job.File> files) {
    var state =
        finished == null ? Job.State.RUNNING : cancelled ? Job.State.CANCELLED : Job.State.DONE;
    double rate = rate();
    int rest = total - ended;
    var left =
        finished != null || rate == 0
            ? Optional.<Duration>empty()
            : Optional.of(Duration.ofMillis(Math.round(rest / rate * 1000)));
    var shown = new EnumMap<Job.Stage, Integer>(Job.Stage.class);
    stages.forEach((stage, count) -> {
      if (count > 0) shown.put(stage, count);
    });
    return new Job(
        id,
        kind,
        title,
        state,
        total,
        started,
        Optional.ofNullable(finished),
        new Job.Counts(outcomes, attention, shown, rate, left),
        files);
  }

  private double rate() {
    if (finished != null)
      return ended / Math.max(0.001, Duration.between(started, finished).toMillis() / 1000.0);
    var now = clock.instant();
    int lately = 0;
    for (int i = 0; i < LATELY; i++)
      if (seconds[i] > now.getEpochSecond() - LATELY) lately += endedIn[i];
    double span = Math.max(0.001, Duration.between(since, now).toMillis() / 1000.0);
    return lately / Math.min(LATELY, span);
  }

  synchronized void awaitFinished(Patience patience) throws InterruptedException {
    while (finished == null && !patience.ended()) wait();
  }

  synchronized void wake() {
    notifyAll();
  }

  private void stage(int number, Job.Stage stage) {
    synchronized (this) {
      if (lines == null) return;
      var line = lines.get(number);
      if (line.outcome != null || line.stage == stage) return;
      stages.merge(line.stage, -1, Integer::sum);
      stages.merge(stage, 1, Integer::sum);
      line.stage = stage;
    }
    changed.accept(this);
  }

  private void outcome(int number, Outcome outcome) {
    synchronized (this) {
      if (lines == null) return;
      var line = lines.get(number);
      if (line.outcome != null) return;
      stages.merge(line.stage, -1, Integer::sum);
      line.stage = Job.Stage.DONE;
      line.outcome = outcome;
      count(outcome);
      long second = clock.instant().getEpochSecond();
      int slot = Math.floorMod(second, LATELY);
      if (seconds[slot] != second) endedIn[slot] = 0;
      seconds[slot] = second;
      endedIn[slot]++;
      unwritten.append(JobForm.write(new Record.End(number, outcome)));
      finishIfOver();
    }
    changed.accept(this);
  }

  private void count(Outcome outcome) {
    ended++;
    if (outcome.needsAttention()) attention++;
    outcomes.merge(outcome.code(), 1, Integer::sum);
    stages.merge(Job.Stage.DONE, 1, Integer::sum);
  }

  private void finishIfOver() {
    if (growing || ended < total || finished != null) return;
    finished = clock.instant();
    unwritten.append(JobForm.write(new Record.Finished(finished)));
    notifyAll();
  }

  /// Writes to the log what it does not have yet. A job without lines is not worth a log.
  ///
  /// @param durable whether it has to survive power loss when this returns
  /// @throws IOException if it cannot be written; it is kept for the next attempt
  void write(boolean durable) throws IOException {
    synchronized (writing) {
      boolean whole;
      String text;
      synchronized (this) {
        if (total == 0) return;
        whole = rewrite;
        text = whole ? all() : unwritten.toString();
        unwritten = new StringBuilder();
        rewrite = false;
      }
      boolean done = false;
      try {
        if (whole) logs.replace(id, text);
        else if (!text.isEmpty()) logs.append(id, torn ? "\n" + text : text, durable);
        done = true;
      } finally {
        synchronized (this) {
          torn = !done;
          if (!done && whole) rewrite = true;
          else if (!done) unwritten.insert(0, text);
          else if (finished != null && unwritten.isEmpty()) {
            lines = null;
            numbers = null;
          }
        }
      }
    }
  }

  private String all() {
    var text = new StringBuilder();
    text.append(JobForm.write(new Record.Header(id, kind, title, started)));
    var all = open();
    for (int i = 0; i < all.size(); i++) append(text, i, all.get(i));
    if (cancelled) text.append(JobForm.write(new Record.Cancelled()));
    if (finished != null) text.append(JobForm.write(new Record.Finished(finished)));
    return text.toString();
  }

  private static void append(StringBuilder text, int number, Line line) {
    text.append(
        JobForm.write(
            new Record.File(
                number, line.name, Optional.ofNullable(line.item), Optional.ofNullable(line.as))));
    if (line.outcome != null) text.append(JobForm.write(new Record.End(number, line.outcome)));
  }

  /// Wipes names out of the log, durably.
  ///
  /// @throws IOException if the log cannot be read or written; to be asked again then
  void forget(Forgotten what) throws IOException {
    synchronized (writing) {
      synchronized (this) {
        if (lines == null) {
          var read = new Log();
          logs.read(id, read);
          lines = new ArrayList<>(read.lines.values());
        }
        if (what.wipe(this)) rewrite = true;
        if (!rewrite) {
          if (finished != null && unwritten.isEmpty()) lines = null;
          return;
        }
      }
      write(true);
    }
  }

  /// Which lines are to be forgotten, and how.
  record Forgotten(Set<ItemId> items) {
    private static final String NAME = "A destroyed file";

    private boolean wipe(TrackedJob job) {
      var gone = new ArrayList<String>();
      for (var line : job.open())
        if (line.item != null && items.contains(line.item) && !line.name.equals(NAME)) {
          gone.add(line.name);
          hide(line);
        }
      if (gone.isEmpty()) return false;
      // What could not be had of a destroyed container has its name, and no item.
      for (var line : job.open())
        if (line.item == null && gone.stream().anyMatch(name -> line.name.startsWith(name + "!/")))
          hide(line);
      if (gone.stream().anyMatch(name -> job.title.contains(last(name)))) job.title = "Files";
      job.numbers = null;
      return true;
    }

    private static void hide(Line line) {
      line.name = NAME;
      if (line.outcome instanceof Outcome.Moved) line.outcome = new Outcome.Moved(NAME);
    }

    private static String last(String name) {
      return name.substring(name.lastIndexOf('/') + 1);
    }
  }

  @Override
  public synchronized String toString() {
    return kind + " " + id + " with " + total + " lines";
  }

  /// One file's line in its job.
  record Ticket(TrackedJob job, int file) {
    void at(Job.Stage stage) {
      job.stage(file, stage);
    }

    /// The first outcome stays.
    void ends(Outcome outcome) {
      job.outcome(file, outcome);
    }

    /// Whether it has its outcome.
    boolean ended() {
      return job.ended(file);
    }

    /// What the file is called in its job.
    String name() {
      return job.name(file);
    }
  }

  private synchronized boolean ended(int number) {
    return lines == null || lines.get(number).outcome != null;
  }

  private synchronized String name(int number) {
    return lines == null ? "" : lines.get(number).name;
  }
}

package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobFailure;
import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue.Arrival;
import dev.cairn.corpus.Catalogue.Receipt;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.lesson.LessonRow;
import dev.cairn.indexer.Job;
import dev.cairn.indexer.ingest.Backlog.Finding;
import dev.cairn.indexer.ingest.Backlog.Turn;
import dev.cairn.indexer.ingest.Backlog.Work;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The way of one document: received, read by one of a few named threads, described, fed.
final class Pipeline implements Ingest {
  private static final System.Logger LOG = System.getLogger(Pipeline.class.getName());
  private static final String DELETED = "Was deleted before it was read.";
  private static final String PART = "reading";
  private static final String OCTETS = "application/octet-stream";

  /// So long closing waits for files that are being read; what comes later is read again.
  private static final Duration LAST_FILES = Duration.ofSeconds(20);

  /// Where this stands in its life.
  private enum Life {
    NEW,
    RUNNING,
    CLOSED
  }

  private final IngestParts parts;
  private final IngestSettings settings;
  private final Step.Checkpoint checkpoint;
  private final Timings timings;
  private final Troubles troubles = new Troubles();
  private final Patience patience = new Patience();
  private final Backlog backlog = new Backlog();
  private final AtomicReference<Life> life = new AtomicReference<>(Life.NEW);
  private final Reader reader;
  private final Descriptions descriptions;
  private final List<Thread> workers = new ArrayList<>();
  private final Describer describer;
  private final Feeder feeder;
  private final Jobs jobs;
  private final Rebuild rebuild;

  Pipeline(
      IngestParts parts, IngestSettings settings, Timings timings, Step.Checkpoint checkpoint) {
    this.parts = parts;
    this.settings = settings;
    this.timings = timings;
    this.checkpoint = checkpoint;
    this.reader = new Reader(parts, settings.scratch(), timings, checkpoint);
    this.descriptions = new Descriptions(parts, reader);
    this.jobs = new Jobs(parts.clock(), settings.keptJobs());
    this.feeder =
        new Feeder(
            parts, settings, reader, timings, checkpoint, troubles, patience, backlog::quiet);
    this.rebuild = new Rebuild(parts, reader, feeder, timings, troubles, patience);
    this.describer =
        new Describer(parts, settings, backlog, feeder, timings, checkpoint, troubles, patience);
    for (int i = 1; i <= settings.workers(); i++)
      workers.add(Thread.ofPlatform().name("ingest-read-" + i).daemon().unstarted(this::readAll));
  }

  @Override
  public void start() {
    if (!life.compareAndSet(Life.NEW, Life.RUNNING))
      throw new IllegalStateException("was started before");
    reader.emptyScratch();
    parts.catalogue().onCommit(feeder::signal);
    again(Turn.NEXT, "recovery", "Left over from the last run", parts.catalogue().waiting());
    again(
        Turn.RENEWAL,
        "renewal",
        "Read again after a change of the program or the vocabulary",
        stale());
    workers.forEach(Thread::start);
    describer.start();
    feeder.start();
    rebuild.startIfOutdated();
  }

  /// What was read by older parts; what it says is found meanwhile.
  private List<Item> stale() {
    var now = reader.version();
    return parts.catalogue().changesSince(0, Integer.MAX_VALUE).stream()
        .flatMap(change -> change.item().stream())
        .filter(item -> item.state() == Item.State.DESCRIBED)
        .filter(item -> !item.version().extractor().equals(now))
        .filter(item -> !item.version().extractor().equals(Reader.NOBODY))
        .toList();
  }

  private void again(Turn turn, String kind, String title, List<Item> items) {
    if (items.isEmpty()) return;
    var names = items.stream().map(item -> item.places().getLast().path()).toList();
    var job = jobs.open(Jobs.newId(), kind, title, names);
    for (int i = 0; i < items.size(); i++) {
      var ticket = job.ticket(i);
      ticket.is(items.get(i).id());
      backlog.add(turn, items.get(i).id(), Pledge.itself(ticket));
    }
  }

  @Override
  public BlobStore.Stored store(InputStream bytes) throws IOException, BlobStore.TooLargeException {
    var stored = parts.blobs().put(bytes, settings.limitBytes());
    checkpoint.reached(Step.STORED);
    return stored;
  }

  @Override
  public Job submit(String kind, String title, List<Submission> all, Caller caller) {
    if (!caller.isAdmin())
      throw new IllegalArgumentException(caller.id() + " may bring nothing in");
    if (all.isEmpty()) throw new IllegalArgumentException("there is nothing to submit");
    if (life.get() != Life.RUNNING) throw new IllegalStateException("is not running");
    var id = Jobs.newId();
    var arrivals = new ArrayList<Arrival>();
    for (int i = 0; i < all.size(); i++) arrival(id, i, all.get(i)).ifPresent(arrivals::add);
    List<Receipt> receipts = arrivals.isEmpty() ? List.of() : receive(arrivals, caller);
    checkpoint.reached(Step.RECEIVED);
    var job = jobs.open(id, kind, title, all.stream().map(Submission::name).toList());
    var next = receipts.iterator();
    for (int i = 0; i < all.size(); i++)
      switch (all.get(i)) {
        case Submission.Document _, Submission.Row _ -> take(next.next(), job.ticket(i));
        case Submission.Refused refused -> job.ticket(i).ends(refused.outcome());
      }
    // Where one of several places gets other bytes, the others part as an item of their own, which
    // no receipt names. It waits like any other if the former bytes were not read yet.
    if (receipts.stream().anyMatch(Receipt.NextVersion.class::isInstance))
      backlog.addMissing(parts.catalogue().waiting().stream().map(Item::id).toList());
    return job.snapshot();
  }

  @Override
  public Intake begin(String kind, String title, List<String> passwords, Caller caller) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public Job reread(String title, List<ItemId> items, List<String> passwords, Caller caller) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public Job retry(String job, Caller caller) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public void forget(java.util.Set<ItemId> destroyed, java.util.Set<ContentId> contents) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public boolean deleteIfUnreferenced(ContentId content) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public void awaitShown(long number) throws InterruptedException {
    feeder.awaitShown(number);
  }

  @Override
  public void bringAgain(java.util.Collection<ItemId> ids) throws InterruptedException {
    feeder.between(() -> feeder.bringAgain(ids));
  }

  @Override
  public void reindex(Watcher watcher) throws InterruptedException {
    if (life.get() != Life.RUNNING) throw new IllegalStateException("is not running");
    rebuild.run(watcher);
  }

  private List<Receipt> receive(List<Arrival> arrivals, Caller caller) {
    try (var _ = timings.start(Timings.Stage.REGISTER)) {
      return parts.catalogue().receive(arrivals, caller);
    }
  }

  private static Optional<Arrival> arrival(String job, int number, Submission submission) {
    return switch (submission) {
      case Submission.Document(var place, var name, var content, var bytes, var given) ->
          Optional.of(
              new Arrival(
                  Item.Kind.DOCUMENT,
                  place.orElseGet(() -> new Place("upload", job + "/" + number + "/" + name)),
                  content,
                  bytes,
                  OCTETS,
                  given,
                  Optional.empty(),
                  Optional.empty()));
      case Submission.Row(var place, _, var content, var given, var lesson) ->
          Optional.of(
              new Arrival(
                  Item.Kind.LESSON,
                  place,
                  content,
                  0,
                  LessonRow.MEDIA_TYPE,
                  given,
                  Optional.of(lesson),
                  Optional.empty()));
      case Submission.Refused _ -> Optional.empty();
    };
  }

  private void take(Receipt receipt, TrackedJob.Ticket ticket) {
    var item = receipt.item();
    ticket.is(item.id());
    switch (receipt) {
      case Receipt.New _ -> backlog.add(Turn.NEXT, item.id(), Pledge.itself(ticket));
      case Receipt.NextVersion _ -> {
        var next = new Pledge.Meaning.Next(item.version().number());
        backlog.add(Turn.NEXT, item.id(), new Pledge(ticket, next));
      }
      case Receipt.Duplicate _ ->
          join(item.id(), new Pledge(ticket, new Pledge.Meaning.Copy(item.id())));
      case Receipt.Same _, Receipt.Returned _ ->
          join(item.id(), new Pledge(ticket, new Pledge.Meaning.Again()));
    }
  }

  /// The item is known already: its outcome, now or when it comes, is this file's.
  private void join(ItemId id, Pledge pledge) {
    if (backlog.join(id, pledge, this::deservesReading)) return;
    var item = find(id);
    var outcome = item.flatMap(Item::outcome).orElseGet(() -> new Outcome.Unreadable(DELETED));
    feeder.whenShown(item.map(Item::change).orElse(0L), () -> pledge.ends(outcome));
  }

  /// What could not be read before may be readable for a newer reader.
  private boolean deservesReading(ItemId id) {
    return find(id).filter(this::deservesReading).isPresent();
  }

  private boolean deservesReading(Item item) {
    return item.outcome()
        .map(o -> !o.taken() && !item.version().extractor().equals(reader.version()))
        .orElse(true);
  }

  private Optional<Item> find(ItemId id) {
    return parts.catalogue().find(id, Caller.admin());
  }

  private void readAll() {
    int failures = 0;
    for (var next = backlog.take(); next != null; next = backlog.take()) {
      try {
        read(next);
        failures = 0;
        troubles.over(PART);
      } catch (BlobFailure | GraphFailure | UncheckedIOException e) {
        failures++;
        LOG.log(System.Logger.Level.WARNING, "reading failed, attempt " + failures, e);
        troubles.are(PART, "What came in cannot be read now; it is tried again.");
        backlog.putBack(next);
        patience.after(failures);
      }
    }
  }

  private void read(Work work) {
    var item = find(work.item());
    if (item.isPresent()) backlog.found(new Finding(work, descriptions.of(item.get())));
    else drop(work, new Outcome.Unreadable(DELETED));
  }

  /// There is nothing to describe.
  private void drop(Work work, Outcome outcome) {
    backlog.drop(work).forEach(pledge -> pledge.ends(outcome));
    backlog.ended(1);
    feeder.signal();
  }

  @Override
  public void cancel(String id) {
    var job = jobs.find(id);
    if (job.isEmpty() || job.get().finished()) return;
    job.get().cancel();
    // The next version of an item is read in any case: what is found now is its past.
    for (var work : backlog.withdraw(Turn.NEXT, this::hasNoPast)) stop(work);
    for (var work : backlog.withdraw(Turn.RENEWAL, _ -> true)) leave(work);
  }

  private boolean hasNoPast(ItemId id) {
    return find(id).map(item -> item.versions().size() == 1).orElse(true);
  }

  private void stop(Work work) {
    find(work.item())
        .ifPresentOrElse(
            item ->
                backlog.found(
                    new Finding(work, Descriptions.unread(item, new Outcome.Cancelled()))),
            () -> drop(work, new Outcome.Unreadable(DELETED)));
  }

  /// What was read before stays as it is, until the next start finds that it is stale.
  private void leave(Work work) {
    var outcome = find(work.item()).flatMap(Item::outcome);
    drop(work, outcome.orElseGet(() -> new Outcome.Unreadable(DELETED)));
  }

  @Override
  public Optional<Job> job(String id) {
    return jobs.find(id).map(TrackedJob::snapshot);
  }

  @Override
  public Optional<Job> summary(String id) {
    return jobs.find(id).map(TrackedJob::summary);
  }

  @Override
  public List<Job> jobs() {
    return jobs.all();
  }

  @Override
  public Job await(String id) throws InterruptedException {
    var job = jobs.require(id);
    job.awaitFinished(patience);
    return job.snapshot();
  }

  @Override
  public Subscription watch(String id, Consumer<Job> watcher) {
    return jobs.watch(Optional.of(jobs.require(id)), watcher);
  }

  @Override
  public Subscription watchAll(Consumer<Job> watcher) {
    return jobs.watch(Optional.empty(), watcher);
  }

  @Override
  public Optional<Derived> derived(Item item) {
    return reader.derived(item);
  }

  @Override
  public boolean findable(Item item) {
    return item.change() > 0
        && item.change() <= feeder.shown()
        && item.binned().isEmpty()
        && item.outcome().map(Outcome::taken).orElse(true);
  }

  @Override
  public Findability findability(Item item) {
    return new Findability(findable(item), Findability.Meaning.OFF);
  }

  @Override
  public long behind() {
    return Math.max(0, parts.catalogue().lastChange() - feeder.shown());
  }

  @Override
  public void awaitIdle() throws InterruptedException {
    feeder.awaitSettled();
  }

  @Override
  public Optional<String> trouble() {
    return troubles.first();
  }

  @Override
  public void close() {
    var before = life.getAndSet(Life.CLOSED);
    if (before == Life.CLOSED) return;
    backlog.stop();
    patience.end();
    if (before == Life.RUNNING) {
      if (!Threads.join(workers, LAST_FILES))
        LOG.log(System.Logger.Level.INFO, "a file takes long to read; the next start reads it");
      backlog.allRead();
      describer.close();
      feeder.close();
      rebuild.close();
    }
    jobs.close();
  }
}

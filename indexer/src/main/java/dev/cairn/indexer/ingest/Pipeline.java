package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobFailure;
import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue.Arrival;
import dev.cairn.corpus.Catalogue.Description;
import dev.cairn.corpus.Catalogue.Receipt;
import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.lesson.LessonRow;
import dev.cairn.corpus.tagging.Tagger;
import dev.cairn.indexer.Job;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.GraphFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The way of one document: received, read, described, fed. Waiting items are read by a few named
/// threads; one thread describes together what is ready together.
final class Pipeline implements Ingest {
  private static final System.Logger LOG = System.getLogger(Pipeline.class.getName());
  private static final int DESCRIBED_TOGETHER = 256;

  /// So long closing waits for files that are being read; what comes later is read again.
  private static final Duration LAST_FILES = Duration.ofSeconds(20);

  private static final String DELETED = "Was deleted before it was read.";
  private static final String READING = "reading";
  private static final String DESCRIBING = "describing";
  private static final String OCTETS = "application/octet-stream";

  private final IngestParts parts;
  private final IngestSettings settings;
  private final Step.Checkpoint checkpoint;
  private final Timings timings;
  private final Troubles troubles = new Troubles();
  private final Patience patience = new Patience();
  private final Reader reader;
  private final Feeder feeder;
  private final Jobs jobs;
  private final List<Thread> workers = new ArrayList<>();
  private final Thread describer;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition ready = lock.newCondition();
  private final ArrayDeque<Work> waiting = new ArrayDeque<>();

  /// What can be found already and is only read again; it lets everything else pass.
  private final ArrayDeque<Work> renewals = new ArrayDeque<>();

  private final ArrayDeque<Finding> findings = new ArrayDeque<>();
  private final Map<ItemId, Work> newest = new HashMap<>();
  private int beingRead;
  private boolean started;
  private boolean closing;
  private boolean allRead;

  /// Works that wait, are read or wait to be described.
  private final AtomicInteger busy = new AtomicInteger();

  private volatile Tags tags;

  Pipeline(
      IngestParts parts, IngestSettings settings, Timings timings, Step.Checkpoint checkpoint) {
    this.parts = parts;
    this.settings = settings;
    this.timings = timings;
    this.checkpoint = checkpoint;
    this.reader = new Reader(parts, settings.scratch(), timings, checkpoint);
    this.jobs = new Jobs(parts.clock(), settings.keptJobs());
    this.feeder =
        new Feeder(
            parts,
            settings,
            reader,
            timings,
            checkpoint,
            troubles,
            patience,
            () -> busy.get() == 0);
    this.tags = new Tags(parts.concepts().get());
    for (int i = 1; i <= settings.workers(); i++)
      workers.add(Thread.ofPlatform().name("ingest-read-" + i).daemon().unstarted(this::readAll));
    this.describer =
        Thread.ofPlatform().name("ingest-describe").daemon().unstarted(this::describeAll);
  }

  /// One item to be read, and the lines of jobs that wait for it.
  private static final class Work {
    private final ItemId item;
    private final List<Pledge> pledges = new ArrayList<>();
    private boolean begun;

    Work(ItemId item) {
      this.item = item;
    }
  }

  /// @param as what an item's own outcome means for this file
  private record Pledge(TrackedJob.Ticket ticket, Meaning as) {
    /// What this file is to its item.
    sealed interface Meaning {
      record Itself() implements Meaning {}

      record Next(int version) implements Meaning {}

      record Copy(ItemId of) implements Meaning {}

      record Again() implements Meaning {}
    }

    Outcome outcome(Outcome item) {
      if (!item.taken()) return item;
      return switch (as) {
        case Meaning.Itself() -> item;
        case Meaning.Next(int version) -> new Outcome.NewVersion(version);
        case Meaning.Copy(var of) -> new Outcome.DuplicateOf(of);
        case Meaning.Again() -> new Outcome.Unchanged();
      };
    }
  }

  private record Finding(Work work, Description description) {}

  private record Tags(ConceptView concepts, Tagger tagger) {
    Tags(ConceptView concepts) {
      this(concepts, new Tagger(concepts));
    }
  }

  // ------------------------------------------------------------------ coming in

  @Override
  public void start() {
    lock.lock();
    try {
      if (started || closing) throw new IllegalStateException("was started before");
      started = true;
    } finally {
      lock.unlock();
    }
    reader.emptyScratch();
    parts.catalogue().onCommit(feeder::signal);
    recover();
    renew();
    workers.forEach(Thread::start);
    describer.start();
    feeder.start();
  }

  private void recover() {
    again(waiting, "recovery", "Left over from the last run", parts.catalogue().waiting());
  }

  /// What was read by older parts is read again; what it says is found meanwhile.
  private void renew() {
    var now = reader.version();
    var stale =
        parts.catalogue().changesSince(0, Integer.MAX_VALUE).stream()
            .flatMap(change -> change.item().stream())
            .filter(item -> item.state() == Item.State.DESCRIBED)
            .filter(item -> !item.version().extractor().equals(now))
            .filter(item -> !item.version().extractor().equals(Reader.NOBODY))
            .toList();
    again(renewals, "renewal", "Read again after a change of the program or the vocabulary", stale);
  }

  private void again(ArrayDeque<Work> queue, String kind, String title, List<Item> items) {
    if (items.isEmpty()) return;
    var names = items.stream().map(item -> item.places().getLast().path()).toList();
    var job = jobs.open(Jobs.newId(), kind, title, names);
    for (int i = 0; i < items.size(); i++) {
      var ticket = job.ticket(i);
      ticket.is(items.get(i).id());
      enqueue(queue, items.get(i).id(), new Pledge(ticket, new Pledge.Meaning.Itself()));
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
    requireOpen();
    var id = Jobs.newId();
    var arrivals = new ArrayList<Arrival>();
    for (int i = 0; i < all.size(); i++) arrival(id, i, all.get(i)).ifPresent(arrivals::add);
    List<Receipt> receipts = List.of();
    if (!arrivals.isEmpty())
      try (var _ = timings.start(Timings.Stage.REGISTER)) {
        receipts = parts.catalogue().receive(arrivals, caller);
      }
    checkpoint.reached(Step.RECEIVED);
    var job = jobs.open(id, kind, title, all.stream().map(Submission::name).toList());
    var next = receipts.iterator();
    for (int i = 0; i < all.size(); i++)
      switch (all.get(i)) {
        case Submission.Document _, Submission.Row _ -> take(next.next(), job.ticket(i));
        case Submission.Refused refused -> job.ticket(i).ends(refused.outcome());
      }
    if (receipts.stream().anyMatch(Receipt.NextVersion.class::isInstance)) takeTwins();
    return job.snapshot();
  }

  private void requireOpen() {
    lock.lock();
    try {
      if (!started || closing) throw new IllegalStateException("is not running");
    } finally {
      lock.unlock();
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
                  Optional.of(lesson)));
      case Submission.Refused _ -> Optional.empty();
    };
  }

  private void take(Receipt receipt, TrackedJob.Ticket ticket) {
    var item = receipt.item();
    ticket.is(item.id());
    switch (receipt) {
      case Receipt.New _ ->
          enqueue(waiting, item.id(), new Pledge(ticket, new Pledge.Meaning.Itself()));
      case Receipt.NextVersion _ ->
          enqueue(
              waiting,
              item.id(),
              new Pledge(ticket, new Pledge.Meaning.Next(item.version().number())));
      case Receipt.Duplicate _ ->
          join(item.id(), new Pledge(ticket, new Pledge.Meaning.Copy(item.id())));
      case Receipt.Same _ -> join(item.id(), new Pledge(ticket, new Pledge.Meaning.Again()));
    }
  }

  /// Where one of several places gets other bytes, the others part as an item of their own, which
  /// no receipt names. It waits like any other if the former bytes were not read yet.
  private void takeTwins() {
    lock.lock();
    try {
      for (var item : parts.catalogue().waiting())
        if (!newest.containsKey(item.id())) add(waiting, new Work(item.id()));
    } finally {
      lock.unlock();
    }
  }

  private void enqueue(ArrayDeque<Work> queue, ItemId item, Pledge pledge) {
    lock.lock();
    try {
      var known = newest.get(item);
      if (known == null || known.begun) add(queue, new Work(item), pledge);
      else {
        known.pledges.add(pledge);
        if (queue == waiting && renewals.remove(known)) waiting.add(known);
      }
    } finally {
      lock.unlock();
    }
  }

  private void add(ArrayDeque<Work> queue, Work fresh, Pledge... pledges) {
    fresh.pledges.addAll(List.of(pledges));
    newest.put(fresh.item, fresh);
    queue.add(fresh);
    busy.incrementAndGet();
    work.signal();
  }

  /// The item is known already: its outcome, now or when it comes, is this file's.
  private void join(ItemId id, Pledge pledge) {
    Item item;
    lock.lock();
    try {
      var known = newest.get(id);
      if (known != null) {
        known.pledges.add(pledge);
        return;
      }
      item = parts.catalogue().find(id, Caller.admin()).orElse(null);
      if (item != null && worthReadingAgain(item)) {
        add(waiting, new Work(id), pledge);
        return;
      }
    } finally {
      lock.unlock();
    }
    if (item == null) {
      pledge.ticket().ends(new Outcome.Unreadable("Was deleted at the same moment."));
      return;
    }
    var outcome = pledge.outcome(item.outcome().orElseThrow());
    feeder.whenShown(item.change(), () -> pledge.ticket().ends(outcome));
  }

  /// What could not be read before may be readable for a newer reader.
  private boolean worthReadingAgain(Item item) {
    return item.outcome()
        .map(o -> !o.taken() && !item.version().extractor().equals(reader.version()))
        .orElse(true);
  }

  // ------------------------------------------------------------------ reading

  private void readAll() {
    int failures = 0;
    for (var next = nextWork(); next != null; next = nextWork()) {
      try {
        found(new Finding(next, read(next.item)));
        failures = 0;
        troubles.over(READING);
      } catch (Gone e) {
        gone(next, new Outcome.Unreadable(DELETED));
      } catch (BlobFailure | GraphFailure | UncheckedIOException e) {
        failures++;
        LOG.log(System.Logger.Level.WARNING, "reading failed, attempt " + failures, e);
        troubles.are(READING, "What came in cannot be read now; it is tried again.");
        putBack(next);
        patience.after(failures);
      }
    }
  }

  private @Nullable Work nextWork() {
    lock.lock();
    try {
      while (waiting.isEmpty() && renewals.isEmpty() && !closing) work.awaitUninterruptibly();
      if (closing) return null;
      var next = waiting.isEmpty() ? renewals.remove() : waiting.remove();
      next.begun = true;
      beingRead++;
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void putBack(Work failed) {
    lock.lock();
    try {
      beingRead--;
      failed.begun = false;
      waiting.addFirst(failed);
    } finally {
      lock.unlock();
    }
  }

  private void found(Finding finding) {
    lock.lock();
    try {
      beingRead--;
      findings.add(finding);
      ready.signal();
    } finally {
      lock.unlock();
    }
  }

  /// The item was destroyed while it waited.
  private static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// There is nothing to describe.
  private void gone(Work work, Outcome outcome) {
    List<Pledge> pledges;
    lock.lock();
    try {
      beingRead--;
      pledges = finish(work);
    } finally {
      lock.unlock();
    }
    for (var pledge : pledges) pledge.ticket().ends(pledge.outcome(outcome));
    quieter(1);
  }

  private Description read(ItemId id) {
    var item = parts.catalogue().find(id, Caller.admin()).orElseThrow(Gone::new);
    var version = item.version();
    try {
      return switch (reader.read(item, version)) {
        case Reader.Result.Text text -> described(item, version, text);
        case Reader.Result.Nothing(var outcome, var type, var by) ->
            nothing(item, version, type, by, outcome);
      };
    } catch (BlobFailure | GraphFailure | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
      LOG.log(System.Logger.Level.ERROR, "reading item " + id + " failed", e);
      var fault = new Outcome.Unreadable("Could not be read because of a fault in this program.");
      return nothing(item, version, version.mediaType(), Reader.NOBODY, fault);
    }
  }

  private Description described(Item item, Item.Version version, Reader.Result.Text text) {
    var derived = text.derived();
    var known = item.given().orElse(text.found());
    var title = known.title().orElse(item.title());
    var about =
        tagger()
            .tags(
                title,
                derived.reading(),
                derived.mentions(),
                parts.linker().get().link(title).mentions(),
                confirmed(item, known));
    return new Description(
        item.id(),
        version.content(),
        text.mediaType(),
        reader.version(),
        text.found(),
        new Outcome.Indexed(),
        about,
        derived.spun());
  }

  private static Description nothing(
      Item item, Item.Version version, String mediaType, String by, Outcome outcome) {
    return new Description(
        item.id(), version.content(), mediaType, by, Metadata.none(), outcome, List.<Tag>of(), 0);
  }

  /// Ids of the concepts that people name; what the vocabulary does not know is left out.
  private List<String> confirmed(Item item, Metadata known) {
    var all = new LinkedHashSet<String>();
    var named = new ArrayList<>(known.concepts());
    item.lesson().ifPresent(lesson -> named.addAll(lesson.slices()));
    for (var name : named) tags.concepts().find(name).ifPresent(concept -> all.add(concept.id()));
    return List.copyOf(all);
  }

  private Tagger tagger() {
    var now = parts.concepts().get();
    var known = tags;
    if (known.concepts() == now) return known.tagger();
    var fresh = new Tags(now);
    tags = fresh;
    return fresh.tagger();
  }

  // ------------------------------------------------------------------ describing

  private void describeAll() {
    for (var together = nextFindings(); !together.isEmpty(); together = nextFindings())
      describe(together);
  }

  /// What is ready; waits a little for more while more is being read. Empty at the end.
  private List<Finding> nextFindings() {
    lock.lock();
    try {
      while (findings.isEmpty() && !allRead) ready.awaitUninterruptibly();
      long left = settings.describeAfter().toNanos();
      while (findings.size() < DESCRIBED_TOGETHER && moreToCome() && left > 0)
        left = awaitReady(left);
      var together = new ArrayList<Finding>();
      while (!findings.isEmpty() && together.size() < DESCRIBED_TOGETHER)
        together.add(findings.remove());
      return together;
    } finally {
      lock.unlock();
    }
  }

  private boolean moreToCome() {
    return beingRead > 0 || !closing && !(waiting.isEmpty() && renewals.isEmpty());
  }

  private long awaitReady(long nanos) {
    try {
      return ready.awaitNanos(nanos);
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "nobody is meant to interrupt this thread", e);
      return 0;
    }
  }

  private void describe(List<Finding> together) {
    for (int failures = 1; ; failures++) {
      try (var _ = timings.start(Timings.Stage.DESCRIBE)) {
        parts.catalogue().describe(together.stream().map(Finding::description).toList());
        troubles.over(DESCRIBING);
        break;
      } catch (GraphFailure e) {
        LOG.log(System.Logger.Level.WARNING, "describing failed, attempt " + failures, e);
        troubles.are(DESCRIBING, "What was read cannot be written down; it is tried again.");
        if (!patience.after(failures)) return;
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "describing failed", e);
        if (together.size() > 1) together.forEach(finding -> describe(List.of(finding)));
        else giveUp(together.getFirst());
        return;
      }
    }
    checkpoint.reached(Step.DESCRIBED);
    together.forEach(this::described);
    quieter(together.size());
  }

  private void described(Finding finding) {
    List<Pledge> pledges;
    lock.lock();
    try {
      pledges = finish(finding.work());
    } finally {
      lock.unlock();
    }
    var item = finding.description().item();
    long change = parts.catalogue().find(item, Caller.admin()).map(Item::change).orElse(0L);
    for (var pledge : pledges) {
      var outcome = pledge.outcome(finding.description().outcome());
      feeder.whenShown(change, () -> pledge.ticket().ends(outcome));
    }
  }

  /// Ends the work and hands out who waits for it. Under the lock.
  private List<Pledge> finish(Work work) {
    newest.remove(work.item, work);
    return List.copyOf(work.pledges);
  }

  /// A fault of this program with one item: it keeps waiting in the catalogue for the next start.
  private void giveUp(Finding finding) {
    List<Pledge> pledges;
    lock.lock();
    try {
      pledges = finish(finding.work());
    } finally {
      lock.unlock();
    }
    for (var pledge : pledges)
      pledge
          .ticket()
          .ends(new Outcome.Unreadable("Could not be read because of a fault in this program."));
    quieter(1);
  }

  // ------------------------------------------------------------------ jobs

  @Override
  public Optional<Job> job(String id) {
    return jobs.find(id).map(TrackedJob::snapshot);
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
  public void cancel(String id) {
    var found = jobs.find(id);
    if (found.isEmpty() || found.get().finished()) return;
    found.get().cancel();
    for (var next : withdraw(waiting, this::mayBeStopped)) stop(next);
    for (var next : withdraw(renewals, Pipeline::nobodyWants)) leave(next);
  }

  /// Takes works out of the queue, as if somebody had begun to read them.
  private List<Work> withdraw(ArrayDeque<Work> queue, Predicate<Work> which) {
    var withdrawn = new ArrayList<Work>();
    lock.lock();
    try {
      for (var all = queue.iterator(); all.hasNext(); ) {
        var next = all.next();
        if (!which.test(next)) continue;
        all.remove();
        next.begun = true;
        beingRead++;
        withdrawn.add(next);
      }
    } finally {
      lock.unlock();
    }
    return withdrawn;
  }

  private static boolean nobodyWants(Work work) {
    return !work.pledges.isEmpty()
        && work.pledges.stream().allMatch(pledge -> pledge.ticket().job().cancelled());
  }

  /// The next version of an item is read in any case: the bytes that are found now are its past.
  private boolean mayBeStopped(Work work) {
    return nobodyWants(work)
        && parts
            .catalogue()
            .find(work.item, Caller.admin())
            .map(item -> item.versions().size() == 1)
            .orElse(true);
  }

  /// What was read before stays as it is, until the next start finds that it is stale.
  private void leave(Work work) {
    var outcome = parts.catalogue().find(work.item, Caller.admin()).flatMap(Item::outcome);
    gone(work, outcome.orElseGet(() -> new Outcome.Unreadable(DELETED)));
  }

  private void stop(Work work) {
    var item = parts.catalogue().find(work.item, Caller.admin());
    if (item.isEmpty()) {
      gone(work, new Outcome.Unreadable(DELETED));
      return;
    }
    var version = item.get().version();
    var cancelled =
        new Outcome.Unreadable("Was cancelled before it was read. Bring it again to have it read.");
    found(
        new Finding(
            work, nothing(item.get(), version, version.mediaType(), Reader.NOBODY, cancelled)));
  }

  @Override
  public Subscription watch(String id, Consumer<Job> watcher) {
    return jobs.watch(Optional.of(jobs.require(id)), watcher);
  }

  @Override
  public Subscription watchAll(Consumer<Job> watcher) {
    return jobs.watch(Optional.empty(), watcher);
  }

  // ------------------------------------------------------------------ being found

  @Override
  public Optional<Derived> derived(Item item) {
    return reader.derived(item);
  }

  @Override
  public boolean findable(Item item) {
    return item.change() > 0
        && item.change() <= feeder.shown()
        && item.outcome().map(Outcome::taken).orElse(true);
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

  private void quieter(int works) {
    busy.addAndGet(-works);
    feeder.signal();
  }

  @Override
  public void close() {
    boolean running;
    lock.lock();
    try {
      running = started;
      closing = true;
      work.signalAll();
    } finally {
      lock.unlock();
    }
    patience.end();
    if (running) {
      if (!Threads.join(workers, LAST_FILES))
        LOG.log(System.Logger.Level.INFO, "a file takes long to read; the next start reads it");
      lock.lock();
      try {
        allRead = true;
        ready.signal();
      } finally {
        lock.unlock();
      }
      Threads.join(describer);
      feeder.close();
    }
    jobs.close();
  }
}

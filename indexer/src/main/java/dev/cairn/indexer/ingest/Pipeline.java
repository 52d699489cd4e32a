package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobFailure;
import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Catalogue.Arrival;
import dev.cairn.corpus.Catalogue.Receipt;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.Meant;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.lesson.LessonRow;
import dev.cairn.corpus.tagging.Verdicts;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.Job;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.ingest.Backlog.Finding;
import dev.cairn.indexer.ingest.Backlog.Turn;
import dev.cairn.indexer.ingest.Backlog.Work;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.GraphFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// The way of one document: received, read by one of a few named threads, described, fed.
final class Pipeline implements Ingest {
  private static final System.Logger LOG = System.getLogger(Pipeline.class.getName());
  private static final String DELETED = "Was deleted before it was read.";
  private static final String PART = "reading";
  private static final String UPLOAD = "upload";
  private static final String RENEWAL = "renewal";

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
  private final Leases leases = new Leases();
  private final Passwords passwords;
  private final Containers containers;
  private final Reader reader;
  private final Descriptions descriptions;
  private final List<Thread> workers = new ArrayList<>();
  private final Describer describer;
  private final Feeder feeder;
  private final Jobs jobs;
  private final Rebuild rebuild;
  private final Meanings meanings;
  private final Embedding embedding;

  Pipeline(
      IngestParts parts, IngestSettings settings, Timings timings, Step.Checkpoint checkpoint) {
    this.parts = parts;
    this.settings = settings;
    this.timings = timings;
    this.checkpoint = checkpoint;
    this.passwords = new Passwords(settings.passwords());
    this.reader = new Reader(parts, settings.scratch(), passwords, timings, checkpoint);
    this.descriptions = new Descriptions(parts, reader);
    this.containers = new Containers(parts, settings, leases, timings, checkpoint);
    this.jobs =
        new Jobs(
            parts.clock(),
            settings.keptJobs(),
            new JobLogs(settings.jobs()),
            job -> passwords.withdraw(job.id()),
            troubles);
    this.meanings = new Meanings(parts.embedder(), parts.derived());
    this.feeder =
        new Feeder(
            parts,
            settings,
            reader,
            meanings,
            timings,
            checkpoint,
            troubles,
            patience,
            backlog::quiet,
            () -> meanings.ask(parts.index(), parts.tagging().get()));
    this.rebuild = new Rebuild(parts, reader, feeder, meanings, timings, troubles, patience);
    this.embedding = new Embedding(parts, reader, feeder, meanings, timings, checkpoint, patience);
    this.describer =
        new Describer(
            parts,
            settings,
            backlog,
            feeder,
            reader::version,
            timings,
            checkpoint,
            troubles,
            patience);
    for (int i = 1; i <= settings.workers(); i++)
      workers.add(Thread.ofPlatform().name("ingest-read-" + i).daemon().unstarted(this::readAll));
  }

  @Override
  public void start() {
    if (!life.compareAndSet(Life.NEW, Life.RUNNING))
      throw new IllegalStateException("was started before");
    reader.emptyScratch();
    parts.catalogue().onCommit(feeder::signal);
    passwords.load();
    var left = jobs.load();
    passwords.keepOffers(left.stream().map(TrackedJob::id).toList());
    left.forEach(this::goOn);
    again(Turn.NEXT, "recovery", "Left over from the last run", forgotten());
    again(
        Turn.RENEWAL,
        RENEWAL,
        "Read again after a change of the program or the vocabulary",
        stale().stream().filter(item -> !backlog.holds(item.id())).toList());
    left.stream().filter(TrackedJob::cancelled).findFirst().ifPresent(_ -> stopUnwanted());
    meanings.ask(parts.index(), parts.tagging().get());
    workers.forEach(Thread::start);
    describer.start();
    feeder.start();
    rebuild.startIfOutdated();
    embedding.start();
  }

  /// What a job of a former process still waits for.
  private void goOn(TrackedJob job) {
    for (var line : job.left()) {
      var item = line.item().flatMap(this::find);
      if (item.isEmpty()) line.ticket().ends(new Outcome.Unreadable(DELETED));
      else {
        var as = line.as().orElseGet(Pledge.Meaning.Itself::new);
        goOn(job, item.get(), new Pledge(line.ticket(), as));
      }
    }
    job.complete();
  }

  private void goOn(TrackedJob job, Item item, Pledge pledge) {
    if (item.state() == Item.State.RECEIVED) backlog.add(Turn.NEXT, item.id(), pledge);
    else if (job.kind().equals(RENEWAL) && isStale(item))
      backlog.add(Turn.RENEWAL, item.id(), pledge);
    else end(pledge, item);
  }

  /// The item has its outcome, and nothing is to be done for this line.
  private void end(Pledge pledge, Item item) {
    var outcome = item.outcome().orElseGet(() -> new Outcome.Unreadable(DELETED));
    feeder.whenShown(item.change(), () -> pledge.ends(outcome));
  }

  /// What waits and no job knows of. What lies in something that waits is met again when that one
  /// is read.
  private List<Item> forgotten() {
    return parts.catalogue().waiting().stream()
        .filter(item -> !backlog.holds(item.id()) && !liesInWhatWaits(item))
        .toList();
  }

  private boolean liesInWhatWaits(Item item) {
    for (var around = item.partOf().flatMap(this::find);
        around.isPresent();
        around = around.get().partOf().flatMap(this::find))
      if (around.get().state() == Item.State.RECEIVED) return true;
    return false;
  }

  /// What was read by older parts; what it says is found meanwhile.
  private List<Item> stale() {
    return parts.catalogue().changesSince(0, Integer.MAX_VALUE).stream()
        .flatMap(change -> change.item().stream())
        .filter(this::isStale)
        .toList();
  }

  private boolean isStale(Item item) {
    var by = item.version().extractor();
    return item.state() == Item.State.DESCRIBED
        && !by.equals(reader.version())
        && !by.equals(Reader.NOBODY);
  }

  @Override
  public Optional<Job> retag() {
    if (life.get() != Life.RUNNING) return Optional.empty();
    // The concepts themselves go into the index, whether an item is concerned or not.
    feeder.signal();
    return again(Turn.RENEWAL, RENEWAL, "Linked again after a change of the vocabulary", stale());
  }

  @Override
  public Optional<Item> amend(ItemId id, Function<Item, Metadata> change, Caller caller) {
    return find(id)
        .flatMap(item ->
            parts
                .catalogue()
                .amend(id, change, descriptions.about(item), caller)
                .flatMap(amended -> settled(item, amended, caller)));
  }

  /// Where it was described while a person spoke, its tags follow from what holds now.
  private Optional<Item> settled(Item before, Item after, Caller caller) {
    boolean meanwhile =
        after.state() == Item.State.DESCRIBED
            && (before.state() != Item.State.DESCRIBED
                || !before.version().equals(after.version()));
    if (!meanwhile) return Optional.of(after);
    return parts
        .catalogue()
        .amend(after.id(), Item::given, descriptions.about(after), caller)
        .flatMap(again -> settled(after, again, caller));
  }

  @Override
  public Optional<Item> judge(ItemId id, Catalogue.Said said, Consumer<Item> check, Caller caller) {
    var item = find(id);
    if (item.isEmpty()) return item;
    var whole = said.labels().isEmpty() ? named(item.get(), said) : said;
    return parts
        .catalogue()
        .judge(
            id,
            now -> {
              check.accept(now);
              return whole;
            },
            descriptions.about(item.get()),
            caller)
        .flatMap(judged -> settled(item.get(), judged, caller));
  }

  /// With the labels by which the item mentions the concept, the most frequent first.
  private Catalogue.Said named(Item item, Catalogue.Said said) {
    var concept = parts.concepts().get().find(said.concept()).map(Concept::id).orElse("");
    var times = new TreeMap<String, Integer>();
    reader
        .found(item)
        .ifPresent(found ->
            Stream.concat(
                    found.derived().mentions().stream(),
                    parts.linker().get().link(item.title()).mentions().stream())
                .filter(mention -> mention.concept().equals(concept))
                .forEach(mention -> times.merge(mention.label(), 1, Integer::sum)));
    return new Catalogue.Said(
        said.concept(),
        said.verdict(),
        times.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList());
  }

  @Override
  public Forecast forecast(Foreseen then, SearchIndex supposed, Foreseeing foreseeing) {
    return new Forecasting(parts, reader, meanings, then, embedding.foreseen(then.tagging()))
        .of(this::isStale, supposed, foreseeing);
  }

  private Optional<Job> again(Turn turn, String kind, String title, List<Item> items) {
    if (items.isEmpty()) return Optional.empty();
    var job = jobs.begin(Jobs.newId(), kind, title);
    var pledges = new ArrayList<Pledge>();
    for (var item : items) pledges.add(itself(job, item, new Pledge.Meaning.Itself()));
    for (int i = 0; i < items.size(); i++) backlog.add(turn, items.get(i).id(), pledges.get(i));
    job.complete();
    return Optional.of(job.snapshot());
  }

  private static Pledge itself(TrackedJob job, Item item, Pledge.Meaning as) {
    return new Pledge(
        job.add(name(item.places().getLast()), Optional.of(item.id()), Optional.of(as)), as);
  }

  /// What a person calls it: an upload's place of its own bears the job and the number before it.
  private static String name(Place place) {
    var parts = place.path().split("/", 3);
    return place.source().equals(UPLOAD) && parts.length == 3 ? parts[2] : place.path();
  }

  @Override
  public BlobStore.Stored store(InputStream bytes) throws IOException, BlobStore.TooLargeException {
    var stored = parts.blobs().put(bytes, settings.limitBytes(), leases::take);
    checkpoint.reached(Step.STORED);
    return stored;
  }

  @Override
  public boolean deleteIfUnreferenced(ContentId content) {
    return leases.unlessHeld(
        content,
        false,
        () -> {
          if (parts.catalogue().refersTo(content)) return false;
          parts.blobs().delete(content);
          return true;
        });
  }

  @Override
  public Job submit(String kind, String title, List<Submission> all, Caller caller) {
    requireAdmin(caller, "bring things in");
    if (all.isEmpty()) throw new IllegalArgumentException("there is nothing to submit");
    requireRunning();
    var id = Jobs.newId();
    var receipts = receive(id, 0, all, caller);
    var job = jobs.begin(id, kind, title);
    try {
      add(job, all, receipts);
    } finally {
      job.complete();
    }
    return job.snapshot();
  }

  /// In one transaction.
  ///
  /// @param first number of the first of them in its job
  private List<Receipt> receive(String job, int first, List<Submission> all, Caller caller) {
    var arrivals = new ArrayList<Arrival>();
    for (int i = 0; i < all.size(); i++)
      arrival(job, first + i, all.get(i)).ifPresent(arrivals::add);
    List<Receipt> receipts = arrivals.isEmpty() ? List.of() : receive(arrivals, caller);
    for (var submission : all)
      if (submission instanceof Submission.Document document) leases.end(document.content());
    checkpoint.reached(Step.RECEIVED);
    return receipts;
  }

  /// The lines are durable before any of them is worked for.
  private void add(TrackedJob job, List<Submission> all, List<Receipt> receipts) {
    var taken = new ArrayList<Pledge>();
    var next = receipts.iterator();
    for (var submission : all)
      switch (submission) {
        case Submission.Document _, Submission.Row _ ->
            taken.add(pledge(job, submission.name(), next.next()));
        case Submission.Refused refused ->
            job.add(refused.name(), Optional.empty(), Optional.empty()).ends(refused.outcome());
      }
    try {
      write(job, true);
      checkpoint.reached(Step.LOGGED);
    } finally {
      for (int i = 0; i < taken.size(); i++) take(receipts.get(i), taken.get(i));
      // Where one of several places gets other bytes, the others part as an item of their own,
      // which no receipt names. It waits like any other if the former bytes were not read yet.
      if (receipts.stream().anyMatch(Receipt.NextVersion.class::isInstance))
        backlog.addMissing(forgotten().stream().map(Item::id).toList());
      if (job.cancelled()) stopUnwanted();
    }
  }

  private void write(TrackedJob job, boolean durable) {
    try (var _ = timings.start(Timings.Stage.LOG)) {
      job.write(durable);
    } catch (IOException e) {
      throw new IndexFailure(
          IndexFailure.Kind.UNAVAILABLE,
          "The job cannot be written down. Look at the disk of the server, then bring it again.",
          e);
    }
  }

  @Override
  public Intake begin(String kind, String title, List<String> offered, Caller caller) {
    requireAdmin(caller, "bring things in");
    requireRunning();
    var job = jobs.begin(Jobs.newId(), kind, title);
    passwords.offer(job.id(), offered);
    return new Filling(job, caller);
  }

  /// A job to which is added.
  private final class Filling implements Intake {
    private final TrackedJob job;
    private final Caller caller;
    private int added;

    Filling(TrackedJob job, Caller caller) {
      this.job = job;
      this.caller = caller;
    }

    @Override
    public String job() {
      return job.id();
    }

    @Override
    public void add(List<Submission> more) {
      if (more.isEmpty()) return;
      requireRunning();
      var all = List.copyOf(more);
      int first = added;
      added += all.size();
      Pipeline.this.add(job, all, receive(job.id(), first, all, caller));
    }

    @Override
    public void note(String name, Optional<ItemId> item, Outcome outcome) {
      added++;
      job.add(name, item, Optional.empty()).ends(outcome);
    }

    @Override
    public void close() {
      job.complete();
    }
  }

  @Override
  public Job reread(String title, List<ItemId> items, List<String> offered, Caller caller) {
    return reread("reread", title, items, offered, caller);
  }

  private Job reread(
      String kind, String title, List<ItemId> items, List<String> offered, Caller caller) {
    requireAdmin(caller, "let things be read again");
    requireRunning();
    var waiting = parts.catalogue().rereading(items, caller);
    if (waiting.isEmpty())
      throw new IllegalArgumentException("none of these can be read again: " + items);
    var job = jobs.begin(Jobs.newId(), kind, title);
    passwords.offer(job.id(), offered);
    var pledges = new ArrayList<Pledge>();
    for (var item : waiting) pledges.add(itself(job, item, new Pledge.Meaning.Anew()));
    try {
      write(job, true);
      checkpoint.reached(Step.LOGGED);
    } finally {
      for (int i = 0; i < waiting.size(); i++)
        backlog.add(Turn.NEXT, waiting.get(i).id(), pledges.get(i));
      job.complete();
    }
    return job.snapshot();
  }

  @Override
  public Job retry(String id, Caller caller) {
    requireAdmin(caller, "let things be read again");
    var job = jobs.require(id).snapshot();
    var byName = new HashMap<String, ItemId>();
    for (var file : job.files()) file.item().ifPresent(item -> byName.put(file.name(), item));
    var items = new LinkedHashSet<ItemId>();
    for (var file : job.files())
      if (file.outcome().filter(Outcome::needsAttention).isPresent())
        // What could not be had of a container comes again when that one is read.
        file.item().or(() -> Containers.around(file.name()).map(byName::get)).ifPresent(items::add);
    if (items.isEmpty())
      throw new IllegalArgumentException("nothing in job '" + id + "' can be read again");
    return reread("retry", "Again: " + job.title(), List.copyOf(items), List.of(), caller);
  }

  @Override
  public void forget(Set<ItemId> destroyed, Set<ContentId> contents) {
    jobs.forget(new TrackedJob.Forgotten(Set.copyOf(destroyed)));
    var gone = new HashSet<ContentId>();
    for (var content : contents) if (!parts.catalogue().refersTo(content)) gone.add(content);
    passwords.forget(gone);
    gone.forEach(reader::forget);
  }

  private static void requireAdmin(Caller caller, String what) {
    if (!caller.isAdmin())
      throw new IllegalArgumentException("only an admin may " + what + ", not " + caller.id());
  }

  private void requireRunning() {
    if (life.get() != Life.RUNNING) throw new IllegalStateException("is not running");
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
                  place.orElseGet(() -> new Place(UPLOAD, job + "/" + number + "/" + name)),
                  content,
                  bytes,
                  Containers.OCTETS,
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

  private static Pledge pledge(TrackedJob job, String name, Receipt receipt) {
    var item = receipt.item();
    var as = meaning(receipt);
    return new Pledge(job.add(name, Optional.of(item.id()), Optional.of(as)), as);
  }

  private static Pledge.Meaning meaning(Receipt receipt) {
    return switch (receipt) {
      case Receipt.New _ -> new Pledge.Meaning.Itself();
      case Receipt.NextVersion(var item) -> new Pledge.Meaning.Next(item.version().number());
      case Receipt.Duplicate(var item) -> new Pledge.Meaning.Copy(item.id());
      case Receipt.Same _, Receipt.Returned _ -> new Pledge.Meaning.Again();
    };
  }

  private void take(Receipt receipt, Pledge pledge) {
    switch (receipt) {
      case Receipt.New _, Receipt.NextVersion _ ->
          backlog.add(Turn.NEXT, receipt.item().id(), pledge);
      case Receipt.Duplicate _, Receipt.Same _, Receipt.Returned _ ->
          join(receipt.item().id(), pledge);
    }
  }

  /// The item is known already: its outcome, now or when it comes, is this file's.
  private void join(ItemId id, Pledge pledge) {
    if (backlog.join(id, pledge, this::deservesReading)) return;
    find(id)
        .ifPresentOrElse(
            item -> end(pledge, item), () -> pledge.ends(new Outcome.Unreadable(DELETED)));
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
      } catch (BlobFailure | GraphFailure | IndexFailure | UncheckedIOException e) {
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
    if (item.isEmpty()) {
      drop(work, new Outcome.Unreadable(DELETED));
      return;
    }
    var pledges = backlog.pledges(work);
    var offering = pledges.stream().map(pledge -> pledge.ticket().job().id()).distinct().toList();
    var how =
        new Reader.How(
            pledges.stream().anyMatch(pledge -> pledge.as() instanceof Pledge.Meaning.Anew),
            passwords.toTry(item.get().version().content(), offering),
            container -> inside(work, pledges, container));
    backlog.found(new Finding(work, descriptions.of(item.get(), how)));
  }

  /// Makes items of what lies in a file that is being read, and lines of them in the job that
  /// brought it.
  private Optional<Limit> inside(Work work, List<Pledge> pledges, Extraction container) {
    var taken = containers.take(work.item(), container);
    var unread = new ArrayList<ItemId>();
    var open = pledges.stream().filter(pledge -> !pledge.ticket().ended()).findFirst();
    if (open.isPresent()) lines(open.get().ticket(), taken.lines());
    else
      for (var line : taken.lines())
        if (line instanceof Containers.Line.Item(_, var receipt)) unread.add(receipt.item().id());
    unread.removeIf(id -> find(id).filter(i -> i.state() == Item.State.RECEIVED).isEmpty());
    backlog.addMissing(unread);
    return taken.limit();
  }

  private void lines(TrackedJob.Ticket container, List<Containers.Line> lines) {
    var job = container.job();
    var around = container.name();
    var pledges = new LinkedHashMap<Pledge, Receipt>();
    for (var line : lines) {
      var name = Containers.name(around, line.path());
      // A former process may have come as far, or the container is read for the second time.
      var known = job.line(name);
      switch (line) {
        case Containers.Line.Missed(_, var outcome) ->
            known.orElseGet(() -> job.add(name, Optional.empty(), Optional.empty())).ends(outcome);
        case Containers.Line.Item(_, var receipt) -> {
          if (known.isEmpty() && tells(job, receipt)) {
            var as = since(job, receipt);
            var ticket = job.add(name, Optional.of(receipt.item().id()), Optional.of(as));
            pledges.put(new Pledge(ticket, as), receipt);
          }
        }
      }
    }
    write(job, false);
    checkpoint.reached(Step.PARTS_LOGGED);
    pledges.forEach((pledge, receipt) -> take(receipt, pledge));
    if (job.cancelled()) stopUnwanted();
  }

  /// A job that only reads again says nothing of what it finds as it was.
  private boolean tells(TrackedJob job, Receipt receipt) {
    if (!(receipt instanceof Receipt.Same)) return true;
    return switch (job.kind()) {
      case RENEWAL, "recovery", "retry", "reread" ->
          receipt.item().state() == Item.State.RECEIVED && !backlog.holds(receipt.item().id());
      default -> true;
    };
  }

  /// What the same job, before a crash, brought in is new to it.
  private static Pledge.Meaning since(TrackedJob job, Receipt receipt) {
    var version = receipt.item().version();
    if (!(receipt instanceof Receipt.Same) || version.received().isBefore(job.started()))
      return meaning(receipt);
    return version.number() == 1
        ? new Pledge.Meaning.Itself()
        : new Pledge.Meaning.Next(version.number());
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
    stopUnwanted();
  }

  /// Ends what only cancelled jobs wait for.
  private void stopUnwanted() {
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
                    new Finding(work, descriptions.unread(item, new Outcome.Cancelled()))),
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
    return reader
        .found(item)
        .map(found -> found.derived().without(rejected(item)))
        .filter(derived -> !derived.reading().text().isEmpty());
  }

  @Override
  public Meant meant(Item item) {
    return reader
        .found(item)
        .map(found -> meanings.meant(item, found, parts.tagging().get()))
        .orElse(Meant.nothing());
  }

  private Set<String> rejected(Item item) {
    return Verdicts.of(item.judgements(), parts.concepts().get()).rejected();
  }

  @Override
  public boolean findable(Item item) {
    return item.change() > 0
        && item.change() <= feeder.shown()
        && item.binned().isEmpty()
        && (item.outcome().map(Outcome::taken).orElse(true)
            || item.versions().size() > 1 && reader.found(item).isPresent());
  }

  @Override
  public Findability findability(Item item) {
    boolean words = findable(item);
    if (parts.embedder().isEmpty()) return new Findability(words, Findability.Meaning.OFF);
    boolean known = words && !meanings.waits(item.id()) && !parts.index().outdated();
    return new Findability(words, known ? Findability.Meaning.DONE : Findability.Meaning.WAITING);
  }

  @Override
  public Meaning meaning() {
    return embedding.state();
  }

  @Override
  public void wanted(ItemId id) {
    meanings.wanted(id);
  }

  @Override
  public void awaitMeaning() throws InterruptedException {
    do {
      feeder.awaitSettled();
      meanings.awaitSettled();
      feeder.awaitSettled();
    } while (!meanings.closed() && !meanings.settled());
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
    meanings.close();
    backlog.stop();
    patience.end();
    if (before == Life.RUNNING) {
      embedding.close();
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

package dev.cairn.indexer.care;

import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.ontology.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The one keeper of a data folder.
final class Keeper implements Care {
  private static final System.Logger LOG = System.getLogger(Keeper.class.getName());

  private final CareParts parts;
  private final Step.Checkpoint checkpoint;
  private final Destruction destruction;
  private final Works works = new Works();
  private final Wiper wiper;

  /// Held while something is destroyed, and while a backup takes down what there is.
  private final ReentrantLock destroying = new ReentrantLock();

  Keeper(CareParts parts) {
    this(parts, Step.Checkpoint.NONE);
  }

  Keeper(CareParts parts, Step.Checkpoint checkpoint) {
    this.parts = parts;
    this.checkpoint = checkpoint;
    this.destruction = new Destruction(parts.folder().resolve("events"));
    this.wiper = new Wiper(parts, destruction, destroying, works, checkpoint);
  }

  @Override
  public void start() {
    wiper.start();
  }

  private static void requireAdmin(Caller caller) {
    if (!caller.isAdmin())
      throw new IllegalArgumentException(caller.id() + " may not care for the data");
  }

  @Override
  public List<Item> destroy(Collection<ItemId> ids, Caller caller) {
    requireAdmin(caller);
    List<Item> gone;
    destroying.lock();
    try {
      var within = within(ids, caller);
      if (within.isEmpty()) return List.of();
      var when = parts.clock().instant();
      var contents = new TreeSet<ContentId>();
      for (var item : within) item.versions().forEach(v -> contents.add(v.content()));
      // Before: who comes after a crash must know what to look for, and the catalogue will not.
      destruction.add(within.stream().map(i -> Doomed.of(i, when, caller)).toList(), contents);
      checkpoint.reached(Step.NOTED);
      // While their titles are known; what came before a crash may be forgotten for nothing.
      parts.forgetting().accept(within);
      gone = parts.catalogue().destroy(ids, caller);
      checkpoint.reached(Step.DESTROYED);
      destruction.record(gone.stream().map(i -> Doomed.of(i, when, caller)).toList());
      checkpoint.reached(Step.RECORDED);
    } finally {
      destroying.unlock();
    }
    hide(gone.stream().map(Item::id).toList());
    return gone;
  }

  /// The items with all that lies in them, also at other places, where it may stay.
  private List<Item> within(Collection<ItemId> ids, Caller caller) {
    Map<ItemId, Item> all = new LinkedHashMap<>();
    var open = new ArrayDeque<Item>();
    for (var id : ids) parts.catalogue().find(id, caller).ifPresent(open::add);
    while (!open.isEmpty()) {
      var item = open.remove();
      if (all.putIfAbsent(item.id(), item) == null)
        open.addAll(parts.catalogue().parts(item.id(), caller));
    }
    return new ArrayList<>(all.values());
  }

  /// Takes them out of what readers see, also of answers that were begun before.
  private void hide(List<ItemId> ids) {
    try {
      parts.ingest().bringAgain(ids);
    } catch (IndexFailure e) {
      LOG.log(System.Logger.Level.WARNING, "what was destroyed is hidden when the index works", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    parts.searcher().forgetStates();
  }

  @Override
  public boolean wiping() {
    return !destruction.isEmpty();
  }

  @Override
  public void awaitWiped() throws InterruptedException {
    wiper.awaitDone();
  }

  @Override
  public Report verify(Consumer<Progress> watcher, Caller caller) throws InterruptedException {
    requireAdmin(caller);
    var report = new ArrayList<Report>();
    works.alone(
        "verify", progress -> report.add(new Checkup(parts, both(progress, watcher)).report()));
    return report.getFirst();
  }

  @Override
  public void reindex(Consumer<Progress> watcher, Caller caller) throws InterruptedException {
    requireAdmin(caller);
    works.alone(
        "reindex",
        progress -> {
          var told = both(progress, watcher);
          parts.ingest().reindex((done, total) -> told.at("building the index", done, total));
        });
  }

  @Override
  public Compaction compact(Caller caller) {
    requireAdmin(caller);
    var sizes = new ArrayList<Long>();
    try {
      works.alone(
          "compact",
          _ -> {
            sizes.add(parts.graph().bytes());
            parts.graph().compact();
            sizes.add(parts.graph().bytes());
          });
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing waits here", e);
    }
    return new Compaction(sizes.getFirst(), sizes.getLast());
  }

  @Override
  public void backup(OutputStream to, boolean derived, Consumer<Progress> watcher, Caller caller)
      throws IOException {
    requireAdmin(caller);
    works.writing(
        "backup",
        progress ->
            new BackupWriter(parts, destroying, both(progress, watcher)).write(to, derived));
  }

  private static Works.Progressing both(Works.Progressing here, Consumer<Progress> there) {
    return (step, done, total) -> {
      here.at(step, done, total);
      there.accept(new Progress(step, done, total));
    };
  }

  @Override
  public Optional<Work> working() {
    return works.now();
  }

  @Override
  public Optional<String> trouble() {
    return wiper.trouble();
  }

  @Override
  public void close() {
    wiper.close();
  }
}

package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobFailure;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.embed.EmbeddingText;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.GraphFailure;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Words first, meaning after: lets the model read, in the background, what can be found by its
/// words already, keeps the directions, and has the item brought in once more. What is kept before
/// a crash need not be read again.
final class Embedding {
  private static final System.Logger LOG = System.getLogger(Embedding.class.getName());

  /// So many passages are read before the index is told.
  private static final int TOGETHER = 32;

  /// So many are read between two looks whether this is to end.
  private static final int AT_ONCE = 16;

  private static final int AT_ONCE_FROM_CATALOGUE = 1_000;

  /// So many attempts an item has, while the model reads other texts well.
  private static final int ATTEMPTS = 3;

  /// Share of the newest measurement in the rate.
  private static final double NEWEST = 0.2;

  private final IngestParts parts;
  private final Reader reader;
  private final Feeder feeder;
  private final Meanings meanings;
  private final Timings timings;
  private final Step.Checkpoint checkpoint;
  private final Patience patience;
  private final Thread thread;

  /// Items a second; 0 before anything was read.
  private volatile double rate;

  private volatile Optional<String> trouble = Optional.empty();

  Embedding(
      IngestParts parts,
      Reader reader,
      Feeder feeder,
      Meanings meanings,
      Timings timings,
      Step.Checkpoint checkpoint,
      Patience patience) {
    this.parts = parts;
    this.reader = reader;
    this.feeder = feeder;
    this.meanings = meanings;
    this.timings = timings;
    this.checkpoint = checkpoint;
    this.patience = patience;
    this.thread = Thread.ofPlatform().name("ingest-meaning").daemon().unstarted(this::run);
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  void start() {
    if (meanings.embedder().isPresent()) thread.start();
  }

  Ingest.Meaning state() {
    var model = meanings.embedder().map(embedder -> embedder.model().name());
    int waiting = meanings.waiting();
    double now = rate;
    var left =
        waiting == 0
            ? Optional.of(Duration.ZERO)
            : now > 0
                ? Optional.of(Duration.ofSeconds((long) Math.ceil(waiting / now)))
                : Optional.<Duration>empty();
    return new Ingest.Meaning(
        model, waiting, meanings.aside(), now, model.flatMap(_ -> left), trouble);
  }

  /// One item with what the model is to read of it.
  private record Page(Item item, Reader.Found found, List<String> texts) {}

  private void run() {
    var embedder = meanings.embedder().orElseThrow();
    int failures = 0;
    while (meanings.awaitWork()) {
      var taken = new ArrayList<ItemId>();
      try {
        if (meanings.conceptsLack()) concepts(embedder);
        else items(embedder, taken, failures > 0 ? 1 : TOGETHER);
        failures = 0;
        trouble = Optional.empty();
      } catch (ClosingException e) {
        LOG.log(System.Logger.Level.DEBUG, "the next start goes on with it", e);
        return;
      } catch (BlobFailure | GraphFailure | IndexFailure | UncheckedIOException e) {
        failures++;
        if (meanings.closed()) return;
        LOG.log(System.Logger.Level.WARNING, "reading for meaning failed, attempt " + failures, e);
        trouble = Optional.of(sentence(e));
        settle(embedder, taken, failures);
        if (!patience.after(failures)) return;
      } catch (RuntimeException e) {
        failures++;
        LOG.log(System.Logger.Level.ERROR, "a fault while reading for meaning", e);
        settle(embedder, taken, failures);
        if (!patience.after(failures)) return;
      }
    }
  }

  private static String sentence(RuntimeException failure) {
    return failure instanceof IndexFailure said && said.getMessage() != null
        ? said.getMessage()
        : "What came in cannot be read for its meaning now; it is tried again.";
  }

  /// One item alone that fails again and again, while another text is read well, is to blame
  /// itself.
  private void settle(Embedder embedder, List<ItemId> taken, int failures) {
    boolean blame = taken.size() == 1 && failures > ATTEMPTS && isWell(embedder);
    for (var id : taken)
      if (blame) {
        LOG.log(System.Logger.Level.WARNING, "item {0} is not found by meaning", id.value());
        meanings.putAside(id);
      } else meanings.putBack(id);
  }

  private static boolean isWell(Embedder embedder) {
    try {
      return embedder.passages(List.of("a text")).size() == 1;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "the model reads nothing at all", e);
      return false;
    }
  }

  private void concepts(Embedder embedder) {
    var concepts = parts.tagging().get();
    if (meanings.known(concepts).isEmpty()) meanings.keep(concepts, read(embedder, concepts));
    // What was brought in before could not be compared with these concepts. Their own directions
    // come into the index after it: as long as they are missing there, this is done again.
    feeder.bringSoon(readBefore());
    feeder.fillConceptsAgain();
    meanings.haveConcepts();
  }

  /// The directions of all {@link MeantConcepts.Texts}.
  private List<Direction> read(Embedder embedder, ConceptView concepts) {
    var texts = MeantConcepts.Texts.of(concepts);
    var before = meanings.remembered();
    var directions = new ArrayList<>(read(embedder, texts.described(), before.described()));
    for (var name : texts.named()) {
      if (meanings.closed()) throw new ClosingException();
      var known = before.named().get(name);
      directions.add(known == null ? embedder.question(name) : known);
    }
    directions.addAll(read(embedder, texts.about(), before.described()));
    return directions;
  }

  /// A vocabulary that is not in force, as the model reads it; empty where it has not read the one
  /// that is, or cannot read now.
  ///
  /// @param concepts that texts would be linked with
  Optional<Meanings.Foreseen> foreseen(ConceptView concepts) {
    var embedder = meanings.embedder();
    if (embedder.isEmpty()) return Optional.of(Meanings.Foreseen.NOTHING);
    if (meanings.known(parts.tagging().get()).isEmpty()) return Optional.empty();
    try {
      return Optional.of(meanings.foreseen(concepts, read(embedder.get(), concepts)));
    } catch (IndexFailure | ClosingException e) {
      LOG.log(System.Logger.Level.INFO, "meaning cannot be foretold", e);
      return Optional.empty();
    }
  }

  /// What waits to be read comes in by itself.
  private List<ItemId> readBefore() {
    var ids = new ArrayList<ItemId>();
    long from = 0;
    while (true) {
      var changes = parts.catalogue().changesSince(from, AT_ONCE_FROM_CATALOGUE);
      if (changes.isEmpty()) return ids;
      for (var change : changes)
        if (change.item().isPresent() && !meanings.waits(change.id())) ids.add(change.id());
      from = changes.getLast().number();
    }
  }

  /// @param taken is filled with what has been taken
  private void items(Embedder embedder, List<ItemId> taken, int most) {
    long began = System.nanoTime();
    var pages = new ArrayList<Page>();
    int passages = 0;
    while (passages < most) {
      var next = meanings.take();
      if (next.isEmpty()) break;
      taken.add(next.get());
      var page = page(next.get());
      if (page.isEmpty()) meanings.gone(next.get());
      else {
        passages += page.get().texts().size();
        pages.add(page.get());
      }
    }
    var unread = pages.stream().filter(p -> meanings.known(p.item(), p.found()).isEmpty()).toList();
    var directions =
        read(embedder, unread.stream().flatMap(page -> page.texts().stream()).toList());
    int from = 0;
    for (var page : unread) {
      int to = from + page.texts().size();
      meanings.keep(page.item(), page.found(), directions.subList(from, to));
      from = to;
    }
    if (!unread.isEmpty()) checkpoint.reached(Step.EMBEDDED);
    feeder.bringSoon(pages.stream().map(page -> page.item().id()).toList());
    measure(pages.size(), System.nanoTime() - began);
  }

  /// A change of the vocabulary leaves most of its texts as they were.
  private List<Direction> read(
      Embedder embedder, List<String> texts, Map<String, Direction> known) {
    var missing = texts.stream().filter(text -> !known.containsKey(text)).distinct().toList();
    var all = new HashMap<>(known);
    var read = read(embedder, missing);
    for (int i = 0; i < read.size(); i++) all.put(missing.get(i), read.get(i));
    return texts.stream().map(all::get).filter(Objects::nonNull).toList();
  }

  /// @throws ClosingException if this is to end
  private List<Direction> read(Embedder embedder, List<String> texts) {
    var directions = new ArrayList<Direction>();
    for (int from = 0; from < texts.size(); from += AT_ONCE) {
      if (meanings.closed()) throw new ClosingException();
      try (var _ = timings.start(Timings.Stage.EMBED)) {
        directions.addAll(
            embedder.passages(texts.subList(from, Math.min(texts.size(), from + AT_ONCE))));
      }
    }
    return directions;
  }

  /// What has been taken is left to the next start.
  private static final class ClosingException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// Empty if there is nothing to be found of it any more.
  private Optional<Page> page(ItemId id) {
    return parts
        .catalogue()
        .find(id, Caller.admin())
        .filter(item -> item.binned().isEmpty())
        .flatMap(item ->
            reader
                .found(item)
                .map(found ->
                    new Page(
                        item, found, EmbeddingText.of(item.title(), found.derived().passages()))));
  }

  private void measure(int items, long nanos) {
    if (items == 0) return;
    double now = items / (nanos / 1e9);
    rate = rate == 0 ? now : NEWEST * now + (1 - NEWEST) * rate;
  }

  /// Waits for what is being read.
  void close() {
    meanings.close();
    if (thread.getState() != Thread.State.NEW) Threads.join(thread);
  }
}

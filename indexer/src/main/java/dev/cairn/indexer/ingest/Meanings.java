package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Meant;
import dev.cairn.corpus.passage.DerivedStore;
import dev.cairn.corpus.tagging.Verdicts;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.embed.EmbeddingText;
import dev.cairn.ontology.ConceptView;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Which directions are known, and what waits for them. What waits is only in memory: after a crash
/// the index says which of its entries have none. Thread-safe.
final class Meanings {
  /// How far an item is on its way.
  private enum State {
    QUEUED,
    /// Its texts are being read.
    TAKEN,
    /// The index has its directions and does not show them yet.
    TOLD,
    /// Cannot be read; tried again when it changes, and at the next start.
    ASIDE
  }

  private static final class Waiting {
    private final ItemId id;
    private long change;
    private long wanted;
    private State state = State.QUEUED;

    Waiting(ItemId id, long change) {
      this.id = id;
      this.change = change;
    }
  }

  private final Optional<Embedder> embedder;
  private final DerivedStore store;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition done = lock.newCondition();
  private final Map<ItemId, Waiting> all = new HashMap<>();

  /// Those that are queued: what was wanted last first, then what changed last.
  private final TreeSet<Waiting> queue =
      new TreeSet<>(
          Comparator.comparingLong((Waiting waiting) -> -waiting.wanted)
              .thenComparingLong(waiting -> -waiting.change)
              .thenComparing(waiting -> waiting.id.value()));

  /// The newest one that was read.
  private volatile Optional<Vocabulary> vocabulary = Optional.empty();

  private long wishes;
  private int aside;
  private boolean concepts;
  private boolean paused;
  private boolean closed;

  Meanings(Optional<Embedder> embedder, DerivedStore store) {
    this.embedder = embedder;
    this.store = store;
  }

  Optional<Embedder> embedder() {
    return embedder;
  }

  /// The directions of an item, if they were made from what it says now.
  List<Direction> known(Item item, Reader.Found found) {
    if (embedder.isEmpty()) return List.of();
    var texts = EmbeddingText.of(item.title(), found.derived().passages());
    return directions(store.directions(found.content(), key(texts)), texts.size());
  }

  /// The directions of all concepts, by their ids; none where they are not known.
  ///
  /// @param tagging the concepts that texts are linked with
  Map<String, Direction> known(ConceptView tagging) {
    return byConcept(tagging, read(tagging).directions());
  }

  private static Map<String, Direction> byConcept(ConceptView tagging, List<Direction> directions) {
    var known = new HashMap<String, Direction>();
    if (directions.isEmpty()) return known;
    int at = 0;
    for (var concept : tagging.all()) known.put(concept.id(), directions.get(at++));
    return known;
  }

  /// A vocabulary that is not in force.
  ///
  /// @param concepts id → direction
  /// @param meant compares passages with it; empty where there are too few concepts
  record Foreseen(Map<String, Direction> concepts, Optional<MeantConcepts> meant) {
    /// Where there is no model.
    static final Foreseen NOTHING = new Foreseen(Map.of(), Optional.empty());
  }

  /// @param directions of all its {@link MeantConcepts.Texts}
  Foreseen foreseen(ConceptView tagging, List<Direction> directions) {
    return new Foreseen(byConcept(tagging, directions), MeantConcepts.of(tagging, directions));
  }

  /// The concepts that an item would mean then; nothing is kept.
  ///
  /// @param tagging the concepts that texts would be linked with
  Meant meant(
      Foreseen then, Item item, Derived derived, List<Direction> directions, ConceptView tagging) {
    if (derived.passages().isEmpty() || directions.isEmpty() || then.meant().isEmpty())
      return Meant.nothing();
    return new Meant(
            embedder.orElseThrow().model().name(), then.meant().get().of(derived, directions))
        .without(Verdicts.of(item.judgements(), tagging).rejected());
  }

  /// What of these texts the model has read for an earlier state of the vocabulary.
  ///
  /// @param named texts → directions, of names as questions
  /// @param described of all others, as passages
  record Remembered(Map<String, Direction> named, Map<String, Direction> described) {}

  Remembered remembered() {
    var named = new HashMap<String, Direction>();
    var described = new HashMap<String, Direction>();
    vocabulary.ifPresent(it -> {
      var texts = it.texts();
      int before = texts.described().size();
      int after = before + texts.named().size();
      var all = texts.all();
      for (int i = 0; i < all.size(); i++)
        (i < before || i >= after ? described : named).put(all.get(i), it.directions().get(i));
    });
    return new Remembered(named, described);
  }

  /// A vocabulary as the model has read it.
  ///
  /// @param directions of its texts; empty where they are not known
  private record Vocabulary(
      String version,
      MeantConcepts.Texts texts,
      List<Direction> directions,
      Optional<MeantConcepts> meant) {}

  private Vocabulary read(ConceptView concepts) {
    var known = vocabulary;
    if (known.isPresent() && known.get().version().equals(concepts.version())) return known.get();
    if (embedder.isEmpty())
      return new Vocabulary("", MeantConcepts.Texts.NONE, List.of(), Optional.empty());
    var texts = MeantConcepts.Texts.of(concepts);
    var all = texts.all();
    var directions = directions(store.directions(key(all)), all.size());
    var read =
        new Vocabulary(
            concepts.version(), texts, directions, MeantConcepts.of(concepts, directions));
    if (!directions.isEmpty()) vocabulary = Optional.of(read);
    return read;
  }

  /// The concepts that an item means without naming them: worked out where its directions and those
  /// of the concepts are known, else as it was kept for this vocabulary. What people rejected is
  /// left out.
  ///
  /// @param directions of the item, empty where they are not known
  Meant meant(Item item, Reader.Found found, List<Direction> directions, ConceptView concepts) {
    return compared(item, found, directions, concepts)
        .without(Verdicts.of(item.judgements(), concepts).rejected());
  }

  private Meant compared(
      Item item, Reader.Found found, List<Direction> directions, ConceptView concepts) {
    if (found.derived().passages().isEmpty()) return Meant.nothing();
    var key = meantKey(item, found, concepts);
    var kept = store.meant(found.content(), key);
    if (directions.isEmpty()) return kept.orElse(Meant.nothing());
    var model = embedder.orElseThrow().model().name();
    if (kept.isPresent() && kept.get().model().equals(model)) return kept.get();
    var comparing = read(concepts).meant();
    if (comparing.isEmpty()) return kept.orElse(Meant.nothing());
    var made = new Meant(model, comparing.get().of(found.derived(), directions));
    store.putMeant(found.content(), key, made);
    return made;
  }

  /// As it was kept for this vocabulary.
  Meant meant(Item item, Reader.Found found, ConceptView concepts) {
    return meant(item, found, List.of(), concepts);
  }

  private static String meantKey(Item item, Reader.Found found, ConceptView concepts) {
    var texts = new ArrayList<>(EmbeddingText.of(item.title(), found.derived().passages()));
    // What is named is not linked by meaning, so that another linker may change the links.
    for (var mention : found.derived().mentions())
      texts.add(mention.start() + " " + mention.concept());
    return MeantConcepts.version() + " " + concepts.version() + " " + hash(texts);
  }

  void keep(Item item, Reader.Found found, List<Direction> directions) {
    var texts = EmbeddingText.of(item.title(), found.derived().passages());
    store.putDirections(
        found.content(), key(texts), directions.stream().map(Direction::values).toList());
  }

  /// @param directions of its {@link MeantConcepts.Texts}
  void keep(ConceptView concepts, List<Direction> directions) {
    store.putDirections(
        key(MeantConcepts.Texts.of(concepts).all()),
        directions.stream().map(Direction::values).toList());
  }

  private List<Direction> directions(Optional<List<float[]>> stored, int texts) {
    int dimensions = embedder.orElseThrow().model().dimensions();
    var vectors = stored.orElse(List.of());
    if (vectors.size() != texts) return List.of();
    var directions = new ArrayList<Direction>();
    for (var vector : vectors) {
      if (vector.length != dimensions) return List.of();
      directions.add(Direction.of(vector));
    }
    return directions;
  }

  /// Whatever a direction depends on: the model, and every text as it was given to it. Other
  /// versions of extractor or splitter make other texts, or the same ones.
  private String key(List<String> texts) {
    return embedder.orElseThrow().model().name() + " " + hash(texts);
  }

  private static String hash(List<String> texts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var text : texts) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Asks the index which of its entries wait for their meaning; this takes the place of all that
  /// was known here. For when nothing comes in. While another index is about to take its place,
  /// nothing is taken.
  ///
  /// @param tagging the concepts that are to have directions
  void ask(SearchIndex index, ConceptView tagging) {
    if (embedder.isEmpty()) return;
    var items = new HashMap<ItemId, Long>();
    boolean lacking = false;
    try (var view = index.view()) {
      var numbers = view.numbers();
      for (var id : view.undirected())
        if (Entries.isConcept(id)) lacking |= tagging.byId(Entries.concept(id)).isPresent();
        else items.put(new ItemId(id), numbers.getOrDefault(id, 0L));
    }
    begin(items, lacking, index.outdated());
  }

  private void begin(Map<ItemId, Long> changes, boolean lackConcepts, boolean outdated) {
    lock.lock();
    try {
      all.clear();
      queue.clear();
      aside = 0;
      changes.forEach(this::enqueue);
      concepts = lackConcepts;
      paused = outdated;
      signal();
    } finally {
      lock.unlock();
    }
  }

  private void enqueue(ItemId id, long change) {
    var waiting = new Waiting(id, change);
    all.put(id, waiting);
    queue.add(waiting);
  }

  /// The index has an entry without directions.
  void lacking(ItemId id, long change) {
    if (embedder.isEmpty()) return;
    lock.lock();
    try {
      var known = all.get(id);
      if (known == null) enqueue(id, change);
      else {
        queue.remove(known);
        if (known.state == State.ASIDE) aside--;
        known.change = change;
        known.state = State.QUEUED;
        queue.add(known);
      }
      signal();
    } finally {
      lock.unlock();
    }
  }

  /// The index has an entry with directions.
  ///
  /// @return whether {@link #shown} has to be told when it shows them
  boolean told(ItemId id) {
    lock.lock();
    try {
      var known = all.get(id);
      if (known == null) return false;
      queue.remove(known);
      if (known.state == State.ASIDE) aside--;
      known.state = State.TOLD;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Everything that the index was told is shown.
  void shown(ItemId id) {
    lock.lock();
    try {
      var known = all.get(id);
      if (known != null && known.state == State.TOLD) all.remove(id);
      signal();
    } finally {
      lock.unlock();
    }
  }

  /// The index has no entry.
  void gone(ItemId id) {
    lock.lock();
    try {
      var known = all.remove(id);
      if (known == null) return;
      queue.remove(known);
      if (known.state == State.ASIDE) aside--;
      signal();
    } finally {
      lock.unlock();
    }
  }

  /// The index has concepts without directions.
  void lackConcepts() {
    lackConcepts(true);
  }

  void haveConcepts() {
    lackConcepts(false);
  }

  private void lackConcepts(boolean lacking) {
    if (embedder.isEmpty()) return;
    lock.lock();
    try {
      concepts = lacking;
      signal();
    } finally {
      lock.unlock();
    }
  }

  private void signal() {
    work.signalAll();
    done.signalAll();
  }

  /// It is looked at just now, and comes before all others.
  void wanted(ItemId id) {
    lock.lock();
    try {
      var known = all.get(id);
      if (known == null || known.state != State.QUEUED) return;
      queue.remove(known);
      known.wanted = ++wishes;
      queue.add(known);
    } finally {
      lock.unlock();
    }
  }

  /// Waits until something waits.
  ///
  /// @return false when closed
  boolean awaitWork() {
    lock.lock();
    try {
      while (!closed && (paused || queue.isEmpty() && !concepts)) work.awaitUninterruptibly();
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  boolean conceptsLack() {
    lock.lock();
    try {
      return concepts;
    } finally {
      lock.unlock();
    }
  }

  /// The next one; empty if none waits.
  Optional<ItemId> take() {
    lock.lock();
    try {
      var next = closed || paused ? null : queue.pollFirst();
      if (next == null) return Optional.empty();
      next.state = State.TAKEN;
      return Optional.of(next.id);
    } finally {
      lock.unlock();
    }
  }

  /// Was taken and waits again, unless it has gone further meanwhile.
  void putBack(ItemId id) {
    change(id, State.QUEUED);
  }

  void putAside(ItemId id) {
    change(id, State.ASIDE);
  }

  private void change(ItemId id, State state) {
    lock.lock();
    try {
      var known = all.get(id);
      if (known == null || known.state != State.TAKEN) return;
      known.state = state;
      if (state == State.QUEUED) queue.add(known);
      if (state == State.ASIDE) aside++;
      signal();
    } finally {
      lock.unlock();
    }
  }

  boolean waits(ItemId id) {
    lock.lock();
    try {
      return all.containsKey(id);
    } finally {
      lock.unlock();
    }
  }

  int waiting() {
    lock.lock();
    try {
      return all.size() - aside;
    } finally {
      lock.unlock();
    }
  }

  int aside() {
    lock.lock();
    try {
      return aside;
    } finally {
      lock.unlock();
    }
  }

  /// Whether nothing waits but what cannot be read.
  boolean settled() {
    lock.lock();
    try {
      return all.size() == aside && !concepts;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until it is settled, or closed.
  void awaitSettled() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && (all.size() > aside || concepts)) done.await();
    } finally {
      lock.unlock();
    }
  }

  boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      signal();
    } finally {
      lock.unlock();
    }
  }
}

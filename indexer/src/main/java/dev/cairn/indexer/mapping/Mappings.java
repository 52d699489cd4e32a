package dev.cairn.indexer.mapping;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.care.Care;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.matching.Matcher;
import dev.cairn.ontology.matching.Nearness;
import dev.cairn.ontology.matching.Rejections;
import dev.cairn.ontology.matching.Suggestion;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Suggested mappings between vocabularies: looked for when somebody asks, then remembered until
/// the next look. Thread-safe.
public final class Mappings {
  /// Of more concepts only the names are compared.
  public static final int MOST_BY_MEANING = 30_000;

  private static final System.Logger LOG = System.getLogger(Mappings.class.getName());
  private static final int AT_ONCE = 16;

  private final Parts parts;
  private final ReentrantLock looking = new ReentrantLock();

  private volatile Optional<Found> found = Optional.empty();

  /// What was near at the last look, since confirming mappings changes no text, as long as there is
  /// room for it; guarded by {@link #looking}.
  private Optional<SoftReference<Compared>> compared = Optional.empty();

  /// @param home id of the vocabulary that a concept belongs to
  /// @param vocabularies ids of all vocabularies; of two the first is the `one` of a suggestion
  /// @param known file in which is kept what the model has read
  public record Parts(
      Supplier<ConceptView> concepts,
      Function<Concept, String> home,
      Supplier<List<String>> vocabularies,
      Rejections rejections,
      Optional<Embedder> embedder,
      Path known,
      Clock clock) {}

  /// What a look has found.
  ///
  /// @param byMeaning whether the meaning counted
  /// @param notice one sentence where something limits what was found
  /// @param state of the vocabularies that were compared
  private record Found(
      List<Suggestion> suggestions,
      Instant at,
      boolean byMeaning,
      Optional<String> notice,
      String state) {}

  private record Compared(Map<String, UUID> texts, Nearness nearness) {}

  /// What is known now.
  ///
  /// @param suggestions that are not decided yet, best first
  /// @param at when they were looked for; empty before the first look
  /// @param outdated whether the vocabularies have changed since
  public record Open(
      List<Suggestion> suggestions,
      Optional<Instant> at,
      boolean outdated,
      boolean byMeaning,
      Optional<String> notice) {
    public Open {
      suggestions = List.copyOf(suggestions);
    }
  }

  public Mappings(Parts parts) {
    this.parts = parts;
  }

  /// Suggestions that were neither confirmed nor rejected, of concepts that are still here.
  public Open open() {
    var now = found;
    if (now.isEmpty()) return new Open(List.of(), Optional.empty(), false, false, Optional.empty());
    var view = parts.concepts().get();
    var open =
        now.get().suggestions().stream()
            .flatMap(suggestion -> open(suggestion, view).stream())
            .toList();
    return new Open(
        open,
        Optional.of(now.get().at()),
        !now.get().state().equals(state(view)),
        now.get().byMeaning(),
        now.get().notice());
  }

  private Optional<Suggestion> open(Suggestion suggestion, ConceptView view) {
    var one = view.byId(suggestion.one().id()).filter(c -> !c.deprecated());
    var other = view.byId(suggestion.other().id()).filter(c -> !c.deprecated());
    if (one.isEmpty() || other.isEmpty()) return Optional.empty();
    if (parts.rejections().contains(one.get().iri(), other.get().iri())) return Optional.empty();
    return Matcher.isDecided(one.get(), other.get(), view, parts.home())
        ? Optional.empty()
        : Optional.of(suggestion);
  }

  private String state(ConceptView view) {
    return view.version() + " " + parts.vocabularies().get();
  }

  /// Looks for suggestions, and remembers them. Takes seconds by names; where a model has to read
  /// thousands of concepts first, minutes.
  ///
  /// @param watcher told how far it is
  /// @throws InterruptedException if the thread is to end; then the suggestions stay as they were
  public Open look(Consumer<Care.Progress> watcher) throws InterruptedException {
    looking.lockInterruptibly();
    try {
      var view = parts.concepts().get();
      var vocabularies = parts.vocabularies().get();
      var homes = new HashMap<String, String>();
      for (var concept : view.all()) homes.put(concept.id(), parts.home().apply(concept));
      var notice = Optional.<String>empty();
      var nearness = Nearness.UNKNOWN;
      if (parts.embedder().isEmpty())
        notice = Optional.of("No model is set up that reads for meaning; names alone decided.");
      else if (view.all().size() > MOST_BY_MEANING)
        notice =
            Optional.of(
                "There are more than %,d concepts; they were compared by names alone."
                    .formatted(MOST_BY_MEANING));
      else
        try {
          nearness = nearness(view, homes, parts.embedder().get(), watcher);
        } catch (IndexFailure e) {
          LOG.log(System.Logger.Level.WARNING, "concepts cannot be read for their meaning", e);
          notice =
              Optional.of(
                  "The model cannot be reached now; names alone decided. Look again later.");
        }
      watcher.accept(new Care.Progress("Comparing names", 0, 0));
      var suggestions =
          Matcher.suggest(view, c -> homes.getOrDefault(c.id(), ""), vocabularies, nearness);
      found =
          Optional.of(
              new Found(
                  suggestions,
                  parts.clock().instant(),
                  nearness != Nearness.UNKNOWN,
                  notice,
                  view.version() + " " + vocabularies));
      return open();
    } finally {
      looking.unlock();
    }
  }

  private Nearness nearness(
      ConceptView view,
      Map<String, String> homes,
      Embedder embedder,
      Consumer<Care.Progress> watcher)
      throws InterruptedException {
    var texts = ConceptTexts.of(view, embedder.model().languages());
    var keys = new HashMap<String, UUID>();
    texts.forEach((id, text) -> keys.put(id, KnownTexts.key(text)));
    var before = compared.flatMap(it -> Optional.ofNullable(it.get()));
    if (before.isPresent() && before.get().texts().equals(keys)) return before.get().nearness();
    var directions = read(texts, keys, embedder, watcher);
    var near =
        NearConcepts.of(
            directions,
            homes,
            (done, total) -> {
              if (Thread.interrupted()) throw new InterruptedException();
              watcher.accept(new Care.Progress("Comparing what concepts mean", done, total));
            });
    compared = Optional.of(new SoftReference<>(new Compared(keys, near)));
    return near;
  }

  /// Directions by id. What was read stays kept, also where this is broken off.
  private Map<String, Direction> read(
      Map<String, String> texts,
      Map<String, UUID> keys,
      Embedder embedder,
      Consumer<Care.Progress> watcher)
      throws InterruptedException {
    var model = embedder.model().name();
    var known = KnownTexts.read(parts.known(), model);
    known.keySet().retainAll(new HashSet<>(keys.values()));
    var missing =
        texts.entrySet().stream()
            .filter(e -> !known.containsKey(keys.get(e.getKey())))
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    try {
      for (int from = 0; from < missing.size(); from += AT_ONCE) {
        if (Thread.interrupted()) throw new InterruptedException();
        watcher.accept(
            new Care.Progress("Reading concepts for their meaning", from, missing.size()));
        var some = missing.subList(from, Math.min(missing.size(), from + AT_ONCE));
        var read = embedder.passages(some);
        for (int i = 0; i < read.size(); i++) known.put(KnownTexts.key(some.get(i)), read.get(i));
      }
    } finally {
      if (!missing.isEmpty() && !known.isEmpty()) KnownTexts.write(parts.known(), model, known);
    }
    var directions = new HashMap<String, Direction>();
    keys.forEach((id, key) -> {
      var direction = known.get(key);
      if (direction != null) directions.put(id, direction);
    });
    return directions;
  }
}

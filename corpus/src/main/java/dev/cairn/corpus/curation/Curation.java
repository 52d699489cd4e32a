package dev.cairn.corpus.curation;

import dev.cairn.corpus.ItemId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What people set right in the search by hand: kept durably, checked when it is entered.
/// Thread-safe.
public final class Curation {
  /// Name of its folder below the data folder.
  public static final String FOLDER = "curated";

  public static final int MOST_PINS = 10_000;
  public static final int MOST_PINS_OF_QUESTION = 10;
  public static final int MOST_SYNONYMS = 1_000;
  public static final int MOST_SEARCHES = 5_000;
  public static final int MOST_SEARCHES_OF_OWNER = 100;

  private final Clock clock;
  private final Kept<Pin> pins;
  private final Kept<Synonyms> synonyms;
  private final Kept<SavedSearch> searches;
  private volatile Curated curated;

  private Curation(Path folder, Clock clock) {
    this.clock = clock;
    this.pins = Kept.open(folder, "pins.jsonl", "pins", new Forms.OfPin());
    this.synonyms = Kept.open(folder, "synonyms.jsonl", "synonyms", new Forms.OfSynonyms());
    this.searches = Kept.open(folder, "searches.jsonl", "saved searches", new Forms.OfSearch());
    this.curated = new Curated(pins.all(), synonyms.all());
  }

  /// Reads what was entered before. Never fails: what is damaged is left out and left alone, and
  /// {@link #trouble} says so.
  ///
  /// @param folder is made when something is entered
  public static Curation open(Path folder, Clock clock) {
    return new Curation(folder, clock);
  }

  /// What searches go by now. The same one until something changes.
  public Curated curated() {
    return curated;
  }

  /// Oldest first.
  public synchronized List<Pin> pins() {
    return pins.all();
  }

  /// Oldest first.
  public synchronized List<Synonyms> synonyms() {
    return synonyms.all();
  }

  /// Those of this owner and those for everybody, oldest first.
  public synchronized List<SavedSearch> searches(String owner) {
    return searches.all().stream()
        .filter(s -> s.forEverybody() || s.owner().equals(owner))
        .toList();
  }

  /// Pins an item, or changes a pin.
  ///
  /// @param id of the pin to be changed; empty for a new one
  /// @throws CurationFailure if it cannot be written
  public synchronized Entered<Pin> pin(
      Optional<String> id, String question, ItemId item, String note) {
    var words = Curated.folded(question);
    var others = without(pins, id, Pin::id);
    if (words.isEmpty() || question.strip().length() > Pin.LONGEST_QUESTION)
      return new Entered.Refused<>(
          "question",
          "Say for which question, with a word in it and at most %d letters."
              .formatted(Pin.LONGEST_QUESTION));
    if (note.strip().length() > Pin.LONGEST_NOTE)
      return new Entered.Refused<>(
          "note", "Shorten the note to %d letters.".formatted(Pin.LONGEST_NOTE));
    var same = others.stream().filter(p -> Curated.folded(p.question()).equals(words)).toList();
    if (same.stream().anyMatch(p -> p.item().equals(item)))
      return new Entered.Refused<>("item", "It is pinned to this question already.");
    if (same.size() >= MOST_PINS_OF_QUESTION)
      return new Entered.Refused<>(
          "question",
          "At most %d items are pinned to one question; take one of them away first."
              .formatted(MOST_PINS_OF_QUESTION));
    if (others.size() >= MOST_PINS) return full("question", MOST_PINS, "pins");
    return kept(
        pins,
        others,
        new Pin(id.orElseGet(Curation::name), question.strip(), item, note.strip(), now()));
  }

  /// Adds words that mean the same, or changes them.
  ///
  /// @param id of the set to be changed; empty for a new one
  /// @throws CurationFailure if it cannot be written
  public synchronized Entered<Synonyms> synonyms(
      Optional<String> id, List<String> words, boolean oneWay) {
    var others = without(synonyms, id, Synonyms::id);
    var different = new ArrayList<String>();
    var known = new HashSet<List<String>>();
    for (var word : words) {
      var folded = Curated.folded(word);
      var shown = word.strip().replaceAll("\\s+", " ");
      if (folded.isEmpty()) continue;
      if (shown.length() > Synonyms.LONGEST_WORD || folded.size() > Synonyms.LONGEST_PHRASE)
        return new Entered.Refused<>(
            "words",
            "'%s' is too long: a phrase has at most %d words and %d letters."
                .formatted(
                    shown.length() > Synonyms.LONGEST_WORD
                        ? shown.substring(0, Synonyms.LONGEST_WORD) + "…"
                        : shown,
                    Synonyms.LONGEST_PHRASE,
                    Synonyms.LONGEST_WORD));
      if (known.add(folded)) different.add(shown);
    }
    if (different.size() < 2)
      return new Entered.Refused<>("words", "Give at least two different words or phrases.");
    if (different.size() > Synonyms.MOST_WORDS)
      return new Entered.Refused<>(
          "words",
          "%d words are too many for one set, which takes %d; make two of it."
              .formatted(different.size(), Synonyms.MOST_WORDS));
    if (others.size() >= MOST_SYNONYMS) return full("words", MOST_SYNONYMS, "sets of synonyms");
    return kept(
        synonyms, others, new Synonyms(id.orElseGet(Curation::name), different, oneWay, now()));
  }

  /// Saves a search, or changes it.
  ///
  /// @param id of the search to be changed; empty for a new one
  /// @param owner a name that only who saved it knows, or a role
  /// @param query was checked
  /// @throws CurationFailure if it cannot be written
  public synchronized Entered<SavedSearch> search(
      Optional<String> id, String owner, String name, String query, boolean forEverybody) {
    var others = without(searches, id, SavedSearch::id);
    if (name.isBlank() || name.strip().length() > SavedSearch.LONGEST_NAME)
      return new Entered.Refused<>(
          "name", "Give it a name of 1 to %d letters.".formatted(SavedSearch.LONGEST_NAME));
    if (query.length() > SavedSearch.LONGEST_QUERY)
      return new Entered.Refused<>(
          "query",
          "This search is too long to be saved: %d letters, where %d are taken."
              .formatted(query.length(), SavedSearch.LONGEST_QUERY));
    if (others.stream().filter(s -> s.owner().equals(owner)).count() >= MOST_SEARCHES_OF_OWNER)
      return new Entered.Refused<>(
          "name",
          "You have saved %d searches, which is as many as are kept; remove one first."
              .formatted(MOST_SEARCHES_OF_OWNER));
    if (others.size() >= MOST_SEARCHES) return full("name", MOST_SEARCHES, "saved searches");
    return kept(
        searches,
        others,
        new SavedSearch(
            id.orElseGet(Curation::name), owner, name.strip(), query, forEverybody, now()));
  }

  private static <T> Entered<T> full(String field, int most, String what) {
    return new Entered.Refused<>(
        field,
        "There are %,d %s, which is as many as are kept; remove some.".formatted(most, what));
  }

  /// Whether there was one.
  ///
  /// @throws CurationFailure if it cannot be written
  public synchronized boolean removePin(String id) {
    return remove(pins, pin -> pin.id().equals(id));
  }

  /// Whether there were any.
  ///
  /// @throws CurationFailure if it cannot be written
  public synchronized boolean removeSynonyms(String id) {
    return remove(synonyms, set -> set.id().equals(id));
  }

  /// Whether there was one.
  ///
  /// @throws CurationFailure if it cannot be written
  public synchronized boolean removeSearch(String id) {
    return remove(searches, search -> search.id().equals(id));
  }

  /// Takes away what was pinned of these items. On the disk when this returns.
  ///
  /// @throws CurationFailure if it cannot be written
  public synchronized void forget(Set<ItemId> items) {
    remove(pins, pin -> items.contains(pin.item()));
  }

  /// Forgets what others than this owner saved before a moment.
  ///
  /// @throws CurationFailure if it cannot be written
  public synchronized void forgetSearches(String except, Instant before) {
    remove(searches, s -> !s.owner().equals(except) && s.since().isBefore(before));
  }

  /// @param of the owner who was asked about
  public record Saved(int all, int of) {}

  /// How many searches are saved, and how many of them by this owner.
  public synchronized Saved countSearches(String owner) {
    var own = searches.all().stream().filter(s -> s.owner().equals(owner)).count();
    return new Saved(searches.all().size(), Math.toIntExact(own));
  }

  private static <T> List<T> without(Kept<T> kept, Optional<String> id, Function<T, String> idOf) {
    return kept.all().stream()
        .filter(thing -> id.filter(idOf.apply(thing)::equals).isEmpty())
        .toList();
  }

  private <T> Entered<T> kept(Kept<T> kept, List<T> others, T thing) {
    replace(kept, Stream.concat(others.stream(), Stream.of(thing)).toList());
    return new Entered.Kept<>(thing);
  }

  private <T> boolean remove(Kept<T> kept, Predicate<T> gone) {
    var left = kept.all().stream().filter(gone.negate()).toList();
    if (left.size() == kept.all().size()) return false;
    replace(kept, left);
    return true;
  }

  private <T> void replace(Kept<T> kept, List<T> things) {
    kept.replace(things);
    // Searches that are saved change no answer; what is kept of questions stays good.
    if (kept != searches) curated = new Curated(pins.all(), synonyms.all());
  }

  private static String name() {
    return ItemId.random().value();
  }

  private Instant now() {
    return clock.instant();
  }

  /// Empty when all can be read and written, else one sentence for the operator.
  public synchronized Optional<String> trouble() {
    return Stream.of(pins.trouble(), synonyms.trouble(), searches.trouble())
        .flatMap(Optional::stream)
        .findFirst();
  }

  /// What is in the files of this folder now.
  ///
  /// @param damaged one sentence for each file that is damaged
  public record Count(int pins, int synonyms, int searches, List<String> damaged) {
    public Count {
      damaged = List.copyOf(damaged);
    }
  }

  /// Reads the files of a folder anew, and changes nothing.
  public static Count count(Path folder) {
    var read = new Curation(folder, Clock.systemUTC());
    return new Count(
        read.pins.all().size(),
        read.synonyms.all().size(),
        read.searches.all().size(),
        Stream.of(read.pins.trouble(), read.synonyms.trouble(), read.searches.trouble())
            .flatMap(Optional::stream)
            .toList());
  }
}

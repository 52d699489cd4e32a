package dev.cairn.indexer.care;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.course.Courses;
import dev.cairn.corpus.curation.Curation;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// One check of everything, while all goes on: what differs is looked at once more before it counts
/// as a fault, since it may have changed in between.
final class Checkup {
  private static final String CONCEPT = "concept:";

  /// More of one kind are counted, not listed.
  private static final int LISTED = 20;

  private final CareParts parts;
  private final Works.Progressing progress;
  private final List<String> checked = new ArrayList<>();
  private final List<String> mended = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  Checkup(CareParts parts, Works.Progressing progress) {
    this.parts = parts;
    this.progress = progress;
  }

  Care.Report report() throws InterruptedException {
    originals();
    strays();
    derived();
    graph();
    relations();
    index();
    curated();
    return new Care.Report(checked, mended, faults);
  }

  /// All items, in the bin and out of it, whether they were read or wait.
  private static Map<ItemId, Item> items(Catalogue catalogue) {
    Map<ItemId, Item> all = new TreeMap<>(java.util.Comparator.comparing(ItemId::value));
    for (var change : catalogue.changesSince(0, Integer.MAX_VALUE))
      change.item().ifPresent(item -> all.put(item.id(), item));
    for (var item : catalogue.waiting()) all.put(item.id(), item);
    return all;
  }

  private static String named(Item item) {
    return "'" + item.title() + "' (" + item.id().value() + ")";
  }

  private void originals() throws InterruptedException {
    Map<ContentId, Item> wanted = new TreeMap<>();
    for (var item : items(parts.catalogue()).values())
      for (var version : item.versions())
        if (version.bytes() > 0 || parts.originals().size(version.content()).isPresent())
          wanted.putIfAbsent(version.content(), item);
    var lost = new Sentences(faults);
    var healed = new Sentences(mended);
    long done = 0;
    long bytes = 0;
    for (var one : wanted.entrySet()) {
      if (Thread.interrupted()) throw new InterruptedException("the check was stopped");
      progress.at("comparing originals with their names", done++, wanted.size());
      var content = one.getKey();
      var state = state(content);
      if (state == State.WHOLE) bytes += parts.originals().size(content).orElse(0L);
      else if (parts.catalogue().refersTo(content))
        mend(one.getValue(), content, state, lost, healed);
    }
    lost.end("originals more are lost.");
    healed.end("originals more were mended.");
    checked.add(
        "%,d originals with %,d bytes were compared with their names."
            .formatted(wanted.size(), bytes));
  }

  private enum State {
    WHOLE,
    DAMAGED,
    MISSING
  }

  private State state(ContentId content) {
    var original = parts.originals().open(content);
    if (original.isEmpty()) return State.MISSING;
    try (var in = original.get()) {
      return Sha256.of(in).equals(content.hex()) ? State.WHOLE : State.DAMAGED;
    } catch (IOException e) {
      // A disk that cannot give the bytes back has lost them.
      return State.DAMAGED;
    }
  }

  private void mend(Item item, ContentId content, State state, Sentences lost, Sentences healed) {
    var version =
        item.versions().stream()
            .filter(v -> v.content().equals(content))
            .findFirst()
            .orElse(item.version());
    if (state == State.DAMAGED) parts.originals().setAside(content);
    if (fetched(content, version.bytes())) {
      healed.add("The original of " + named(item) + " was brought again from where it came.");
      return;
    }
    lost.add(
        "The original of %s, version %d, %s. Bring the same file again, or restore a backup; what"
                .formatted(
                    named(item),
                    version.number(),
                    state == State.DAMAGED
                        ? "is damaged and was put into originals/damaged"
                        : "is missing")
            + " was read of it can still be searched.");
  }

  private boolean fetched(ContentId content, long bytes) {
    try {
      var source = parts.sources().apply(content);
      if (source.isEmpty()) return false;
      try (InputStream in = source.get()) {
        var stored = parts.originals().put(in, Math.max(1, bytes));
        if (stored.id().equals(content)) return true;
        parts.ingest().deleteIfUnreferenced(stored.id());
        return false;
      }
    } catch (IOException | BlobStore.TooLargeException e) {
      return false;
    }
  }

  private void strays() {
    var all = new TreeSet<ContentId>();
    parts.originals().each(all::add);
    int removed = 0;
    for (var content : all)
      // What was just brought in and waits to be noted is not deleted.
      if (!parts.catalogue().refersTo(content) && parts.ingest().deleteIfUnreferenced(content))
        removed++;
    if (removed > 0)
      mended.add(
          "%,d originals that belonged to no item were removed; uploads that broke off leave such."
              .formatted(removed));
  }

  private void derived() {
    progress.at("reading what was made from originals", 0, 0);
    var swept = parts.derived().sweep(parts.catalogue()::refersTo);
    checked.add("%,d texts made from originals were read.".formatted(swept.whole()));
    if (swept.damaged() > 0)
      mended.add(
          "%,d texts made from originals could not be read; they are made again when needed."
              .formatted(swept.damaged()));
    if (swept.strays() > 0)
      mended.add("%,d texts that belonged to no item were removed.".formatted(swept.strays()));
  }

  /// What is in memory was built up change by change; what is in the graph is what counts.
  private void graph() {
    progress.at("reading the graph again", 0, 0);
    Set<ItemId> differing = null;
    int count = 0;
    // Three times the same difference is no change that came in between.
    for (int attempt = 0; attempt < 3 && (differing == null || !differing.isEmpty()); attempt++) {
      Map<ItemId, Item> there;
      try (var reloaded = parts.reloaded().get()) {
        there = items(reloaded);
      }
      var here = items(parts.catalogue());
      count = there.size();
      var now = new LinkedHashSet<ItemId>();
      for (var id : here.keySet()) if (!Objects.equals(here.get(id), there.get(id))) now.add(id);
      for (var id : there.keySet()) if (!here.containsKey(id)) now.add(id);
      if (differing == null) differing = now;
      else differing.retainAll(now);
    }
    checked.add("%,d items were read again from the graph.".formatted(count));
    if (differing != null && !differing.isEmpty())
      faults.add(
          "%,d items are not in memory as the graph has them, %s the first. Restart the server: it"
                  .formatted(differing.size(), differing.iterator().next().value())
              + " reads the graph again.");
  }

  private void relations() {
    var items = items(parts.catalogue());
    Map<Place, Item> places = new HashMap<>();
    Map<Long, Item> numbers = new HashMap<>();
    var wrong = new Sentences(faults);
    for (var item : items.values()) {
      for (var place : item.places()) {
        var other = places.putIfAbsent(place, item);
        if (other != null)
          wrong.add(
              "%s and %s claim the same place '%s'. Delete one of them."
                  .formatted(named(other), named(item), place.path()));
      }
      var other = item.change() == 0 ? null : numbers.putIfAbsent(item.change(), item);
      if (other != null)
        wrong.add(
            "%s and %s bear the same number of change. Say something of one of them again, such as"
                    .formatted(named(other), named(item))
                + " its title, to give it a new one.");
      if (item.partOf().isPresent() && !items.containsKey(item.partOf().get()))
        wrong.add(
            "%s lay in an item that does not exist. Bring its archive or mail again, or delete it."
                .formatted(named(item)));
    }
    long last = 0;
    for (var change : parts.catalogue().changesSince(0, Integer.MAX_VALUE)) {
      if (change.number() <= last)
        wrong.add("The numbers of changes do not rise at %d. Restore a backup.".formatted(last));
      last = change.number();
    }
    wrong.end("such faults more.");
    checked.add(
        "%,d places and %,d changes were compared.".formatted(places.size(), numbers.size()));
  }

  private void curated() {
    var count = Curation.count(parts.folder().resolve(Curation.FOLDER));
    faults.addAll(count.damaged());
    checked.add(
        "%,d pins, %,d sets of synonyms and %,d saved searches were read."
            .formatted(count.pins(), count.synonyms(), count.searches()));
    var courses = Courses.count(parts.folder().resolve(Curation.FOLDER));
    faults.addAll(courses.damaged());
    checked.add("%,d courses were read.".formatted(courses.courses()));
  }

  private void index() throws InterruptedException {
    progress.at("comparing the index", 0, 0);
    parts.ingest().awaitShown(parts.catalogue().lastChange());
    var wrong = differing();
    // Changes come on meanwhile; what differs for that reason is right when they are shown.
    if (!wrong.isEmpty()) {
      parts.ingest().awaitShown(parts.catalogue().lastChange());
      var again = differing();
      wrong.keySet().retainAll(again.keySet());
    }
    checked.add("%,d entries of the index were compared with the items.".formatted(entries));
    if (wrong.isEmpty()) return;
    parts.ingest().bringAgain(wrong.keySet());
    var left = differing();
    left.keySet().retainAll(wrong.keySet());
    count(wrong, left, "missing", "%,d items were missing in the index and were brought in again.");
    count(wrong, left, "other", "%,d entries of the index were not up to date and were replaced.");
    count(wrong, left, "extra", "%,d entries of the index that had no item were removed.");
    if (!left.isEmpty())
      faults.add(
          "%,d items differ from their entries in the index, %s the first. Build the index anew"
                  .formatted(left.size(), left.keySet().iterator().next().value())
              + " ('cairn reindex').");
  }

  private void count(
      Map<ItemId, String> wrong, Map<ItemId, String> left, String kind, String sentence) {
    long count =
        wrong.entrySet().stream()
            .filter(e -> e.getValue().equals(kind) && !left.containsKey(e.getKey()))
            .count();
    if (count > 0) mended.add(sentence.formatted(count));
  }

  private long entries;

  /// What is wrong with the entry of which item.
  private Map<ItemId, String> differing() {
    Map<String, Long> numbers;
    try (var view = parts.index().view()) {
      numbers = new HashMap<>(view.numbers());
    }
    numbers.keySet().removeIf(id -> id.startsWith(CONCEPT));
    entries = numbers.size();
    Map<ItemId, String> wrong = new LinkedHashMap<>();
    for (var item : items(parts.catalogue()).values()) {
      var number = numbers.remove(item.id().value());
      if (item.change() == 0) continue;
      if (number == null) {
        if (mustBeFound(item)) wrong.put(item.id(), "missing");
      } else if (item.binned().isPresent()) wrong.put(item.id(), "extra");
      else if (number != item.change()) wrong.put(item.id(), "other");
    }
    for (var id : numbers.keySet()) wrong.put(new ItemId(id), "extra");
    return wrong;
  }

  private static boolean mustBeFound(Item item) {
    return item.binned().isEmpty()
        && item.state() == Item.State.DESCRIBED
        && item.outcome().map(Outcome::taken).orElse(false);
  }

  /// The first of many, and how many more there are.
  private static final class Sentences {
    private final List<String> to;
    private int count;

    Sentences(List<String> to) {
      this.to = to;
    }

    void add(String sentence) {
      if (count++ < LISTED) to.add(sentence);
    }

    void end(String more) {
      if (count > LISTED) to.add("%,d %s".formatted(count - LISTED, more));
    }
  }
}

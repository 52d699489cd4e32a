package dev.cairn.indexer.testkit;

import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.likeness.Sketch;
import dev.cairn.corpus.likeness.Sketches;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.SearchRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Entries in one line: `entry("a").title("Storm review").passage("The storm …").made()`.
public final class Entries {
  private final String id;
  private SearchRequest.Kind kind = SearchRequest.Kind.DOCUMENT;
  private String title = "";
  private final List<Passage> passages = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private final List<Tag> tags = new ArrayList<>();
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private Optional<LocalDate> date = Optional.empty();
  private Set<String> readers = Set.of("everyone");
  private double trust = 1;
  private Optional<Sketch> sketch = Optional.empty();
  private final List<Direction> directions = new ArrayList<>();
  private long change = 1;
  private int length;

  private Entries(String id) {
    this.id = id;
  }

  public static Entries entry(String id) {
    return new Entries(id);
  }

  public Entries kind(SearchRequest.Kind newKind) {
    kind = newKind;
    return this;
  }

  public Entries title(String newTitle) {
    title = newTitle;
    return this;
  }

  public Entries passage(String text) {
    return passage("", text);
  }

  public Entries passage(String heading, String text) {
    passages.add(new Passage(passages.size(), length, length + text.length(), heading, 0, text));
    length += text.length() + 1;
    return this;
  }

  public Entries label(String label) {
    labels.add(label);
    return this;
  }

  public Entries tag(String concept, double weight) {
    tags.add(new Tag(concept, weight, Tag.Method.FREQUENCY));
    return this;
  }

  public Entries value(String field, String... some) {
    values.put(field, List.of(some));
    return this;
  }

  public Entries date(String day) {
    date = Optional.of(LocalDate.parse(day));
    return this;
  }

  public Entries readers(String... principals) {
    readers = Set.of(principals);
    return this;
  }

  public Entries trust(double newTrust) {
    trust = newTrust;
    return this;
  }

  /// The same entry, trusted as much as that.
  public static Entry trusted(Entry entry, double trust) {
    return new Entry(
        entry.id(),
        entry.kind(),
        entry.title(),
        entry.passages(),
        entry.labels(),
        entry.tags(),
        entry.values(),
        entry.date(),
        entry.readers(),
        trust,
        entry.sketch(),
        entry.directions(),
        entry.change());
  }

  /// With the sketch of all passages together.
  public Entries sketched() {
    sketch = Sketches.of(passages.stream().map(Passage::text).collect(Collectors.joining("\n")));
    return this;
  }

  /// Directions of the passages, or of the title, in their order.
  public Entries directions(Direction... some) {
    directions.addAll(List.of(some));
    return this;
  }

  public Entries change(long number) {
    change = number;
    return this;
  }

  public Entry made() {
    return new Entry(
        id,
        kind,
        title,
        passages,
        labels,
        tags,
        values,
        date,
        readers,
        trust,
        sketch,
        directions,
        change);
  }
}

package dev.cairn.indexer.testkit;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.Caller;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Entries and questions made at random, of words that have one form only.
public final class RandomEntries {
  /// Common ones first.
  public static final List<String> WORDS =
      List.of(
          "bk", "cq", "dz", "fk", "gx", "hj", "jv", "kw", "lq", "mz", "nk", "pq", "qv", "rx", "sk",
          "tq", "vz", "wk", "xq", "zj");

  public static final List<String> CONCEPTS = List.of("c0", "c1", "c2", "c3", "c4", "c5", "c6");

  private static final int DIMENSIONS = 12;
  private static final List<String> READERS = List.of("everyone", "group:a", "group:b", "user:ann");
  private static final List<String> AUTHORS = List.of("bk cq", "dz fk", "gx", "zj bk");

  private final Random random;

  public RandomEntries(Random random) {
    this.random = random;
  }

  public Entry entry(int number) {
    var entry =
        Entries.entry("e" + number)
            .kind(pick(List.of(SearchRequest.Kind.values())))
            .title(text(1 + random.nextInt(4)))
            .readers(some(READERS, 2).toArray(String[]::new));
    int passages = random.nextInt(4);
    for (int i = 0; i < passages; i++)
      entry.passage(
          random.nextBoolean() ? "" : text(1) + " › " + text(2), text(1 + random.nextInt(12)));
    if (random.nextInt(5) > 0)
      for (int i = 0; i < Math.max(1, passages); i++) entry.directions(direction());
    for (var concept : some(CONCEPTS, 3))
      entry.tag(concept, (1 + random.nextInt(100)) / 100.0).label(text(2));
    if (random.nextInt(4) > 0) entry.date(day().toString());
    entry.value("author", some(AUTHORS, 2).toArray(String[]::new));
    entry.value("language", pick(List.of("en", "de")));
    return entry.made();
  }

  /// One as a searcher meets them: one of five is known to the team only, one of eight has no
  /// direction yet, one of four is trusted less.
  public Entry searched(String id) {
    var plain = entry(0);
    var directions = new ArrayList<Direction>();
    if (random.nextInt(8) > 0)
      for (int i = 0; i < Math.max(1, plain.passages().size()); i++) directions.add(direction());
    return new Entry(
        id,
        plain.kind(),
        plain.title(),
        plain.passages(),
        plain.labels(),
        plain.tags(),
        plain.values(),
        plain.date(),
        random.nextInt(5) == 0 ? Set.of("team") : Set.of(Caller.EVERYONE),
        random.nextInt(4) == 0 ? random.nextInt(50, 100) / 100.0 : 1,
        Optional.empty(),
        directions,
        1);
  }

  /// Near one of a few centres; sometimes exactly there, so that some are equally near.
  public Direction direction() {
    var values = new float[DIMENSIONS];
    values[random.nextInt(3)] = 1;
    if (random.nextInt(4) > 0)
      for (int i = 0; i < values.length; i++) values[i] += 0.2f * (float) random.nextGaussian();
    return Direction.along(values);
  }

  public Set<String> principals() {
    return Set.copyOf(some(READERS, 3));
  }

  /// @param depth 0: no query inside another one
  public Query query(int depth) {
    return switch (random.nextInt(depth == 0 ? 8 : 12)) {
      case 0, 1 -> words();
      case 2 -> new Query.Phrase(field(), text(1 + random.nextInt(2)));
      case 3 -> new Query.In(pick(List.of(Query.Field.values())), text(1));
      case 4 -> about();
      case 5 -> new Query.Value("language", Set.of(pick(List.of("en", "de", "fr"))));
      case 6 -> dated();
      case 7 -> new Query.Near(direction(), 1 + random.nextInt(12));
      case 8 -> new Query.All(List.of(query(depth - 1), query(depth - 1)));
      case 9 -> new Query.Any(List.of(query(depth - 1), query(depth - 1)));
      case 10 -> new Query.Not(query(depth - 1));
      default -> new Query.Favouring(query(depth - 1), query(depth - 1));
    };
  }

  private Query words() {
    var text = text(1 + random.nextInt(4));
    var others = new ArrayList<Query.Words.Other>();
    for (int i = random.nextInt(6); i > 3; i--)
      others.add(
          new Query.Words.Other(pick(List.of(text.split(" "))), text(1 + random.nextInt(2)), 0.5));
    return new Query.Words(text, (1 + random.nextInt(10)) / 10.0, others);
  }

  private Query about() {
    Map<String, Double> weights = new HashMap<>();
    for (var concept : some(CONCEPTS, 3)) weights.put(concept, 0.1 + random.nextDouble());
    return new Query.About(weights);
  }

  private Query dated() {
    return new Query.Dated(
        random.nextBoolean() ? Optional.of(day()) : Optional.empty(),
        random.nextBoolean() ? Optional.of(day()) : Optional.empty());
  }

  private LocalDate day() {
    return LocalDate.of(2018 + random.nextInt(6), 1 + random.nextInt(12), 1);
  }

  private Optional<Query.Field> field() {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(pick(List.of(Query.Field.values())));
  }

  public String text(int length) {
    var words = new ArrayList<String>();
    for (int i = 0; i < length; i++) {
      double skewed = random.nextDouble() * random.nextDouble();
      words.add(WORDS.get((int) (skewed * WORDS.size())));
    }
    return String.join(" ", words);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /// One to `most` different ones.
  private List<String> some(List<String> from, int most) {
    var picked = new HashSet<String>();
    for (int i = 1 + random.nextInt(most); i > 0; i--) picked.add(pick(from));
    return picked.stream().sorted().toList();
  }
}

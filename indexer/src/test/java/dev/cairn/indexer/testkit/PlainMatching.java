package dev.cairn.indexer.testkit;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchIndex.Close;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What matches and what is counted, said again in the plainest way, entry by entry. Texts are
/// taken apart at blanks only, so it is right for words that have no other form.
public final class PlainMatching {
  private final List<Entry> visible;
  private final Map<String, Set<String>> words = new HashMap<>();

  public PlainMatching(Collection<Entry> entries, Set<String> principals) {
    this.visible =
        entries.stream().filter(e -> !Collections.disjoint(e.readers(), principals)).toList();
    for (var entry : visible) words.put(entry.id(), flat(everywhere(entry)));
  }

  /// Ids of all that match.
  public Set<String> matching(Query query, Collection<Query> filters) {
    return visible.stream()
        .filter(e -> matches(query, e) && filters.stream().allMatch(f -> matches(f, e)))
        .map(Entry::id)
        .collect(Collectors.toSet());
  }

  public Map<String, Long> counts(
      Query query, Map<String, Query> filters, SearchIndex.Facet facet) {
    var others = new TreeMap<>(filters);
    others.remove(facet.name());
    var ids = matching(query, others.values());
    Map<String, Long> counts = new TreeMap<>();
    for (var entry : visible) {
      if (!ids.contains(entry.id())) continue;
      var names = new HashSet<String>();
      for (var value : values(entry, facet.field()))
        names.addAll(
            facet.groups().isEmpty()
                ? List.of(value)
                : facet.groups().getOrDefault(value, List.of()));
      names.forEach(name -> counts.merge(name, 1L, Long::sum));
    }
    return counts;
  }

  /// As {@link SearchIndex.View#combinations}.
  public Map<Set<String>, Long> combinations(
      Query query, String field, Map<String, List<String>> groups) {
    var ids = matching(query, List.of());
    Map<Set<String>, Long> counts = new HashMap<>();
    for (var entry : visible) {
      if (!ids.contains(entry.id())) continue;
      var together = new HashSet<String>();
      for (var value : values(entry, field)) together.addAll(groups.getOrDefault(value, List.of()));
      counts.merge(together, 1L, Long::sum);
    }
    return counts;
  }

  private boolean matches(Query query, Entry entry) {
    return switch (query) {
      case Query.Words asked -> hasWords(asked, entry);
      case Query.Phrase(var field, var text) ->
          field.map(f -> stretches(entry, f)).orElseGet(() -> everywhere(entry)).stream()
              .anyMatch(s -> Collections.indexOfSubList(s, words(text)) >= 0);
      case Query.In(var field, var text) -> flat(stretches(entry, field)).containsAll(words(text));
      case Query.About(var weights) ->
          entry.tags().stream().anyMatch(t -> weights.containsKey(t.concept()));
      case Query.Value(var field, var values) ->
          !Collections.disjoint(values(entry, field), values);
      case Query.Among(var ids) -> ids.contains(entry.id());
      case Query.Dated(var from, var to) ->
          entry
              .date()
              .filter(d -> from.map(f -> !d.isBefore(f)).orElse(true))
              .filter(d -> to.map(t -> !d.isAfter(t)).orElse(true))
              .isPresent();
      case Query.All(var parts) -> parts.stream().allMatch(p -> matches(p, entry));
      case Query.Any(var parts) -> parts.stream().anyMatch(p -> matches(p, entry));
      case Query.Not(var part) -> !matches(part, entry);
      case Query.Favouring(var part, _) -> matches(part, entry);
      case Query.Near(var direction, var passages) ->
          nearest(direction, passages).stream().anyMatch(c -> c.id().equals(entry.id()));
      case Query.Everything() -> true;
    };
  }

  /// Each direction compared with each.
  public List<Close> nearest(Direction direction, int limit) {
    var all = new ArrayList<Close>();
    for (var entry : visible)
      for (int i = 0; i < entry.directions().size(); i++)
        all.add(new Close(entry.id(), i, direction.similarity(entry.directions().get(i))));
    all.sort(
        Comparator.comparingDouble(Close::similarity)
            .reversed()
            .thenComparing(Close::id)
            .thenComparing(Close::passage));
    return List.copyOf(all.subList(0, Math.min(limit, all.size())));
  }

  private boolean hasWords(Query.Words asked, Entry entry) {
    double all = 0;
    double here = 0;
    boolean someUnknown = false;
    for (var word : new HashSet<>(words(asked.text()))) {
      double weight = rarity(List.of(word));
      boolean known = weight > 0;
      boolean has = has(List.of(word), entry);
      for (var other : asked.others()) {
        var phrase = words(other.phrase());
        // Another form of a word that was asked for stands for nothing.
        boolean same = phrase.size() == 1 && words(asked.text()).containsAll(phrase);
        if (!words(other.typed()).contains(word) || same) continue;
        if (!known) weight = Math.max(weight, other.weight() * rarity(phrase));
        has |= has(phrase, entry);
      }
      someUnknown |= weight == 0;
      all += weight;
      if (has) here += weight;
    }
    return all > 0
        && !(asked.share() == 1 && someUnknown)
        && here >= asked.share() * all * (1 - 1e-9);
  }

  private boolean has(List<String> phrase, Entry entry) {
    if (phrase.size() == 1)
      return words.getOrDefault(entry.id(), Set.of()).contains(phrase.getFirst());
    return everywhere(entry).stream().anyMatch(s -> Collections.indexOfSubList(s, phrase) >= 0);
  }

  /// Of a phrase, but not more than that of its words together.
  private double rarity(List<String> phrase) {
    long count = visible.stream().filter(entry -> has(phrase, entry)).count();
    double whole = count == 0 ? 0 : Math.log1p((visible.size() - count + 0.5) / (count + 0.5));
    if (phrase.size() == 1) return whole;
    double each = 0;
    for (var word : new HashSet<>(phrase)) each += rarity(List.of(word));
    return Math.min(whole, each);
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : Arrays.asList(text.strip().split(" +"));
  }

  private static Set<String> flat(List<List<String>> stretches) {
    return stretches.stream().flatMap(List::stream).collect(Collectors.toSet());
  }

  private static List<List<String>> everywhere(Entry entry) {
    var all = new ArrayList<List<String>>();
    for (var field : Query.Field.values())
      if (field != Query.Field.AUTHOR) all.addAll(stretches(entry, field));
    return all;
  }

  private static List<List<String>> stretches(Entry entry, Query.Field field) {
    var texts =
        switch (field) {
          case TITLE -> List.of(entry.title());
          case HEADINGS ->
              entry.passages().stream()
                  .flatMap(p -> Arrays.stream(p.heading().split(" › ")))
                  .toList();
          case BODY -> entry.passages().stream().map(p -> p.text()).toList();
          case LABELS -> entry.labels();
          case AUTHOR -> entry.values().getOrDefault("author", List.of());
        };
    return texts.stream().map(PlainMatching::words).toList();
  }

  private static Collection<String> values(Entry entry, String field) {
    return switch (field) {
      case "kind" -> List.of(entry.kind().name().toLowerCase(Locale.ROOT));
      case "concept" -> entry.tags().stream().map(t -> t.concept()).toList();
      case "year" -> entry.date().map(d -> String.valueOf(d.getYear())).stream().toList();
      default -> entry.values().getOrDefault(field, List.of());
    };
  }
}

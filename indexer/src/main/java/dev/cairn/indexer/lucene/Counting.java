package dev.cairn.indexer.lucene;

import dev.cairn.indexer.SearchIndex.Facet;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.jspecify.annotations.Nullable;

/// Counts the values of one facet over the entries that it is shown, leaf after leaf.
final class Counting {
  private static final int[] NO_GROUPS = {};

  private final Facet facet;
  private final String field;
  private final Map<String, Integer> groups = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();

  private @Nullable SortedSetDocValues values;
  private int[] ofValue = NO_GROUPS;
  private int[] lastEntry = NO_GROUPS;
  private int[][] groupsOfValue = {};
  private String @Nullable [] names;

  Counting(Facet facet) {
    this.facet = facet;
    this.field = Fields.value(facet.field());
    facet
        .groups()
        .values()
        .forEach(names -> names.forEach(name -> groups.putIfAbsent(name, groups.size())));
  }

  String name() {
    return facet.name();
  }

  void enter(Snapshot snapshot, LeafReaderContext leaf) throws IOException {
    values = leaf.reader().getSortedSetDocValues(field);
    if (values == null) return;
    int size = Math.toIntExact(values.getValueCount());
    names = snapshot.valueNames(leaf, field);
    if (facet.groups().isEmpty()) {
      ofValue = new int[size];
      return;
    }
    ofValue = new int[groups.size()];
    lastEntry = new int[groups.size()];
    Arrays.fill(lastEntry, -1);
    groupsOfValue = new int[size][];
    for (int i = 0; i < size; i++)
      groupsOfValue[i] =
          facet.groups().getOrDefault(nameOf(values, i), List.of()).stream()
              .mapToInt(name -> groups.getOrDefault(name, -1))
              .toArray();
  }

  void count(int doc) throws IOException {
    if (values == null || !values.advanceExact(doc)) return;
    for (int i = 0; i < values.docValueCount(); i++) {
      int value = (int) values.nextOrd();
      if (facet.groups().isEmpty()) {
        ofValue[value]++;
        continue;
      }
      for (int group : groupsOfValue[value])
        if (lastEntry[group] != doc) {
          lastEntry[group] = doc;
          ofValue[group]++;
        }
    }
  }

  void leave() throws IOException {
    if (values == null) return;
    if (facet.groups().isEmpty()) {
      for (int i = 0; i < ofValue.length; i++)
        if (ofValue[i] > 0) counts.merge(nameOf(values, i), (long) ofValue[i], Long::sum);
    } else {
      groups.forEach((name, group) -> {
        if (ofValue[group] > 0) counts.merge(name, (long) ofValue[group], Long::sum);
      });
    }
    values = null;
  }

  private String nameOf(SortedSetDocValues values, int value) throws IOException {
    return names != null ? names[value] : values.lookupOrd(value).utf8ToString();
  }

  /// Highest first, ties by name.
  Map<String, Long> result() {
    var result = new LinkedHashMap<String, Long>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(facet.limit())
        .forEach(e -> result.put(e.getKey(), e.getValue()));
    return result;
  }
}

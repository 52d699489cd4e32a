package dev.cairn.indexer.lucene;

import dev.cairn.indexer.SearchIndex.Telling;
import dev.cairn.indexer.SearchIndex.Used;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;

/// Finds the words that say most about an entry, and those of single passages.
final class TellingWords {
  /// A long text says in its first passages what it is about.
  private static final int MOST_PASSAGES = 100;

  /// A word of the title counts as often as this many in the text.
  private static final int IN_TITLE = 3;

  private static final int SHORTEST = 3;
  private static final double K1 = 0.9;

  private final Snapshot snapshot;
  private final Visible visible;

  TellingWords(Snapshot snapshot, Set<String> principals) throws IOException {
    this.snapshot = snapshot;
    this.visible = snapshot.visible(principals);
  }

  /// How often a word occurs, and in which forms.
  private static final class Forms {
    private final Map<String, Integer> counts = new HashMap<>();
    private int count;

    void add(String form, int times) {
      counts.merge(form, times, Integer::sum);
      count += times;
    }

    String commonest() {
      return counts.entrySet().stream()
          .min(
              Map.Entry.<String, Integer>comparingByValue()
                  .reversed()
                  .thenComparing(Map.Entry.comparingByKey()))
          .map(Map.Entry::getKey)
          .orElse("");
    }
  }

  List<Telling> of(String id, int limit) throws IOException {
    if (limit < 1 || limit > 100)
      throw new IllegalArgumentException("limit must be 1..100, got " + limit);
    for (var leaf : snapshot.getLeafContexts()) {
      var doc = visible.find(leaf, id);
      if (doc.isPresent()) return of(leaf, doc.getAsInt(), limit);
    }
    return List.of();
  }

  /// Of these passages alone.
  List<Used> in(Map<String, Integer> passages) throws IOException {
    Map<String, Forms> words = new TreeMap<>();
    for (var leaf : snapshot.getLeafContexts()) {
      var stored = leaf.reader().storedFields();
      for (var entry : Directions.entries(leaf, passages.keySet(), visible).entrySet()) {
        int doc = entry.getKey();
        int passage = passages.getOrDefault(entry.getValue(), -1);
        int size = passages(leaf, doc);
        if (passage < 0 || passage >= size) continue;
        var language =
            Language.of(
                List.of(
                    stored
                        .document(doc, Set.of(Fields.STORED_LANGUAGE))
                        .getValues(Fields.STORED_LANGUAGE)));
        count(
            stored
                .document(doc - size + passage, Set.of(Fields.STORED_TEXT))
                .get(Fields.STORED_TEXT),
            language,
            1,
            words);
      }
    }
    return words.entrySet().stream()
        .map(
            e -> new Used(Language.shown(e.getKey()), e.getValue().commonest(), e.getValue().count))
        .toList();
  }

  private static int passages(LeafReaderContext leaf, int doc) throws IOException {
    var sizes = DocValues.getNumeric(leaf.reader(), Fields.PASSAGES);
    return sizes.advanceExact(doc) ? Math.toIntExact(sizes.longValue()) : 0;
  }

  private List<Telling> of(LeafReaderContext leaf, int doc, int limit) throws IOException {
    Map<String, Forms> words = new HashMap<>();
    var stored = leaf.reader().storedFields();
    var entry = stored.document(doc, Set.of(Fields.STORED_TITLE, Fields.STORED_LANGUAGE));
    var language = Language.of(List.of(entry.getValues(Fields.STORED_LANGUAGE)));
    count(entry.get(Fields.STORED_TITLE), language, IN_TITLE, words);
    int size = passages(leaf, doc);
    for (int i = 0; i < Math.min(size, MOST_PASSAGES); i++)
      count(
          stored.document(doc - size + i, Set.of(Fields.STORED_TEXT)).get(Fields.STORED_TEXT),
          language,
          1,
          words);
    var telling = new ArrayList<Telling>();
    for (var word : words.entrySet()) {
      var term = new Term(Fields.ALL, word.getKey());
      if (visible.count(term) < 2) continue;
      double count = word.getValue().count;
      telling.add(
          new Telling(
              word.getValue().commonest(),
              Language.shown(word.getKey()),
              visible.rarity(term) * count / (count + K1)));
    }
    telling.sort(
        Comparator.comparingDouble(Telling::weight).reversed().thenComparing(Telling::term));
    return List.copyOf(telling.subList(0, Math.min(limit, telling.size())));
  }

  private static void count(String text, Language language, int times, Map<String, Forms> words) {
    for (var token : Analysis.tokens(text, language))
      if (!token.stem().isEmpty()
          && token.word().length() >= SHORTEST
          && !Character.isDigit(token.word().charAt(0)))
        words.computeIfAbsent(token.stem(), _ -> new Forms()).add(token.word(), times);
  }
}

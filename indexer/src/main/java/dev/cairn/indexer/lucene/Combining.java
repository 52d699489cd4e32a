package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex.Wording;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;

/// Counts which groups of values entries bear together, in one walk over what matches.
final class Combining {
  private final Visible visible;
  private final String field;
  private final Map<String, List<String>> groups;
  private final List<String> names;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<BitSet, long[]> counts = new HashMap<>();

  Combining(Visible visible, String field, Map<String, List<String>> groups) {
    this.visible = visible;
    this.field = Fields.value(field);
    this.groups = groups;
    var all = new TreeSet<String>();
    groups.values().forEach(all::addAll);
    this.names = List.copyOf(all);
    for (int i = 0; i < names.size(); i++) numbers.put(names.get(i), i);
  }

  Map<Set<String>, Long> of(Query query) throws IOException {
    var snapshot = visible.snapshot();
    var filter = new Translation(visible, Map.of(), Wording.plain()).filter(query);
    var match = snapshot.createWeight(snapshot.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (var leaf : snapshot.getLeafContexts()) {
      var seen = visible.leaf(leaf);
      if (seen.isPresent()) walk(leaf, seen.get(), match);
    }
    Map<Set<String>, Long> named = new HashMap<>();
    counts.forEach((bits, count) -> {
      var together = new HashSet<String>();
      bits.stream().forEach(i -> together.add(names.get(i)));
      named.put(Set.copyOf(together), count[0]);
    });
    return named;
  }

  private void walk(LeafReaderContext leaf, FixedBitSet seen, Weight match) throws IOException {
    var scorer = match.scorer(leaf);
    if (scorer == null) return;
    var values = leaf.reader().getSortedSetDocValues(field);
    var ofValue = new int[values == null ? 0 : Math.toIntExact(values.getValueCount())][];
    if (values != null) {
      var known = visible.snapshot().valueNames(leaf, field);
      for (int i = 0; i < ofValue.length; i++)
        ofValue[i] =
            groups
                .getOrDefault(
                    known != null ? known[i] : values.lookupOrd(i).utf8ToString(), List.of())
                .stream()
                .mapToInt(name -> numbers.getOrDefault(name, -1))
                .toArray();
    }
    var matches = scorer.iterator();
    var bits = new BitSet(names.size());
    for (int doc = matches.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = matches.nextDoc()) {
      if (!seen.get(doc)) continue;
      bits.clear();
      if (values != null && values.advanceExact(doc))
        for (int i = 0; i < values.docValueCount(); i++)
          for (int group : ofValue[(int) values.nextOrd()]) bits.set(group);
      var count = counts.get(bits);
      if (count == null) counts.put((BitSet) bits.clone(), new long[] {1});
      else count[0]++;
    }
  }
}

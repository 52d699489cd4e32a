package dev.cairn.indexer.lucene;

import dev.cairn.indexer.SearchIndex.Spelled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.automaton.CompiledAutomaton;

/// Finds words that are spelled nearly like another one, among those that the principals may see.
final class Spellings {
  private final Snapshot snapshot;
  private final Visible visible;

  Spellings(Visible visible) {
    this.snapshot = visible.snapshot();
    this.visible = visible;
  }

  List<Spelled> spelled(String word, int limit) throws IOException {
    if (limit < 1 || limit > 100)
      throw new IllegalArgumentException("limit must be 1..100, got " + limit);
    var tokens = Analysis.tokens(word);
    if (tokens.size() != 1) return List.of();
    var folded = tokens.getFirst().word();
    int steps = Near.steps(folded);
    Set<String> near = new HashSet<>();
    near.add(folded);
    // With another first letter only one step: two would accept half of the short words.
    if (steps > 0) collect(Near.anyStart(folded, 1), near);
    if (steps > 1) collect(Near.sameStart(folded), near);
    var found = new ArrayList<Spelled>();
    for (var other : near) {
      int entries = visible.count(new Term(Fields.ALL_EXACT, other));
      if (entries > 0) found.add(new Spelled(other, Near.between(folded, other), entries));
    }
    found.sort(
        Comparator.comparingInt(Spelled::steps)
            .thenComparing(Comparator.comparingLong(Spelled::entries).reversed())
            .thenComparing(Spelled::word));
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  private void collect(CompiledAutomaton near, Set<String> words) throws IOException {
    for (var leaf : snapshot.getLeafContexts()) {
      var terms = leaf.reader().terms(Fields.ALL_EXACT);
      if (terms == null || visible.leaf(leaf).isEmpty()) continue;
      var walk = near.getTermsEnum(terms);
      for (var term = walk.next(); term != null; term = walk.next()) words.add(term.utf8ToString());
    }
  }
}

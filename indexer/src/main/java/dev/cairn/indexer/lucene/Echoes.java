package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Query;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;

/// Listens for the words of some entries in others. How rare a word is, is counted over the whole
/// index here: it weighs, and decides nothing about what matches.
final class Echoes {
  private static final double TITLE = 3;

  /// The first counts most, the fifth half as much.
  private static final double FADING = 0.25;

  /// A text shorter than this many words would make each of them weigh too much.
  private static final int SHORTEST = 10;

  /// So many words are looked up, for each that is listened for.
  private static final int CONSIDERED = 4;

  private final Snapshot snapshot;
  private final Visible visible;
  private final Map<Query.Field, Double> weights;

  Echoes(Snapshot snapshot, Visible visible, Map<Query.Field, Double> weights) {
    this.snapshot = snapshot;
    this.visible = visible;
    this.weights = weights;
  }

  Map<String, Double> of(SequencedMap<String, Integer> leading, Collection<String> among, int words)
      throws IOException {
    var said = said(leading);
    var heard = rarest(said, words);
    double all = heard.stream().mapToDouble(Map.Entry::getValue).sum();
    if (all == 0) return Map.of();
    Map<String, Double> echoes = new HashMap<>();
    for (var leaf : snapshot.getLeafContexts()) {
      var entries = Directions.entries(leaf, among, visible);
      if (entries.isEmpty()) continue;
      var scores = scores(leaf, entries.keySet().stream().mapToInt(doc -> doc).toArray(), heard);
      int i = 0;
      for (var id : entries.values()) {
        double score = scores[i++] / all;
        if (score > 0) echoes.put(id, score);
      }
    }
    return echoes;
  }

  /// As words are scored, word by word instead of entry by entry: there are many words, few
  /// entries, and one list of postings serves after the other.
  private double[] scores(LeafReaderContext leaf, int[] docs, List<Map.Entry<String, Double>> heard)
      throws IOException {
    var terms = new Dictionary(leaf);
    var fields = List.of(Query.Field.TITLE, Query.Field.BODY);
    var former = new PostingsEnum[fields.size()];
    var lengths = lengths(leaf, docs, fields);
    var scores = new double[docs.length];
    for (var word : heard) {
      var frequencies = new double[docs.length];
      for (int f = 0; f < former.length; f++) {
        var term = new Term(Fields.stems(fields.get(f)), word.getKey());
        var postings = terms.postings(term, former[f], PostingsEnum.FREQS);
        if (postings == null) continue;
        former[f] = postings;
        double weight = weights.getOrDefault(fields.get(f), 1.0);
        for (int i = 0; i < docs.length; i++) {
          int at = postings.docID();
          if (at < docs[i]) at = postings.advance(docs[i]);
          if (at == docs[i]) frequencies[i] += weight * postings.freq();
        }
      }
      double weight = word.getValue() * rarity(word.getKey());
      for (int i = 0; i < docs.length; i++)
        scores[i] += weight * Part.WordScores.saturated(frequencies[i], lengths[i]);
    }
    return scores;
  }

  private double[] lengths(LeafReaderContext leaf, int[] docs, List<Query.Field> fields)
      throws IOException {
    var in =
        fields.stream()
            .map(field ->
                new Part.InField(
                    List.of(),
                    List.of(),
                    Fields.stems(field),
                    "",
                    weights.getOrDefault(field, 1.0)))
            .toList();
    var all = Part.Lengths.in(snapshot, leaf, in);
    var lengths = new double[docs.length];
    for (int i = 0; i < docs.length; i++) lengths[i] = all.of(docs[i]);
    return lengths;
  }

  /// Word → share that it has of what is said, all texts together.
  private Map<String, Double> said(SequencedMap<String, Integer> leading) throws IOException {
    Map<String, Double> said = new HashMap<>();
    var ids = List.copyOf(leading.keySet());
    for (var leaf : snapshot.getLeafContexts()) {
      var entries = Directions.entries(leaf, ids, visible);
      for (var entry : entries.entrySet()) {
        var counts = counts(leaf, entry.getKey(), leading.getOrDefault(entry.getValue(), 0));
        double length = Math.max(SHORTEST, counts.values().stream().mapToDouble(c -> c).sum());
        double weight = 1 / (1 + FADING * ids.indexOf(entry.getValue()));
        counts.forEach((word, count) -> said.merge(word, weight * count / length, Double::sum));
      }
    }
    return said;
  }

  private static Map<String, Double> counts(LeafReaderContext leaf, int doc, int passage)
      throws IOException {
    Map<String, Double> counts = new HashMap<>();
    var stored = leaf.reader().storedFields();
    var entry = stored.document(doc, Set.of(Fields.STORED_TITLE, Fields.STORED_LANGUAGE));
    var language = Language.of(List.of(entry.getValues(Fields.STORED_LANGUAGE)));
    for (var token : Analysis.tokens(entry.get(Fields.STORED_TITLE), language))
      if (!token.stem().isEmpty()) counts.merge(token.stem(), TITLE, Double::sum);
    var sizes = DocValues.getNumeric(leaf.reader(), Fields.PASSAGES);
    int size = sizes.advanceExact(doc) ? Math.toIntExact(sizes.longValue()) : 0;
    if (size == 0) return counts;
    var text =
        stored
            .document(doc - size + Math.min(passage, size - 1), Set.of(Fields.STORED_TEXT))
            .get(Fields.STORED_TEXT);
    for (var token : Analysis.tokens(text, language))
      if (!token.stem().isEmpty()) counts.merge(token.stem(), 1.0, Double::sum);
    return counts;
  }

  /// Those that weigh most, with share times rarity.
  private List<Map.Entry<String, Double>> rarest(Map<String, Double> said, int words)
      throws IOException {
    var order =
        Map.Entry.<String, Double>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder()));
    var considered =
        said.entrySet().stream().sorted(order).limit((long) CONSIDERED * words).toList();
    var weighed = new TreeMap<String, Double>();
    for (var word : considered) weighed.put(word.getKey(), word.getValue() * rarity(word.getKey()));
    return weighed.entrySet().stream().sorted(order).limit(words).toList();
  }

  private double rarity(String word) throws IOException {
    return snapshot.rarity(new Term(Fields.ALL, word));
  }
}

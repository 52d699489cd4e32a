package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex.Shown;
import dev.cairn.indexer.SearchRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;

/// Fetches what is displayed of some entries, each with the passage that fits the words best.
final class Showing {
  /// Among so many of the best passages by words one that has the phrases is looked for.
  private static final int PHRASE_CANDIDATES = 50;

  private final Snapshot snapshot;
  private final Visible visible;
  private final Highlights highlights;
  private final Map<String, Double> rarities = new HashMap<>();

  Showing(Snapshot snapshot, Set<String> principals, Query words) throws IOException {
    this.snapshot = snapshot;
    this.visible = snapshot.visible(principals);
    this.highlights = Highlights.of(words);
    Set<String> stems = new LinkedHashSet<>(highlights.stems());
    for (var phrase : highlights.phrases())
      for (var token : Analysis.tokens(String.join(" ", phrase)))
        if (!token.stem().isEmpty()) stems.add(token.stem());
    for (var stem : stems) rarities.put(stem, visible.rarity(new Term(Fields.ALL, stem)));
  }

  List<Shown> shown(List<String> ids) throws IOException {
    var shown = new ArrayList<Shown>();
    for (var id : ids)
      for (var leaf : snapshot.getLeafContexts()) {
        var doc = visible.find(leaf, id);
        if (doc.isPresent()) shown.add(shown(leaf, doc.getAsInt(), id));
      }
    return shown;
  }

  private Shown shown(LeafReaderContext leaf, int doc, String id) throws IOException {
    var stored = leaf.reader().storedFields().document(doc);
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (var field : stored.getFields())
      if (field.name().startsWith(Fields.STORED_VALUE))
        values
            .computeIfAbsent(
                field.name().substring(Fields.STORED_VALUE.length()), _ -> new ArrayList<>())
            .add(field.stringValue());
    return new Shown(
        id,
        SearchRequest.Kind.valueOf(stored.get(Fields.STORED_KIND)),
        stored.get(Fields.STORED_TITLE),
        Optional.ofNullable(stored.get(Fields.STORED_DATE)).map(LocalDate::parse),
        values,
        List.of(stored.getValues(Fields.STORED_TAG)),
        best(leaf, doc));
  }

  private Optional<Shown.Best> best(LeafReaderContext leaf, int doc) throws IOException {
    var sizes = DocValues.getNumeric(leaf.reader(), Fields.PASSAGES);
    int size = sizes.advanceExact(doc) ? Math.toIntExact(sizes.longValue()) : 0;
    if (size == 0) return Optional.empty();
    int first = doc - size;
    var scores = scores(leaf, first, size);
    var order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(i -> scores[i]).reversed())
            .limit(highlights.phrases().isEmpty() ? 1 : PHRASE_CANDIDATES)
            .toList();
    var stored = leaf.reader().storedFields();
    var best = stored.document(first + order.getFirst());
    long most = phrases(best);
    for (int i = 1; i < order.size() && most < highlights.phrases().size(); i++) {
      var other = stored.document(first + order.get(i));
      long phrases = phrases(other);
      if (phrases > most) {
        best = other;
        most = phrases;
      }
    }
    return Optional.of(best(best));
  }

  private long phrases(Document passage) {
    return highlights.phrases().isEmpty()
        ? 0
        : highlights.phrasesIn(passage.get(Fields.STORED_TEXT));
  }

  private double[] scores(LeafReaderContext leaf, int first, int size) throws IOException {
    var scores = new double[size];
    for (var rarity : rarities.entrySet()) {
      if (rarity.getValue() == 0) continue;
      var word =
          new Part.Word(
              rarity.getKey(),
              rarity.getValue(),
              List.of(
                  new Part.InField(new Term(Fields.PASSAGE_WORDS, rarity.getKey()), "passage", 1)));
      var lengths = Part.Lengths.in(snapshot, leaf, word.fields());
      var found = Part.WordScores.in(leaf, word, lengths);
      if (found.isEmpty()) continue;
      for (int i = 0; i < size; i++) scores[i] = found.get().addTo(scores[i], first + i);
    }
    return scores;
  }

  private Shown.Best best(Document passage) {
    var text = passage.get(Fields.STORED_TEXT);
    return new Shown.Best(
        number(passage, Fields.STORED_ORDINAL),
        passage.get(Fields.STORED_HEADING),
        number(passage, Fields.STORED_PAGE),
        number(passage, Fields.STORED_START),
        text,
        highlights.in(text));
  }

  private static int number(Document passage, String field) {
    return passage.getField(field).numericValue().intValue();
  }
}

package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex.Shown;
import dev.cairn.indexer.SearchIndex.Wording;
import dev.cairn.indexer.SearchRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;

/// Fetches what is displayed of some entries, each with the passage that fits the words best.
final class Showing {
  /// Among so many of the best passages by words one that has the phrases is looked for.
  private static final int PHRASE_CANDIDATES = 8;

  /// What stands for a slip of the pen is marked like the word itself.
  private static final Wording FORGIVING = new Wording(Optional.empty(), 0, 0, 1);

  private final Snapshot snapshot;
  private final Visible visible;
  private final Highlights highlights;
  private final Map<String, Integer> preferred;
  private final Map<Language, Looked> looked = new EnumMap<>(Language.class);

  /// @param preferred id → passage
  Showing(Snapshot snapshot, Set<String> principals, Query words, Map<String, Integer> preferred)
      throws IOException {
    this.preferred = preferred;
    this.snapshot = snapshot;
    this.visible = snapshot.visible(principals);
    this.highlights = Highlights.of(words);
  }

  /// @param words by which passages are chosen
  /// @param marks what is marked in them
  private record Looked(List<Sought> words, Highlights.Marks marks) {}

  /// What is looked for in texts of this language.
  private Looked looked(Language language) throws IOException {
    var known = looked.get(language);
    if (known != null) return known;
    var wording = FORGIVING.in(Optional.of(language.code()));
    Map<Set<String>, Sought> words = new LinkedHashMap<>();
    for (var text : highlights.texts())
      for (var word : Sought.of(text, visible, wording, false)) words.put(word.anyhow(), word);
    var marks = Highlights.Marks.of(List.copyOf(words.values()));
    for (var phrase : highlights.phrases())
      for (var word : Sought.of(String.join(" ", phrase), visible, wording, true))
        words.putIfAbsent(word.anyhow(), word);
    var made = new Looked(List.copyOf(words.values()), marks);
    looked.put(language, made);
    return made;
  }

  List<Shown> shown(List<String> ids) throws IOException {
    Map<String, Shown> shown = new HashMap<>();
    for (var leaf : snapshot.getLeafContexts()) {
      var scores = new EnumMap<Language, List<Part.WordScores>>(Language.class);
      for (var entry : Directions.entries(leaf, ids, visible).entrySet())
        shown.put(entry.getValue(), shown(leaf, entry.getKey(), entry.getValue(), scores));
    }
    return ids.stream().map(shown::get).filter(Objects::nonNull).toList();
  }

  /// @param scores of the words in this leaf, by language; asked for documents in increasing order
  private Shown shown(
      LeafReaderContext leaf, int doc, String id, Map<Language, List<Part.WordScores>> scores)
      throws IOException {
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
        best(leaf, doc, id, Language.of(values.getOrDefault("language", List.of())), scores));
  }

  /// The preferred passage stands first if it has at least this share of the best one's words.
  private static final double CLEARLY = 0.5;

  private static void favour(double[] scores, int passage) {
    if (passage < 0 || passage >= scores.length) return;
    double most = Arrays.stream(scores).max().orElse(0);
    if (scores[passage] >= CLEARLY * most) scores[passage] = most + 1;
  }

  private Optional<Shown.Best> best(
      LeafReaderContext leaf,
      int doc,
      String id,
      Language language,
      Map<Language, List<Part.WordScores>> inLeaf)
      throws IOException {
    var sizes = DocValues.getNumeric(leaf.reader(), Fields.PASSAGES);
    int size = sizes.advanceExact(doc) ? Math.toIntExact(sizes.longValue()) : 0;
    if (size == 0) return Optional.empty();
    int first = doc - size;
    var looked = looked(language);
    var words = inLeaf.get(language);
    if (words == null) {
      words = words(leaf, looked.words());
      inLeaf.put(language, words);
    }
    var scores = new double[size];
    for (int i = 0; i < size; i++)
      for (var word : words) scores[i] = word.addTo(scores[i], first + i);
    favour(scores, preferred.getOrDefault(id, -1));
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
    return Optional.of(best(best, language, looked.marks()));
  }

  private long phrases(Document passage) {
    return highlights.phrases().isEmpty()
        ? 0
        : highlights.phrasesIn(passage.get(Fields.STORED_TEXT));
  }

  private List<Part.WordScores> words(LeafReaderContext leaf, List<Sought> words)
      throws IOException {
    var scores = new ArrayList<Part.WordScores>();
    var terms = new Dictionary(leaf);
    for (var word : words) {
      if (word.rarity() == 0) continue;
      var part = new Part.Word(word.weight(), List.of(word.scoringPassage()));
      Part.WordScores.in(terms, part, Part.Lengths.in(snapshot, leaf, part.fields()))
          .ifPresent(scores::add);
    }
    return scores;
  }

  private Shown.Best best(Document passage, Language language, Highlights.Marks marks) {
    var text = passage.get(Fields.STORED_TEXT);
    return new Shown.Best(
        number(passage, Fields.STORED_ORDINAL),
        passage.get(Fields.STORED_HEADING),
        number(passage, Fields.STORED_PAGE),
        number(passage, Fields.STORED_START),
        text,
        highlights.in(text, language, marks));
  }

  private static int number(Document passage, String field) {
    return passage.getField(field).numericValue().intValue();
  }
}

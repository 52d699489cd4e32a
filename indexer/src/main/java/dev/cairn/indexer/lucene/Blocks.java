package dev.cairn.indexer.lucene;

import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Tag;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.Query;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/// Lays an entry out as a block of documents: its passages in their order, then the entry itself.
final class Blocks {
  /// Values that come from other parts of an entry than its `values`.
  private static final Set<String> OWN = Set.of("kind", "concept", "year");

  private static final int LONGEST_KEY = 200;

  private Blocks() {}

  /// @param directed whether directions are taken in
  static List<Document> of(Entry entry, boolean directed) {
    var words = new Words(Language.of(entry.values().getOrDefault("language", List.of())));
    var block = new ArrayList<Document>();
    words.add(Query.Field.TITLE, entry.title());
    for (var passage : entry.passages()) block.add(passage(entry, passage, words));
    headings(entry).forEach(h -> words.add(Query.Field.HEADINGS, h));
    // Concepts have names in their own languages, whatever the text is written in.
    entry.labels().forEach(l -> words.add(Query.Field.LABELS, l, Language.ENGLISH));
    block.add(item(entry, words));
    if (directed)
      for (int i = 0; i < entry.directions().size(); i++)
        addDirection(block.get(i), entry.id(), i, entry.directions().get(i));
    return block;
  }

  private static void addDirection(Document doc, String id, int passage, Direction direction) {
    doc.add(
        new KnnFloatVectorField(
            Fields.DIRECTION, direction.values(), VectorSimilarityFunction.DOT_PRODUCT));
    doc.add(new StringField(Fields.SAMPLE, Sampled.rank(id, passage), Store.NO));
  }

  private static Set<String> headings(Entry entry) {
    Set<String> headings = new LinkedHashSet<>();
    for (var passage : entry.passages())
      for (var heading : passage.heading().split(" › ")) headings.add(heading);
    return headings;
  }

  private static Document passage(Entry entry, Passage passage, Words words) {
    var doc = new Document();
    doc.add(new StringField(Fields.BLOCK, entry.id(), Store.NO));
    for (var reader : entry.readers())
      doc.add(new StringField(Fields.PASSAGE_READER, reader, Store.NO));
    var counts = words.add(Query.Field.BODY, passage.text());
    for (var token : Analysis.tokens(passage.heading(), words.language))
      if (!token.stem().isEmpty()) counts.merge(token.stem(), 1, Integer::sum);
    doc.add(Terms.counted(Fields.PASSAGE_WORDS, counts));
    doc.add(new StoredField(Fields.STORED_TEXT, passage.text()));
    doc.add(new StoredField(Fields.STORED_HEADING, passage.heading()));
    doc.add(new StoredField(Fields.STORED_PAGE, passage.page()));
    doc.add(new StoredField(Fields.STORED_ORDINAL, passage.ordinal()));
    doc.add(new StoredField(Fields.STORED_START, passage.start()));
    return doc;
  }

  private static Document item(Entry entry, Words words) {
    var doc = new Document();
    doc.add(new StringField(Fields.BLOCK, entry.id(), Store.NO));
    doc.add(new StringField(Fields.ID, entry.id(), Store.YES));
    doc.add(new SortedDocValuesField(Fields.ID, new BytesRef(entry.id())));
    for (var reader : entry.readers()) doc.add(new StringField(Fields.READER, reader, Store.NO));
    doc.add(new NumericDocValuesField(Fields.PASSAGES, entry.passages().size()));
    doc.add(new NumericDocValuesField(Fields.CHANGE, entry.change()));
    addWords(doc, words);
    addTitle(doc, entry);
    addValues(doc, entry);
    addTags(doc, entry);
    addSketch(doc, entry);
    if (entry.trust() < 1)
      doc.add(new NumericDocValuesField(Fields.TRUST, Double.doubleToLongBits(entry.trust())));
    return doc;
  }

  private static void addWords(Document doc, Words words) {
    for (var field : Fields.OF_WORDS) {
      var counts = words.stems.getOrDefault(field, Map.of());
      if (!counts.isEmpty()) doc.add(Terms.counted(Fields.stems(field), counts));
      var stretches = words.exact.getOrDefault(field, List.of());
      if (!stretches.isEmpty()) doc.add(Terms.placed(Fields.exact(field), stretches));
    }
    Set<String> all = new HashSet<>();
    words.stems.values().forEach(counts -> all.addAll(counts.keySet()));
    doc.add(Terms.present(Fields.ALL, all));
    Set<String> allExact = new HashSet<>();
    words.exact.values().forEach(stretches -> stretches.forEach(allExact::addAll));
    doc.add(Terms.present(Fields.ALL_EXACT, allExact));
    doc.add(Terms.present(Fields.PAIRS, words.pairs));
    doc.add(new StringField(Fields.LANGUAGE, words.language.code(), Store.NO));
  }

  private static void addTitle(Document doc, Entry entry) {
    doc.add(new StoredField(Fields.STORED_TITLE, entry.title()));
    var key = new StringBuilder();
    for (var token : Analysis.tokens(entry.title())) key.append(token.word()).append(' ');
    if (key.length() > LONGEST_KEY) key.setLength(LONGEST_KEY);
    doc.add(new SortedDocValuesField(Fields.TITLE_KEY, new BytesRef(key)));
  }

  private static void addValues(Document doc, Entry entry) {
    doc.add(new StoredField(Fields.STORED_KIND, entry.kind().name()));
    doc.add(value("kind", entry.kind().name().toLowerCase(Locale.ROOT)));
    entry
        .date()
        .ifPresent(date -> {
          int day = Math.toIntExact(date.toEpochDay());
          doc.add(new IntPoint(Fields.DATE, day));
          doc.add(new NumericDocValuesField(Fields.DATE, day));
          doc.add(new StoredField(Fields.STORED_DATE, date.toString()));
          doc.add(value("year", String.valueOf(date.getYear())));
        });
    entry
        .values()
        .forEach((name, values) -> {
          if (OWN.contains(name))
            throw new IllegalArgumentException("'" + name + "' is not given as a value");
          for (var value : new LinkedHashSet<>(values)) {
            doc.add(value(name, value));
            doc.add(new StoredField(Fields.STORED_VALUE + name, value));
          }
        });
    var authors = entry.values().getOrDefault("author", List.of());
    if (!authors.isEmpty())
      doc.add(
          Terms.placed(
              Fields.exact(Query.Field.AUTHOR),
              authors.stream()
                  .map(a -> Analysis.tokens(a).stream().map(Analysis.Token::word).toList())
                  .toList()));
  }

  private static void addTags(Document doc, Entry entry) {
    var weights = new TreeMap<BytesRef, Double>();
    for (var tag : entry.tags())
      weights.merge(new BytesRef(Fields.cut(tag.concept())), tag.weight(), Math::max);
    if (weights.isEmpty()) return;
    var bytes = ByteBuffer.allocate(weights.size() * Double.BYTES);
    weights.forEach((concept, weight) -> {
      doc.add(new KeywordField(Fields.value("concept"), concept, Store.NO));
      bytes.putDouble(weight);
    });
    doc.add(new BinaryDocValuesField(Fields.TAG_WEIGHTS, new BytesRef(bytes.array())));
    entry.tags().stream()
        .sorted(Comparator.comparingDouble(Tag::weight).reversed())
        .map(Tag::concept)
        .distinct()
        .forEach(concept -> doc.add(new StoredField(Fields.STORED_TAG, concept)));
  }

  private static void addSketch(Document doc, Entry entry) {
    entry
        .sketch()
        .ifPresent(sketch -> {
          doc.add(new BinaryDocValuesField(Fields.SKETCH, new BytesRef(sketch.bytes())));
          for (long band : sketch.bands())
            doc.add(new StringField(Fields.BAND, Resembling.name(band), Store.NO));
        });
  }

  private static KeywordField value(String name, String value) {
    return new KeywordField(Fields.value(name), Fields.cut(value), Store.NO);
  }

  /// The words of an entry, collected field by field.
  private static final class Words {
    final Map<Query.Field, Map<String, Integer>> stems = new HashMap<>();
    final Map<Query.Field, List<List<String>>> exact = new HashMap<>();
    final Set<String> pairs = new HashSet<>();
    final Language language;

    /// One object for equal words: a long text has few different ones.
    private final Map<String, String> known = new HashMap<>();

    /// @param language of the text
    Words(Language language) {
      this.language = language;
    }

    /// The stems of this text alone, with how often they occur.
    Map<String, Integer> add(Query.Field field, String text) {
      return add(field, text, language);
    }

    Map<String, Integer> add(Query.Field field, String text, Language of) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      var stretch = new ArrayList<String>();
      var tokens = Analysis.tokens(text, of);
      pairs.addAll(Analysis.pairs(tokens));
      for (var token : tokens) {
        stretch.add(known.computeIfAbsent(token.word(), w -> w));
        if (!token.stem().isEmpty()) counts.merge(token.stem(), 1, Integer::sum);
      }
      if (!stretch.isEmpty()) exact.computeIfAbsent(field, _ -> new ArrayList<>()).add(stretch);
      var sum = stems.computeIfAbsent(field, _ -> new LinkedHashMap<>());
      counts.forEach((stem, count) -> sum.merge(stem, count, Integer::sum));
      return counts;
    }
  }
}

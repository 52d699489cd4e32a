package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Query;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/// Turns a question into Lucene's query, for what matches, and into parts, for what is scored.
final class Translation {
  /// Of a very long text the first words count.
  static final int MOST_WORDS = 128;

  private final Visible visible;
  private final Map<Query.Field, Double> weights;
  private final Map<Asked, Double> words = new LinkedHashMap<>();
  private final Set<Part> tagged = new LinkedHashSet<>();

  /// @param weights of the fields that score
  Translation(Visible visible, Map<Query.Field, Double> weights) {
    this.visible = visible;
    this.weights = weights;
  }

  /// A word, and where it scores.
  private record Asked(String word, List<Part.InField> fields) {}

  /// What was to be scored in all that was translated so far: each word once, as often as it was
  /// asked for.
  List<Part> parts() {
    var parts = new ArrayList<Part>();
    words.forEach(
        (asked, weight) -> parts.add(new Part.Word(asked.word(), weight, asked.fields())));
    parts.addAll(tagged);
    return parts;
  }

  org.apache.lucene.search.Query matching(Query query) throws IOException {
    return translate(query, true);
  }

  /// What only cuts, without scoring.
  org.apache.lucene.search.Query filter(Query query) throws IOException {
    return translate(query, false);
  }

  private org.apache.lucene.search.Query translate(Query query, boolean scores) throws IOException {
    return switch (query) {
      case Query.Words(var text, var share) -> words(text, share, scores);
      case Query.Phrase(var field, var text) ->
          phrase(field.map(List::of).orElse(Fields.OF_WORDS), text, scores);
      case Query.In(var field, var text) -> in(field, text, scores);
      case Query.About(var concepts) -> about(concepts, scores);
      case Query.Value(var field, var values) ->
          KeywordField.newSetQuery(
              Fields.value(field), values.stream().map(v -> new BytesRef(Fields.cut(v))).toList());
      case Query.Among(var ids) ->
          new TermInSetQuery(Fields.ID, ids.stream().map(BytesRef::new).toList());
      case Query.Dated(var from, var to) ->
          IntPoint.newRangeQuery(
              Fields.DATE,
              from.map(d -> Math.toIntExact(d.toEpochDay())).orElse(Integer.MIN_VALUE),
              to.map(d -> Math.toIntExact(d.toEpochDay())).orElse(Integer.MAX_VALUE));
      case Query.All(var all) -> all(all, scores);
      case Query.Any(var any) -> any(any, scores);
      case Query.Not(var part) ->
          new BooleanQuery.Builder()
              .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
              .add(translate(part, false), Occur.MUST_NOT)
              .build();
      case Query.Favouring(var part, var favoured) -> {
        var match = translate(part, scores);
        if (scores) translate(favoured, true);
        yield match;
      }
      case Query.Near(var direction, var passages) ->
          new EntriesQuery(visible.snapshot(), visible.nearest(direction, passages));
      case Query.Everything() -> MatchAllDocsQuery.INSTANCE;
    };
  }

  private org.apache.lucene.search.Query all(List<Query> all, boolean scores) throws IOException {
    var together = new BooleanQuery.Builder();
    together.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
    for (var part : all) together.add(translate(part, scores), Occur.FILTER);
    return together.build();
  }

  private org.apache.lucene.search.Query any(List<Query> any, boolean scores) throws IOException {
    var either = new BooleanQuery.Builder();
    for (var part : any) either.add(translate(part, scores), Occur.SHOULD);
    return either.build();
  }

  private org.apache.lucene.search.Query words(String text, double share, boolean scores)
      throws IOException {
    var wanted = Analysis.wanted(text, MOST_WORDS);
    var all = wanted.stemmed() ? Fields.ALL : Fields.ALL_EXACT;
    var known = new ArrayList<WordsQuery.Word>();
    for (var term : wanted.terms()) {
      double rarity = visible.rarity(new Term(all, term));
      if (rarity > 0) known.add(new WordsQuery.Word(term, rarity));
      if (scores) scoring(Fields.OF_WORDS, wanted, term, rarity);
    }
    boolean someUnknown = known.size() < wanted.terms().size();
    if (known.isEmpty() || (share == 1 && someUnknown)) return MatchNoDocsQuery.INSTANCE;
    return new WordsQuery(all, known, share);
  }

  private org.apache.lucene.search.Query in(Query.Field field, String text, boolean scores)
      throws IOException {
    var wanted = Analysis.wanted(text, MOST_WORDS);
    if (wanted.terms().isEmpty()) return MatchNoDocsQuery.INSTANCE;
    // Names of authors are no English: they are found as they are written.
    if (field == Query.Field.AUTHOR)
      return inAuthor(Analysis.tokens(text).stream().map(Analysis.Token::word).toList(), scores);
    var together = new BooleanQuery.Builder();
    for (var term : wanted.terms()) {
      var name = wanted.stemmed() ? Fields.stems(field) : Fields.exact(field);
      together.add(new TermQuery(new Term(name, term)), Occur.FILTER);
      var all = wanted.stemmed() ? Fields.ALL : Fields.ALL_EXACT;
      if (scores) scoring(List.of(field), wanted, term, visible.rarity(new Term(all, term)));
    }
    return together.build();
  }

  private org.apache.lucene.search.Query inAuthor(List<String> words, boolean scores)
      throws IOException {
    var together = new BooleanQuery.Builder();
    for (var word : words.stream().distinct().limit(MOST_WORDS).toList()) {
      var term = new Term(Fields.exact(Query.Field.AUTHOR), word);
      together.add(new TermQuery(term), Occur.FILTER);
      if (scores) scoring(List.of(Query.Field.AUTHOR), false, word, visible.rarity(term));
    }
    return together.build();
  }

  private org.apache.lucene.search.Query phrase(
      List<Query.Field> fields, String text, boolean scores) throws IOException {
    var words = Analysis.tokens(text).stream().map(Analysis.Token::word).limit(MOST_WORDS).toList();
    if (words.isEmpty()) return MatchNoDocsQuery.INSTANCE;
    var wanted = Analysis.wanted(text, MOST_WORDS);
    var either = new BooleanQuery.Builder();
    for (var field : fields) {
      var name = Fields.exact(field);
      either.add(
          words.size() == 1
              ? new TermQuery(new Term(name, words.getFirst()))
              : new PhraseQuery(name, words.toArray(String[]::new)),
          Occur.SHOULD);
    }
    if (scores)
      for (var term : wanted.terms()) {
        boolean author = fields.equals(List.of(Query.Field.AUTHOR));
        var all = wanted.stemmed() ? Fields.ALL : Fields.ALL_EXACT;
        double rarity = visible.rarity(new Term(all, term));
        if (!author) scoring(fields, wanted, term, rarity);
      }
    return either.build();
  }

  private org.apache.lucene.search.Query about(Map<String, Double> concepts, boolean scores) {
    if (scores) tagged.add(new Part.Tagged(concepts));
    return KeywordField.newSetQuery(
        Fields.value("concept"),
        concepts.keySet().stream().map(c -> new BytesRef(Fields.cut(c))).toList());
  }

  private void scoring(
      List<Query.Field> fields, Analysis.Wanted wanted, String term, double rarity) {
    scoring(fields, wanted.stemmed(), term, rarity * wanted.times().getOrDefault(term, 1));
  }

  private void scoring(List<Query.Field> fields, boolean stemmed, String term, double weight) {
    if (weight == 0) return;
    var in = new ArrayList<Part.InField>();
    for (var field : fields) {
      var ofField = weights.get(field);
      if (ofField == null) continue;
      var name = stemmed ? Fields.stems(field) : Fields.exact(field);
      in.add(new Part.InField(new Term(name, term), Fields.stems(field), ofField));
    }
    if (!in.isEmpty()) words.merge(new Asked(term, in), weight, Math::max);
  }
}

package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex.Wording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Wording wording;
  private final Map<List<Part.InField>, Counting> words = new LinkedHashMap<>();
  private final Set<Part> others = new LinkedHashSet<>();

  /// @param extra what else an entry with the word may score, beside the word itself
  /// @param anywhere as in {@link Part.Word}
  private record Counting(double weight, double extra, List<Term> anywhere) {
    Counting and(Counting other) {
      return new Counting(Math.max(weight, other.weight), extra + other.extra, anywhere);
    }
  }

  /// @param weights of the fields that score
  Translation(Visible visible, Map<Query.Field, Double> weights, Wording wording) {
    this.visible = visible;
    this.weights = weights;
    this.wording = wording;
  }

  /// What was to be scored in all that was translated so far: each word once, as often as it was
  /// asked for, then all else once.
  List<Part> parts() {
    var parts = new ArrayList<Part>();
    words.forEach((fields, word) ->
        parts.add(
            new Part.Word(word.weight(), fields, word.weight() + word.extra(), word.anywhere())));
    parts.addAll(others);
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
      case Query.Words words -> words(words, scores);
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

  private org.apache.lucene.search.Query words(Query.Words words, boolean scores)
      throws IOException {
    var asked = Sought.of(words.text(), visible, wording, words.share() == 1);
    var standing = Standing.of(words.others(), asked, visible, wording, weights);
    var known = new ArrayList<WordsQuery.Word>();
    var scoring = new ArrayList<Sought>();
    for (var word : asked) {
      var here = standing.stream().filter(s -> s.standsFor(word)).toList();
      // A word for which something stands is no slip, even if nothing has it.
      boolean itself = here.isEmpty() || !word.instead();
      if (itself) scoring.add(word);
      matching(word, itself, here).ifPresent(known::add);
    }
    if (scores) {
      addParts(scoring);
      addStanding(standing);
    }
    boolean someUnknown = known.size() < asked.size();
    if (known.isEmpty() || (words.share() == 1 && someUnknown)) return MatchNoDocsQuery.INSTANCE;
    return new WordsQuery(known, words.share());
  }

  /// A word by what it matches itself, and by what stands for it. One that nothing has weighs what
  /// stands for it.
  private static Optional<WordsQuery.Word> matching(
      Sought word, boolean itself, List<Standing> standing) {
    double weight = itself ? word.rarity() : 0;
    var terms = new ArrayList<Term>();
    if (weight > 0) terms.addAll(word.anywhere());
    else weight = standing.stream().mapToDouble(Standing::weight).max().orElse(0);
    if (weight == 0) return Optional.empty();
    standing.forEach(s -> terms.addAll(s.terms()));
    var phrases = standing.stream().map(Standing::phrase).flatMap(Optional::stream).toList();
    return Optional.of(new WordsQuery.Word(terms, phrases, weight));
  }

  /// Of all that stands for the same words the best one counts.
  private void addStanding(List<Standing> standing) {
    Map<String, List<Part>> same = new LinkedHashMap<>();
    for (var one : standing)
      one.part()
          .ifPresent(part -> same.computeIfAbsent(one.typed(), _ -> new ArrayList<>()).add(part));
    same.values().forEach(parts -> others.add(new Part.Best(parts)));
  }

  /// In every field, as it was written, and beside its neighbours.
  private void addParts(List<Sought> asked) {
    for (int i = 0; i < asked.size(); i++) {
      var word = asked.get(i);
      if (word.rarity() == 0) continue;
      var extras = new ArrayList<Part.Present>();
      var written = new Term(Fields.ALL_EXACT, word.word().written());
      if (wording.exact() > 0 && !word.instead() && !word.stems().isEmpty())
        extras.add(
            new Part.Present(
                List.of(written), written.text(), "exact", wording.exact() * word.rarity()));
      if (wording.together() > 0 && i + 1 < asked.size())
        together(word, asked.get(i + 1)).ifPresent(extras::add);
      scoring(Fields.OF_WORDS, word, extras);
    }
  }

  private Optional<Part.Present> together(Sought word, Sought next) {
    double least = Math.min(word.rarity(), next.rarity());
    if (least == 0 || !word.word().isBeside(next.word())) return Optional.empty();
    var pairs = word.pairs(next).stream().map(p -> new Term(Fields.PAIRS, p)).toList();
    var name = word.word().written() + " " + next.word().written();
    return pairs.isEmpty()
        ? Optional.empty()
        : Optional.of(new Part.Present(pairs, name, "together", wording.together() * least));
  }

  private org.apache.lucene.search.Query in(Query.Field field, String text, boolean scores)
      throws IOException {
    // Names of authors are no English: they are found as they are written.
    if (field == Query.Field.AUTHOR)
      return inAuthor(Analysis.tokens(text).stream().map(Analysis.Token::word).toList(), scores);
    var asked = Sought.of(text, visible, wording, true);
    if (asked.isEmpty()) return MatchNoDocsQuery.INSTANCE;
    var together = new BooleanQuery.Builder();
    for (var word : asked) {
      var either = new BooleanQuery.Builder();
      word.in(field).forEach(term -> either.add(new TermQuery(term), Occur.SHOULD));
      together.add(either.build(), Occur.FILTER);
      if (scores) scoring(List.of(field), word);
    }
    return together.build();
  }

  private org.apache.lucene.search.Query inAuthor(List<String> names, boolean scores)
      throws IOException {
    var together = new BooleanQuery.Builder();
    for (var word : names.stream().distinct().limit(MOST_WORDS).toList()) {
      var term = new Term(Fields.exact(Query.Field.AUTHOR), word);
      together.add(new TermQuery(term), Occur.FILTER);
      var weight = weights.get(Query.Field.AUTHOR);
      double rarity = visible.rarity(term);
      if (!scores || weight == null || rarity == 0) continue;
      var shown = Fields.stems(Query.Field.AUTHOR);
      var in = new Part.InField(List.of(term), List.of(word), term.field(), shown, weight);
      words.merge(List.of(in), new Counting(rarity, 0, List.of(term)), Counting::and);
    }
    return together.build();
  }

  private org.apache.lucene.search.Query phrase(
      List<Query.Field> fields, String text, boolean scores) throws IOException {
    var words = Analysis.tokens(text).stream().map(Analysis.Token::word).limit(MOST_WORDS).toList();
    if (words.isEmpty()) return MatchNoDocsQuery.INSTANCE;
    var either = new BooleanQuery.Builder();
    for (var field : fields) {
      var name = Fields.exact(field);
      either.add(
          words.size() == 1
              ? new TermQuery(new Term(name, words.getFirst()))
              : new PhraseQuery(name, words.toArray(String[]::new)),
          Occur.SHOULD);
    }
    if (scores && !fields.equals(List.of(Query.Field.AUTHOR)))
      for (var word : Sought.of(text, visible, wording, true)) scoring(fields, word);
    return either.build();
  }

  private org.apache.lucene.search.Query about(Map<String, Double> concepts, boolean scores) {
    if (scores) others.add(new Part.Tagged(concepts));
    return KeywordField.newSetQuery(
        Fields.value("concept"),
        concepts.keySet().stream().map(c -> new BytesRef(Fields.cut(c))).toList());
  }

  private void scoring(List<Query.Field> fields, Sought word) {
    scoring(fields, word, List.of());
  }

  /// @param extras that only entries with this word have
  private void scoring(List<Query.Field> fields, Sought word, List<Part.Present> extras) {
    if (word.rarity() == 0) return;
    var in = new ArrayList<Part.InField>();
    for (var field : fields) {
      var weight = weights.get(field);
      if (weight != null) in.add(word.scoring(field, weight));
    }
    if (in.isEmpty()) return;
    double extra = 0;
    for (var one : extras) if (others.add(one)) extra += one.weight();
    words.merge(in, new Counting(word.weight(), extra, word.anywhere()), Counting::and);
  }
}

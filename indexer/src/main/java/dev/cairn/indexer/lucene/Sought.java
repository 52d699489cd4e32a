package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex.Spelled;
import dev.cairn.indexer.SearchIndex.Wording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.Term;

/// One word of a question, with all terms by which a visible entry may have it.
///
/// @param word as it was asked
/// @param stems as the index names them
/// @param written words as they stand in texts whose language is neither English nor the reader's;
///   empty where no such text is visible
/// @param instead whether these are words spelled nearly like one that nothing has
/// @param rarity 0 where nothing visible has it
record Sought(
    Analysis.Word word, Set<String> stems, Set<String> written, boolean instead, double rarity) {
  /// Of a very long text the first words count.
  private static final int MOST_WORDS = 128;

  /// A slip of the pen stands for so many words at most.
  private static final int MOST_INSTEAD = 3;

  private static final int MOST_SPELLED = 30;

  Sought {
    stems = Collections.unmodifiableSet(new LinkedHashSet<>(stems));
    written = Collections.unmodifiableSet(new LinkedHashSet<>(written));
  }

  /// @param all whether words that nothing has stay such, also where slips are forgiven
  static List<Sought> of(String text, Visible visible, Wording wording, boolean all)
      throws IOException {
    var language = wording.language().flatMap(Language::of).filter(visible::has);
    var wanted = Analysis.wanted(text, MOST_WORDS, language);
    boolean written = !wanted.stemmed() || visible.foreign();
    var sought = new ArrayList<Sought>();
    for (var word : wanted.words()) {
      var itself = of(word, List.of(word), wanted.stemmed(), written, false, 1, visible);
      boolean slip = itself.rarity() == 0 && wording.slips() > 0 && !all && wanted.stemmed();
      if (slip) {
        var others = instead(word.written(), language, visible);
        itself = of(word, others, true, written, true, wording.slips(), visible);
      }
      sought.add(itself);
    }
    return sought;
  }

  private static Sought of(
      Analysis.Word asked,
      List<Analysis.Word> words,
      boolean stemmed,
      boolean written,
      boolean instead,
      double weight,
      Visible visible)
      throws IOException {
    var stems = new LinkedHashSet<String>();
    var exact = new LinkedHashSet<String>();
    for (var word : words) {
      if (stemmed) word.forms().stream().filter(f -> !f.isEmpty()).forEach(stems::add);
      if (written) exact.add(word.written());
    }
    double rarity = visible.rarity(anywhere(stems, exact));
    return new Sought(asked, stems, exact, instead, weight * rarity);
  }

  /// Words that visible entries have and for which this one may be a slip: with few changes first,
  /// then those that begin alike, then the frequent ones.
  private static List<Analysis.Word> instead(
      String word, Optional<Language> language, Visible visible) throws IOException {
    int first = word.codePointAt(0);
    var words = new ArrayList<Analysis.Word>();
    new Spellings(visible)
        .spelled(word, MOST_SPELLED).stream()
            .sorted(
                Comparator.comparingInt(Spelled::steps)
                    .thenComparing(s -> s.word().codePointAt(0) != first)
                    .thenComparing(Comparator.comparingLong(Spelled::entries).reversed())
                    .thenComparing(Spelled::word))
            .limit(MOST_INSTEAD)
            .forEach(s -> words.addAll(Analysis.wanted(s.word(), 1, language).words()));
    return words;
  }

  private static List<Term> anywhere(Set<String> stems, Set<String> written) {
    var terms = new ArrayList<Term>();
    stems.forEach(stem -> terms.add(new Term(Fields.ALL, stem)));
    written.forEach(one -> terms.add(new Term(Fields.ALL_EXACT, one)));
    return terms;
  }

  /// All its stems, or as it is written where it has none: equal for the same words.
  Set<String> anyhow() {
    return stems.isEmpty() ? Set.of(word.written()) : stems;
  }

  /// Its rarity, as often as it was asked for.
  double weight() {
    return word.times() * rarity;
  }

  /// An entry that has one of these has the word.
  List<Term> anywhere() {
    return anywhere(stems, written);
  }

  /// Likewise in this field.
  List<Term> in(Query.Field field) {
    var terms = new ArrayList<Term>();
    stems.forEach(stem -> terms.add(new Term(Fields.stems(field), stem)));
    written.forEach(one -> terms.add(new Term(Fields.exact(field), one)));
    return terms;
  }

  /// How it scores in this field.
  ///
  /// @param weight of the field, above 0
  Part.InField scoring(Query.Field field, double weight) {
    return scoring(in(field), Fields.stems(field), Fields.stems(field), weight);
  }

  /// How it scores in a passage. Passages have no words as they were written: it is known which
  /// language they are of.
  Part.InField scoringPassage() {
    var terms = stems.stream().map(stem -> new Term(Fields.PASSAGE_WORDS, stem)).toList();
    return scoring(terms, Fields.PASSAGE_WORDS, "passage", 1);
  }

  private Part.InField scoring(List<Term> terms, String lengths, String shown, double weight) {
    return new Part.InField(
        terms, terms.stream().map(this::shown).toList(), lengths, shown, weight);
  }

  /// A term as a person reads it.
  private String shown(Term term) {
    var name = Language.shown(term.text());
    return instead ? name + " (for " + word.written() + ")" : name;
  }

  /// The same terms, shown as what stands for words of the question.
  Sought insteadOf(String typed) {
    return new Sought(
        new Analysis.Word(typed, word.forms(), 1, word.place()), stems, written, true, rarity);
  }

  /// The stems of this word followed by those of the other one.
  Set<String> pairs(Sought next) {
    var pairs = new LinkedHashSet<String>();
    for (var first : stems) for (var second : next.stems) pairs.add(Analysis.pair(first, second));
    return pairs;
  }
}

package dev.cairn.indexer.lucene;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hu.HungarianLightStemFilter;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.no.NorwegianLightStemFilter;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.sv.SwedishLightStemFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;

/// Languages whose words are brought to a common form. A word is taken apart and folded alike in
/// all of them; only its form and the words that say nothing by themselves differ. Forms are made
/// of the folded word, so that whoever types without accents gets the same.
enum Language {
  ENGLISH("en", EnglishAnalyzer.ENGLISH_STOP_WORDS_SET, PorterStemFilter::new),
  GERMAN("de", GermanAnalyzer.getDefaultStopSet(), GermanLightStemFilter::new),
  FRENCH("fr", FrenchAnalyzer.getDefaultStopSet(), FrenchLightStemFilter::new),
  SPANISH("es", SpanishAnalyzer.getDefaultStopSet(), SpanishLightStemFilter::new),
  ITALIAN("it", ItalianAnalyzer.getDefaultStopSet(), ItalianLightStemFilter::new),
  DUTCH("nl", DutchAnalyzer.getDefaultStopSet(), t -> new SnowballFilter(t, new DutchStemmer())),
  PORTUGUESE("pt", PortugueseAnalyzer.getDefaultStopSet(), PortugueseLightStemFilter::new),
  SWEDISH("sv", SwedishAnalyzer.getDefaultStopSet(), SwedishLightStemFilter::new),
  DANISH("da", DanishAnalyzer.getDefaultStopSet(), t -> new SnowballFilter(t, new DanishStemmer())),
  NORWEGIAN("no", NorwegianAnalyzer.getDefaultStopSet(), NorwegianLightStemFilter::new),
  FINNISH("fi", FinnishAnalyzer.getDefaultStopSet(), FinnishLightStemFilter::new),
  RUSSIAN("ru", RussianAnalyzer.getDefaultStopSet(), RussianLightStemFilter::new),
  HUNGARIAN("hu", HungarianAnalyzer.getDefaultStopSet(), HungarianLightStemFilter::new);

  /// Stands before the forms of all languages but English; no word has it.
  private static final char MARK = '\u001f';

  /// What French and Italian hang before a word: l'homme, dell'arte.
  private static final CharArraySet ELIDED =
      CharArraySet.unmodifiableSet(
          new CharArraySet(
              List.of(
                  "l", "d", "qu", "j", "m", "n", "s", "t", "c", "un", "all", "dall", "dell", "nell",
                  "sull", "jusqu", "lorsqu", "puisqu", "quoiqu"),
              false));

  private final String code;
  private final Set<String> stopWords;
  private final Analyzer chain;

  Language(String code, CharArraySet stopWords, UnaryOperator<TokenStream> stemmer) {
    this.code = code;
    this.stopWords =
        StreamSupport.stream(stopWords.spliterator(), false)
            .map(word -> folded(new String((char[]) word)))
            .collect(Collectors.toUnmodifiableSet());
    this.chain =
        new Analyzer() {
          @Override
          protected TokenStreamComponents createComponents(String field) {
            var words = new StandardTokenizer();
            var plain =
                new ElisionFilter(
                    new LowerCaseFilter(new EnglishPossessiveFilter(words)), elided());
            return new TokenStreamComponents(
                words, stemmer.apply(new KeywordRepeatFilter(new ASCIIFoldingFilter(plain))));
          }
        };
  }

  private static CharArraySet elided() {
    return ELIDED;
  }

  private static String folded(String word) {
    var folded = new char[4 * word.length()];
    int length = ASCIIFoldingFilter.foldToASCII(word.toCharArray(), 0, folded, 0, word.length());
    return new String(folded, 0, length);
  }

  /// ISO 639-1.
  String code() {
    return code;
  }

  Analyzer chain() {
    return chain;
  }

  /// Whether a word says nothing by itself.
  boolean isStopWord(String folded) {
    return stopWords.contains(folded);
  }

  /// As the index names a form: forms of different languages are different terms.
  String named(String form) {
    return this == ENGLISH ? form : MARK + code + form;
  }

  /// As a person reads it.
  static String shown(String named) {
    return named.isEmpty() || named.charAt(0) != MARK ? named : named.substring(3);
  }

  /// The one that is meant by a language tag; empty for those whose forms nobody knows here.
  static Optional<Language> of(String tag) {
    var language = tag.toLowerCase(Locale.ROOT).split("[-_]")[0];
    if (language.equals("nb") || language.equals("nn")) return Optional.of(NORWEGIAN);
    return Arrays.stream(values()).filter(l -> l.code.equals(language)).findFirst();
  }

  /// In which a text is taken apart: the first one that is known here, else English.
  static Language of(List<String> tags) {
    return tags.stream().map(Language::of).flatMap(Optional::stream).findFirst().orElse(ENGLISH);
  }
}

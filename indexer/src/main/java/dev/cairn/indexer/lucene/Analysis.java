package dev.cairn.indexer.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/// Takes a text apart, once, for everything: indexing, questions and highlights see the same words.
///
/// Standard tokenizer, English possessive, lower case, ASCII folding; each word also as its Porter
/// stem, unless it is a stop word.
final class Analysis {
  /// To be changed whenever any text would come apart differently.
  static final String VERSION = "english-1";

  private static final Analyzer CHAIN =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          var words = new StandardTokenizer();
          var folded =
              new ASCIIFoldingFilter(new LowerCaseFilter(new EnglishPossessiveFilter(words)));
          return new TokenStreamComponents(
              words, new PorterStemFilter(new KeywordRepeatFilter(folded)));
        }
      };

  private Analysis() {}

  /// @param word folded, not stemmed
  /// @param stem empty for a stop word
  /// @param start first UTF-16 code unit in the text
  /// @param end last UTF-16 code unit, exclusive
  record Token(String word, String stem, int start, int end) {}

  static List<Token> tokens(String text) {
    var tokens = new ArrayList<Token>();
    try (var stream = CHAIN.tokenStream("", text)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      var place = stream.addAttribute(OffsetAttribute.class);
      var step = stream.addAttribute(PositionIncrementAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        var now = term.toString();
        if (step.getPositionIncrement() > 0) {
          tokens.add(new Token(now, "", place.startOffset(), place.endOffset()));
        } else {
          var word = tokens.removeLast();
          var stem = EnglishAnalyzer.ENGLISH_STOP_WORDS_SET.contains(word.word()) ? "" : now;
          tokens.add(new Token(word.word(), stem, word.start(), word.end()));
        }
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tokens;
  }

  /// Words that make a question out of what is asked. They are left out of questions where anything
  /// else is left; texts keep them, so that a phrase that holds them is found.
  private static final Set<String> ASKING =
      Set.of(
          "about", "am", "can", "could", "did", "do", "does", "from", "had", "has", "have", "he",
          "her", "his", "how", "i", "its", "may", "me", "might", "must", "my", "our", "shall",
          "she", "should", "us", "we", "were", "what", "when", "where", "which", "who", "whom",
          "whose", "why", "would", "you", "your");

  /// The words of a question: stems, or, where it has nothing but stop words, these themselves.
  ///
  /// @param times how often each was asked for, in the order of the question
  /// @param stemmed whether they are stems
  record Wanted(SequencedMap<String, Integer> times, boolean stemmed) {
    Wanted {
      times = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(times));
    }

    /// Different ones, in the order of the question.
    List<String> terms() {
      return List.copyOf(times.keySet());
    }
  }

  /// @param limit at most so many terms
  static Wanted wanted(String text, int limit) {
    var words = new LinkedHashMap<String, Integer>();
    var stems = new LinkedHashMap<String, Integer>();
    var asked = new LinkedHashMap<String, Integer>();
    for (var token : tokens(text)) {
      words.merge(token.word(), 1, Integer::sum);
      if (token.stem().isEmpty()) continue;
      stems.merge(token.stem(), 1, Integer::sum);
      if (!ASKING.contains(token.word())) asked.merge(token.stem(), 1, Integer::sum);
    }
    boolean stemmed = !stems.isEmpty();
    var chosen = !asked.isEmpty() ? asked : stemmed ? stems : words;
    while (chosen.size() > limit) chosen.pollLastEntry();
    return new Wanted(chosen, stemmed);
  }
}

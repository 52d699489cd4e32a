package dev.cairn.indexer.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/// Takes a text apart, once, for everything: indexing, questions and highlights see the same words.
///
/// Standard tokenizer, English possessive, lower case, French and Italian elision, ASCII folding;
/// each word also in the form that its language has for it, unless it is a stop word there.
final class Analysis {
  /// To be changed whenever any text would come apart differently.
  static final String VERSION = "languages-1";

  /// Two words stand side by side if no more than one lies between them, and that says nothing by
  /// itself: `head of office`.
  private static final int SIDE_BY_SIDE = 2;

  private Analysis() {}

  /// @param word folded, not stemmed
  /// @param stem as {@link Language#named}; empty for a stop word
  /// @param start first UTF-16 code unit in the text
  /// @param end last UTF-16 code unit, exclusive
  record Token(String word, String stem, int start, int end) {}

  /// As an English text.
  static List<Token> tokens(String text) {
    return tokens(text, Language.ENGLISH);
  }

  /// The words are the same for every language, only their stems differ.
  static List<Token> tokens(String text, Language language) {
    var tokens = new ArrayList<Token>();
    try (var stream = language.chain().tokenStream("", text)) {
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
          var stem = language.isStopWord(word.word()) ? "" : language.named(now);
          tokens.add(new Token(word.word(), stem, word.start(), word.end()));
        }
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tokens;
  }

  /// Stems that stand side by side, as the index names them.
  static Set<String> pairs(List<Token> tokens) {
    Set<String> pairs = new HashSet<>();
    int last = -1;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).stem().isEmpty()) continue;
      if (last >= 0 && i - last <= SIDE_BY_SIDE)
        pairs.add(pair(tokens.get(last).stem(), tokens.get(i).stem()));
      last = i;
    }
    return pairs;
  }

  /// No stem has a blank.
  static String pair(String first, String second) {
    return first + ' ' + second;
  }

  /// Words that make a question out of what is asked. They are left out of questions where anything
  /// else is left; texts keep them, so that a phrase that holds them is found.
  private static final Set<String> ASKING =
      Set.of(
          "about", "am", "can", "could", "did", "do", "does", "from", "had", "has", "have", "he",
          "her", "his", "how", "i", "its", "may", "me", "might", "must", "my", "our", "shall",
          "she", "should", "us", "we", "were", "what", "when", "where", "which", "who", "whom",
          "whose", "why", "would", "you", "your");

  /// The words of a question, or, where it has nothing but stop words, these.
  ///
  /// @param words different ones, in the order of the question
  /// @param stemmed whether their forms count; else they count as they are written
  record Wanted(List<Word> words, boolean stemmed) {
    Wanted {
      words = List.copyOf(words);
    }

    /// English stems, or the words where they are not stemmed.
    List<String> terms() {
      return words.stream().map(w -> stemmed ? w.forms().getFirst() : w.written()).toList();
    }
  }

  /// @param forms as {@link Language#named}: the English one, then that of the other language
  /// @param times how often it was asked for
  /// @param place among all words of the question, from 0
  record Word(String written, List<String> forms, int times, int place) {
    Word {
      forms = List.copyOf(forms);
    }

    private Word oftener() {
      return new Word(written, forms, times + 1, place);
    }

    /// Whether the other one follows this one closely.
    boolean isBeside(Word other) {
      int steps = other.place - place;
      return steps > 0 && steps <= SIDE_BY_SIDE;
    }
  }

  /// @param limit at most so many words
  static Wanted wanted(String text, int limit) {
    return wanted(text, limit, Optional.empty());
  }

  /// @param other a language in whose forms words count too, beside the English ones
  static Wanted wanted(String text, int limit, Optional<Language> other) {
    var english = tokens(text);
    var others = other.filter(l -> l != Language.ENGLISH).map(l -> tokens(text, l));
    var all = new ArrayList<Word>();
    var meaning = new ArrayList<Word>();
    var asked = new ArrayList<Word>();
    for (int i = 0; i < english.size(); i++) {
      var forms = new ArrayList<String>();
      forms.add(english.get(i).stem());
      if (others.isPresent()) forms.add(others.get().get(i).stem());
      var word = new Word(english.get(i).word(), forms, 1, i);
      all.add(word);
      if (forms.contains("")) continue;
      meaning.add(word);
      if (!ASKING.contains(word.written())) asked.add(word);
    }
    boolean stemmed = !meaning.isEmpty();
    var chosen = !asked.isEmpty() ? asked : stemmed ? meaning : all;
    return new Wanted(different(chosen, stemmed).stream().limit(limit).toList(), stemmed);
  }

  /// Of words with a form in common the first, as often as they stand there together.
  private static List<Word> different(List<Word> words, boolean stemmed) {
    Map<String, Integer> known = new HashMap<>();
    var different = new ArrayList<Word>();
    for (var word : words) {
      var names = stemmed ? word.forms() : List.of(word.written());
      var before = names.stream().map(known::get).filter(Objects::nonNull).findFirst();
      before.ifPresent(at -> different.set(at, different.get(at).oftener()));
      int at = before.orElse(different.size());
      if (before.isEmpty()) different.add(word);
      names.forEach(name -> known.putIfAbsent(name, at));
    }
    return different;
  }
}

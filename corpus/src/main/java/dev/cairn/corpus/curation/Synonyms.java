package dev.cairn.corpus.curation;

import java.time.Instant;
import java.util.List;

/// Words or short phrases that mean the same to who asks.
///
/// @param words 2..20, different ones
/// @param oneWay whether only who types the first finds the others as well
public record Synonyms(String id, List<String> words, boolean oneWay, Instant since) {
  public static final int MOST_WORDS = 20;
  public static final int LONGEST_WORD = 80;

  /// A phrase has at most so many words.
  public static final int LONGEST_PHRASE = 6;

  public Synonyms {
    words = List.copyOf(words);
  }
}

package dev.cairn.indexer.search;

import dev.cairn.indexer.Answer.Range;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchIndex.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Chooses the sentence of a passage with which it is shown, where words cannot choose: by meaning,
/// as far as the directions of the sentences are known; else the first one. Which of many sentences
/// are read is decided by echo: the passages of one page speak of one thing, and a sentence that
/// shares many words with the others is near to that.
final class NearSentences {
  /// Of the weight of the question's words a passage has at most so much if it was found by meaning
  /// rather than by words.
  private static final double HARDLY = 0.2;

  /// What has fewer words is a heading or a scrap.
  private static final int SHORTEST = 4;

  /// So many sentences of one page are read for their meaning at once, when that is asked for.
  private static final int MOST_READ = 60;

  /// So many of one passage, on a page of ten.
  private static final int MOST_OF_PASSAGE = MOST_READ / 10;

  private final SearchIndex.View view;
  private final SequencedMap<String, Double> wanted;
  private final Direction question;
  private final SentenceDirections directions;

  /// @param wanted stem of the question → rarity
  NearSentences(
      SearchIndex.View view,
      SequencedMap<String, Double> wanted,
      Direction question,
      SentenceDirections directions) {
    this.view = view;
    this.wanted = wanted;
    this.question = question;
    this.directions = directions;
  }

  /// Whether next to none of the question's words are marked in the passage.
  boolean hardlyWorded(Shown.Best best) {
    if (best.highlights().isEmpty()) return true;
    var marked = new StringBuilder();
    for (var range : best.highlights())
      marked.append(best.text(), range.start(), range.end()).append(' ');
    double has = 0;
    for (var stem : Set.copyOf(view.stems(marked.toString()))) {
      var rarity = wanted.get(stem);
      // The name of a concept that the question means.
      if (rarity == null) return false;
      has += rarity;
    }
    return has <= HARDLY * wanted.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /// Where a passage begins to be shown that words do not choose in.
  ///
  /// @param nearest whether this sentence is known to be the nearest of those that would be read;
  ///   else it is the first one
  record Beginning(Range sentence, boolean nearest) {}

  /// For each passage that words do not choose in, by the id of its item. Reads nothing.
  Map<String, Beginning> known(Collection<Shown> page) {
    var chosen = new HashMap<String, Beginning>();
    for (var shown : page) {
      if (shown.best().isEmpty() || !hardlyWorded(shown.best().get())) continue;
      var text = shown.best().get().text();
      var sentences = sentences(text);
      if (sentences.isEmpty()) continue;
      var texts = texts(text, sentences);
      var known = directions.known(texts);
      boolean read = known.size() >= Math.min(Set.copyOf(texts).size(), MOST_OF_PASSAGE);
      var best =
          read
              ? best(sentences, range -> similarity(known, text(text, range)))
              : sentences.stream().findFirst();
      best.ifPresent(range -> chosen.put(shown.id(), new Beginning(range, read)));
    }
    return chosen;
  }

  /// For every passage, by meaning; reads sentences for it.
  Map<String, Beginning> read(Collection<Shown> page) {
    var echo = new Echo(view, page);
    var candidates = new HashMap<String, List<Range>>();
    var all = new ArrayList<String>();
    int each = Math.max(1, MOST_READ / Math.max(1, page.size()));
    for (var shown : page) {
      if (shown.best().isEmpty()) continue;
      var text = shown.best().get().text();
      var some =
          sentences(text).stream()
              .sorted(
                  Comparator.<Range>comparingDouble(range -> echo.of(shown.id(), text(text, range)))
                      .reversed())
              .limit(each)
              .toList();
      candidates.put(shown.id(), some);
      all.addAll(texts(text, some));
    }
    var read = directions.of(all);
    var chosen = new HashMap<String, Beginning>();
    for (var shown : page)
      shown
          .best()
          .flatMap(best ->
              best(
                  candidates.getOrDefault(shown.id(), List.of()),
                  range -> similarity(read, text(best.text(), range))))
          .ifPresent(range -> chosen.put(shown.id(), new Beginning(range, true)));
    return chosen;
  }

  private interface Measure {
    double of(Range sentence);
  }

  private static Optional<Range> best(List<Range> sentences, Measure measure) {
    Optional<Range> best = Optional.empty();
    double most = Double.NEGATIVE_INFINITY;
    for (var sentence : sentences) {
      double value = measure.of(sentence);
      if (value > most) {
        most = value;
        best = Optional.of(sentence);
      }
    }
    return best;
  }

  private double similarity(Map<String, Direction> known, String sentence) {
    var direction = known.get(sentence);
    return direction == null ? -1 : direction.similarity(question);
  }

  private static List<Range> sentences(String text) {
    var all = Sentences.of(text);
    var whole =
        all.stream().filter(range -> text(text, range).split("\\s+").length >= SHORTEST).toList();
    return whole.isEmpty() ? all : whole;
  }

  private static List<String> texts(String text, List<Range> sentences) {
    return sentences.stream().map(range -> text(text, range)).toList();
  }

  private static String text(String text, Range range) {
    return text.substring(range.start(), range.end());
  }

  /// How much a sentence says what the other passages of the page say.
  private static final class Echo {
    private final SearchIndex.View view;
    private final Map<String, Set<String>> having = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    Echo(SearchIndex.View view, Collection<Shown> page) {
      this.view = view;
      for (var shown : page) {
        var text = shown.title() + " " + shown.best().map(Shown.Best::text).orElse("");
        var stems = Set.copyOf(view.stems(text));
        having.put(shown.id(), stems);
        for (var stem : stems) counts.merge(stem, 1, Integer::sum);
      }
    }

    double of(String id, String sentence) {
      var stems = new HashSet<>(view.stems(sentence));
      if (stems.isEmpty()) return 0;
      var own = having.getOrDefault(id, Set.of());
      double sum = 0;
      for (var stem : stems) {
        double others = counts.getOrDefault(stem, 0) - (own.contains(stem) ? 1 : 0);
        sum += others / having.size();
      }
      return sum / Math.sqrt(stems.size());
    }
  }
}

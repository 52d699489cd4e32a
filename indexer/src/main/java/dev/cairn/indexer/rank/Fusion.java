package dev.cairn.indexer.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Puts candidates in order by words and meaning together, in three steps.
///
/// 1. Both are measured in deviations: what words score by how that spreads over all entries that
///    the reader sees, similarity by how that of a sample spreads around its mean (z-scores; mean
///    of words left out, since it moves no order, and similarity below the mean counts nothing).
/// 2. The best echo: candidates that share words with the first of them gain, others lose (pseudo
///    relevance feedback: Rocchio 1971; Lavrenko and Croft 2001).
/// 3. Company: each of the first takes a share of its score from those that mean nearly the same
///    (score regularisation: Diaz 2005). What is near to much that fits, fits better.
///
/// Steps 2 and 3 only move what is inside the window: nothing in it falls below what is outside.
public final class Fusion {
  /// Deviations of the echo beyond this do not count: one strange text is not that much better.
  private static final double MOST_DEVIATIONS = 3;

  /// A handful of passages that all mean the same would deviate by nothing.
  private static final double LEAST_DEVIATION = 0.01;

  private final Weights weights;
  private final double wordsDeviation;
  private final double similarityMean;
  private final double similarityDeviation;

  /// @param wordsDeviation standard deviation of what words score, over all that is visible
  /// @param sample similarities of passages that were not chosen by the question; may be empty
  public Fusion(Weights weights, double wordsDeviation, double[] sample) {
    this.weights = weights;
    this.wordsDeviation = wordsDeviation;
    double mean = Arrays.stream(sample).average().orElse(0);
    this.similarityMean = mean;
    this.similarityDeviation =
        Math.max(
            LEAST_DEVIATION,
            Math.sqrt(Arrays.stream(sample).map(s -> (s - mean) * (s - mean)).average().orElse(0)));
  }

  /// What nothing can surpass.
  ///
  /// @param bestWords what words and concepts score at most
  public double best(double bestWords) {
    return ofWords(bestWords) + ofMeaning(1) + weights.echo() * MOST_DEVIATIONS;
  }

  /// What words are worth on the scale of the result.
  public double ofWords(double words) {
    return wordsDeviation > 0 ? (1 - weights.meaning()) * words / wordsDeviation : 0;
  }

  private double ofMeaning(double similarity) {
    return weights.meaning() * Math.max(0, (similarity - similarityMean) / similarityDeviation);
  }

  /// The candidates with the parts of their scores, best first, ties by id.
  ///
  /// @param echoes ids of the best, ids of all in the window → how strongly each of these echoes
  ///   those; asked at most once
  public List<Fused> fuse(
      List<Candidate> candidates,
      BiFunction<List<String>, List<String>, Map<String, Double>> echoes) {
    var first = new ArrayList<>(candidates.stream().map(this::plain).toList());
    first.sort(ORDER);
    int size = Math.min(weights.window(), first.size());
    double floor = size < first.size() ? first.get(size).score() : 0;
    var known = new HashMap<String, Candidate>();
    for (var candidate : candidates) known.put(candidate.id(), candidate);
    var window = echoing(first.subList(0, size), echoes);
    var moved = inCompany(window, known, floor);
    var all = new ArrayList<Fused>(moved);
    all.addAll(first.subList(size, first.size()));
    all.sort(ORDER);
    return List.copyOf(all);
  }

  private static final Comparator<Fused> ORDER =
      Comparator.comparingDouble(Fused::score).reversed().thenComparing(Fused::id);

  private Fused plain(Candidate candidate) {
    double words = ofWords(candidate.words());
    double meaning = candidate.similarity().map(this::ofMeaning).orElse(0.0);
    return new Fused(candidate.id(), words, meaning, 0, 0, -candidate.doubt() * (words + meaning));
  }

  private List<Fused> echoing(
      List<Fused> window, BiFunction<List<String>, List<String>, Map<String, Double>> echoes) {
    if (weights.echo() == 0 || window.size() <= 1) return List.copyOf(window);
    var leading = window.stream().limit(weights.leading()).map(Fused::id).toList();
    var heard = echoes.apply(leading, window.stream().map(Fused::id).toList());
    var values = window.stream().mapToDouble(f -> heard.getOrDefault(f.id(), 0.0)).toArray();
    double mean = Arrays.stream(values).average().orElse(0);
    double deviation =
        Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
    if (deviation == 0) return List.copyOf(window);
    var louder = new ArrayList<Fused>();
    for (int i = 0; i < values.length; i++) {
      var one = window.get(i);
      double deviations = (values[i] - mean) / deviation;
      double echo = weights.echo() * Math.clamp(deviations, -MOST_DEVIATIONS, MOST_DEVIATIONS);
      louder.add(new Fused(one.id(), one.words(), one.meaning(), echo, one.company(), one.trust()));
    }
    return louder;
  }

  private List<Fused> inCompany(List<Fused> window, Map<String, Candidate> known, double floor) {
    var vectors = new float[window.size()][];
    for (int i = 0; i < vectors.length; i++) {
      var candidate = known.get(window.get(i).id());
      vectors[i] =
          candidate == null ? NONE : candidate.direction().map(d -> d.values()).orElse(NONE);
    }
    var similar = similarities(vectors);
    var moved = new ArrayList<Fused>();
    for (int i = 0; i < vectors.length; i++) {
      var one = window.get(i);
      double company =
          vectors[i].length == 0
              ? 0
              : weights.company() * (lent(i, similar[i], window) - one.score());
      // Rounding may leave it a hair below the floor, which the order of ids decides as well.
      if (one.score() + company < floor) company = floor - one.score();
      moved.add(new Fused(one.id(), one.words(), one.meaning(), one.echo(), company, one.trust()));
    }
    return moved;
  }

  private static final float[] NONE = {};

  /// The mean score of the most similar ones, by their similarity; its own where it is alone.
  private double lent(int own, float[] similar, List<Fused> window) {
    var nearest = new int[Math.min(weights.neighbours(), similar.length)];
    int found = 0;
    for (int i = 0; i < similar.length; i++) {
      if (i == own || similar[i] <= 0) continue;
      if (found == nearest.length && similar[i] <= similar[nearest[found - 1]]) continue;
      int at = found < nearest.length ? found++ : found - 1;
      while (at > 0 && similar[nearest[at - 1]] < similar[i]) {
        nearest[at] = nearest[at - 1];
        at--;
      }
      nearest[at] = i;
    }
    double sum = 0;
    double all = 0;
    for (int n = 0; n < found; n++) {
      double weight = Math.pow(similar[nearest[n]], weights.sharpness());
      sum += weight * window.get(nearest[n]).score();
      all += weight;
    }
    return all > 0 ? sum / all : window.get(own).score();
  }

  /// The cosine of each with each; 0 where one has no vector, or another one's length.
  ///
  /// Column by column, so that the innermost loop runs over numbers that stand side by side and do
  /// not wait for each other: the compiler makes wide instructions of such a loop.
  private static float[][] similarities(float[][] vectors) {
    int length = Arrays.stream(vectors).mapToInt(v -> v.length).max().orElse(0);
    var columns = new float[length][vectors.length];
    for (int i = 0; i < vectors.length; i++)
      if (vectors[i].length == length)
        for (int k = 0; k < length; k++) columns[k][i] = vectors[i][k];
    var similar = new float[vectors.length][vectors.length];
    for (int i = 0; i < vectors.length; i++)
      if (vectors[i].length == length)
        for (int k = 0; k < length; k++) add(vectors[i][k], columns[k], similar[i]);
    return similar;
  }

  private static void add(float factor, float[] column, float[] sums) {
    for (int j = 0; j < sums.length; j++) sums[j] += factor * column[j];
  }
}

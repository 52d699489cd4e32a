package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Passage;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.embed.EmbeddingText;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Mention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which concepts passages mean without naming them, by their directions. Equal vocabularies,
/// models and passages give equal answers, whatever else there is. Immutable.
///
/// Similarities of one model all lie close together, and some concepts are near to everything. So
/// each counts from half the mean of the passage over all concepts and half the mean of the concept
/// over sentences about anything ({@link NoSubject}), in deviations over concepts. A concept is
/// read twice, by its name as a question and by its description as a text: the worse of both
/// counts. Half of the result is the passage's own, half is the mean over the passages of its item.
final class MeantConcepts {
  /// Fewer concepts are nothing to compare with.
  static final int LEAST_CONCEPTS = 30;

  /// From here on three of four links are right; see BENCHMARKS.md.
  static final double LEAST = 5.05;

  private static final int MOST_OF_PASSAGE = 3;
  private static final int MOST_OF_CONCEPT = 3;
  private static final int MOST_OF_ITEM = 12;

  private final List<Concept> concepts;
  private final Reading named;
  private final Reading described;

  private MeantConcepts(List<Concept> concepts, Reading named, Reading described) {
    this.concepts = concepts;
    this.named = named;
    this.described = described;
  }

  /// Changes whenever equal input would give other links.
  static String version() {
    return "meant-1";
  }

  /// What the model has to read of a vocabulary.
  ///
  /// @param described one text for each concept, in the order of the view
  /// @param named one question for each concept; none where there are too few concepts
  /// @param about texts about anything; none where there are too few concepts
  record Texts(List<String> described, List<String> named, List<String> about) {
    static final Texts NONE = new Texts(List.of(), List.of(), List.of());

    static Texts of(ConceptView view) {
      var described = new ArrayList<String>();
      var named = new ArrayList<String>();
      for (var concept : view.all()) {
        named.add(concept.label());
        described.add(
            EmbeddingText.ofConcept(
                names(concept),
                concept.definition().orElse(""),
                concept.broader().stream()
                    .map(view::byId)
                    .flatMap(Optional::stream)
                    .map(Concept::label)
                    .toList()));
      }
      return named.size() < LEAST_CONCEPTS
          ? new Texts(described, List.of(), List.of())
          : new Texts(described, named, NoSubject.SENTENCES);
    }

    List<String> all() {
      var all = new ArrayList<>(described);
      all.addAll(named);
      all.addAll(about);
      return all;
    }

    /// Preferred name first; the model reads one language.
    private static List<String> names(Concept concept) {
      var names = new ArrayList<String>();
      names.add(concept.label());
      for (var label : concept.labels())
        switch (label.kind()) {
          case PREFERRED, ALTERNATIVE -> {
            boolean read = label.language().isEmpty() || label.language().startsWith("en");
            if (read && !names.contains(label.text())) names.add(label.text());
          }
          case CONTEXT, HIDDEN -> {}
        }
      return names;
    }
  }

  /// @param directions of all {@link Texts}, in their order
  /// @return empty where there are too few concepts
  static Optional<MeantConcepts> of(ConceptView view, List<Direction> directions) {
    var concepts = List.copyOf(view.all());
    int count = concepts.size();
    if (directions.size() <= 2 * count) return Optional.empty();
    var about = directions.subList(2 * count, directions.size());
    return Optional.of(
        new MeantConcepts(
            concepts,
            Reading.of(directions.subList(count, 2 * count), about),
            Reading.of(directions.subList(0, count), about)));
  }

  /// All concepts, read in one way.
  ///
  /// @param common half of what each concept has in common with texts about anything
  /// @param deviation of such a text over all concepts, on average
  private record Reading(float[][] concepts, double[] common, double deviation) {
    static Reading of(List<Direction> concepts, List<Direction> about) {
      var values = concepts.stream().map(Direction::values).toArray(float[][]::new);
      var common = new double[values.length];
      double deviations = 0;
      for (var text : about) {
        var similar = similarities(values, text.values());
        deviations += deviation(similar);
        for (int i = 0; i < common.length; i++) common[i] += similar[i] / (2 * about.size());
      }
      return new Reading(values, common, Math.max(deviations / about.size(), 1e-6));
    }

    private static double deviation(double[] all) {
      double mean = Arrays.stream(all).average().orElse(0);
      double squares = 0;
      for (double one : all) squares += (one - mean) * (one - mean);
      return Math.sqrt(squares / all.length);
    }

    private static double[] similarities(float[][] concepts, float[] passage) {
      var all = new double[concepts.length];
      for (int i = 0; i < all.length; i++) all[i] = Direction.product(concepts[i], passage);
      return all;
    }

    double[] scores(float[] passage) {
      var scores = similarities(concepts, passage);
      double half = Arrays.stream(scores).average().orElse(0) / 2;
      for (int i = 0; i < scores.length; i++)
        scores[i] = (scores[i] - half - common[i]) / deviation;
      return scores;
    }
  }

  /// The links of an item, ordered by place: at most three of a passage, three of a concept, twelve
  /// in all. What a label names in a passage is not linked to it by meaning.
  ///
  /// @param directions of the passages, in their order
  List<Mention> of(Derived derived, List<Direction> directions) {
    var passages = derived.passages();
    if (passages.isEmpty() || directions.size() != passages.size()) return List.of();
    var scores = scores(directions);
    var found = new ArrayList<Scored>();
    for (var passage : passages) found.addAll(best(passage, scores[passage.ordinal()], derived));
    found.sort(
        Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparing(one -> one.passage().start())
            .thenComparing(one -> one.concept().id()));
    var times = new HashMap<String, Integer>();
    return found.stream()
        .filter(one -> times.merge(one.concept().id(), 1, Integer::sum) <= MOST_OF_CONCEPT)
        .limit(MOST_OF_ITEM)
        .map(Scored::mention)
        .sorted(Comparator.comparingInt(Mention::start).thenComparing(Mention::concept))
        .toList();
  }

  /// What each passage scores for each concept.
  double[][] scores(List<Direction> passages) {
    var own = new double[passages.size()][];
    var mean = new double[concepts.size()];
    for (int p = 0; p < own.length; p++) {
      var values = passages.get(p).values();
      own[p] = named.scores(values);
      var second = described.scores(values);
      for (int i = 0; i < mean.length; i++) {
        own[p][i] = Math.min(own[p][i], second[i]);
        mean[i] += own[p][i] / own.length;
      }
    }
    for (var passage : own)
      for (int i = 0; i < mean.length; i++) passage[i] = (passage[i] + mean[i]) / 2;
    return own;
  }

  private record Scored(Passage passage, Concept concept, double score) {
    Mention mention() {
      return new Mention(
          concept.id(),
          passage.start(),
          passage.end(),
          concept.label(),
          Mention.Method.VECTOR,
          confidence(score));
    }
  }

  private List<Scored> best(Passage passage, double[] scores, Derived derived) {
    List<Scored> best = List.of();
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] < LEAST) continue;
      if (best.isEmpty()) best = new ArrayList<>();
      best.add(new Scored(passage, concepts.get(i), scores[i]));
    }
    if (best.isEmpty()) return best;
    // Concepts that are named take their place among the best as well.
    best.sort(Comparator.comparingDouble(Scored::score).reversed());
    var named = named(passage, derived);
    return best.stream()
        .limit(MOST_OF_PASSAGE)
        .filter(one -> !named.contains(one.concept().id()))
        .toList();
  }

  private static Set<String> named(Passage passage, Derived derived) {
    var named = new HashSet<String>();
    for (var mention : derived.mentions())
      if (mention.start() < passage.end() && mention.end() > passage.start())
        named.add(mention.concept());
    return named;
  }

  /// About the share of links with this score that were right when read.
  static double confidence(double score) {
    return Math.clamp(0.6 + 0.15 * (score - 5), 0.5, 0.9);
  }
}

package dev.cairn.indexer.search;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchIndex.Shown;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.query.Asked;
import dev.cairn.ontology.Caller;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/// Answers a question by sentences of the texts, or says that they do not say. Nothing is written
/// anew: every sentence stands so in an item that the caller may see. Thread-safe.
public final class Excerpts {
  private static final System.Logger LOG = System.getLogger(Excerpts.class.getName());

  /// Of what is less sure than this a question is not answered.
  public static final double THRESHOLD = 0.8;

  private static final int ITEMS = 10;

  /// Beside the passage that is shown, so many others are read of each of the first items.
  private static final int MORE_PASSAGES = 2;

  private static final int FIRST_ITEMS = 5;

  /// So many sentences are read for their meaning, those with most of the question's words first.
  private static final int MOST_READ = 48;

  private static final int MOST_SENTENCES = 3;

  /// From so many passages is learnt how similar any passage is to the question.
  private static final int SAMPLE = 1_000;

  /// What scores so much less than the best sentence does not stand beside it.
  private static final double BESIDE = 1.5;

  /// Two sentences as near as that in meaning say the same.
  private static final double SAME_MEANING = 0.94;

  private static final int MOST_UNKNOWN = 3;

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private final Searcher searcher;
  private final double threshold;

  public Excerpts(Searcher searcher) {
    this(searcher, THRESHOLD);
  }

  /// @param threshold 0..1, confidence that is needed; 0: the best sentences are given in any case
  public Excerpts(Searcher searcher, double threshold) {
    this.searcher = searcher;
    this.threshold = threshold;
  }

  /// Answers out of what the caller may see and the request's filters leave. Takes some tenths of a
  /// second where sentences have to be read for their meaning.
  ///
  /// @throws IndexFailure of kind NOT_READY for a search by meaning alone, UNAVAILABLE if the index
  ///   cannot be read
  public Excerpt of(SearchRequest request, Caller caller) {
    var wanted = Asked.of(request.text()).wanted();
    if (wanted.isBlank())
      return silent(request, "Nothing was asked; type a question in words.", Optional.empty());
    var found = searcher.search(request.fromStart().counting(List.of()).withLimit(ITEMS), caller);
    if (found.hits().isEmpty())
      return silent(request, "Nothing was found that you may see.", Optional.empty());
    try (var view = searcher.index().view()) {
      var question = direction(found, wanted);
      var weights = view.rarities(wanted, caller.principals());
      var reading = new Reading(view, weights, question, caller);
      var sentences = reading.sentences(found);
      if (sentences.isEmpty())
        return silent(
            request, "What was found has no sentence that could be cited.", Optional.empty());
      var signs = reading.signs(sentences);
      if (signs.confidence() < threshold)
        return silent(
            request,
            why(view, wanted, weights.keySet(), reading.question.isPresent(), caller),
            Optional.of(signs));
      return new Excerpt(
          request.text(),
          reading.chosen(sentences).stream().map(Candidate::cited).toList(),
          "",
          Optional.of(signs));
    }
  }

  private static Excerpt silent(
      SearchRequest request, String reason, Optional<Excerpt.Signs> signs) {
    return new Excerpt(request.text(), List.of(), reason, signs);
  }

  private Optional<Direction> direction(Answer found, String wanted) {
    if (found.mode() == SearchRequest.Mode.LEXICAL) return Optional.empty();
    try {
      return searcher.embedder().map(embedder -> embedder.question(wanted));
    } catch (IndexFailure e) {
      LOG.log(System.Logger.Level.WARNING, "the meaning of a question could not be told", e);
      return Optional.empty();
    }
  }

  private static String why(
      SearchIndex.View view, String wanted, Set<String> stems, boolean byMeaning, Caller caller) {
    var unknown =
        Arrays.stream(BLANKS.split(wanted))
            .map(word -> word.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", ""))
            .filter(word -> view.stems(word).stream().anyMatch(stems::contains))
            .filter(word -> view.having(word, caller.principals()) == 0)
            .distinct()
            .limit(MOST_UNKNOWN)
            .map(word -> "“" + word + "”")
            .toList();
    if (!unknown.isEmpty())
      return "The texts do not say: nothing that you may see has "
          + String.join(" or ", unknown)
          + " in it.";
    return byMeaning
        ? "The texts do not say it clearly enough; the list shows what is nearest."
        : "No sentence has nearly all words of the question, and meaning cannot be compared at the"
            + " moment; the list shows what is nearest.";
  }

  /// A sentence that could be cited.
  ///
  /// @param order of its passage among those that were found, from 0
  /// @param covered with title and headings
  private record Candidate(
      Excerpt.Sentence cited,
      Set<String> stems,
      int order,
      boolean spun,
      double covered,
      double alone,
      Optional<Direction> direction,
      double similarity,
      double score) {
    Candidate read(Optional<Direction> newDirection, double newSimilarity, double newScore) {
      return new Candidate(
          cited, stems, order, spun, covered, alone, newDirection, newSimilarity, newScore);
    }
  }

  /// The reading for one question.
  private final class Reading {
    private final SearchIndex.View view;
    private final SequencedMap<String, Double> weights;
    private final double weight;
    private Optional<Direction> question;
    private final Caller caller;
    private double usual;
    private double deviation;
    private double around;

    Reading(
        SearchIndex.View view,
        SequencedMap<String, Double> weights,
        Optional<Direction> question,
        Caller caller) {
      this.view = view;
      this.weights = weights;
      this.weight = weights.values().stream().mapToDouble(Double::doubleValue).sum();
      this.question = question;
      this.caller = caller;
      question.ifPresent(direction -> {
        var sample = view.similarities(direction, SAMPLE);
        usual = Arrays.stream(sample).average().orElse(0);
        deviation =
            Math.sqrt(
                Arrays.stream(sample).map(s -> (s - usual) * (s - usual)).average().orElse(0));
      });
    }

    /// Best first.
    List<Candidate> sentences(Answer found) {
      var candidates = new ArrayList<Candidate>();
      int order = 0;
      for (var passage : passages(found)) {
        boolean spun = !passage.values().getOrDefault("readsAs", List.of()).isEmpty();
        candidates.addAll(candidates(passage, order++, spun));
      }
      candidates.sort(
          Comparator.comparingDouble((Candidate c) -> c.alone() + prior(c.order()))
              .reversed()
              .thenComparing(c -> c.cited().item())
              .thenComparingInt(c -> c.cited().start()));
      var some = candidates.subList(0, Math.min(MOST_READ, candidates.size()));
      var known = directions(some);
      return some.stream()
          .map(c -> scored(c, Optional.ofNullable(known.get(c.cited().text()))))
          .sorted(
              Comparator.comparingDouble(Candidate::score)
                  .reversed()
                  .thenComparing(c -> c.cited().item())
                  .thenComparingInt(c -> c.cited().start()))
          .toList();
    }

    private Map<String, Direction> directions(List<Candidate> some) {
      if (question.isEmpty()) return Map.of();
      try {
        return searcher.sentences().of(some.stream().map(c -> c.cited().text()).toList());
      } catch (IndexFailure e) {
        LOG.log(System.Logger.Level.WARNING, "the meaning of sentences could not be told", e);
        question = Optional.empty();
        return Map.of();
      }
    }

    /// The passages in which words and meaning found the items, then others of the first items.
    private List<Shown> passages(Answer found) {
      var rounds = new ArrayList<SequencedMap<String, Integer>>();
      for (int i = 0; i <= MORE_PASSAGES; i++) rounds.add(new LinkedHashMap<>());
      var near = nearest(found);
      for (int i = 0; i < found.hits().size(); i++) {
        var hit = found.hits().get(i);
        if (hit.passage().isEmpty()) continue;
        int shown = hit.passage().get().ordinal();
        rounds.getFirst().put(hit.id(), shown);
        if (i >= FIRST_ITEMS) continue;
        int round = 1;
        for (int passage : near.getOrDefault(hit.id(), List.of()))
          if (passage != shown && round <= MORE_PASSAGES)
            rounds.get(round++).put(hit.id(), passage);
      }
      var passages = new ArrayList<Shown>();
      for (var round : rounds)
        if (!round.isEmpty())
          passages.addAll(
              view.show(
                  List.copyOf(round.keySet()),
                  caller.principals(),
                  new Query.Any(List.of()),
                  round));
      return passages;
    }

    /// Item → its passages, nearest to the question first.
    private Map<String, List<Integer>> nearest(Answer found) {
      if (question.isEmpty()) return Map.of();
      var ids = found.hits().stream().limit(FIRST_ITEMS).map(Answer.Hit::id).toList();
      var nearest = new HashMap<String, List<Integer>>();
      view.directions(ids, caller.principals())
          .forEach((id, placed) ->
              nearest.put(
                  id,
                  placed.stream()
                      .sorted(
                          Comparator.comparingDouble(
                              p -> -p.direction().similarity(question.get())))
                      .map(SearchIndex.Placed::passage)
                      .distinct()
                      .limit(MORE_PASSAGES + 1)
                      .toList()));
      return nearest;
    }

    private List<Candidate> candidates(Shown shown, int order, boolean spun) {
      if (shown.best().isEmpty()) return List.of();
      var best = shown.best().get();
      var above = new HashSet<>(view.stems(shown.title() + "\n" + best.heading()));
      var all = new HashSet<>(above);
      all.addAll(view.stems(best.text()));
      around = Math.max(around, covered(all));
      var candidates = new ArrayList<Candidate>();
      for (var range : Sentences.of(best.text())) {
        var text = best.text().substring(range.start(), range.end());
        if (!Citable.is(text)) continue;
        var stems = Set.copyOf(view.stems(text));
        var with = new HashSet<>(above);
        with.addAll(stems);
        candidates.add(
            new Candidate(
                Excerpt.Sentence.of(shown, best, range),
                stems,
                order,
                spun,
                covered(with),
                covered(stems),
                Optional.empty(),
                0,
                0));
      }
      return candidates;
    }

    /// 0..1
    private double covered(Set<String> stems) {
      if (weight == 0) return 0;
      double has = 0;
      for (var word : weights.entrySet()) if (stems.contains(word.getKey())) has += word.getValue();
      return has / weight;
    }

    private Candidate scored(Candidate c, Optional<Direction> direction) {
      double similarity =
          question.isPresent() && direction.isPresent()
              ? direction.get().similarity(question.get())
              : 0;
      var text = c.cited().text();
      double score =
          deviations(similarity)
              + 2 * c.alone()
              + c.covered()
              + prior(c.order())
              + Citable.form(text)
              - (c.spun() ? 1.5 : 0);
      return c.read(direction, similarity, score);
    }

    private double deviations(double similarity) {
      return similarity == 0 || deviation == 0 ? 0 : (similarity - usual) / deviation;
    }

    private static double prior(int order) {
      return 1 / (1 + 0.25 * order);
    }

    Excerpt.Signs signs(List<Candidate> sentences) {
      var best = sentences.getFirst();
      double deviations = deviations(best.similarity());
      return new Excerpt.Signs(
          question.isPresent()
              ? Confidence.of(best.similarity(), best.covered())
              : Confidence.byWords(best.covered()),
          best.similarity(),
          deviations,
          best.covered(),
          around);
    }

    /// The best ones that do not say the same.
    List<Candidate> chosen(List<Candidate> sentences) {
      var chosen = new ArrayList<Candidate>();
      double least = sentences.getFirst().score() - BESIDE;
      for (var candidate : sentences) {
        if (chosen.size() == MOST_SENTENCES || candidate.score() < least) break;
        if (chosen.stream().noneMatch(other -> same(other, candidate))) chosen.add(candidate);
      }
      return chosen;
    }

    private static boolean same(Candidate a, Candidate b) {
      if (a.direction().isPresent()
          && b.direction().isPresent()
          && a.direction().get().similarity(b.direction().get()) >= SAME_MEANING) return true;
      return Citable.same(a.stems(), b.stems());
    }
  }
}

package dev.cairn.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/// Matches where the weights of the words that occur reach a threshold. Does not score.
final class WordsQuery extends Query {
  /// Sums of the same numbers in another order differ by less than this share.
  private static final double SLACK = 1e-9;

  private final List<Word> words;
  private final double threshold;

  /// @param terms of which one is enough
  /// @param phrases which do as well
  /// @param weight above 0
  record Word(List<Term> terms, List<Query> phrases, double weight) {
    Word {
      terms = List.copyOf(terms);
      phrases = List.copyOf(phrases);
    }
  }

  /// @param share of the sum of all weights that must be reached
  WordsQuery(List<Word> words, double share) {
    this.words = List.copyOf(words);
    this.threshold = share * (1 - SLACK) * words.stream().mapToDouble(Word::weight).sum();
  }

  private record Present(DocIdSetIterator postings, double weight, long cost) {}

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost)
      throws IOException {
    Map<Query, Weight> phrases = new HashMap<>();
    for (var word : words)
      for (var phrase : word.phrases())
        phrases.put(
            phrase,
            searcher.createWeight(searcher.rewrite(phrase), ScoreMode.COMPLETE_NO_SCORES, boost));
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        var present = present(leaf, phrases);
        if (present.stream().mapToDouble(Present::weight).sum() < threshold) return null;
        long cost = present.stream().mapToLong(Present::cost).sum();
        return new ScorerSupplier() {
          @Override
          public Scorer get(long leadCost) {
            return new ConstantScoreScorer(score(), mode, matching(present));
          }

          @Override
          public long cost() {
            return cost;
          }
        };
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  private List<Present> present(LeafReaderContext leaf, Map<Query, Weight> phrases)
      throws IOException {
    var present = new ArrayList<Present>();
    var terms = new Dictionary(leaf);
    for (var word : words) {
      var some = new ArrayList<DocIdSetIterator>();
      for (var term : word.terms()) {
        var postings = terms.postings(term, PostingsEnum.NONE);
        if (postings != null) some.add(postings);
      }
      for (var phrase : word.phrases()) {
        var weight = phrases.get(phrase);
        var scorer = weight == null ? null : weight.scorer(leaf);
        if (scorer != null) some.add(scorer.iterator());
      }
      if (some.isEmpty()) continue;
      long cost = some.stream().mapToLong(DocIdSetIterator::cost).sum();
      var any = some.size() == 1 ? some.getFirst() : new AnyOf(some, cost);
      present.add(new Present(any, word.weight(), cost));
    }
    present.sort(Comparator.comparingDouble(Present::weight).reversed());
    return present;
  }

  /// The lightest words that together stay below the threshold, which are the most frequent ones,
  /// need not be walked through: whatever matches has another word as well.
  private TwoPhaseIterator matching(List<Present> present) {
    int leads = present.size();
    double rest = 0;
    while (leads > 1 && rest + present.get(leads - 1).weight() < threshold)
      rest += present.get(--leads).weight();
    var postings = present.stream().map(Present::postings).toArray(DocIdSetIterator[]::new);
    var weights = present.stream().mapToDouble(Present::weight).toArray();
    var anyLead = new AnyOf(postings, leads, present.stream().mapToLong(Present::cost).sum());
    return new TwoPhaseIterator(anyLead) {
      @Override
      public boolean matches() throws IOException {
        int doc = anyLead.docID();
        double sum = 0;
        for (int i = 0; i < postings.length; i++) {
          int at = postings[i].docID();
          if (at < doc) at = postings[i].advance(doc);
          if (at == doc && (sum += weights[i]) >= threshold) return true;
        }
        return false;
      }

      @Override
      public float matchCost() {
        return 4f * postings.length;
      }
    };
  }

  /// The documents that at least one of the first `leads` postings has.
  private static final class AnyOf extends DocIdSetIterator {
    private final DocIdSetIterator[] postings;
    private final int leads;
    private final long cost;
    private int doc = -1;

    AnyOf(List<DocIdSetIterator> postings, long cost) {
      this(postings.toArray(DocIdSetIterator[]::new), postings.size(), cost);
    }

    AnyOf(DocIdSetIterator[] postings, int leads, long cost) {
      this.postings = postings;
      this.leads = leads;
      this.cost = cost;
    }

    @Override
    public int docID() {
      return doc;
    }

    @Override
    public int nextDoc() throws IOException {
      return advance(doc + 1);
    }

    @Override
    public int advance(int target) throws IOException {
      int least = NO_MORE_DOCS;
      for (int i = 0; i < leads; i++) {
        int at = postings[i].docID();
        if (at < target) at = postings[i].advance(target);
        if (at < least) least = at;
      }
      return doc = least;
    }

    @Override
    public long cost() {
      return cost;
    }
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String defaultField) {
    return words + ">=" + threshold;
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other)
        && other instanceof WordsQuery that
        && words.equals(that.words)
        && threshold == that.threshold;
  }

  @Override
  public int hashCode() {
    return 31 * classHash() + words.hashCode();
  }
}

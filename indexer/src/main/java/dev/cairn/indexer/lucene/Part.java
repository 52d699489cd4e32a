package dev.cairn.indexer.lucene;

import dev.cairn.indexer.SearchIndex.ConceptPart;
import dev.cairn.indexer.Why;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.SmallFloat;
import org.jspecify.annotations.Nullable;

/// One thing that an entry may score by. Matching is decided elsewhere; what matched is scored by
/// the sum of all parts, always in the same order, so that a score is its explanation to the last
/// bit.
sealed interface Part {
  /// A word in the fields of an entry, by BM25F (Zaragoza et al. 2004; Robertson and Zaragoza 2009,
  /// without the constant factor k1 + 1): frequencies are added, each times the weight of its
  /// field, and saturate together. What the word scores is shared out to the fields in proportion.
  ///
  /// @param weight rarity of the word in the whole entry, times how often it was asked for
  /// @param most what it can add to a score, together with all parts that only an entry with this
  ///   word has
  /// @param anywhere an entry without any of these does not have the word; empty: not known
  record Word(double weight, List<InField> fields, double most, List<Term> anywhere)
      implements Part {
    public Word {
      fields = List.copyOf(fields);
      anywhere = List.copyOf(anywhere);
    }

    Word(double weight, List<InField> fields) {
      this(weight, fields, weight, List.of());
    }
  }

  /// @param terms as the index holds them; of several the most frequent one counts
  /// @param names of the terms, as they are shown
  /// @param lengths the field of Lucene whose length counts
  /// @param shown name of the field in the interface
  /// @param weight of the field, above 0
  record InField(
      List<Term> terms, List<String> names, String lengths, String shown, double weight) {
    public InField {
      terms = List.copyOf(terms);
      names = List.copyOf(names);
    }
  }

  /// Something that is there or not, like two words side by side; shown among the words. Only an
  /// entry with a certain {@link Word} has it, which says so ({@link Word#most}).
  ///
  /// @param terms of which one is enough
  /// @param shown in place of a field's name
  record Present(List<Term> terms, String name, String shown, double weight) implements Part {
    public Present {
      terms = List.copyOf(terms);
    }
  }

  /// Words side by side, there or not; shown among the words.
  ///
  /// @param query does not score
  /// @param shown in place of a field's name
  record Phrase(Query query, String name, String shown, double weight) implements Part {}

  /// Of several parts that stand for the same the one that scores most, in each entry.
  ///
  /// @param parts summed up as words
  record Best(List<Part> parts) implements Part {
    public Best {
      parts = List.copyOf(parts);
    }
  }

  /// The strongest of these concepts: its weight times the weight of the entry's tag.
  record Tagged(Map<String, Double> weights) implements Part {}

  /// What is summed up as words, in one leaf. Asked for documents in increasing order.
  sealed interface Summand {
    /// The sum and what this adds to it, one number after the other: so that sums of reasons are
    /// sums of the same numbers in the same order.
    double addTo(double sum, int doc) throws IOException;

    /// What it adds at most; cheaper than to add it.
    double most(int doc) throws IOException;

    /// What it added for the document that was asked for last.
    void addTerms(List<Why.Term> terms);
  }

  /// A word of a question in one leaf.
  final class WordScores implements Summand {
    /// Saturation and the share of length: of those tried, the best over four judged collections;
    /// see BENCHMARKS.md.
    static final double K1 = 1.2;

    static final double B = 0.4;

    private final Dictionary terms;
    private final Part.Word word;
    private final double[] shares;
    private final Lengths lengths;
    private final PostingsEnum[] anywhere;
    private InLeafField @Nullable [] fields;

    private WordScores(Dictionary terms, Part.Word word, Lengths lengths, PostingsEnum[] anywhere) {
      this.terms = terms;
      this.word = word;
      this.shares = new double[word.fields().size()];
      this.lengths = lengths;
      this.anywhere = anywhere;
    }

    static Optional<WordScores> in(Dictionary terms, Part.Word word, Lengths lengths)
        throws IOException {
      var anywhere = terms.all(word.anywhere(), PostingsEnum.NONE);
      var scores = new WordScores(terms, word, lengths, anywhere);
      boolean any = word.anywhere().isEmpty() ? scores.inAnyField() : anywhere.length > 0;
      return any ? Optional.of(scores) : Optional.empty();
    }

    /// Looked up no sooner than a document needs them: many documents are passed over.
    private InLeafField[] fields() throws IOException {
      var known = fields;
      if (known != null) return known;
      var made = new InLeafField[shares.length];
      for (int i = 0; i < made.length; i++) made[i] = InLeafField.of(terms, word.fields().get(i));
      return fields = made;
    }

    private boolean inAnyField() throws IOException {
      for (var field : fields()) if (field.postings.length > 0) return true;
      return false;
    }

    /// 0..1.
    ///
    /// @param frequency of all fields, each times its weight
    /// @param length in average lengths
    static double saturated(double frequency, double length) {
      return frequency / (frequency + K1 * (1 - B + B * length));
    }

    private boolean mayHave(int doc) throws IOException {
      return word.anywhere().isEmpty() || anyAt(doc, anywhere);
    }

    @Override
    public double most(int doc) throws IOException {
      return mayHave(doc) ? word.most() : 0;
    }

    @Override
    public double addTo(double sum, int doc) throws IOException {
      Arrays.fill(shares, 0);
      if (!mayHave(doc)) return sum;
      var in = fields();
      double frequency = 0;
      for (int i = 0; i < in.length; i++) frequency += shares[i] = in[i].frequency(doc);
      if (frequency == 0) return sum;
      double unit = word.weight() * saturated(frequency, lengths.of(doc)) / frequency;
      double more = sum;
      for (int i = 0; i < shares.length; i++) more += shares[i] *= unit;
      return more;
    }

    @Override
    public void addTerms(List<Why.Term> terms) {
      if (fields == null) return;
      for (int i = 0; i < shares.length; i++)
        if (shares[i] > 0)
          terms.add(new Why.Term(fields[i].name(), word.fields().get(i).shown(), shares[i]));
    }
  }

  /// A word in one field of one leaf.
  final class InLeafField {
    private final double weight;
    private final PostingsEnum[] postings;
    private final String[] names;
    private int most;

    private InLeafField(double weight, List<PostingsEnum> postings, List<String> names) {
      this.weight = weight;
      this.postings = postings.toArray(PostingsEnum[]::new);
      this.names = names.toArray(String[]::new);
    }

    private static InLeafField of(Dictionary terms, InField field) throws IOException {
      var postings = new ArrayList<PostingsEnum>();
      var names = new ArrayList<String>();
      for (int i = 0; i < field.terms().size(); i++) {
        var some = terms.postings(field.terms().get(i), PostingsEnum.FREQS);
        if (some == null) continue;
        postings.add(some);
        names.add(field.names().get(i));
      }
      return new InLeafField(field.weight(), postings, names);
    }

    /// How often it occurs, times the weight of the field.
    private double frequency(int doc) throws IOException {
      int frequency = 0;
      for (int i = 0; i < postings.length; i++) {
        var in = postings[i];
        int at = in.docID();
        if (at < doc) at = in.advance(doc);
        if (at != doc) continue;
        int here = in.freq();
        if (here <= frequency) continue;
        frequency = here;
        most = i;
      }
      return weight * frequency;
    }

    /// Of the term that occurred most in the document asked for last.
    private String name() {
      return names[most];
    }
  }

  private static boolean anyAt(int doc, PostingsEnum[] postings) throws IOException {
    for (var in : postings) {
      int at = in.docID();
      if (at < doc) at = in.advance(doc);
      if (at == doc) return true;
    }
    return false;
  }

  /// What is there or not, in one leaf.
  final class PresentScores implements Summand {
    private final Present part;
    private final PostingsEnum[] postings;
    private boolean present;

    private PresentScores(Present part, PostingsEnum[] postings) {
      this.part = part;
      this.postings = postings;
    }

    private static Optional<PresentScores> in(Dictionary terms, Present part) throws IOException {
      var postings = terms.all(part.terms(), PostingsEnum.NONE);
      return postings.length == 0
          ? Optional.empty()
          : Optional.of(new PresentScores(part, postings));
    }

    @Override
    public double addTo(double sum, int doc) throws IOException {
      present = anyAt(doc, postings);
      return present ? sum + part.weight() : sum;
    }

    @Override
    public double most(int doc) {
      return 0;
    }

    @Override
    public void addTerms(List<Why.Term> terms) {
      if (present) terms.add(new Why.Term(part.name(), part.shown(), part.weight()));
    }
  }

  /// Words side by side, in one leaf.
  final class PhraseScores implements Summand {
    private final Phrase part;
    private final DocIdSetIterator matches;
    private boolean present;

    private PhraseScores(Phrase part, DocIdSetIterator matches) {
      this.part = part;
      this.matches = matches;
    }

    private static Optional<PhraseScores> in(Snapshot snapshot, LeafReaderContext leaf, Phrase part)
        throws IOException {
      var query = snapshot.rewrite(part.query());
      var scorer = snapshot.createWeight(query, ScoreMode.COMPLETE_NO_SCORES, 1).scorer(leaf);
      return scorer == null
          ? Optional.empty()
          : Optional.of(new PhraseScores(part, scorer.iterator()));
    }

    @Override
    public double most(int doc) {
      return part.weight();
    }

    @Override
    public double addTo(double sum, int doc) throws IOException {
      int at = matches.docID();
      if (at < doc) at = matches.advance(doc);
      present = at == doc;
      return present ? sum + part.weight() : sum;
    }

    @Override
    public void addTerms(List<Why.Term> terms) {
      if (present) terms.add(new Why.Term(part.name(), part.shown(), part.weight()));
    }
  }

  /// What scores most, in one leaf.
  final class BestScores implements Summand {
    private final List<Summand> all;
    private @Nullable Summand best;

    private BestScores(List<Summand> all) {
      this.all = List.copyOf(all);
    }

    @Override
    public double most(int doc) throws IOException {
      double most = 0;
      for (var one : all) most = Math.max(most, one.most(doc));
      return most;
    }

    @Override
    public double addTo(double sum, int doc) throws IOException {
      best = null;
      double most = 0;
      for (var one : all) {
        double score = one.addTo(0, doc);
        if (score <= most) continue;
        most = score;
        best = one;
      }
      return best == null ? sum : best.addTo(sum, doc);
    }

    @Override
    public void addTerms(List<Why.Term> terms) {
      if (best != null) best.addTerms(terms);
    }
  }

  /// How long the entries of one leaf are, over these fields, in average lengths. Asked for
  /// documents in increasing order.
  final class Lengths {
    private final @Nullable NumericDocValues[] norms;
    private final double[] weights;
    private final double average;
    private int last = -1;
    private double length;

    private Lengths(@Nullable NumericDocValues[] norms, double[] weights, double average) {
      this.norms = norms;
      this.weights = weights;
      this.average = average;
    }

    static Lengths in(Snapshot snapshot, LeafReaderContext leaf, List<InField> fields)
        throws IOException {
      var norms = new NumericDocValues[fields.size()];
      var weights = new double[norms.length];
      double average = 0;
      for (int i = 0; i < norms.length; i++) {
        var field = fields.get(i).lengths();
        weights[i] = fields.get(i).weight();
        norms[i] = leaf.reader().getNormValues(field);
        average += weights[i] * snapshot.averageLength(field);
      }
      return new Lengths(norms, weights, average);
    }

    double of(int doc) throws IOException {
      if (doc == last) return length;
      double sum = 0;
      boolean known = false;
      for (int i = 0; i < norms.length; i++) {
        var in = norms[i];
        if (in == null) continue;
        known = true;
        if (in.advanceExact(doc)) sum += weights[i] * SmallFloat.byte4ToInt((byte) in.longValue());
      }
      last = doc;
      return length = known ? sum / average : 1;
    }
  }

  /// Concepts of a question in one leaf. Asked for documents in increasing order.
  final class TagScores {
    private final SortedSetDocValues tags;
    private final BinaryDocValues strengths;
    private final double[] weights;
    private final String[] names;
    private long best = -1;
    private double score;

    private TagScores(
        SortedSetDocValues tags, BinaryDocValues strengths, double[] weights, String[] names) {
      this.tags = tags;
      this.strengths = strengths;
      this.weights = weights;
      this.names = names;
    }

    static Optional<TagScores> in(LeafReaderContext leaf, Part.Tagged part) throws IOException {
      var tags = leaf.reader().getSortedSetDocValues(Fields.value("concept"));
      var strengths = leaf.reader().getBinaryDocValues(Fields.TAG_WEIGHTS);
      if (tags == null || strengths == null) return Optional.empty();
      Map<Integer, String> present = new HashMap<>();
      for (var concept : part.weights().keySet()) {
        long number = tags.lookupTerm(new BytesRef(Fields.cut(concept)));
        if (number >= 0) present.put((int) number, concept);
      }
      if (present.isEmpty()) return Optional.empty();
      var weights = new double[(int) tags.getValueCount()];
      var names = new String[weights.length];
      Arrays.fill(names, "");
      present.forEach((number, concept) -> {
        weights[number] = part.weights().getOrDefault(concept, 0.0);
        names[number] = concept;
      });
      return Optional.of(new TagScores(tags, strengths, weights, names));
    }

    /// 0 where the entry has none of the concepts.
    double score(int doc) throws IOException {
      best = -1;
      score = 0;
      if (!tags.advanceExact(doc) || !strengths.advanceExact(doc)) return 0;
      var bytes = strengths.binaryValue();
      var strength = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
      for (int i = 0; i < tags.docValueCount(); i++) {
        int tag = (int) tags.nextOrd();
        double its = weights[tag] * strength.getDouble();
        if (its > score) {
          score = its;
          best = tag;
        }
      }
      return score;
    }

    /// Of the entry that was scored last; empty where that is 0.
    Optional<ConceptPart> part() {
      return score > 0 ? Optional.of(new ConceptPart(names[(int) best], score)) : Optional.empty();
    }
  }

  /// How far the entries of one leaf are to be trusted. Asked for documents in increasing order.
  ///
  /// @param values of what is not fully trusted; null where all is
  /// @param distrust share of its score that an entry of trust 0 loses
  record Trust(@Nullable NumericDocValues values, double distrust) {
    /// What is taken off this score, at most 0.
    double of(int doc, double score) throws IOException {
      if (values == null || !values.advanceExact(doc)) return 0;
      return -distrust * (1 - Double.longBitsToDouble(values.longValue())) * score;
    }
  }

  /// All parts of a question in one leaf.
  record InLeaf(List<Summand> words, List<TagScores> tags, Trust trust) {
    static InLeaf of(Snapshot snapshot, LeafReaderContext leaf, List<Part> parts, double distrust)
        throws IOException {
      var words = new ArrayList<Summand>();
      var tags = new ArrayList<TagScores>();
      var terms = new Dictionary(leaf);
      Map<List<String>, Lengths> lengths = new HashMap<>();
      for (var part : parts)
        if (part instanceof Tagged tagged) TagScores.in(leaf, tagged).ifPresent(tags::add);
        else summand(snapshot, terms, part, lengths).ifPresent(words::add);
      var trust = distrust == 0 ? null : leaf.reader().getNumericDocValues(Fields.TRUST);
      return new InLeaf(words, tags, new Trust(trust, distrust));
    }

    private static Optional<? extends Summand> summand(
        Snapshot snapshot, Dictionary terms, Part part, Map<List<String>, Lengths> lengths)
        throws IOException {
      return switch (part) {
        case Word word -> {
          var names = word.fields().stream().map(InField::lengths).toList();
          var known = lengths.get(names);
          if (known == null) {
            known = Lengths.in(snapshot, terms.leaf(), word.fields());
            lengths.put(names, known);
          }
          yield WordScores.in(terms, word, known);
        }
        case Present present -> PresentScores.in(terms, present);
        case Phrase phrase -> PhraseScores.in(snapshot, terms.leaf(), phrase);
        case Best best -> {
          var all = new ArrayList<Summand>();
          for (var one : best.parts()) summand(snapshot, terms, one, lengths).ifPresent(all::add);
          yield all.isEmpty() ? Optional.empty() : Optional.of(new BestScores(all));
        }
        case Tagged _ -> Optional.empty();
      };
    }

    double words(int doc) throws IOException {
      double sum = 0;
      for (var word : words) sum = word.addTo(sum, doc);
      return sum;
    }

    /// What words and concepts score at most; cheaper than to score them.
    double most(int doc) throws IOException {
      double sum = 0;
      for (var word : words) sum += word.most(doc);
      return tagged(doc, sum);
    }

    /// What each concept scores, of the entry that was asked for last.
    List<ConceptPart> parts() {
      return tags.isEmpty()
          ? List.of()
          : tags.stream().map(TagScores::part).flatMap(Optional::stream).toList();
    }

    /// @param words what the words score
    /// @return that, and what the concepts score
    double tagged(int doc, double words) throws IOException {
      double sum = words;
      for (var tag : tags) sum += tag.score(doc);
      return sum;
    }
  }
}

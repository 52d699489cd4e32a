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
  record Word(String word, double weight, List<InField> fields) implements Part {
    public Word {
      fields = List.copyOf(fields);
    }
  }

  /// @param term as the index holds it
  /// @param shown name of the field in the interface
  /// @param weight of the field, above 0
  record InField(Term term, String shown, double weight) {}

  /// The strongest of these concepts: its weight times the weight of the entry's tag.
  record Tagged(Map<String, Double> weights) implements Part {}

  /// A word of a question in one leaf. Asked for documents in increasing order.
  final class WordScores {
    /// Saturation and the share of length: of those tried, the best over four judged collections;
    /// see BENCHMARKS.md.
    static final double K1 = 1.5;

    static final double B = 0.6;

    private final Part.Word word;
    private final @Nullable PostingsEnum[] postings;
    private final double[] shares;
    private final Lengths lengths;

    private WordScores(Part.Word word, @Nullable PostingsEnum[] postings, Lengths lengths) {
      this.word = word;
      this.postings = postings;
      this.shares = new double[postings.length];
      this.lengths = lengths;
    }

    static Optional<WordScores> in(LeafReaderContext leaf, Part.Word word, Lengths lengths)
        throws IOException {
      var postings = new PostingsEnum[word.fields().size()];
      boolean any = false;
      for (int i = 0; i < postings.length; i++) {
        postings[i] = leaf.reader().postings(word.fields().get(i).term(), PostingsEnum.FREQS);
        any |= postings[i] != null;
      }
      return any ? Optional.of(new WordScores(word, postings, lengths)) : Optional.empty();
    }

    /// The sum and what each field adds to it, one after the other: so that sums of reasons are
    /// sums of the same numbers in the same order.
    double addTo(double sum, int doc) throws IOException {
      double frequency = 0;
      for (int i = 0; i < postings.length; i++) {
        shares[i] = 0;
        var in = postings[i];
        if (in == null) continue;
        int at = in.docID();
        if (at < doc) at = in.advance(doc);
        if (at == doc) frequency += shares[i] = word.fields().get(i).weight() * in.freq();
      }
      if (frequency == 0) return sum;
      double unit = word.weight() / (frequency + K1 * (1 - B + B * lengths.of(doc)));
      double more = sum;
      for (int i = 0; i < shares.length; i++) more += shares[i] *= unit;
      return more;
    }

    /// What the fields have of the document that was scored last; the sum is its score.
    void addTerms(List<Why.Term> terms) {
      for (int i = 0; i < shares.length; i++)
        if (shares[i] > 0)
          terms.add(
              new Why.Term(
                  word.fields().get(i).term().text(), word.fields().get(i).shown(), shares[i]));
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
        var field = fields.get(i).term().field();
        weights[i] = fields.get(i).weight();
        norms[i] = leaf.reader().getNormValues(field);
        average += weights[i] * snapshot.averageLength(field);
      }
      return new Lengths(norms, weights, average);
    }

    private double of(int doc) throws IOException {
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
      if (!tags.advanceExact(doc) || !strengths.advanceExact(doc)) return 0;
      var bytes = strengths.binaryValue();
      var strength = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
      double most = 0;
      for (int i = 0; i < tags.docValueCount(); i++) {
        int tag = (int) tags.nextOrd();
        double score = weights[tag] * strength.getDouble();
        if (score > most) {
          most = score;
          best = tag;
        }
      }
      return most;
    }

    /// Of the entry that was scored last; it scored more than 0.
    ConceptPart part(double score) {
      return new ConceptPart(names[(int) best], score);
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
  record InLeaf(List<WordScores> words, List<TagScores> tags, Trust trust) {
    static InLeaf of(Snapshot snapshot, LeafReaderContext leaf, List<Part> parts, double distrust)
        throws IOException {
      var words = new ArrayList<WordScores>();
      var tags = new ArrayList<TagScores>();
      Map<List<String>, Lengths> lengths = new HashMap<>();
      for (var part : parts)
        switch (part) {
          case Word word -> {
            var names = word.fields().stream().map(f -> f.term().field()).toList();
            var known = lengths.get(names);
            if (known == null) {
              known = Lengths.in(snapshot, leaf, word.fields());
              lengths.put(names, known);
            }
            WordScores.in(leaf, word, known).ifPresent(words::add);
          }
          case Tagged tagged -> TagScores.in(leaf, tagged).ifPresent(tags::add);
        }
      var trust = distrust == 0 ? null : leaf.reader().getNumericDocValues(Fields.TRUST);
      return new InLeaf(words, tags, new Trust(trust, distrust));
    }

    double words(int doc) throws IOException {
      double sum = 0;
      for (var word : words) sum = word.addTo(sum, doc);
      return sum;
    }

    /// @param words what the words score
    double total(int doc, double words) throws IOException {
      double sum = words;
      for (var tag : tags) sum += tag.score(doc);
      return sum + trust.of(doc, sum);
    }
  }
}

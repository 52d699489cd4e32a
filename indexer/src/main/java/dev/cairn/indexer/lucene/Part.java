package dev.cairn.indexer.lucene;

import dev.cairn.indexer.SearchIndex.ConceptPart;
import dev.cairn.indexer.Why;
import java.io.IOException;
import java.nio.ByteBuffer;
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
  /// A word in a field: weight of the field times BM25 (Robertson and Zaragoza 2009, without the
  /// constant factor k1 + 1). The rarity is that of the word in the whole entry, equal for all
  /// fields.
  ///
  /// @param term as the index holds it
  /// @param shown name of the field in the interface
  /// @param factor weight of the field times rarity of the word
  record Word(Term term, String shown, double factor) implements Part {}

  /// The strongest of these concepts: its weight times the weight of the entry's tag.
  record Tagged(Map<String, Double> weights) implements Part {}

  /// The words of a question in one leaf. Asked for documents in increasing order.
  final class WordScores {
    /// Saturation: from the published baselines with short and long texts, as is b.
    static final double K1 = 0.9;

    static final double B = 0.4;

    private final Part.Word word;
    private final PostingsEnum postings;
    private final @Nullable NumericDocValues norms;
    private final double average;

    private WordScores(
        Part.Word word, PostingsEnum postings, @Nullable NumericDocValues norms, double average) {
      this.word = word;
      this.postings = postings;
      this.norms = norms;
      this.average = average;
    }

    static Optional<WordScores> in(Snapshot snapshot, LeafReaderContext leaf, Part.Word word)
        throws IOException {
      var postings = leaf.reader().postings(word.term(), PostingsEnum.FREQS);
      if (postings == null) return Optional.empty();
      var field = word.term().field();
      return Optional.of(
          new WordScores(
              word, postings, leaf.reader().getNormValues(field), snapshot.averageLength(field)));
    }

    /// 0 where the word does not occur.
    double score(int doc) throws IOException {
      int at = postings.docID();
      if (at < doc) at = postings.advance(doc);
      return at == doc ? word.factor() * saturation(postings.freq(), length(doc) / average) : 0;
    }

    private double length(int doc) throws IOException {
      if (norms == null || !norms.advanceExact(doc)) return average;
      return SmallFloat.byte4ToInt((byte) norms.longValue());
    }

    /// 0..1
    ///
    /// @param length in average lengths
    static double saturation(int frequency, double length) {
      return frequency / (frequency + K1 * (1 - B + B * length));
    }

    Why.Term term(double score) {
      return new Why.Term(word.term().text(), word.shown(), score);
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
      var words = new java.util.ArrayList<WordScores>();
      var tags = new java.util.ArrayList<TagScores>();
      for (var part : parts)
        switch (part) {
          case Word word -> WordScores.in(snapshot, leaf, word).ifPresent(words::add);
          case Tagged tagged -> TagScores.in(leaf, tagged).ifPresent(tags::add);
        }
      var trust = distrust == 0 ? null : leaf.reader().getNumericDocValues(Fields.TRUST);
      return new InLeaf(words, tags, new Trust(trust, distrust));
    }

    double words(int doc) throws IOException {
      double sum = 0;
      for (var word : words) sum += word.score(doc);
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

package dev.cairn.indexer.lucene;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;

/// Fields made of words that were taken apart before.
final class Terms {
  /// A phrase does not reach across so many words that are not there.
  private static final int GAP = 100;

  private static final FieldType COUNTED = type(IndexOptions.DOCS_AND_FREQS, false);
  private static final FieldType PRESENT = type(IndexOptions.DOCS, true);
  private static final FieldType PLACED = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, true);

  private Terms() {}

  /// Words with how often they occur; the sum is the length of the field.
  static Field counted(String name, Map<String, Integer> counts) {
    return new Field(name, new Counted(counts), COUNTED);
  }

  /// Whether a word occurs.
  static Field present(String name, Iterable<String> words) {
    return new Field(name, new Placed(List.of(words)), PRESENT);
  }

  /// Words in their order; between two stretches lies a gap.
  static Field placed(String name, List<? extends Iterable<String>> stretches) {
    return new Field(name, new Placed(stretches), PLACED);
  }

  private static FieldType type(IndexOptions options, boolean withoutLength) {
    var type = new FieldType();
    type.setTokenized(true);
    type.setIndexOptions(options);
    type.setOmitNorms(withoutLength);
    type.freeze();
    return type;
  }

  private static final class Counted extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
    private final Iterator<Map.Entry<String, Integer>> rest;

    Counted(Map<String, Integer> counts) {
      this.rest = counts.entrySet().iterator();
    }

    @Override
    public boolean incrementToken() {
      if (!rest.hasNext()) return false;
      clearAttributes();
      var next = rest.next();
      term.append(next.getKey());
      frequency.setTermFrequency(next.getValue());
      return true;
    }
  }

  private static final class Placed extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final Iterator<? extends Iterable<String>> stretches;
    private Iterator<String> words = List.<String>of().iterator();

    Placed(List<? extends Iterable<String>> stretches) {
      this.stretches = stretches.iterator();
    }

    @Override
    public boolean incrementToken() {
      clearAttributes();
      while (!words.hasNext()) {
        if (!stretches.hasNext()) return false;
        words = stretches.next().iterator();
        step.setPositionIncrement(GAP);
      }
      term.append(words.next());
      return true;
    }
  }
}

package dev.cairn.indexer.lucene;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/// How directions are kept: seven bits a number for walking among neighbours, and the numbers as
/// they came. What is written so is opened by Lucene's own codec.
final class DirectionFormat extends Lucene104HnswScalarQuantizedVectorsFormat {
  /// No graph is made for segments in which walking this many neighbours would be no quicker than
  /// comparing all, that is up to about 5,000 passages: most segments are merged soon.
  private static final int WORTH_A_GRAPH = 600;

  /// Lucene allows 1,024 by default; larger models have up to 4,096.
  private static final int MOST_DIMENSIONS = 4_096;

  private DirectionFormat() {
    super(
        ScalarEncoding.SEVEN_BIT,
        Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
        Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH,
        1,
        null,
        WORTH_A_GRAPH);
  }

  /// Lucene's codec, with this format for directions.
  static Codec codec() {
    var directions = new DirectionFormat();
    return new Lucene104Codec() {
      @Override
      public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return field.equals(Fields.DIRECTION)
            ? directions
            : super.getKnnVectorsFormatForField(field);
      }
    };
  }

  @Override
  public int getMaxDimensions(String field) {
    return MOST_DIMENSIONS;
  }
}

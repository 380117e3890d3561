package dev.kenning.indexer.store.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/// Lucene's own codec with our numbers for the graph. Every format writes its own name into the
/// segment, so any Lucene of the same generation reads it without this class.
final class MethodCodec extends Lucene104Codec {
  private static final int MERGE_WORKERS = 1;

  private final KnnVectorsFormat vectors;

  MethodCodec(StoreConfig config) {
    super(Mode.BEST_COMPRESSION);
    vectors =
        new Lucene104HnswScalarQuantizedVectorsFormat(
            ScalarEncoding.UNSIGNED_BYTE,
            config.graphConnections(),
            config.graphBeamWidth(),
            MERGE_WORKERS,
            null,
            config.flatSegmentFactor());
  }

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return vectors;
  }
}

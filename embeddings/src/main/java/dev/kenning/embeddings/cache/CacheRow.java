package dev.kenning.embeddings.cache;

import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/// What is kept of one text. The vector is its 32-bit floats, little-endian, so nothing is lost.
///
/// The checksum is CRC-32C over the model's id in UTF-8, the text's hash, both counts (32-bit
/// little-endian) and the vector's bytes: a bit that flips anywhere in a row, or a row that ends up
/// under another's key, is noticed.
///
/// Not a record, for its array. Immutable.
final class CacheRow {
  private final int tokenCount;
  private final int truncatedTokenCount;
  private final byte[] vector;
  private final long checksum;

  /// Keeps `vector`, which nobody else may change.
  CacheRow(int tokenCount, int truncatedTokenCount, byte[] vector, long checksum) {
    this.tokenCount = tokenCount;
    this.truncatedTokenCount = truncatedTokenCount;
    this.vector = vector;
    this.checksum = checksum;
  }

  static CacheRow of(CacheKey key, EmbeddedText embedded) {
    float[] values = embedded.embedding().toArray();
    ByteBuffer vector =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    vector.asFloatBuffer().put(values);
    int tokens = embedded.tokenCount();
    int truncated = embedded.truncatedTokenCount();
    long checksum = checksum(key, tokens, truncated, vector.array());
    return new CacheRow(tokens, truncated, vector.array(), checksum);
  }

  /// The embedded text, or nothing if the row is not what was written under `key`.
  Optional<EmbeddedText> read(CacheKey key) {
    if (!isWhole(key)) {
      return Optional.empty();
    }
    float[] values = new float[vector.length / Float.BYTES];
    ByteBuffer.wrap(vector).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return Optional.of(
        new EmbeddedText(
            Embedding.of(values), tokenCount, truncatedTokenCount, EmbeddedText.Origin.CACHE));
  }

  /// Whether the row is what was written under `key`.
  boolean isWhole(CacheKey key) {
    return checksum == checksum(key, tokenCount, truncatedTokenCount, vector);
  }

  int tokenCount() {
    return tokenCount;
  }

  int truncatedTokenCount() {
    return truncatedTokenCount;
  }

  /// Not to be changed.
  byte[] vector() {
    return vector;
  }

  long checksum() {
    return checksum;
  }

  private static long checksum(CacheKey key, int tokens, int truncated, byte[] vector) {
    CRC32C crc = new CRC32C();
    crc.update(key.model().toString().getBytes(StandardCharsets.UTF_8));
    crc.update(key.hash());
    ByteBuffer counts = ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    crc.update(counts.putInt(tokens).putInt(truncated).flip());
    crc.update(vector);
    return crc.getValue();
  }
}

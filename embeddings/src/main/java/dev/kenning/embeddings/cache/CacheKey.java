package dev.kenning.embeddings.cache;

import dev.kenning.embeddings.ModelId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an entry is found by: the function that made the vector and the SHA-256 of what it was made
/// of. The hash is four longs, because a record with an array would not know its equals.
record CacheKey(ModelId model, long hash1, long hash2, long hash3, long hash4) {
  private static final int HASH_BYTES = 32;

  /// @param text with its prefix, as the model reads it
  static CacheKey of(ModelId model, String text) {
    ByteBuffer hash = ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    return new CacheKey(model, hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
  }

  /// The key of a stored row; empty if it names no model or its hash has another length.
  static Optional<CacheKey> stored(@Nullable String model, byte @Nullable [] hash) {
    if (model == null || hash == null || hash.length != HASH_BYTES) {
      return Optional.empty();
    }
    ByteBuffer parts = ByteBuffer.wrap(hash);
    return ModelId.parse(model)
        .map(id ->
            new CacheKey(id, parts.getLong(), parts.getLong(), parts.getLong(), parts.getLong()));
  }

  byte[] hash() {
    return ByteBuffer.allocate(HASH_BYTES)
        .putLong(hash1)
        .putLong(hash2)
        .putLong(hash3)
        .putLong(hash4)
        .array();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}

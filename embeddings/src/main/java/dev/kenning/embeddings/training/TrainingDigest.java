package dev.kenning.embeddings.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// Names a run by what decides its numbers: 48 bits of a SHA-256 over [TrainingConfig#steps] and
/// examples. A run whose epochs are cycles of their own may be given further ones when it is done.
final class TrainingDigest {
  private static final int KEPT_BITS = 48;

  private TrainingDigest() {}

  static long of(TrainingConfig config, List<TrainingExample> examples, long stepsPerEpoch) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          (config.steps() + ", " + stepsPerEpoch + " steps").getBytes(StandardCharsets.UTF_8));
      for (TrainingExample example : examples) {
        digest.update(example.toString().getBytes(StandardCharsets.UTF_8));
      }
      return ByteBuffer.wrap(digest.digest()).getLong() >>> (Long.SIZE - KEPT_BITS);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }
}

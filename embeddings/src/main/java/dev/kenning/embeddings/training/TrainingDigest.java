package dev.kenning.embeddings.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// Names a run by what decides its numbers: 48 bits of a SHA-256 over configuration and examples. A
/// run whose epochs are cycles of their own goes by its first one, so that a finished run may be
/// given further cycles.
final class TrainingDigest {
  private static final int KEPT_BITS = 48;

  private TrainingDigest() {}

  static long of(TrainingConfig config, List<TrainingExample> examples, long stepsPerEpoch) {
    TrainingConfig named = config.hardGroups() ? config.ofFirstEpoch() : config;
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          (named + " " + stepsPerEpoch * named.epochCount()).getBytes(StandardCharsets.UTF_8));
      for (TrainingExample example : examples) {
        digest.update(example.toString().getBytes(StandardCharsets.UTF_8));
      }
      return ByteBuffer.wrap(digest.digest()).getLong() >>> (Long.SIZE - KEPT_BITS);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }
}

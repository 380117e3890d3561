package dev.kenning.embeddings.batch;

import java.util.List;

/// What the workers have done since they started, and what waits now. Tokens count specials.
///
/// @param queryCount queries that went through the model
/// @param passageCount passages that went through the model
/// @param duplicateCount texts that found their like already under way, in the same call or another
/// @param tokenCount tokens of those texts
/// @param paddedTokenCount the same with the padding of their batches: what was computed
/// @param truncatedTextCount texts that lost their end to the model's limit
/// @param truncatedTokenCount tokens they lost
/// @param batchCount forward passes that succeeded
/// @param failedBatchCount forward passes that failed, retries included
/// @param expiredCallCount calls whose deadline passed while texts of theirs were unanswered
/// @param waitingQueryCount queries not yet taken by a worker
/// @param waitingPassageCount passages not yet taken by a worker
/// @param queryWaitNanos time that queries waited before a worker took them, all together
/// @param passageWaitNanos likewise for passages
/// @param busyNanos time in forward passes, one entry per worker
/// @param elapsedNanos time since the workers started
public record BatchStats(
    long queryCount,
    long passageCount,
    long duplicateCount,
    long tokenCount,
    long paddedTokenCount,
    long truncatedTextCount,
    long truncatedTokenCount,
    long batchCount,
    long failedBatchCount,
    long expiredCallCount,
    int waitingQueryCount,
    int waitingPassageCount,
    long queryWaitNanos,
    long passageWaitNanos,
    List<Long> busyNanos,
    long elapsedNanos) {
  public BatchStats {
    busyNanos = List.copyOf(busyNanos);
  }

  /// The share of the workers' time spent in forward passes, 0…1.
  public double utilisation() {
    long possible = elapsedNanos * busyNanos.size();
    return possible <= 0 ? 0 : Math.min(1, (double) totalBusyNanos() / possible);
  }

  /// Time in forward passes, all workers together.
  public long totalBusyNanos() {
    return busyNanos.stream().mapToLong(Long::longValue).sum();
  }

  /// The share of what was computed that was padding, 0…1.
  public double paddingShare() {
    return paddedTokenCount == 0 ? 0 : 1 - (double) tokenCount / paddedTokenCount;
  }
}

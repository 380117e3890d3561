package dev.kenning.embeddings.batch;

import dev.kenning.embeddings.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Counts what the workers do. Safe for many threads; a reading may catch a batch half counted.
final class BatchMeter {
  private final LongSupplier nanoSource;
  private final long startNanos;
  private final AtomicLongArray busyNanos;
  private final LongAdder queries = new LongAdder();
  private final LongAdder passages = new LongAdder();
  private final LongAdder queryWaitNanos = new LongAdder();
  private final LongAdder passageWaitNanos = new LongAdder();
  private final LongAdder tokens = new LongAdder();
  private final LongAdder paddedTokens = new LongAdder();
  private final LongAdder truncatedTexts = new LongAdder();
  private final LongAdder truncatedTokens = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder failedBatches = new LongAdder();

  BatchMeter(int workerCount, LongSupplier nanoSource) {
    this.nanoSource = nanoSource;
    this.startNanos = nanoSource.getAsLong();
    this.busyNanos = new AtomicLongArray(workerCount);
  }

  long nanos() {
    return nanoSource.getAsLong();
  }

  /// A worker took the texts, which wait no longer.
  void batchTaken(List<PendingText> batch) {
    long now = nanos();
    for (PendingText text : batch) {
      long waited = now - text.sinceNanos();
      switch (text.lane()) {
        case QUERY -> queryWaitNanos.add(waited);
        case PASSAGE -> passageWaitNanos.add(waited);
      }
    }
  }

  void passEnded(int worker, long tookNanos) {
    busyNanos.addAndGet(worker, tookNanos);
  }

  void passFailed() {
    failedBatches.increment();
  }

  void batchEmbedded(List<PendingText> batch) {
    batches.increment();
    int longest = 0;
    for (PendingText text : batch) {
      longest = Math.max(longest, text.tokenCount());
      count(text);
    }
    paddedTokens.add((long) longest * batch.size());
  }

  BatchStats stats(BatchQueue.Counts waiting) {
    List<Long> busy = new ArrayList<>();
    for (int i = 0; i < busyNanos.length(); i++) {
      busy.add(busyNanos.get(i));
    }
    return new BatchStats(
        queries.sum(),
        passages.sum(),
        waiting.duplicates(),
        tokens.sum(),
        paddedTokens.sum(),
        truncatedTexts.sum(),
        truncatedTokens.sum(),
        batches.sum(),
        failedBatches.sum(),
        waiting.expiredCalls(),
        waiting.queries(),
        waiting.passages(),
        queryWaitNanos.sum(),
        passageWaitNanos.sum(),
        busy,
        nanoSource.getAsLong() - startNanos);
  }

  private void count(PendingText text) {
    TokenizedText read = text.tokens();
    switch (text.lane()) {
      case QUERY -> queries.increment();
      case PASSAGE -> passages.increment();
    }
    tokens.add(read.tokenCount());
    if (read.truncatedTokenCount() > 0) {
      truncatedTexts.increment();
      truncatedTokens.add(read.truncatedTokenCount());
    }
  }
}

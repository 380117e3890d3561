package dev.kenning.indexer.run;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;

/// The threads a run works with: a few that parse and write to the store, for they need a processor
/// each, and as many as wait for the embedder. Made once, by whoever assembles the parts; closed
/// there.
public final class IndexWorkers implements AutoCloseable {
  /// How long a file is held back at most while others are served: long enough that callers have
  /// the processors nearly to themselves, short enough that indexing moves on under any number of
  /// them.
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(15);

  private final int processorCount;
  private final BooleanSupplier othersComeFirst;
  private final ExecutorService parsing;
  private final ExecutorService embedding;
  private final ExecutorService storing;

  private IndexWorkers(
      int processorCount,
      BooleanSupplier othersComeFirst,
      ExecutorService parsing,
      ExecutorService embedding,
      ExecutorService storing) {
    this.processorCount = processorCount;
    this.othersComeFirst = othersComeFirst;
    this.parsing = parsing;
    this.embedding = embedding;
    this.storing = storing;
  }

  /// @param processorCount threads that parse
  public static IndexWorkers start(int processorCount) {
    return start(processorCount, "kenning-", () -> false);
  }

  /// Threads that let callers go first: each file waits a little while somebody is being answered,
  /// and then goes on all the same, so that indexing never stands still.
  ///
  /// @param processorCount threads that parse
  /// @param othersComeFirst whether somebody is being answered now
  public static IndexWorkers startGivingWay(int processorCount, BooleanSupplier othersComeFirst) {
    return start(processorCount, "kenning-", othersComeFirst);
  }

  /// For work that can wait: one thread each.
  public static IndexWorkers startInBackground() {
    return start(1, "kenning-background-", () -> false);
  }

  private static IndexWorkers start(
      int processorCount, String prefix, BooleanSupplier othersComeFirst) {
    return new IndexWorkers(
        processorCount,
        othersComeFirst,
        Executors.newFixedThreadPool(processorCount, named(prefix + "parse-")),
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(prefix + "embed-", 0).factory()),
        Executors.newSingleThreadExecutor(named(prefix + "store-")));
  }

  /// Called before each file is parsed or written: waits for [#LONGEST_PAUSE] at most while others
  /// come first.
  void giveWay() {
    try {
      for (long waited = 0;
          waited < LONGEST_PAUSE.toMillis() && othersComeFirst.getAsBoolean();
          waited++) {
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether somebody is being served who goes first.
  boolean othersComeFirst() {
    return othersComeFirst.getAsBoolean();
  }

  int processorCount() {
    return processorCount;
  }

  ExecutorService parsing() {
    return parsing;
  }

  ExecutorService embedding() {
    return embedding;
  }

  ExecutorService storing() {
    return storing;
  }

  /// Interrupts what parses and embeds, lets the store end what it writes, and waits for them.
  @Override
  public void close() {
    parsing.shutdownNow();
    embedding.shutdownNow();
    parsing.close();
    embedding.close();
    storing.close();
  }

  private static ThreadFactory named(String prefix) {
    return Thread.ofPlatform().daemon().name(prefix, 0).factory();
  }
}

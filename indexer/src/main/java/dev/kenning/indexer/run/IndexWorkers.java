package dev.kenning.indexer.run;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/// The threads a run works with: a few that parse and write to the store, for they need a processor
/// each, and as many as wait for the embedder. Made once, by whoever assembles the parts; closed
/// there.
public final class IndexWorkers implements AutoCloseable {
  private final int processorCount;
  private final ExecutorService parsing;
  private final ExecutorService embedding;
  private final ExecutorService storing;

  private IndexWorkers(
      int processorCount,
      ExecutorService parsing,
      ExecutorService embedding,
      ExecutorService storing) {
    this.processorCount = processorCount;
    this.parsing = parsing;
    this.embedding = embedding;
    this.storing = storing;
  }

  /// @param processorCount threads that parse
  public static IndexWorkers start(int processorCount) {
    return start(processorCount, "kenning-");
  }

  /// For work that can wait: one thread each.
  public static IndexWorkers startInBackground() {
    return start(1, "kenning-background-");
  }

  private static IndexWorkers start(int processorCount, String prefix) {
    return new IndexWorkers(
        processorCount,
        Executors.newFixedThreadPool(processorCount, named(prefix + "parse-")),
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(prefix + "embed-", 0).factory()),
        Executors.newSingleThreadExecutor(named(prefix + "store-")));
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

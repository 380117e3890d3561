package dev.kenning.search.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Callers who ask one intent after the other, and how long each answer took. Closing sends them
/// away.
final class SearchLoad implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final ServerCalls calls;
  private final Supplier<Optional<JsonNode>> consistency;
  private final Timings timings = new Timings();
  private final AtomicInteger refused = new AtomicInteger();
  private final Thread[] callers;
  private volatile boolean over;

  /// @param numbers gives every question a number of its own, over all loads of a run: words that
  ///   were asked before are answered from memory, and measure nothing
  /// @param consistency asked for with each question; empty for none
  SearchLoad(
      ServerCalls calls,
      int callerCount,
      AtomicInteger numbers,
      Supplier<Optional<JsonNode>> consistency) {
    this.calls = calls;
    this.consistency = consistency;
    this.callers = new Thread[callerCount];
    for (int i = 0; i < callerCount; i++) {
      callers[i] = Thread.ofVirtual().name("trial-caller").start(() -> ask(numbers));
    }
  }

  private void ask(AtomicInteger numbers) {
    try {
      while (!over) {
        ObjectNode question = ServerCalls.JSON.createObjectNode();
        question.put(
            "query",
            "which parcels of lot %d are ready to be shipped".formatted(numbers.incrementAndGet()));
        consistency.get().ifPresent(wanted -> question.set("consistency", wanted));
        long start = System.nanoTime();
        Reply reply = calls.search(question);
        if (reply.isSuccess()) {
          timings.add(System.nanoTime() - start);
        } else {
          refused.incrementAndGet();
        }
        Thread.sleep(PAUSE); // a caller reads what it got
      }
    } catch (IOException e) {
      refused.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Timings timings() {
    return timings;
  }

  int refused() {
    return refused.get();
  }

  /// Ends the load, so that its timings can be read; closing does the same.
  void stop() {
    over = true;
    for (Thread caller : callers) {
      try {
        caller.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    stop();
  }
}

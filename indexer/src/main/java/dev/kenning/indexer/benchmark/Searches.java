package dev.kenning.indexer.benchmark;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedding;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.store.Candidate;
import dev.kenning.indexer.store.StoreSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Searches one snapshot and keeps the time.
final class Searches {
  private static final int RECALL_AT = 10;
  private static final int WARM_UP_SHARE = 5;

  private final ScaleConfig config;
  private final MethodSupply supply;
  private final StoreSnapshot snapshot;
  private final Consumer<String> progress;

  Searches(
      ScaleConfig config, MethodSupply supply, StoreSnapshot snapshot, Consumer<String> progress) {
    this.config = config;
    this.supply = supply;
    this.snapshot = snapshot;
    this.progress = progress;
  }

  ScaleReport.Phase phase(String name, Filter filter) {
    progress.accept("searching " + name);
    double recall = recall(filter);
    for (int i = 0; i < config.queryCount() / WARM_UP_SHARE; i++) {
      nearest(i, filter);
      matching(i, filter);
    }
    List<Long> nearest = new ArrayList<>();
    List<Long> matching = new ArrayList<>();
    List<Long> both = new ArrayList<>();
    for (int i = 0; i < config.queryCount(); i++) {
      long nearestNanos = nearest(i, filter);
      long matchingNanos = matching(i, filter);
      nearest.add(nearestNanos);
      matching.add(matchingNanos);
      both.add(nearestNanos + matchingNanos);
    }
    return new ScaleReport.Phase(
        name, recall, latencies(nearest), latencies(matching), latencies(both));
  }

  private long nearest(int number, Filter filter) {
    Embedding query = supply.query(number);
    long start = System.nanoTime();
    snapshot.nearest(query, config.candidateCount(), filter, Deadline.never());
    return System.nanoTime() - start;
  }

  private long matching(int number, Filter filter) {
    String text = supply.queryText(number);
    long start = System.nanoTime();
    snapshot.matching(text, config.candidateCount(), filter, Deadline.never());
    return System.nanoTime() - start;
  }

  private double recall(Filter filter) {
    long found = 0;
    long all = 0;
    for (int i = 0; i < config.recallQueryCount(); i++) {
      Embedding query = supply.query(i);
      Set<Integer> exact = refs(snapshot.nearestExact(query, RECALL_AT, filter, Deadline.never()));
      Set<Integer> near = refs(snapshot.nearest(query, RECALL_AT, filter, Deadline.never()));
      all += exact.size();
      near.retainAll(exact);
      found += near.size();
    }
    return all == 0 ? 1 : (double) found / all;
  }

  private static Set<Integer> refs(List<Candidate> candidates) {
    Set<Integer> refs = new HashSet<>();
    candidates.forEach(candidate -> refs.add(candidate.ref()));
    return refs;
  }

  ScaleReport.Latencies fetchTen() {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < config.queryCount(); i++) {
      List<Candidate> found =
          snapshot.nearest(supply.query(i), RECALL_AT, new Filter.All(), Deadline.never());
      long start = System.nanoTime();
      found.forEach(candidate -> snapshot.fetch(candidate.ref()));
      times.add(System.nanoTime() - start);
    }
    return latencies(times);
  }

  private static ScaleReport.Latencies latencies(List<Long> times) {
    Collections.sort(times);
    return ScaleReport.Latencies.of(times);
  }
}

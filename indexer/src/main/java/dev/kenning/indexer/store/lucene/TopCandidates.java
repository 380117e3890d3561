package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.store.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Keeps the best of many candidates; of equal scores the lower ref is better. Not thread-safe.
final class TopCandidates {
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score)
          .reversed()
          .thenComparing(Comparator.comparingInt(Candidate::ref));

  private final int count;
  private final PriorityQueue<Candidate> worstFirst;

  TopCandidates(int count) {
    this.count = count;
    worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());
  }

  /// Refs must be offered in ascending order, so that a tie never displaces an earlier one.
  void offer(int ref, float score) {
    if (worstFirst.size() < count) {
      worstFirst.add(new Candidate(ref, score));
    } else if (score > worstFirst.element().score()) {
      worstFirst.remove();
      worstFirst.add(new Candidate(ref, score));
    }
  }

  List<Candidate> bestFirst() {
    List<Candidate> sorted = new ArrayList<>(worstFirst);
    sorted.sort(BEST_FIRST);
    return sorted;
  }
}

package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.store.Candidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.util.LongHeap;
import org.apache.lucene.util.NumericUtils;

/// Keeps the best of many candidates; of equal scores the lower ref is better. Not thread-safe.
///
/// A candidate is one number while it waits, score above and ref below, whose order is the order of
/// candidates: a scan offers tens of thousands, and most are turned down by one comparison.
final class TopCandidates {
  private static final long REF_BITS = 0xFFFF_FFFFL;

  private final int count;
  private final LongHeap worstFirst;

  /// @param count 0 or more
  TopCandidates(int count) {
    this.count = count;
    this.worstFirst = new LongHeap(Math.max(1, count));
  }

  void offer(int ref, float score) {
    long candidate = encoded(ref, score);
    if (worstFirst.size() < count) {
      worstFirst.push(candidate);
    } else if (count > 0 && candidate > worstFirst.top()) {
      worstFirst.updateTop(candidate);
    }
  }

  /// Empties it.
  List<Candidate> bestFirst() {
    List<Candidate> candidates = new ArrayList<>(worstFirst.size());
    while (worstFirst.size() > 0) {
      long candidate = worstFirst.pop();
      int ref = (int) (REF_BITS & ~candidate);
      candidates.add(new Candidate(ref, NumericUtils.sortableIntToFloat((int) (candidate >> 32))));
    }
    Collections.reverse(candidates);
    return candidates;
  }

  private static long encoded(int ref, float score) {
    return ((long) NumericUtils.floatToSortableInt(score) << 32) | (REF_BITS & ~ref);
  }
}

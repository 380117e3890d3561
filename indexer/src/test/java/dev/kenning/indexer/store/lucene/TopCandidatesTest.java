package dev.kenning.indexer.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.store.Candidate;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopCandidatesTest {
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score).reversed().thenComparingInt(Candidate::ref);

  /// Cosines and BM25, many of them equal.
  @Test
  void keepsWhatSortingAllWouldKeep() {
    Random random = new Random(7);
    List<Candidate> offered =
        IntStream.range(0, 2_000)
            .mapToObj(ref -> new Candidate(ref * 1_000_000, random.nextInt(-30, 40) / 10f))
            .toList();
    for (int count : List.of(1, 2, 100, 2_000, 5_000)) {
      TopCandidates best = new TopCandidates(count);
      offered.forEach(one -> best.offer(one.ref(), one.score()));
      assertThat(best.bestFirst())
          .isEqualTo(offered.stream().sorted(BEST_FIRST).limit(count).toList());
    }
  }

  @Test
  void keepsNothingWhereNothingIsWanted() {
    TopCandidates best = new TopCandidates(0);
    best.offer(1, 1f);
    assertThat(best.bestFirst()).isEmpty();
  }
}

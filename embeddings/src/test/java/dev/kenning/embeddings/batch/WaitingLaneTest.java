package dev.kenning.embeddings.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class WaitingLaneTest {
  private final WaitingLane lane = new WaitingLane();
  private final Submission call = submission();
  private final Submission otherCall = submission();

  @Test
  void textsOfOneLengthFillTheBudgetAndNoMore() {
    addAll(call, 10, 10, 10, 10, 10);
    assertThat(takenLengths(40)).containsExactly(10, 10, 10, 10);
    assertThat(takenLengths(40)).containsExactly(10);
  }

  @Test
  void theOldestLeadsAndTheNearestInLengthJoin() {
    addAll(call, 100, 20, 98, 300, 101, 99, 21);
    assertThat(takenLengths(404)).containsExactlyInAnyOrder(100, 99, 98, 101);
    assertThat(takenLengths(404)).containsExactlyInAnyOrder(20, 21);
    assertThat(takenLengths(404)).containsExactly(300);
    assertThat(lane.isEmpty()).isTrue();
  }

  @Test
  void aTextThatWouldWasteMoreThanAPassStaysBehind() {
    addAll(call, 100, 100 - WaitingLane.PASS_OVERHEAD_TOKENS);
    assertThat(takenLengths(10_000)).containsExactly(100);
  }

  @Test
  void aTextLongerThanTheBudgetTravelsAlone() {
    addAll(call, 512, 512, 511);
    assertThat(takenLengths(256)).containsExactly(512);
  }

  @Test
  void callsTakeTurns() {
    List<PendingText> large = addAll(call, 10, 30, 50, 70, 90, 110);
    List<PendingText> small = addAll(otherCall, 200);
    assertThat(lane.takeBatch(64)).containsExactly(large.getFirst());
    assertThat(lane.takeBatch(64)).isEqualTo(small);
    assertThat(lane.takeBatch(64)).containsExactly(large.get(1));
  }

  @Test
  void whatIsRemovedIsNotTaken() {
    List<PendingText> texts = addAll(call, 10, 10);
    lane.remove(texts.getFirst());
    lane.remove(texts.getFirst());
    assertThat(lane.size()).isEqualTo(1);
    assertThat(lane.tokenCount()).isEqualTo(10);
    assertThat(lane.takeBatch(512)).containsExactly(texts.getLast());
    assertThat(lane.takeBatch(512)).isEmpty();
  }

  /// Lengths as real methods have them: median about 80, one in ten over 300.
  @Test
  void aFullWindowHasHardlyAnyPaddingAndLosesNothing() {
    Random random = new Random(7);
    List<PendingText> waiting = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      int length = (int) Math.clamp(Math.exp(4.4 + random.nextGaussian() * 0.9), 3, 512);
      waiting.add(add(call, length));
    }
    Set<PendingText> taken = new HashSet<>();
    long tokens = 0;
    long padded = 0;
    while (!lane.isEmpty()) {
      List<PendingText> batch = lane.takeBatch(512);
      int longest = batch.stream().mapToInt(PendingText::tokenCount).max().orElseThrow();
      assertThat(longest * batch.size()).isLessThanOrEqualTo(512);
      padded += (long) longest * batch.size();
      tokens += batch.stream().mapToInt(PendingText::tokenCount).sum();
      taken.addAll(batch);
    }
    assertThat(taken).containsExactlyInAnyOrderElementsOf(waiting);
    assertThat(padded).isLessThan(tokens * 103 / 100);
  }

  private List<Integer> takenLengths(long budgetTokens) {
    return lane.takeBatch(budgetTokens).stream().map(PendingText::tokenCount).toList();
  }

  private List<PendingText> addAll(Submission submission, int... tokenCounts) {
    List<PendingText> texts = new ArrayList<>();
    for (int tokenCount : tokenCounts) {
      texts.add(add(submission, tokenCount));
    }
    return texts;
  }

  private PendingText add(Submission submission, int tokenCount) {
    TokenizedText tokens = new TokenizedText(new long[tokenCount], 0);
    PendingText text = new PendingText(Lane.PASSAGE, "text", tokens, submission, 0);
    lane.add(text);
    return text;
  }

  private static Submission submission() {
    return new Submission(0, Deadline.never(), _ -> {}, new ReentrantLock().newCondition());
  }
}

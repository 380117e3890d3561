package dev.kenning.embeddings.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The texts that wait in one lane, and the rule by which they leave it.
///
/// **Who goes first.** Calls take turns: each batch is built round the oldest text of the call
/// whose turn it is, which then goes to the end of the round. So no text waits for more batches
/// than `texts before it in its call × calls`, however unusual its length, and a saved file does
/// not wait for a whole library.
///
/// **Who comes along.** A batch of `n` texts, the longest of `m` tokens, costs `n · m` padded
/// tokens, at most the budget. Beginning with the first text, the nearest in length join, from
/// either side, the one that wastes less: a shorter one of `t` tokens wastes `m − t`; a longer one
/// makes the others waste `(t − m) · n`. A text joins only while what it wastes is less than
/// [#PASS_OVERHEAD_TOKENS], what a pass of its own would cost on top of its tokens. In a full
/// window the neighbours differ by nothing or by a token.
///
/// Not safe for threads: the queue's lock guards it.
final class WaitingLane {
  /// Tokens that a worker computes in the time a pass costs before its first token.
  static final int PASS_OVERHEAD_TOKENS = 16;

  private final SequencedMap<Submission, SequencedSet<PendingText>> turns = new LinkedHashMap<>();
  private final NavigableMap<Integer, SequencedSet<PendingText>> byTokenCount = new TreeMap<>();
  private int size;
  private long tokenCount;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// Tokens of all that wait, without padding.
  long tokenCount() {
    return tokenCount;
  }

  boolean contains(PendingText text) {
    SequencedSet<PendingText> texts = turns.get(text.bringer());
    return texts != null && texts.contains(text);
  }

  /// How many of `submission`'s own texts wait.
  int sizeOf(Submission submission) {
    SequencedSet<PendingText> texts = turns.get(submission);
    return texts == null ? 0 : texts.size();
  }

  void add(PendingText text) {
    turns.computeIfAbsent(text.bringer(), _ -> new LinkedHashSet<>()).add(text);
    byTokenCount.computeIfAbsent(text.tokenCount(), _ -> new LinkedHashSet<>()).add(text);
    size++;
    tokenCount += text.tokenCount();
  }

  /// Does nothing if the text no longer waits.
  void remove(PendingText text) {
    if (removeFrom(turns, text.bringer(), text)) {
      removeFrom(byTokenCount, text.tokenCount(), text);
      size--;
      tokenCount -= text.tokenCount();
    }
  }

  /// Takes the next batch out.
  ///
  /// @param budgetTokens padded tokens; one text is taken even if it is longer
  List<PendingText> takeBatch(long budgetTokens) {
    Map.Entry<Submission, SequencedSet<PendingText>> turn = turns.pollFirstEntry();
    if (turn == null) {
      return List.of();
    }
    turns.putLast(turn.getKey(), turn.getValue());
    List<PendingText> batch = new ArrayList<>();
    PendingText next = turn.getValue().getFirst();
    int longest = next.tokenCount();
    while (next != null) {
      longest = Math.max(longest, next.tokenCount());
      batch.add(next);
      remove(next);
      next = companion(batch.size(), longest, budgetTokens);
    }
    return batch;
  }

  /// The waiting text that wastes least in a batch of `count` texts padded to `longest`, if any is
  /// worth taking along.
  private @Nullable PendingText companion(int count, int longest, long budgetTokens) {
    var shorter = byTokenCount.floorEntry(longest);
    var longer = byTokenCount.higherEntry(longest);
    long shorterWaste = Long.MAX_VALUE;
    long longerWaste = Long.MAX_VALUE;
    if (shorter != null && (long) longest * (count + 1) <= budgetTokens) {
      shorterWaste = (long) longest - shorter.getKey();
    }
    if (longer != null && (long) longer.getKey() * (count + 1) <= budgetTokens) {
      longerWaste = ((long) longer.getKey() - longest) * count;
    }
    if (Math.min(shorterWaste, longerWaste) >= PASS_OVERHEAD_TOKENS) {
      return null;
    }
    var chosen = shorterWaste <= longerWaste ? shorter : longer;
    return chosen == null ? null : chosen.getValue().getFirst();
  }

  private static <K> boolean removeFrom(
      Map<K, SequencedSet<PendingText>> groups, K key, PendingText text) {
    SequencedSet<PendingText> group = groups.get(key);
    if (group == null || !group.remove(text)) {
      return false;
    }
    if (group.isEmpty()) {
      groups.remove(key);
    }
    return true;
  }
}

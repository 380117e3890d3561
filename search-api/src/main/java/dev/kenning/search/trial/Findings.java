package dev.kenning.search.trial;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/// What a trial saw: counts by name, and each broken promise as a sentence. Safe for many threads.
final class Findings {
  private static final int MAX_BROKEN = 100;

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();

  void count(String what) {
    count(what, 1);
  }

  void count(String what, long times) {
    counts.computeIfAbsent(what, _ -> new LongAdder()).add(times);
  }

  long counted(String what) {
    LongAdder count = counts.get(what);
    return count == null ? 0 : count.sum();
  }

  Map<String, Long> counts() {
    Map<String, Long> all = new TreeMap<>();
    counts.forEach((what, count) -> all.put(what, count.sum()));
    return all;
  }

  /// A promise was broken.
  void broken(String sentence) {
    if (broken.size() < MAX_BROKEN) {
      broken.add(sentence);
    }
  }

  boolean isSound() {
    return broken.isEmpty();
  }

  List<String> broken() {
    return List.copyOf(broken);
  }
}

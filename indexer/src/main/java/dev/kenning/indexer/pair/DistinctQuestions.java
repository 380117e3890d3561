package dev.kenning.indexer.pair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Tells a question that is new from one that was met already in other words. For one thread.
final class DistinctQuestions {
  private static final int MOST_COMPARED = 64; // with the rarest word; enough for what is alike

  private final double largestOverlap;
  private final Map<String, List<Set<String>>> byWord = new HashMap<>();

  DistinctQuestions(double largestOverlap) {
    this.largestOverlap = largestOverlap;
  }

  /// Whether nothing like it was added before; adds it then.
  boolean add(String question) {
    Set<String> words =
        new HashSet<>(Arrays.asList(question.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
    for (String word : words) {
      List<Set<String>> known = byWord.getOrDefault(word, List.of());
      for (Set<String> other :
          known.subList(Math.max(0, known.size() - MOST_COMPARED), known.size())) {
        if (overlap(words, other) >= largestOverlap) {
          return false;
        }
      }
    }
    words.forEach(word -> byWord.computeIfAbsent(word, _ -> new ArrayList<>()).add(words));
    return true;
  }

  private static double overlap(Set<String> a, Set<String> b) {
    long both = a.stream().filter(b::contains).count();
    return (double) both / (a.size() + b.size() - both);
  }
}

package dev.kenning.search.answer;

import dev.kenning.indexer.fact.Fact;
import dev.kenning.indexer.fact.FactPattern;
import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.search.answer.Explanation.MatchedWord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Which lines of a method have something of what was asked for: a word of the intent, or a fact
/// that the filter wants.
final class AskedMarks {
  private final Inquiry inquiry;

  AskedMarks(Inquiry inquiry) {
    this.inquiry = inquiry;
  }

  /// @param lines of the method's code
  List<Set<String>> of(StoredMethod method, List<String> lines) {
    List<Set<String>> marks = new ArrayList<>();
    wordsOf(lines).forEach(words -> marks.add(new HashSet<>(words)));
    int first = method.span().startLine();
    for (Fact fact : facts(method)) {
      for (int line : fact.lines()) {
        if (line >= first && line - first < marks.size()) {
          marks.get(line - first).add("fact " + fact.word());
        }
      }
    }
    return marks;
  }

  /// Where a method has the words that matched.
  ///
  /// @param terms the words, as the caller wrote them
  List<MatchedWord> words(StoredMethod method, List<String> terms) {
    if (terms.isEmpty()) {
      return List.of();
    }
    List<List<String>> byLine = wordsOf(method.code().lines().toList());
    Set<String> documented = new HashSet<>();
    wordsOf(List.of(method.doc())).forEach(documented::addAll);
    List<MatchedWord> words = new ArrayList<>();
    for (String term : terms) {
      List<Integer> lines =
          IntStream.range(0, byLine.size())
              .filter(line -> byLine.get(line).contains(term))
              .mapToObj(line -> method.span().startLine() + line)
              .limit(MatchedWord.MAX_LINES)
              .toList();
      words.add(new MatchedWord(term, lines, documented.contains(term)));
    }
    return words;
  }

  private List<List<String>> wordsOf(List<String> lines) {
    return inquiry.snapshot().wordsOfLines(inquiry.text(), lines);
  }

  /// The facts of a method that were asked for.
  List<Fact> facts(StoredMethod method) {
    List<FactPattern> wanted = inquiry.wantedFacts();
    return method.facts().stream()
        .filter(fact -> wanted.stream().anyMatch(pattern -> pattern.matches(fact)))
        .toList();
  }
}

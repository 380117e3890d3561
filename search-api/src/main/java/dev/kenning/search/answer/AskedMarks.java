package dev.kenning.search.answer;

import dev.kenning.indexer.fact.Fact;
import dev.kenning.indexer.fact.FactPattern;
import dev.kenning.indexer.store.StoredMethod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    inquiry
        .snapshot()
        .wordsOfLines(inquiry.text(), lines)
        .forEach(words -> marks.add(new HashSet<>(words)));
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

  /// The facts of a method that were asked for.
  List<Fact> facts(StoredMethod method) {
    List<FactPattern> wanted = inquiry.wantedFacts();
    return method.facts().stream()
        .filter(fact -> wanted.stream().anyMatch(pattern -> pattern.matches(fact)))
        .toList();
  }
}

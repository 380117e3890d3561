package dev.kenning.search.answer;

import dev.kenning.search.answer.Answer.Fit;
import dev.kenning.search.answer.MethodResult.Elided;
import dev.kenning.search.excerpt.DocExcerpt;
import dev.kenning.search.excerpt.Excerpt;
import dev.kenning.search.excerpt.TokenEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes an answer fit into a number of tokens. What there is room for is taken in this order, each
/// step for every result, best first:
///
/// 1. place, signature, the lead of the documentation, and facts but for calls and fields;
/// 2. the lines that declare the method;
/// 3. statements that have something of what was asked for, those that have most first;
/// 4. the other statements;
/// 5. the rest of the documentation, and of the facts.
///
/// A result for which step 1 has no room is left out with all that follow: nothing is left out as
/// long as something can be shortened. For one thread.
final class ContextFit {
  private static final Pattern SAID_BY_CODE = Pattern.compile("(?:calls|creates|reads|writes):.*");
  private static final int MAX_ATTEMPTS = 5;

  /// For the times, which are longer when they are written.
  private static final double RESERVE = 20;

  private final Answer whole;
  private final int maxTokens;
  private final Marks marks;

  /// What lines of code have of what was asked for.
  interface Marks {
    /// @param place of the result among the answer's
    List<Set<String>> of(int place, List<String> lines);
  }

  ContextFit(Answer whole, int maxTokens, Marks marks) {
    this.whole = whole;
    this.maxTokens = maxTokens;
    this.marks = marks;
  }

  Answer answer() {
    Answer answer = told(whole.results(), 0);
    double room = TokenEstimate.room(maxTokens) - cost(told(List.of(), 0)) - RESERVE;
    for (int i = 0; i < MAX_ATTEMPTS && estimate(answer) > maxTokens; i++) {
      answer = shortened(room);
      room -= Math.max(0, estimate(answer) - maxTokens) + RESERVE; // seams between parts
    }
    return told(answer.results(), estimate(answer));
  }

  private Answer told(List<MethodResult> results, int estimate) {
    int shortened = (int) results.stream().filter(one -> one.elided().isPresent()).count();
    return whole.with(
        results, new Fit(maxTokens, estimate, shortened, whole.results().size() - results.size()));
  }

  private static int estimate(Answer answer) {
    return TokenEstimate.of(WireFormat.text(answer));
  }

  private static double cost(Object part) {
    return TokenEstimate.cost(WireFormat.text(part));
  }

  private Answer shortened(double room) {
    Growth growth = new Growth(room);
    List<Part> parts = growth.begin();
    parts.forEach(part -> part.code().declaration().forEach(unit -> growth.show(part, unit)));
    for (int place = 0; place < parts.size(); place++) {
      Part part = parts.get(place);
      List<Set<String>> marked = marks.of(place, part.code().lines());
      part.code().telling(marked).forEach(unit -> growth.show(part, unit));
    }
    parts.forEach(part -> part.code().all().forEach(unit -> growth.showOrBegin(part, unit)));
    parts.forEach(growth::moreDocumentation);
    parts.forEach(growth::moreFacts);
    return told(parts.stream().map(Part::result).toList(), 0);
  }

  /// Takes from what room there is.
  private final class Growth {
    private double room;

    Growth(double room) {
      this.room = room;
    }

    List<Part> begin() {
      List<Part> parts = new ArrayList<>();
      for (MethodResult result : whole.results()) {
        Part part = new Part(result);
        double price = cost(part.result()) + 1;
        if (price > room) {
          return parts;
        }
        room -= price;
        parts.add(part);
      }
      return parts;
    }

    boolean show(Part part, int unit) {
      double before = part.code().cost();
      boolean shown = part.code().show(unit, room);
      room -= part.code().cost() - before;
      return shown;
    }

    void showOrBegin(Part part, int unit) {
      if (!show(part, unit)) {
        double before = part.code().cost();
        part.code().showBeginning(unit, room);
        room -= part.code().cost() - before;
      }
    }

    void moreDocumentation(Part part) {
      double before = part.doc().cost();
      part.doc().more(room);
      room -= part.doc().cost() - before;
    }

    void moreFacts(Part part) {
      double price = part.costOfOtherFacts();
      if (price <= room) {
        part.withAllFacts();
        room -= price;
      }
    }
  }

  /// A result, and how much of it is shown.
  private static final class Part {
    private final MethodResult whole;
    private final Excerpt code;
    private final DocExcerpt doc;
    private boolean allFacts;

    Part(MethodResult whole) {
      this.whole = whole;
      this.code = new Excerpt(whole.code().orElse(""));
      this.doc = new DocExcerpt(whole.doc());
    }

    Excerpt code() {
      return code;
    }

    DocExcerpt doc() {
      return doc;
    }

    double costOfOtherFacts() {
      return cost(whole.facts().orElse(List.of())) - cost(shownFacts().orElse(List.of()));
    }

    void withAllFacts() {
      allFacts = true;
    }

    private Optional<List<ShownFact>> shownFacts() {
      return whole
          .facts()
          .map(facts ->
              facts.stream()
                  .filter(fact -> allFacts || !SAID_BY_CODE.matcher(fact.fact()).matches())
                  .toList());
    }

    MethodResult result() {
      Optional<List<ShownFact>> facts = shownFacts();
      int left = whole.facts().map(List::size).orElse(0) - facts.map(List::size).orElse(0);
      return whole.with(
          whole.code().flatMap(this::shownCode),
          doc.elidedCount() == 0 ? whole.doc() : doc.text(),
          facts,
          new Elided(code.elidedCount(), doc.elidedCount(), left));
    }

    private Optional<String> shownCode(String all) {
      if (code.elidedCount() == 0) {
        return Optional.of(all);
      }
      return Optional.of(code.text()).filter(text -> !text.isEmpty());
    }
  }
}

package dev.kenning.search.answer;

import dev.kenning.indexer.graph.CallGraph;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerCorruptException;
import dev.kenning.indexer.ledger.LedgerUnavailableException;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.search.answer.FreshnessCheck.Checked;
import dev.kenning.search.fusion.Ranked;
import dev.kenning.search.query.AnswerPart;
import dev.kenning.search.relevance.Assessment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Makes results out of ranked candidates: fetches them, checks them against their files, explains
/// them, and says what state they reflect. Any thread.
final class AnswerAssembly {
  private static final double STEPS = 1e3;

  private final ChangeLedger ledger;
  private final LedgerTokens tokens;
  private final FreshnessCheck freshness;

  AnswerAssembly(ChangeLedger ledger) {
    this.ledger = ledger;
    this.tokens = new LedgerTokens(ledger);
    this.freshness = new FreshnessCheck(ledger);
  }

  Answer answer(Inquiry inquiry, List<Selected> selected, Assessment assessment) {
    List<Ranked> ranked = selected.stream().map(Selected::result).toList();
    StoreSnapshot snapshot = inquiry.snapshot();
    List<StoredMethod> methods =
        inquiry
            .clock()
            .time(
                "fetch",
                () -> ranked.stream().map(one -> snapshot.fetch(one.signals().ref())).toList());
    FreshnessCheck.Session check = freshness.session(inquiry.deadline());
    List<Checked> checked =
        inquiry.clock().time("verify", () -> methods.stream().map(check::check).toList());
    List<MethodResult> shown = results(inquiry, ranked, checked, assessment);
    List<MethodResult> results =
        around(inquiry, methods, standingFor(inquiry, selected, methods, shown));
    check.trouble().ifPresent(why -> inquiry.missing().note("freshness: " + why));
    long pending = pending(snapshot, inquiry.missing());
    List<String> degraded = inquiry.missing().reasons();
    Answer whole =
        new Answer(
            results,
            assessment.probablyAbsent(),
            AsOf.of(snapshot, tokens),
            pending,
            degraded,
            !degraded.isEmpty(),
            inquiry.setAside(),
            Optional.empty(),
            inquiry.clock().timingMs());
    OptionalInt most = inquiry.window().maxTokens();
    return most.isEmpty() ? whole : fitted(whole, most.getAsInt(), inquiry, checked);
  }

  private static Answer fitted(
      Answer whole, int maxTokens, Inquiry inquiry, List<Checked> checked) {
    AskedMarks marks = new AskedMarks(inquiry);
    return new ContextFit(
            whole, maxTokens, (place, lines) -> marks.of(checked.get(place).method(), lines))
        .answer();
  }

  /// With who calls them and what they call, where that is asked for.
  private static List<MethodResult> around(
      Inquiry inquiry, List<StoredMethod> methods, List<MethodResult> results) {
    if (!inquiry.include().contains(AnswerPart.NEIGHBOURS)) {
      return results;
    }
    return inquiry
        .clock()
        .time(
            "neighbours",
            () -> {
              StoreSnapshot snapshot = inquiry.snapshot();
              CallGraph graph =
                  new CallGraph(
                      snapshot.links(),
                      repository -> RepositoryReach.mayHold(inquiry.filter(), repository));
              List<MethodResult> with = new ArrayList<>();
              for (int i = 0; i < results.size(); i++) {
                Neighbours around =
                    Neighbours.of(methods.get(i).id(), graph, snapshot, inquiry.deadline());
                with.add(results.get(i).with(around));
              }
              if (!snapshot.links().areKept()) {
                inquiry.missing().note("neighbours: " + CallLookup.NOT_KEPT);
              }
              if (inquiry.deadline().hasPassed()) {
                inquiry.missing().note("neighbours: time was up before all were found");
              }
              return with;
            });
  }

  /// 0 where the ledger does not say, which is told.
  private long pending(StoreSnapshot snapshot, Missing missing) {
    try {
      return ledger.pendingCount(snapshot.sequence());
    } catch (LedgerUnavailableException e) {
      missing.note("pending: " + e.getMessage());
    } catch (LedgerCorruptException _) {
      missing.note("pending: the ledger cannot be read");
    }
    return 0;
  }

  private static List<MethodResult> standingFor(
      Inquiry inquiry,
      List<Selected> selected,
      List<StoredMethod> methods,
      List<MethodResult> results) {
    List<MethodResult> standing = new ArrayList<>(results.size());
    for (int i = 0; i < results.size(); i++) {
      StoredMethod method = methods.get(i);
      List<Sibling> siblings =
          selected.get(i).siblings().stream()
              .map(one -> Sibling.of(inquiry.snapshot().fetch(one.signals().ref()), method))
              .toList();
      standing.add(siblings.isEmpty() ? results.get(i) : results.get(i).standingFor(siblings));
    }
    return standing;
  }

  private static List<MethodResult> results(
      Inquiry inquiry, List<Ranked> ranked, List<Checked> checked, Assessment assessment) {
    List<MethodResult> results = new ArrayList<>(ranked.size());
    for (int i = 0; i < ranked.size(); i++) {
      Optional<Explanation> explanation =
          inquiry.include().contains(AnswerPart.EXPLAIN)
              ? Optional.of(explanation(inquiry, ranked, i, checked.get(i).method()))
              : Optional.empty();
      MethodResult result =
          MethodResult.of(
              checked.get(i).method(),
              OptionalDouble.of(ranked.get(i).score()),
              relevance(assessment, i),
              inquiry.include(),
              checked.get(i).freshness(),
              explanation);
      results.add(isSeen(result, inquiry) ? result.named() : result);
    }
    return results;
  }

  private static OptionalDouble relevance(Assessment assessment, int place) {
    return place < assessment.relevances().size()
        ? OptionalDouble.of(Math.round(assessment.relevances().get(place) * STEPS) / STEPS)
        : OptionalDouble.empty();
  }

  private static Explanation explanation(
      Inquiry inquiry, List<Ranked> ranked, int place, StoredMethod method) {
    Ranked one = ranked.get(place);
    Optional<Ranked> next =
        place + 1 < ranked.size() ? Optional.of(ranked.get(place + 1)) : Optional.empty();
    AskedMarks marks = new AskedMarks(inquiry);
    return Explanation.of(
        one,
        next,
        marks.words(method, one.signals().lexical().terms()),
        marks.facts(method).stream().map(ShownFact::of).toList());
  }

  private static boolean isSeen(MethodResult result, Inquiry inquiry) {
    return inquiry.window().seen().stream()
        .anyMatch(seen ->
            seen.id().value().equals(result.id())
                && seen.revision().map(result.revision()::equals).orElse(true));
  }
}

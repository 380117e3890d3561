package dev.kenning.search.answer;

import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.search.fusion.Ranked;
import dev.kenning.search.query.AnswerPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Makes results out of ranked candidates: fetches them, checks them against their files, explains
/// them, and says what state they reflect. Stateless; any thread.
final class AnswerAssembly {
  private final ChangeLedger ledger;
  private final LedgerTokens tokens;

  AnswerAssembly(ChangeLedger ledger) {
    this.ledger = ledger;
    this.tokens = new LedgerTokens(ledger);
  }

  Answer answer(Inquiry inquiry, List<Ranked> ranked) {
    StoreSnapshot snapshot = inquiry.snapshot();
    List<StoredMethod> methods =
        inquiry
            .clock()
            .time(
                "fetch",
                () -> ranked.stream().map(one -> snapshot.fetch(one.signals().ref())).toList());
    FreshnessCheck check = new FreshnessCheck(ledger);
    List<Freshness> freshness =
        inquiry.clock().time("verify", () -> methods.stream().map(check::of).toList());
    List<MethodResult> results = new ArrayList<>(ranked.size());
    for (int i = 0; i < ranked.size(); i++) {
      results.add(result(inquiry, ranked.get(i), methods.get(i), freshness.get(i)));
    }
    long pending = ledger.pendingCount(snapshot.sequence());
    List<String> degraded = inquiry.missing().reasons();
    return new Answer(
        results,
        AsOf.of(snapshot, tokens),
        pending,
        degraded,
        !degraded.isEmpty(),
        inquiry.setAside(),
        inquiry.clock().timingMs());
  }

  private static MethodResult result(
      Inquiry inquiry, Ranked ranked, StoredMethod method, Freshness freshness) {
    return MethodResult.of(
        method,
        OptionalDouble.of(ranked.score()),
        inquiry.include().contains(AnswerPart.CODE),
        freshness,
        inquiry.include().contains(AnswerPart.EXPLAIN)
            ? Optional.of(Explanation.of(ranked))
            : Optional.empty());
  }
}

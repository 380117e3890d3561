package dev.kenning.search.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.ledger.LedgerUnavailableException;
import dev.kenning.search.answer.Answer;
import dev.kenning.search.answer.AnswerCheck;
import dev.kenning.search.answer.Freshness;
import dev.kenning.search.answer.IndexState;
import dev.kenning.search.answer.IntentSearch;
import dev.kenning.search.answer.MethodResult;
import dev.kenning.search.answer.Pause;
import dev.kenning.search.metrics.MetricName;
import dev.kenning.search.metrics.ServerMetrics;
import dev.kenning.search.query.Consistency;
import dev.kenning.search.query.SearchRequest;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Remembers whole answers. An answer is a function of the question and of the index at one
/// sequence, so both are the key: whatever becomes visible makes every older answer unreachable.
/// Whether the files still hold what an answer shows is not a function of these, and is checked
/// each time: an answer whose files have changed since is made anew.
///
/// Kept are answers that lacked nothing and whose lines were all verified; asked are only questions
/// to whatever is visible now. Any number of threads.
public final class CachedAnswers {
  private static final double NANOS_PER_MS = 1e6;
  private static final int RESULT_BYTES = 1_000;

  private final IntentSearch search;
  private final AnswerCheck check;
  private final LongSupplier nanoSource;
  private final Cache<Key, Kept> answers;

  /// @param check looks at the files of an answer
  /// @param bytes about how much memory the answers may take
  /// @param nanoSource [System#nanoTime] but for tests
  public CachedAnswers(
      IntentSearch search, AnswerCheck check, long bytes, LongSupplier nanoSource) {
    this.search = search;
    this.check = check;
    this.nanoSource = nanoSource;
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Key key, Kept kept) -> kept.bytes())
            .recordStats()
            .build();
  }

  /// @param request without what changes nothing about the answer: how long its caller waits
  private record Key(SearchRequest request, IndexState state) {}

  private record Kept(Answer answer, AnswerCheck.Files files, int bytes) {}

  /// An answer, and where it came from.
  public record Found(Answer answer, boolean remembered) {}

  /// Shows hits, misses and entries.
  public void watch(ServerMetrics metrics) {
    metrics.watch(
        MetricName.CACHE_REQUESTS,
        () -> answers.stats().hitCount(),
        "cache",
        "answers",
        "outcome",
        "hit");
    metrics.watch(
        MetricName.CACHE_REQUESTS,
        () -> answers.stats().missCount(),
        "cache",
        "answers",
        "outcome",
        "miss");
    metrics.watch(MetricName.CACHE_ENTRIES, answers::estimatedSize, "cache", "answers");
  }

  /// As [IntentSearch#answer(SearchRequest, Deadline, Pause)].
  public Found answer(SearchRequest request, Deadline deadline, Pause pause) {
    Optional<Found> remembered = remembered(request);
    if (remembered.isPresent()) {
      return remembered.get();
    }
    Answer answer = search.answer(request, deadline, pause);
    if (request.consistency().equals(Consistency.EVENTUAL)) {
      keep(withoutWait(request), answer);
    }
    return new Found(answer, false);
  }

  /// The answer if it is there already: costs a look at its files, and no search.
  public Optional<Found> remembered(SearchRequest request) {
    if (!request.consistency().equals(Consistency.EVENTUAL)) {
      return Optional.empty();
    }
    long begunNanos = nanoSource.getAsLong();
    Kept kept = answers.getIfPresent(new Key(withoutWait(request), search.state()));
    if (kept == null || !check.stillHolds(kept.files)) {
      return Optional.empty();
    }
    OptionalLong pending = pending(kept.answer);
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    double millis = (nanoSource.getAsLong() - begunNanos) / NANOS_PER_MS;
    return Optional.of(new Found(kept.answer.again(pending.getAsLong(), millis), true));
  }

  private static SearchRequest withoutWait(SearchRequest request) {
    return request.waiting(SearchRequest.DEFAULT_DEADLINE);
  }

  private void keep(SearchRequest asked, Answer answer) {
    boolean whole =
        answer.degraded().isEmpty()
            && !answer.incomplete()
            && answer.results().stream().allMatch(one -> one.freshness() == Freshness.VERIFIED);
    Optional<AnswerCheck.Files> files = whole ? files(answer) : Optional.empty();
    files.ifPresent(seen ->
        answers.put(
            new Key(asked, IndexState.of(answer.asOf())), new Kept(answer, seen, bytes(answer))));
  }

  /// Nothing while the ledger does not say: then the answer is made anew, and tells so.
  private OptionalLong pending(Answer answer) {
    try {
      return OptionalLong.of(check.pending(answer.asOf().sequence()));
    } catch (LedgerUnavailableException _) {
      return OptionalLong.empty();
    }
  }

  private Optional<AnswerCheck.Files> files(Answer answer) {
    try {
      return check.files(answer);
    } catch (LedgerUnavailableException _) {
      return Optional.empty();
    }
  }

  private static int bytes(Answer answer) {
    long bytes = RESULT_BYTES;
    for (MethodResult result : answer.results()) {
      bytes += RESULT_BYTES + 2L * result.code().orElse("").length();
    }
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }
}

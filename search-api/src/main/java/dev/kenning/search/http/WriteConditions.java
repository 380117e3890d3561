package dev.kenning.search.http;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.IdempotencyKey;
import dev.kenning.indexer.ledger.Proposal;
import dev.kenning.indexer.ledger.Submission;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a writer's headers say about its change: which version it is, or what it was made from; the
/// request's key; which life of the repository is meant.
///
/// @param version `Kenning-Version`
/// @param basis `If-Match`, a sequence in quotes or without
/// @param key `Idempotency-Key`
/// @param incarnation `Kenning-Incarnation`
record WriteConditions(
    OptionalLong version,
    Optional<SequenceNumber> basis,
    Optional<IdempotencyKey> key,
    OptionalInt incarnation) {
  private static final String VERSION = "Kenning-Version";
  static final String INCARNATION = "Kenning-Incarnation";
  private static final String BASIS = "If-Match";
  private static final String KEY = "Idempotency-Key";

  /// @throws Refusal if a header cannot be accepted
  static WriteConditions of(Context ctx) {
    return new WriteConditions(version(ctx), basis(ctx), key(ctx), incarnation(ctx));
  }

  /// One file's change.
  ///
  /// @throws Refusal if neither or both of version and basis are given
  Submission submission(FileKey file, Optional<Content> content) {
    if (version.isEmpty() && basis.isEmpty()) {
      throw new Refusal(
          Refusal.Reason.VERSION_REQUIRED,
          "Send %s, a counter of the file's writers, or %s, the sequence that the file was last acknowledged at"
              .formatted(VERSION, BASIS));
    }
    if (version.isPresent() && basis.isPresent()) {
      throw new Refusal(
          Refusal.Reason.UNACCEPTABLE_PARAMETER,
          "Send either %s or %s, not both".formatted(VERSION, BASIS));
    }
    FileChange change =
        content
            .<FileChange>map(bytes -> new FileChange.Put(file, version, bytes))
            .orElseGet(() -> new FileChange.Delete(file, version));
    return submission(file.repository(), List.of(new Proposal(change, basis)));
  }

  /// Many changes, each with a version or a basis of its own.
  ///
  /// @throws Refusal if the headers name one for all
  Submission batch(String repository, List<Proposal> proposals) {
    if (version.isPresent() || basis.isPresent()) {
      throw new Refusal(
          Refusal.Reason.UNACCEPTABLE_PARAMETER,
          "Each change has its own version or if_match; leave out %s and %s"
              .formatted(VERSION, BASIS));
    }
    return submission(repository, proposals);
  }

  private Submission submission(String repository, List<Proposal> proposals) {
    return new Submission(repository, incarnation, proposals, key);
  }

  private static OptionalLong version(Context ctx) {
    String version = ctx.header(VERSION);
    return version == null ? OptionalLong.empty() : OptionalLong.of(number(VERSION, version, 18));
  }

  private static OptionalInt incarnation(Context ctx) {
    String incarnation = ctx.header(INCARNATION);
    return incarnation == null
        ? OptionalInt.empty()
        : OptionalInt.of((int) number(INCARNATION, incarnation, 9));
  }

  private static Optional<SequenceNumber> basis(Context ctx) {
    String basis = ctx.header(BASIS);
    if (basis == null) {
      return Optional.empty();
    }
    String bare =
        basis.length() > 1 && basis.startsWith("\"") && basis.endsWith("\"")
            ? basis.substring(1, basis.length() - 1)
            : basis;
    return Optional.of(new SequenceNumber(number(BASIS, bare, 18)));
  }

  private static Optional<IdempotencyKey> key(Context ctx) {
    String key = ctx.header(KEY);
    if (key == null) {
      return Optional.empty();
    }
    if (!IdempotencyKey.isWellFormed(key)) {
      throw new Refusal(
          Refusal.Reason.UNACCEPTABLE_PARAMETER,
          "%s has 1 to %d visible ASCII characters".formatted(KEY, IdempotencyKey.MAX_LENGTH));
    }
    return Optional.of(new IdempotencyKey(key));
  }

  private static long number(String header, String text, int maxDigits) {
    if (!text.matches("[0-9]{1," + maxDigits + "}")) {
      throw new Refusal(
          Refusal.Reason.UNACCEPTABLE_PARAMETER,
          "%s is a whole number of at most %d digits".formatted(header, maxDigits));
    }
    return Long.parseLong(text);
  }
}

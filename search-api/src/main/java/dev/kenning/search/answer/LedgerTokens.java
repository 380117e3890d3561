package dev.kenning.search.answer;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerCorruptException;
import dev.kenning.indexer.ledger.LedgerIdentity;
import dev.kenning.indexer.ledger.LedgerUnavailableException;
import dev.kenning.search.query.SequenceToken;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Hands out places in a ledger's order as tokens, and takes tokens back. Any number of threads.
public final class LedgerTokens {
  private final ChangeLedger ledger;
  private final AtomicReference<@Nullable LedgerIdentity> known = new AtomicReference<>();

  public LedgerTokens(ChangeLedger ledger) {
    this.ledger = ledger;
  }

  /// The token of a place, as callers hold it. While the ledger cannot be read, by the identity it
  /// last had: that is given out anew only where no server runs.
  public String issue(SequenceNumber sequence) {
    return new SequenceToken(identity(), sequence).text();
  }

  private LedgerIdentity identity() {
    try {
      LedgerIdentity now = ledger.identity();
      known.set(now);
      return now;
    } catch (LedgerUnavailableException | LedgerCorruptException e) {
      LedgerIdentity last = known.get();
      if (last == null) {
        throw e;
      }
      return last;
    }
  }

  /// The place a token stands for.
  ///
  /// @throws UnknownTokenException if the token is of another ledger, or of a part of this one that
  ///   is not there any more: to wait for it would be to wait for ever, or for another change that
  ///   takes its number
  public SequenceNumber redeem(SequenceToken token) {
    SequenceNumber head = ledger.head();
    if (token.sequence().compareTo(head) > 0 && token.ledger().equals(ledger.identity())) {
      throw new UnknownTokenException(
          "The token stands for change %s, and the ledger ends at %s: an older state was put in its"
                  .formatted(token.sequence(), head)
              + " place");
    }
    if (!ledger.reaches(token.ledger(), token.sequence())) {
      throw new UnknownTokenException(
          "The token was given out by another ledger, or by this one after the backup was made that"
              + " was restored since; what it stands for is not here");
    }
    return token.sequence();
  }
}

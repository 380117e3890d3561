package dev.kenning.search.answer;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerIdentity;
import dev.kenning.search.query.SequenceToken;

/// Hands out places in a ledger's order as tokens, and takes tokens back. Any number of threads.
public final class LedgerTokens {
  private final ChangeLedger ledger;

  public LedgerTokens(ChangeLedger ledger) {
    this.ledger = ledger;
  }

  /// The token of a place, as callers hold it.
  public String issue(SequenceNumber sequence) {
    return new SequenceToken(identity(), sequence).text();
  }

  /// The place a token stands for.
  ///
  /// @throws UnknownTokenException if the token is of another ledger, or of a part of this one that
  ///   is not there any more: to wait for it would be to wait for ever, or for another change that
  ///   takes its number
  public SequenceNumber redeem(SequenceToken token) {
    LedgerIdentity giver = new LedgerIdentity("%016x".formatted(token.ledger()));
    if (ledger.reaches(giver, token.sequence())) {
      return token.sequence();
    }
    throw new UnknownTokenException(
        giver.equals(ledger.identity())
            ? "The token stands for change %s, and the ledger ends at %s: an older state was restored"
                .formatted(token.sequence(), ledger.head())
            : "The token was given out by another ledger, or by this one before a backup was restored;"
                + " what it stands for is not here");
  }

  private long identity() {
    return Long.parseUnsignedLong(ledger.identity().text(), 16);
  }
}

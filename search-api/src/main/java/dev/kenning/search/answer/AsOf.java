package dev.kenning.search.answer;

import dev.kenning.indexer.store.StoreSnapshot;

/// Which state of the index an answer reflects.
///
/// @param sequence the ledger up to here was visible
/// @param generation the index that answered
/// @param token hand it back to ask for an answer at least this new; opaque
public record AsOf(long sequence, String generation, String token) {
  static AsOf of(StoreSnapshot snapshot, LedgerTokens tokens) {
    return new AsOf(
        snapshot.sequence().value(), snapshot.generation(), tokens.issue(snapshot.sequence()));
  }
}

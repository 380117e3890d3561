package dev.kenning.search.breaker;

import java.time.Clock;
import java.util.stream.Stream;

/// The breakers of a store: one for each side of it that an answer can do without, and one for what
/// it cannot. An index whose vectors cannot be read still finds words.
///
/// @param whole snapshots, and what is fetched from them
/// @param vectors what lies near
/// @param words what matches
record StoreBreakers(Breaker whole, Breaker vectors, Breaker words) {
  static StoreBreakers of(BreakerConfig config, Clock clock) {
    return new StoreBreakers(
        new Breaker("store", config, clock),
        new Breaker("vectors", config, clock),
        new Breaker("words", config, clock));
  }

  Stream<Breaker> all() {
    return Stream.of(whole, vectors, words);
  }

  /// Whose a method of a snapshot is.
  Breaker of(String method) {
    return switch (method) {
      case "nearest", "nearestExact", "cosines", "embedding" -> vectors;
      case "matching", "lexicalMatches", "knownWordShare" -> words;
      default -> whole;
    };
  }
}

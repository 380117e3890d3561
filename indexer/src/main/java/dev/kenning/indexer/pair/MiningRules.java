package dev.kenning.indexer.pair;

/// Which questions are worth learning from.
///
/// @param minWords fewer say too little
/// @param maxWords more are an essay
/// @param largestOverlap of the words of two questions of one library, as a share of all words of
///   both (Jaccard); above it they are the same question asked twice, and only the first counts
/// @param maxPairsPerLibrary so that no library drowns the others
/// @param seed decides wordings and forms
public record MiningRules(
    int minWords, int maxWords, double largestOverlap, int maxPairsPerLibrary, long seed) {
  public static final MiningRules DEFAULT = new MiningRules(3, 50, 0.8, 2_000, 1);

  public MiningRules {
    if (minWords < 1 || maxWords < minWords || maxPairsPerLibrary < 1) {
      throw new IllegalArgumentException(
          "No questions of %d to %d words, at most %d of a library"
              .formatted(minWords, maxWords, maxPairsPerLibrary));
    }
    if (!(largestOverlap > 0 && largestOverlap <= 1)) {
      throw new IllegalArgumentException("An overlap lies in 0…1, not " + largestOverlap);
    }
  }
}

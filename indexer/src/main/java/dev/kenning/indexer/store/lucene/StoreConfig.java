package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.store.lexical.LexicalWeights;

/// How a Lucene store writes and searches.
///
/// @param writeBufferMegabytes heap that unwritten methods may take before they go to disk
/// @param mergeThreads background threads that merge segments
/// @param graphConnections `M` of the graph: links of a node; more is better recall, more disk
/// @param graphBeamWidth candidates looked at when a node is linked; more is better recall, slower
///   writes
/// @param flatSegmentFactor segments with fewer than about this times ln(size) vectors get no graph
///   and are read whole, which is cheaper for the small segments of a live index
/// @param oversampling quantised candidates for each one wanted; they are rescored at full
///   precision
/// @param minCandidates quantised candidates at least, however few are wanted
/// @param exactBelow where at most this many methods are asked for (the whole index, or what a
///   filter keeps of it) all are compared; a tenth of a microsecond each makes that cheaper than
///   the graph
/// @param lexical the numbers of lexical ranking
public record StoreConfig(
    int writeBufferMegabytes,
    int mergeThreads,
    int graphConnections,
    int graphBeamWidth,
    int flatSegmentFactor,
    int oversampling,
    int minCandidates,
    int exactBelow,
    LexicalWeights lexical) {
  /// What the product uses.
  public static final StoreConfig DEFAULT =
      new StoreConfig(128, 1, 16, 100, 1_500, 2, 150, 20_000, LexicalWeights.DEFAULT);

  public StoreConfig {
    requireRange("writeBufferMegabytes", writeBufferMegabytes, 1, 2_000);
    requireRange("mergeThreads", mergeThreads, 1, 64);
    requireRange("graphConnections", graphConnections, 2, 512);
    requireRange("graphBeamWidth", graphBeamWidth, 2, 3_200);
    requireRange("flatSegmentFactor", flatSegmentFactor, 0, 100_000);
    requireRange("oversampling", oversampling, 1, 100);
    requireRange("minCandidates", minCandidates, 1, 10_000);
    requireRange("exactBelow", exactBelow, 0, 10_000_000);
  }

  private static void requireRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, not %d".formatted(name, min, max, value));
    }
  }

  /// The same with other lexical numbers.
  public StoreConfig withLexical(LexicalWeights weights) {
    return new StoreConfig(
        writeBufferMegabytes,
        mergeThreads,
        graphConnections,
        graphBeamWidth,
        flatSegmentFactor,
        oversampling,
        minCandidates,
        exactBelow,
        weights);
  }
}

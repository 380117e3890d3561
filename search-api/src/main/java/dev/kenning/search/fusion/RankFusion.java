package dev.kenning.search.fusion;

import dev.kenning.indexer.store.MethodTraits;
import dev.kenning.search.query.SearchMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Mixes meaning and words into one score:
///
///     score    = ((1 − w) · meaning + w · words) · Π factor(trait)
///     meaning  = (cosine − unrelated) / (same − unrelated), held in 0…1
///     words    = bm25 / (bm25 + half + halfPerWord · |query words|)
///     w        = lexicalWeight · knownShare ^ knownWordPower · coverage ^ coveragePower
///     coverage = the largest share of the query's words that one candidate has
///
/// Convex combination beats reciprocal ranks here, because a rank says nothing of how far the next
/// one lies behind: when the words fail (a paraphrase), their first place is worth as much as a
/// true one. Fixed scales rather than per-query minimum and maximum keep a score's meaning from
/// query to query. The weight is one number per query, so that candidates stay comparable; it falls
/// where the words cannot tell much. Traits multiply, and their share of the score is told as what
/// the product lost at each step, so that parts add up.
///
/// Ties are broken by the snapshot's order, so that equal input gives equal output. Immutable; any
/// thread.
public final class RankFusion {
  private final FusionConfig config;
  private final CosineScale scale;

  /// @param modelName whose cosines will be read
  public RankFusion(FusionConfig config, String modelName) {
    this.config = config;
    this.scale = config.scaleOf(modelName);
  }

  /// The best `limit` candidates, best first.
  public List<Ranked> rank(List<Signals> candidates, QueryWords words, SearchMode mode, int limit) {
    double lexicalWeight = lexicalWeight(candidates, words, mode);
    Map<Integer, Integer> semanticRanks =
        mode.usesMeaning() ? ranks(candidates, BY_MEANING) : Map.of();
    Map<Integer, Integer> lexicalRanks = mode.usesWords() ? ranks(candidates, BY_WORDS) : Map.of();
    return candidates.stream()
        .map(candidate -> score(candidate, words, lexicalWeight, semanticRanks, lexicalRanks))
        .sorted(BEST_FIRST)
        .limit(limit)
        .toList();
  }

  private double lexicalWeight(List<Signals> candidates, QueryWords words, SearchMode mode) {
    return switch (mode) {
      case SEMANTIC -> 0;
      case LEXICAL -> 1;
      case HYBRID ->
          config.lexicalWeight()
              * Math.pow(Math.clamp(words.knownShare(), 0.0, 1.0), config.knownWordPower())
              * Math.pow(coverage(candidates, words), config.coveragePower());
    };
  }

  private static double coverage(List<Signals> candidates, QueryWords words) {
    int most =
        candidates.stream()
            .mapToInt(candidate -> candidate.lexical().terms().size())
            .max()
            .orElse(0);
    return words.count() == 0 ? 0 : Math.min(1.0, (double) most / words.count());
  }

  private Ranked score(
      Signals candidate,
      QueryWords words,
      double lexicalWeight,
      Map<Integer, Integer> semanticRanks,
      Map<Integer, Integer> lexicalRanks) {
    List<ScorePart> parts = new ArrayList<>();
    if (!semanticRanks.isEmpty()) {
      parts.add(new ScorePart("semantic", (1 - lexicalWeight) * scale.apply(candidate.cosine())));
    }
    if (!lexicalRanks.isEmpty()) {
      parts.add(new ScorePart("lexical", lexicalWeight * saturated(candidate, words)));
    }
    double score = parts.stream().mapToDouble(ScorePart::amount).sum();
    for (ScorePart factor : factors(candidate.traits())) {
      parts.add(new ScorePart(factor.name(), score * (factor.amount() - 1)));
      score *= factor.amount();
    }
    return new Ranked(
        candidate,
        score,
        parts,
        rank(semanticRanks, candidate),
        candidate.lexical().score() > 0 ? rank(lexicalRanks, candidate) : OptionalInt.empty());
  }

  private double saturated(Signals candidate, QueryWords words) {
    double score = candidate.lexical().score();
    return score / (score + config.lexicalHalf() + config.lexicalHalfPerWord() * words.count());
  }

  private List<ScorePart> factors(MethodTraits traits) {
    List<ScorePart> factors = new ArrayList<>();
    switch (traits.kind()) {
      case METHOD -> {
        if (!traits.hasBody()) {
          factors.add(new ScorePart("bodyless", config.bodyless()));
        } else if (traits.statementCount() <= config.trivialStatements()) {
          factors.add(new ScorePart("trivial", config.trivial()));
        }
      }
      case CONSTRUCTOR -> factors.add(new ScorePart("constructor", config.constructor()));
      case INITIALIZER -> factors.add(new ScorePart("initializer", config.initializer()));
    }
    if (traits.test()) {
      factors.add(new ScorePart("test", config.test()));
    }
    if (traits.deprecated()) {
      factors.add(new ScorePart("deprecated", config.deprecated()));
    }
    return factors;
  }

  private static final Comparator<Signals> BY_MEANING =
      Comparator.comparingDouble(Signals::cosine).reversed().thenComparingInt(Signals::ref);
  private static final Comparator<Signals> BY_WORDS =
      Comparator.comparingDouble((Signals candidate) -> candidate.lexical().score())
          .reversed()
          .thenComparingInt(Signals::ref);
  private static final Comparator<Ranked> BEST_FIRST =
      Comparator.comparingDouble(Ranked::score)
          .reversed()
          .thenComparingInt(ranked -> ranked.signals().ref());

  private static Map<Integer, Integer> ranks(List<Signals> candidates, Comparator<Signals> order) {
    Map<Integer, Integer> ranks = HashMap.newHashMap(candidates.size());
    candidates.stream()
        .sorted(order)
        .forEach(candidate -> ranks.put(candidate.ref(), ranks.size() + 1));
    return ranks;
  }

  private static OptionalInt rank(Map<Integer, Integer> ranks, Signals candidate) {
    Integer rank = ranks.get(candidate.ref());
    return rank == null ? OptionalInt.empty() : OptionalInt.of(rank);
  }
}

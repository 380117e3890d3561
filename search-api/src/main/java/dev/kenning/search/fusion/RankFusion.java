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
///     words    = bm25 / (bm25 + half)
///     w        = lexicalWeight · knownShare ^ knownWordPower
///
/// The best are looked at again ([#again]), by what would be too dear to know of all of them:
///
///     score'   = score · factor(anonymous)
///     score''  = score' + (name · nameShare + beside · isBeside) · (1 − score')
///
/// Convex combination beats reciprocal ranks here, because a rank says nothing of how far the next
/// one lies behind: when the words fail (a paraphrase), their first place is worth as much as a
/// true one. Fixed scales rather than per-query minimum and maximum keep a score's meaning from
/// query to query. The weight is one number per query, so that candidates stay comparable; it falls
/// where the words cannot tell much. Traits multiply, and their share of the score is told as what
/// the product lost at each step; what is added is a share of what is missing to 1. So parts add
/// up, and a score stays within 0…1.
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
    double lexicalWeight = lexicalWeight(words, mode);
    Map<Integer, Integer> semanticRanks =
        mode.usesMeaning() ? ranks(candidates, BY_MEANING) : Map.of();
    Map<Integer, Integer> lexicalRanks = mode.usesWords() ? ranks(candidates, BY_WORDS) : Map.of();
    return candidates.stream()
        .map(candidate -> score(candidate, lexicalWeight, semanticRanks, lexicalRanks))
        .sorted(BEST_FIRST)
        .limit(limit)
        .toList();
  }

  /// How many of the best of `ranked` are worth a second look when `limit` of them are shown.
  public int depth(List<Ranked> ranked, int limit) {
    return Math.min(ranked.size(), limit + config.look().depth());
  }

  /// The same candidates once the first of them have been looked at again, best first.
  ///
  /// @param ranked best first
  /// @param surroundings of the first of them, in their order
  public List<Ranked> again(List<Ranked> ranked, List<Surroundings> surroundings) {
    List<Ranked> again = new ArrayList<>(ranked);
    for (int i = 0; i < surroundings.size(); i++) {
      again.set(i, again(ranked.get(i), surroundings.get(i)));
    }
    again.sort(BEST_FIRST);
    return again;
  }

  private Ranked again(Ranked one, Surroundings surroundings) {
    Ranked now = one;
    if (surroundings.anonymous() && config.look().anonymous() < 1) {
      now = now.plus("anonymous", now.score() * (config.look().anonymous() - 1));
    }
    double missing = 1 - now.score();
    double name = config.look().name() * surroundings.nameShare() * missing;
    double beside = surroundings.beside() ? config.look().beside() * missing : 0;
    now = name > 0 ? now.plus("name", name) : now;
    return beside > 0 ? now.plus("context", beside) : now;
  }

  private double lexicalWeight(QueryWords words, SearchMode mode) {
    return switch (mode) {
      case SEMANTIC -> 0;
      case LEXICAL -> 1;
      case HYBRID ->
          config.lexicalWeight()
              * Math.pow(Math.clamp(words.knownShare(), 0.0, 1.0), config.knownWordPower());
    };
  }

  private Ranked score(
      Signals candidate,
      double lexicalWeight,
      Map<Integer, Integer> semanticRanks,
      Map<Integer, Integer> lexicalRanks) {
    List<ScorePart> parts = new ArrayList<>();
    if (!semanticRanks.isEmpty()) {
      parts.add(new ScorePart("semantic", (1 - lexicalWeight) * scale.apply(candidate.cosine())));
    }
    if (!lexicalRanks.isEmpty()) {
      parts.add(new ScorePart("lexical", lexicalWeight * saturated(candidate)));
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

  private double saturated(Signals candidate) {
    double score = candidate.lexical().score();
    return score / (score + config.lexicalHalf());
  }

  private List<ScorePart> factors(MethodTraits traits) {
    TraitFactors factor = config.traits();
    List<ScorePart> factors = new ArrayList<>();
    switch (traits.kind()) {
      case METHOD -> {
        if (!traits.hasBody()) {
          factors.add(new ScorePart("bodyless", factor.bodyless()));
        } else if (traits.statementCount() <= factor.trivialStatements()) {
          factors.add(new ScorePart("trivial", factor.trivial()));
        }
      }
      case CONSTRUCTOR -> factors.add(new ScorePart("constructor", factor.constructor()));
      case INITIALIZER -> factors.add(new ScorePart("initializer", factor.initializer()));
    }
    if (traits.test()) {
      factors.add(new ScorePart("test", factor.test()));
    }
    if (traits.deprecated()) {
      factors.add(new ScorePart("deprecated", factor.deprecated()));
    }
    factors.removeIf(part -> part.amount() == 1);
    return factors;
  }

  // Written out: hundreds are sorted for each answer, and comparators made of others cost a tenth.
  private static final Comparator<Signals> BY_MEANING =
      (a, b) -> order(a.cosine(), a.ref(), b.cosine(), b.ref());
  private static final Comparator<Signals> BY_WORDS =
      (a, b) -> order(a.lexical().score(), a.ref(), b.lexical().score(), b.ref());
  private static final Comparator<Ranked> BEST_FIRST =
      (a, b) -> order(a.score(), a.signals().ref(), b.score(), b.signals().ref());

  private static int order(double score, int ref, double otherScore, int otherRef) {
    int byScore = Double.compare(otherScore, score);
    return byScore != 0 ? byScore : Integer.compare(ref, otherRef);
  }

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

package dev.kenning.search.fusion;

/// Where a model's cosines lie: models differ in how near they put unrelated texts. A cosine of
/// `unrelated` counts 0, one of `same` counts 1, linear between and held there beyond.
///
/// @param unrelated the cosine of an intent with an arbitrary method, at or above −1
/// @param same the cosine of an intent with the very method it describes, at most 1
public record CosineScale(double unrelated, double same) {
  private static final double BELOW = 2;
  private static final double ABOVE = 7;

  public CosineScale {
    if (!(unrelated >= -1 && unrelated < same && same <= 1)) {
      throw new IllegalArgumentException(
          "A scale needs -1 <= unrelated < same <= 1, not " + unrelated + " and " + same);
    }
  }

  /// The scale of a model by where its cosines of intents with arbitrary methods lie: one rule for
  /// every model, so that words weigh alike against each.
  ///
  /// @param mean of those cosines
  /// @param deviation their standard deviation, above 0
  public static CosineScale of(double mean, double deviation) {
    return new CosineScale(
        Math.max(-1, mean - BELOW * deviation), Math.min(1, mean + ABOVE * deviation));
  }

  /// Where on the scale a cosine lies, 0…1.
  public double apply(double cosine) {
    return Math.clamp((cosine - unrelated) / (same - unrelated), 0.0, 1.0);
  }
}

package dev.kenning.search.fusion;

/// Where a model's cosines lie: models differ in how near they put unrelated texts. A cosine of
/// `unrelated` counts 0, one of `same` counts 1, linear between and held there beyond.
///
/// @param unrelated the cosine of an intent with an arbitrary method, at or above −1
/// @param same the cosine of an intent with the very method it describes, at most 1
public record CosineScale(double unrelated, double same) {
  public CosineScale {
    if (!(unrelated >= -1 && unrelated < same && same <= 1)) {
      throw new IllegalArgumentException(
          "A scale needs -1 <= unrelated < same <= 1, not " + unrelated + " and " + same);
    }
  }

  double apply(double cosine) {
    return Math.clamp((cosine - unrelated) / (same - unrelated), 0.0, 1.0);
  }
}

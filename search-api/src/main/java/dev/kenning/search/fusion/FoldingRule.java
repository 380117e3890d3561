package dev.kenning.search.fusion;

/// When two methods of one name are one result.
///
/// @param overload the least cosine of two methods of one type; above 1 for never
/// @param copy the least cosine of methods of different types; above 1 for never
public record FoldingRule(double overload, double copy) {
  /// Nothing is folded.
  public static final FoldingRule NEVER = new FoldingRule(2, 2);
}

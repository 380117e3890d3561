package dev.kenning.search.fusion;

/// What a method's score is multiplied by for what the method is: 1 changes nothing.
///
/// @param bodyless abstract, native and interface methods
/// @param constructor constructors
/// @param initializer initialisers
/// @param trivial methods of at most `trivialStatements` statements
/// @param trivialStatements what counts as trivial: 0 or more
/// @param test test code
/// @param deprecated deprecated methods
public record TraitFactors(
    double bodyless,
    double constructor,
    double initializer,
    double trivial,
    int trivialStatements,
    double test,
    double deprecated) {
  /// Nothing is set back for what it is.
  public static final TraitFactors NONE = new TraitFactors(1, 1, 1, 1, 0, 1, 1);

  public TraitFactors {
    if (trivialStatements < 0) {
      throw new IllegalArgumentException("Statements are 0 or more, not " + trivialStatements);
    }
    for (double factor :
        new double[] {bodyless, constructor, initializer, trivial, test, deprecated}) {
      if (!(factor > 0 && factor <= 1)) {
        throw new IllegalArgumentException("A factor lies above 0, up to 1, not " + factor);
      }
    }
  }

  TraitFactors withoutTrivial() {
    return new TraitFactors(
        bodyless, constructor, initializer, 1, trivialStatements, test, deprecated);
  }

  TraitFactors withTrivialAlone() {
    return new TraitFactors(1, 1, 1, trivial, trivialStatements, test, deprecated);
  }
}

package dev.kenning.search.fusion;

/// How the best candidates are looked at again, by what is too dear to know of all of them.
///
/// @param depth how many of the best, beside those asked for: 0 to 1,000; 0 for no second look
/// @param name what share of what a score lacks to 1 is added for a name that the intent says whole
/// @param anonymous factor for methods of anonymous and local types
/// @param beside what share of what a score lacks to 1 is added for a method beside the caller's
///   file
public record CloserLook(int depth, double name, double anonymous, double beside) {
  private static final int MAX_DEPTH = 1_000;

  public CloserLook {
    if (depth < 0 || depth > MAX_DEPTH) {
      throw new IllegalArgumentException("0 to 1,000 can be looked at again, not " + depth);
    }
    if (!(name >= 0
        && name <= 1
        && beside >= 0
        && beside <= 1
        && anonymous > 0
        && anonymous <= 1)) {
      throw new IllegalArgumentException(
          "Shares and factors lie in 0…1, not %s, %s, %s".formatted(name, anonymous, beside));
    }
  }

  CloserLook withName(double share) {
    return new CloserLook(depth, share, anonymous, beside);
  }

  CloserLook withAnonymous(double factor) {
    return new CloserLook(depth, name, factor, beside);
  }
}

package dev.kenning.search.query;

/// What a repository may be called: 1 to [#MAX_LENGTH] characters without slashes, backslashes and
/// control characters, and neither `.` nor `..`, so that a name can stand in an address and a log.
public final class RepositoryNames {
  public static final int MAX_LENGTH = 200;
  public static final String EXPECTED =
      "a name of 1 to " + MAX_LENGTH + " characters without / or \\ or control characters";

  private RepositoryNames() {}

  public static boolean isWellFormed(String name) {
    return !name.isBlank()
        && name.length() <= MAX_LENGTH
        && !name.equals(".")
        && !name.equals("..")
        && name.codePoints().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
  }

  /// @throws IllegalArgumentException if it is not well formed
  static String require(String name) {
    if (!isWellFormed(name)) {
      throw new IllegalArgumentException("Not a repository's name");
    }
    return name;
  }
}

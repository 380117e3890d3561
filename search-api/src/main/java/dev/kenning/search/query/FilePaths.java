package dev.kenning.search.query;

import java.util.Arrays;
import java.util.Set;

/// What a file's path within a repository may be: 1 to [#MAX_LENGTH] characters, `/` between parts,
/// no empty part, no `.` or `..`, no backslash, no drive letter and no control character. Such a
/// path stays below any folder it is resolved against, on every system.
public final class FilePaths {
  public static final int MAX_LENGTH = 1_024;
  public static final String EXPECTED =
      "a relative path with / between its parts, without . or .. among them";
  private static final Set<String> NOT_PARTS = Set.of("", ".", "..");

  private FilePaths() {}

  public static boolean isWellFormed(String path) {
    return path.length() <= MAX_LENGTH
        && Arrays.stream(path.split("/", -1)).noneMatch(NOT_PARTS::contains)
        && path.codePoints().noneMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c));
  }
}

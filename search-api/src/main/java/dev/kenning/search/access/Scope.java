package dev.kenning.search.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a caller may do. None includes another.
public enum Scope {
  /// Ask: search, similar, methods, repositories, status.
  SEARCH,
  /// Send files to repositories that exist, bring followed ones up to date.
  WRITE,
  /// Make and delete repositories, which may follow any folder that the server can read; metrics.
  ADMIN;

  /// As it is typed and kept.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Scope> ofWord(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }
}

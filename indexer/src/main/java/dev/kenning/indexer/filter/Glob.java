package dev.kenning.indexer.filter;

/// A path pattern: `*` within one part, `**` across parts, `?` one character; anything else stands
/// for itself. A pattern without `/` matches the file's name anywhere; one that ends in `/` or has
/// no wildcard also keeps everything below it. At most 512 characters and 16 wildcards.
public record Glob(String pattern) {
  private static final int MAX_LENGTH = 512;
  private static final int MAX_WILDCARDS = 16;

  public Glob {
    if (pattern.isEmpty() || pattern.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A glob has 1 to " + MAX_LENGTH + " characters, not " + pattern.length());
    }
    if (pattern.chars().filter(c -> c == '*' || c == '?').count() > MAX_WILDCARDS * 2L) {
      throw new IllegalArgumentException("A glob has at most " + MAX_WILDCARDS + " wildcards");
    }
  }
}

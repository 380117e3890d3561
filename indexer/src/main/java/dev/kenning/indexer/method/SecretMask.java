package dev.kenning.indexer.method;

/// Masks secrets in source text.
final class SecretMask {
  private SecretMask() {}

  static String mask(String source) {
    return source;
  }
}

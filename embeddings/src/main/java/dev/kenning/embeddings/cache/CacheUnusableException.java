package dev.kenning.embeddings.cache;

/// The file is there but is not a cache of ours that can be used: to be set aside or deleted.
public final class CacheUnusableException extends Exception {
  private static final long serialVersionUID = 1L;

  CacheUnusableException(String message) {
    super(message);
  }

  CacheUnusableException(String message, Throwable cause) {
    super(message, cause);
  }
}

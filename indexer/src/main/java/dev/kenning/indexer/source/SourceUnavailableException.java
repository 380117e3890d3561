package dev.kenning.indexer.source;

/// The root itself cannot be read: it does not exist, or is neither a folder nor an archive.
public final class SourceUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SourceUnavailableException(String message) {
    super(message);
  }

  public SourceUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}

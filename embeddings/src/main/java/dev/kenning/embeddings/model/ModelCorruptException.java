package dev.kenning.embeddings.model;

/// A model's file is not what it should be. The message names the file, what was expected and what
/// was found.
public final class ModelCorruptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String expected;
  private final String found;

  public ModelCorruptException(String path, String expected, String found) {
    super(path + ": expected " + expected + ", found " + found);
    this.path = path;
    this.expected = expected;
    this.found = found;
  }

  public ModelCorruptException(String path, String expected, String found, Throwable cause) {
    this(path, expected, found);
    initCause(cause);
  }

  /// The file, or the resource of the class path.
  public String path() {
    return path;
  }

  public String expected() {
    return expected;
  }

  public String found() {
    return found;
  }
}

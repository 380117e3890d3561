package dev.kenning.indexer;

/// One file of one repository.
///
/// @param repository the repository's name
/// @param path relative to the repository's root, `/` between parts on every system
public record FileKey(String repository, String path) {
  @Override
  public String toString() {
    return repository + ":" + path;
  }
}

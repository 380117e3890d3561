package dev.kenning.search.trial;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// What the callers' side knows of one file. A writer locks it for as long as its request is under
/// way, so that at most one change of a file is in doubt when the server is killed.
final class FileRecord {
  final String repository;
  final String path;
  final ReentrantLock lock = new ReentrantLock();
  private Edition acknowledged; // as all below, guarded by lock
  private Optional<Edition> doubtful = Optional.empty();
  private long lastVersion;

  FileRecord(String repository, String path) {
    this.repository = repository;
    this.path = path;
    this.acknowledged = Edition.absent(path);
  }

  /// What must be there, unless [#doubtful] is.
  Edition acknowledged() {
    return acknowledged;
  }

  /// A change nobody knows the fate of: it may be wholly there or wholly not.
  Optional<Edition> doubtful() {
    return doubtful;
  }

  long nextVersion() {
    return ++lastVersion;
  }

  /// The change is on its way.
  void sending(Edition edition) {
    doubtful = Optional.of(edition);
  }

  /// It is durable.
  void acknowledge(Edition edition) {
    acknowledged = edition;
    doubtful = Optional.empty();
  }

  /// Whether `found` may be what a search finds.
  boolean allows(Edition found) {
    return acknowledged.looksLike(found)
        || doubtful.map(edition -> edition.looksLike(found)).orElse(false);
  }

  @Override
  public String toString() {
    return "%s: acknowledged %s%s"
        .formatted(
            repository, acknowledged, doubtful.map(edition -> ", in doubt " + edition).orElse(""));
  }
}

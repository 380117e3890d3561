package dev.kenning.search.answer;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.ContentHash;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.store.StoredMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Compares what an answer shows with what the file holds now: in the ledger, and on disk where a
/// folder is followed. Each file is looked at once per check, so make one per answer. One thread.
final class FreshnessCheck {
  private static final long MAX_READ_BYTES = 5_000_000;

  private final ChangeLedger ledger;
  private final Map<FileKey, Freshness> byFile = new HashMap<>();
  private final Map<String, Optional<Path>> roots = new HashMap<>();

  FreshnessCheck(ChangeLedger ledger) {
    this.ledger = ledger;
  }

  /// All methods given to one check must come from one snapshot: then those of a file agree.
  Freshness of(StoredMethod method) {
    return byFile.computeIfAbsent(
        method.file(), file -> compare(file, new ContentHash(method.contentHash())));
  }

  private Freshness compare(FileKey file, ContentHash shown) {
    return ledger
        .latest(file)
        .map(latest ->
            latest.content().equals(Optional.of(shown))
                ? root(file.repository())
                    .map(root -> compareOnDisk(root, file, shown))
                    .orElse(Freshness.VERIFIED)
                : Freshness.STALE)
        .orElse(Freshness.UNVERIFIED);
  }

  /// The folder a repository is followed in; empty for a pushed one, and for an archive, which is
  /// only ever read as a whole.
  private Optional<Path> root(String repository) {
    return roots.computeIfAbsent(
        repository,
        name ->
            ledger
                .repository(name)
                .flatMap(RepositoryRecord::root)
                .map(Path::of)
                .filter(root -> !Files.isRegularFile(root)));
  }

  private static Freshness compareOnDisk(Path root, FileKey key, ContentHash shown) {
    try {
      Path file = root.resolve(key.path()).normalize();
      if (!file.startsWith(root.normalize()) || Files.size(file) > MAX_READ_BYTES) {
        return Freshness.UNVERIFIED;
      }
      ContentHash held = ContentHash.of(Files.readAllBytes(file));
      return held.equals(shown) ? Freshness.VERIFIED : Freshness.STALE;
    } catch (NoSuchFileException _) {
      return Freshness.STALE;
    } catch (IOException | InvalidPathException _) {
      return Freshness.UNVERIFIED;
    }
  }
}

package dev.kenning.search.answer;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.ContentHash;
import dev.kenning.indexer.ledger.LedgerCorruptException;
import dev.kenning.indexer.ledger.LedgerEntry;
import dev.kenning.indexer.ledger.LedgerUnavailableException;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.store.StoredMethod;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compares what an answer shows with what the files hold now, and puts right what can be: a method
/// whose file has changed is looked for in the newer content, and shown as it is there.
///
/// What a file holds now is what lies on the disk where a folder is followed, since that is what
/// its reader will open; else the last acknowledged content.
///
/// Any number of threads; each answer has a [Session] of its own, which looks at each file once.
final class FreshnessCheck {
  /// An answer about a tree that has changed everywhere is not held up by parsing all of it.
  private static final int MAX_PARSED_FILES = 20;

  private final ChangeLedger ledger;
  private final DiskContents disk;
  private final ReparsedFiles reparsed = new ReparsedFiles();

  FreshnessCheck(ChangeLedger ledger) {
    this(ledger, InstantSource.system());
  }

  /// @param clock on the file system's time
  FreshnessCheck(ChangeLedger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.disk = new DiskContents(clock);
  }

  /// A method as it is to be shown.
  record Checked(StoredMethod method, Freshness freshness) {}

  /// @param deadline once it has passed, no file is looked at any more
  Session session(Deadline deadline) {
    return new Session(deadline, MAX_PARSED_FILES);
  }

  /// For who only wants to know whether files have changed, not what is in them now.
  Session withoutParsing() {
    return new Session(Deadline.never(), 0);
  }

  /// What a file holds now.
  private sealed interface Now {
    record Unchanged() implements Now {}

    /// @param content the newer content; null where it is not to be had
    record Changed(@Nullable Content content) implements Now {}

    record Gone() implements Now {}

    record Unknown() implements Now {}
  }

  /// The check of one answer, whose methods come from one snapshot. One thread.
  final class Session {
    private final Deadline deadline;
    private final int mostParsed;
    private final Map<FileKey, Now> files = new HashMap<>();
    private final Map<String, Optional<Path>> roots = new HashMap<>();
    private int parsedCount;
    private Optional<String> trouble = Optional.empty();

    private Session(Deadline deadline, int mostParsed) {
      this.deadline = deadline;
      this.mostParsed = mostParsed;
    }

    /// Why files could not be looked at, if some could not. After the first the others are not
    /// tried: a ledger that is slow to fail must not do so for every line of an answer.
    Optional<String> trouble() {
      return trouble;
    }

    Checked check(StoredMethod method) {
      Now now =
          files.computeIfAbsent(
              method.file(), file -> now(file, new ContentHash(method.contentHash())));
      return switch (now) {
        case Now.Unchanged _ -> new Checked(method, Freshness.VERIFIED);
        case Now.Changed changed -> foundAgain(method, changed.content());
        case Now.Gone _ -> new Checked(method, Freshness.GONE);
        case Now.Unknown _ -> new Checked(method, Freshness.UNVERIFIED);
      };
    }

    /// Whether a file still holds what was shown of it.
    boolean holds(FileKey file, ContentHash shown) {
      return now(file, shown) instanceof Now.Unchanged;
    }

    private Checked foundAgain(StoredMethod method, @Nullable Content newer) {
      StoredMethod again =
          newer == null ? null : reparsed.methods(method.file(), newer).get(method.id());
      return again == null
          ? new Checked(method, Freshness.STALE)
          : new Checked(again, Freshness.REANCHORED);
    }

    private Now now(FileKey file, ContentHash shown) {
      if (trouble.isEmpty() && deadline.hasPassed()) {
        trouble = Optional.of("the deadline passed first");
      }
      if (trouble.isPresent()) {
        return new Now.Unknown();
      }
      try {
        return lookedAt(file, shown);
      } catch (LedgerUnavailableException e) {
        trouble = Optional.of(String.valueOf(e.getMessage()));
      } catch (LedgerCorruptException _) {
        trouble = Optional.of("the ledger cannot be read");
      }
      return new Now.Unknown();
    }

    private Now lookedAt(FileKey file, ContentHash shown) {
      Optional<LedgerEntry> latest = ledger.latest(file);
      if (latest.isEmpty()) {
        return new Now.Unknown();
      }
      Optional<Path> root = root(file.repository());
      return root.isPresent() ? onDisk(root.get(), file, shown) : inLedger(latest.get(), shown);
    }

    private Now inLedger(LedgerEntry latest, ContentHash shown) {
      if (latest.content().isEmpty()) {
        return new Now.Gone();
      }
      ContentHash held = latest.content().get();
      if (held.equals(shown)) {
        return new Now.Unchanged();
      }
      return new Now.Changed(mayParse() ? acknowledged(held) : null);
    }

    private @Nullable Content acknowledged(ContentHash hash) {
      try {
        return ledger.content(hash);
      } catch (LedgerCorruptException e) {
        return null; // or it was superseded and dropped since: either way it is not to be shown
      }
    }

    private Now onDisk(Path root, FileKey key, ContentHash shown) {
      try {
        Path file = root.resolve(key.path()).normalize();
        if (!file.startsWith(root.normalize())) {
          return new Now.Unknown();
        }
        if (disk.hash(file).equals(shown)) {
          return new Now.Unchanged();
        }
        return new Now.Changed(mayParse() ? Content.of(Files.readAllBytes(file)) : null);
      } catch (NoSuchFileException _) {
        return hasEntries(root) ? new Now.Gone() : new Now.Unknown();
      } catch (IOException | InvalidPathException _) {
        return new Now.Unknown();
      }
    }

    private boolean mayParse() {
      if (parsedCount == mostParsed || deadline.hasPassed()) {
        return false;
      }
      parsedCount++;
      return true;
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
  }

  /// A tree that is not there as a whole says nothing about its files.
  private static boolean hasEntries(Path root) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      return entries.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }
}

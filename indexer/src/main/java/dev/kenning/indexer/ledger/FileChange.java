package dev.kenning.indexer.ledger;

import dev.kenning.indexer.FileKey;
import java.util.OptionalLong;

/// A change somebody wants taken.
public sealed interface FileChange {
  FileKey file();

  /// The file's version by its writers' counter; empty where Kenning numbers the versions itself (a
  /// repository it follows on disk).
  OptionalLong version();

  /// The file now has this content.
  record Put(FileKey file, OptionalLong version, Content content) implements FileChange {
    public Put {
      checkVersion(version);
    }
  }

  /// The file is gone.
  record Delete(FileKey file, OptionalLong version) implements FileChange {
    public Delete {
      checkVersion(version);
    }
  }

  private static void checkVersion(OptionalLong version) {
    if (version.orElse(0) < 0) {
      throw new IllegalArgumentException("A version is 0 or more, not " + version.getAsLong());
    }
  }
}

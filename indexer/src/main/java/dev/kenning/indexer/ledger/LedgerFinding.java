package dev.kenning.indexer.ledger;

import dev.kenning.indexer.FileKey;
import java.util.List;
import java.util.stream.Collectors;

/// Something that is wrong with a ledger.
public sealed interface LedgerFinding {
  /// What is wrong, as one sentence.
  String what();

  /// Where: a file, a table's row, a page.
  String where();

  /// The database itself is not sound.
  record DamagedDatabase(String what) implements LedgerFinding {
    @Override
    public String where() {
      return "the database";
    }
  }

  /// Content that cannot be unpacked, or is not what its hash says.
  ///
  /// @param hash of what it was
  /// @param files that hold it now, the first few; empty if only older versions did
  record DamagedContent(ContentHash hash, List<FileKey> files, String what)
      implements LedgerFinding {
    public DamagedContent {
      files = List.copyOf(files);
    }

    @Override
    public String where() {
      return files.isEmpty()
          ? "content " + hash + " of superseded versions"
          : "content %s of %s"
              .formatted(
                  hash, files.stream().map(FileKey::toString).collect(Collectors.joining(", ")));
    }
  }

  /// Two tables disagree.
  record Disagreement(String where, String what) implements LedgerFinding {}
}

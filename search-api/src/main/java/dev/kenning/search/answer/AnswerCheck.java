package dev.kenning.search.answer;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.ContentHash;
import dev.kenning.indexer.ledger.LedgerEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Looks again at the files of an answer that was made before. Any number of threads.
public final class AnswerCheck {
  private final ChangeLedger ledger;
  private final FreshnessCheck check;

  public AnswerCheck(ChangeLedger ledger) {
    this.ledger = ledger;
    this.check = new FreshnessCheck(ledger);
  }

  /// What the files of an answer held when it was verified.
  public record Files(Map<FileKey, ContentHash> contents) {
    public Files {
      contents = Map.copyOf(contents);
    }
  }

  /// The files of an answer whose lines were all verified just now; nothing if one of them changed
  /// meanwhile.
  public Optional<Files> files(Answer answer) {
    Map<FileKey, ContentHash> contents = new HashMap<>();
    for (MethodResult result : answer.results()) {
      FileKey file = new FileKey(result.repository(), result.path());
      Optional<ContentHash> content =
          ledger
              .latest(file)
              .filter(entry -> entry.sequence().value() <= answer.asOf().sequence())
              .flatMap(LedgerEntry::content);
      if (content.isEmpty()) {
        return Optional.empty();
      }
      contents.put(file, content.get());
    }
    return Optional.of(new Files(contents));
  }

  /// Whether each file still holds that: in the ledger, and on disk where a folder is followed.
  public boolean stillHolds(Files files) {
    FreshnessCheck.Session session = check.withoutParsing();
    return files.contents().entrySet().stream()
        .allMatch(file -> session.holds(file.getKey(), file.getValue()));
  }

  /// Files acknowledged and not visible at `sequence`.
  public long pending(long sequence) {
    return ledger.pendingCount(new SequenceNumber(sequence));
  }
}

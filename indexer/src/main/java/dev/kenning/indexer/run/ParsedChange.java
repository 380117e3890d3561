package dev.kenning.indexer.run;

import dev.kenning.indexer.ledger.LedgerEntry;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.passage.Passage;
import dev.kenning.indexer.run.Applied.FileNote;
import dev.kenning.indexer.run.Applied.FileProblem;
import java.util.List;
import java.util.Optional;

/// A change of the ledger on its way to the store, parsed as far as there is anything to parse.
sealed interface ParsedChange {
  /// A file and its methods.
  ///
  /// @param methods in the order of the file
  /// @param problems what was lost within it
  /// @param note how its text was obtained, where a person should know
  /// @param failure why it is set aside, if it is; then it has no methods
  record FileParsed(
      LedgerEntry entry,
      List<PassageOf> methods,
      List<FileProblem> problems,
      Optional<FileNote> note,
      Optional<FileProblem> failure)
      implements ParsedChange {
    public FileParsed {
      methods = List.copyOf(methods);
      problems = List.copyOf(problems);
    }

    static FileParsed failed(LedgerEntry entry, String stage, String reason) {
      FileProblem failure = new FileProblem(entry.file(), stage, 0, reason);
      return new FileParsed(entry, List.of(), List.of(), Optional.empty(), Optional.of(failure));
    }

    FileParsed failedAt(String stage, String reason) {
      FileProblem reasoned = new FileProblem(entry.file(), stage, 0, reason);
      return new FileParsed(entry, List.of(), problems, note, Optional.of(reasoned));
    }
  }

  /// A file that is gone.
  record FileRemoved(LedgerEntry entry) implements ParsedChange {}

  /// Nothing to write: a newer change of the file was given already, or follows.
  record Nothing() implements ParsedChange {}

  /// A repository that is gone.
  record RepositoryRemoved(String repository) implements ParsedChange {}

  /// A method with the text that stands for it.
  record PassageOf(MethodUnit unit, Passage passage) {}
}

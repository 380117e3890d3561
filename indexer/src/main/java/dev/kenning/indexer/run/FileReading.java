package dev.kenning.indexer.run;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.LedgerCorruptException;
import dev.kenning.indexer.ledger.LedgerEntry;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.ParsedFile;
import dev.kenning.indexer.method.ParsersExhaustedException;
import dev.kenning.indexer.method.SourceText;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.run.Applied.FileNote;
import dev.kenning.indexer.run.Applied.FileProblem;
import dev.kenning.indexer.run.ParsedChange.FileParsed;
import dev.kenning.indexer.run.ParsedChange.PassageOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One file's way from the ledger's bytes to methods with their passages. Whatever fails on the way
/// is the file's failure alone. Safe for several threads.
final class FileReading {
  private final ChangeLedger ledger;
  private final MethodExtractor extractor;
  private final PassageWriter passageWriter;

  FileReading(ChangeLedger ledger, MethodExtractor extractor, PassageWriter passageWriter) {
    this.ledger = ledger;
    this.extractor = extractor;
    this.passageWriter = passageWriter;
  }

  ParsedChange read(LedgerEntry entry) {
    if (entry.content().isEmpty()) {
      return new ParsedChange.FileRemoved(entry);
    }
    Content content;
    try {
      content = ledger.content(entry.content().get());
    } catch (LedgerCorruptException e) {
      return missing(entry, e);
    }
    return parse(entry, content);
  }

  /// Deleting a repository takes its content away under the entries that are in flight.
  private ParsedChange missing(LedgerEntry entry, LedgerCorruptException failure) {
    boolean current =
        ledger.latest(entry.file()).filter(l -> l.sequence().equals(entry.sequence())).isPresent();
    if (current) {
      throw failure;
    }
    return new ParsedChange.Nothing();
  }

  private FileParsed parse(LedgerEntry entry, Content content) {
    return switch (SourceText.decode(content.toBytes())) {
      case SourceText.Refused refused -> FileParsed.failed(entry, "read", refused.explanation());
      case SourceText.Decoded decoded -> parse(entry, decoded);
    };
  }

  private FileParsed parse(LedgerEntry entry, SourceText.Decoded decoded) {
    FileKey file = entry.file();
    try {
      ParsedFile parsed = extractor.extract(file, decoded.text());
      List<FileProblem> problems =
          parsed.problems().stream()
              .map(problem -> new FileProblem(file, "parse", problem.line(), problem.reason()))
              .toList();
      if (parsed.lost()) {
        String reason = problems.isEmpty() ? "It cannot be parsed" : problems.getFirst().reason();
        return FileParsed.failed(entry, "parse", reason);
      }
      List<PassageOf> methods = new ArrayList<>(parsed.methods().size());
      parsed.methods().forEach(unit -> methods.add(new PassageOf(unit, passageWriter.write(unit))));
      Optional<FileNote> note = decoded.note().map(text -> new FileNote(file, text));
      return new FileParsed(entry, methods, problems, note, Optional.empty());
    } catch (ParsersExhaustedException e) {
      throw e; // no fault of this file
    } catch (RuntimeException | StackOverflowError e) {
      return FileParsed.failed(entry, "parse", "The parser failed: " + e);
    }
  }
}

package dev.kenning.search.cli;

import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.ModelUnavailableException;
import dev.kenning.indexer.care.BackupFailedException;
import dev.kenning.indexer.generation.GenerationInUseException;
import dev.kenning.indexer.generation.NoRoomException;
import dev.kenning.indexer.generation.UnknownGenerationException;
import dev.kenning.indexer.ledger.LedgerCorruptException;
import dev.kenning.indexer.ledger.LedgerUnavailableException;
import dev.kenning.indexer.ledger.RepositoryRootConflictException;
import dev.kenning.indexer.ledger.UnknownRepositoryException;
import dev.kenning.indexer.run.DataDirectoryInUseException;
import dev.kenning.indexer.run.DataDirectoryUnavailableException;
import dev.kenning.indexer.source.SourceUnavailableException;
import dev.kenning.indexer.store.FingerprintMismatchException;
import dev.kenning.indexer.store.StoreCorruptException;
import dev.kenning.indexer.store.StoreLockedException;
import dev.kenning.indexer.store.StoreMissingException;
import dev.kenning.indexer.store.StoreUnavailableException;
import dev.kenning.search.access.KeyFileUnusableException;
import dev.kenning.search.answer.NotYetVisibleException;
import dev.kenning.search.answer.UnknownMethodException;
import dev.kenning.search.answer.UnknownTokenException;
import dev.kenning.search.evaluation.MalformedJudgementsException;
import dev.kenning.search.query.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;

/// What a person is told when a command throws: one line that says what and why; the stack only
/// where the failure is our own mistake or `KENNING_DEBUG` is set.
final class FailureReport {
  private final Terminal terminal;

  FailureReport(Terminal terminal) {
    this.terminal = terminal;
  }

  ExitStatus print(Exception problem) {
    Explanation explanation = explain(problem);
    terminal.remark("kenning: " + explanation.text);
    if (explanation.unexpected || terminal.variable("KENNING_DEBUG").isPresent()) {
      problem.printStackTrace(terminal.err());
    }
    return explanation.status;
  }

  private static Explanation explain(Exception problem) {
    return switch (problem) {
      case WrongCallException wrong -> expected(ExitStatus.WRONG_CALL, message(wrong));
      case InvalidRequestException wrong -> expected(ExitStatus.WRONG_CALL, message(wrong));
      case MalformedJudgementsException wrong -> expected(ExitStatus.WRONG_CALL, message(wrong));
      case CommandFailedException failed -> expected(ExitStatus.FAILED, message(failed));
      case ModelUnavailableException missing -> expected(ExitStatus.WRONG_CALL, message(missing));
      case ModelCorruptException corrupt -> expected(ExitStatus.FAILED, message(corrupt));
      case EmbedderUnavailableException failed -> expected(ExitStatus.FAILED, message(failed));
      case UnknownGenerationException wrong -> expected(ExitStatus.WRONG_CALL, message(wrong));
      case GenerationInUseException wrong -> expected(ExitStatus.WRONG_CALL, message(wrong));
      case NoRoomException full -> expected(ExitStatus.FAILED, message(full));
      case DeadlineExceededException late -> expected(ExitStatus.FAILED, message(late));
      case NotYetVisibleException late -> expected(ExitStatus.FAILED, message(late));
      case UnknownTokenException unknown -> expected(ExitStatus.WRONG_CALL, message(unknown));
      case UnknownMethodException unknown -> expected(ExitStatus.WRONG_CALL, message(unknown));
      case SourceUnavailableException missing -> expected(ExitStatus.WRONG_CALL, message(missing));
      case DataDirectoryInUseException busy -> expected(ExitStatus.FAILED, message(busy));
      case DataDirectoryUnavailableException failed -> expected(ExitStatus.FAILED, message(failed));
      case KeyFileUnusableException failed -> expected(ExitStatus.FAILED, message(failed));
      case LedgerUnavailableException failed -> expected(ExitStatus.FAILED, message(failed));
      case LedgerCorruptException failed ->
          expected(ExitStatus.FAILED, message(failed) + ". Save what can be read: kenning repair");
      case BackupFailedException failed -> expected(ExitStatus.FAILED, message(failed));
      case StoreUnavailableException failed -> expected(ExitStatus.FAILED, message(failed));
      case StoreCorruptException failed ->
          expected(
              ExitStatus.FAILED,
              message(failed) + ". Build it again from the ledger: kenning repair");
      case StoreMissingException failed ->
          expected(
              ExitStatus.FAILED,
              message(failed) + ". Build it again from the ledger: kenning repair");
      case StoreLockedException busy -> expected(ExitStatus.FAILED, message(busy));
      case FingerprintMismatchException other -> expected(ExitStatus.FAILED, message(other));
      case RepositoryRootConflictException taken -> expected(ExitStatus.WRONG_CALL, message(taken));
      case UnknownRepositoryException unknown -> expected(ExitStatus.WRONG_CALL, message(unknown));
      case CancellationException _ ->
          expected(
              ExitStatus.FAILED,
              "interrupted. What was done is kept; the same call goes on there.");
      case NoSuchFileException missing ->
          expected(ExitStatus.WRONG_CALL, message(missing) + " does not exist.");
      case IOException failed -> expected(ExitStatus.FAILED, SystemWords.of(failed) + ".");
      case UncheckedIOException wrapped when wrapped.getCause() != null ->
          wrapped(message(wrapped), wrapped.getCause());
      case InterruptedException _ -> expected(ExitStatus.FAILED, "interrupted.");
      default ->
          new Explanation(
              ExitStatus.FAILED,
              "an unexpected failure; please report it with what follows: " + problem,
              true);
    };
  }

  /// The outer message says what was being done; without one, the system's words have to do.
  private static Explanation wrapped(String message, IOException cause) {
    String reason = SystemWords.reason(cause);
    if (message.equals(reason)) {
      return explain(cause);
    }
    String text = message.contains(reason) ? message : message + ": " + reason;
    return expected(ExitStatus.FAILED, text + ".");
  }

  private static String message(Exception problem) {
    String message = problem.getMessage();
    if (message == null) {
      return problem.getClass().getSimpleName();
    }
    return problem.getCause() instanceof IOException cause
        ? message.replace(cause.toString(), SystemWords.reason(cause))
        : message;
  }

  private static Explanation expected(ExitStatus status, String text) {
    return new Explanation(status, text, false);
  }

  private record Explanation(ExitStatus status, String text, boolean unexpected) {}
}

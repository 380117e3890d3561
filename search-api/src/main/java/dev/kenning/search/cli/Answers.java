package dev.kenning.search.cli;

import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.LockOwner;
import dev.kenning.search.query.SearchMode;
import java.net.URI;
import java.util.Optional;

/// Chooses who answers: the server that owns the data directory, for its model is warm, else this
/// process.
final class Answers {
  /// Set by the launcher while it rehearses a search to learn what to preload: a rehearsal must
  /// take the way that is slow without it.
  private static final String REHEARSAL = "KENNING_REHEARSAL";

  private Answers() {}

  static Answering open(DataDirectory directory, Terminal terminal, SearchMode mode) {
    Optional<URI> server = server(directory);
    if (server.isPresent() && terminal.variable(REHEARSAL).isEmpty()) {
      return new ServerClient(server.get());
    }
    return ReadableIndex.open(directory, terminal, mode.usesMeaning());
  }

  /// Where a server for this directory answers, if one runs.
  static Optional<URI> server(DataDirectory directory) {
    return directory.writer().flatMap(LockOwner::url).map(URI::create);
  }
}

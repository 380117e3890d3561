package dev.kenning.search.cli;

import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.search.query.SearchMode;
import java.net.URI;
import java.util.Optional;

/// Chooses who answers: the server that owns the data directory, for its model is warm, else this
/// process, which may read whoever writes.
final class Answers {
  /// Set by the launcher while it rehearses a search to learn what to preload: a rehearsal must
  /// take the way that is slow without it.
  private static final String REHEARSAL = "KENNING_REHEARSAL";

  private Answers() {}

  static Answering open(DataDirectory directory, Terminal terminal, SearchMode mode) {
    Optional<URI> server =
        terminal.variable(REHEARSAL).isEmpty() ? server(directory, terminal) : Optional.empty();
    if (server.isPresent()) {
      return ServerClient.of(directory, server.get());
    }
    return ReadableIndex.open(directory, terminal, mode.usesMeaning());
  }

  /// Where a server for this directory answers, if one does. One that is only starting, or
  /// stopping, is not waited for as long as the directory can be read without it.
  static Optional<URI> server(DataDirectory directory, Terminal terminal) {
    Holder holder =
        directory.currentGeneration().isPresent()
            ? Holder.now(directory)
            : Holder.settled(directory, terminal);
    return holder instanceof Holder.Server(URI address) ? Optional.of(address) : Optional.empty();
  }
}

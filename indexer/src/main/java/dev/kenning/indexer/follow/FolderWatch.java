package dev.kenning.indexer.follow;

import java.io.IOException;
import java.nio.file.Path;

/// Where the file system speaks. Folders are watched each for itself, not with what is below them,
/// so that ignored ones cost nothing. Safe for many threads.
interface FolderWatch extends AutoCloseable {
  /// Tells `listener` of what happens in `folder` from now on. A folder that is watched already is
  /// watched once.
  ///
  /// @throws IOException if the system refuses, for one because its limit is reached
  void add(Path folder, Listener listener) throws IOException;

  /// Forgets what `listener` watches at and below `folder`.
  void drop(Path folder, Listener listener);

  /// Whether `listener` watches `folder`.
  boolean watches(Path folder, Listener listener);

  /// How many folders `listener` watches.
  int count(Listener listener);

  @Override
  void close();

  /// Told of events, on the watch's thread; returns at once.
  interface Listener {
    /// Something happened to an entry of a folder.
    ///
    /// @param entry the entry
    /// @param event what
    void happened(Path entry, Event event);

    /// Events were lost.
    void lost();
  }

  /// What happened, as far as the system tells apart.
  enum Event {
    CREATED,
    CHANGED,
    DELETED
  }
}

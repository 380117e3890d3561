package dev.kenning.search.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where SQLite's native code is unpacked: into the cache instead of the system's folder for
/// passing files, which may be small, full, or not allow code to be run.
final class SqliteCode {
  private static final String PROPERTY = "org.sqlite.tmpdir";

  private SqliteCode() {}

  /// Before the first database is opened.
  static void unpackInto(Path cache) {
    Path folder = cache.resolve("sqlite");
    if (System.getProperty(PROPERTY) != null) {
      return;
    }
    try {
      Files.createDirectories(folder);
      System.setProperty(PROPERTY, folder.toString());
    } catch (IOException _) {
      // The system's folder remains; opening a database tells if that does not do either.
    }
  }
}

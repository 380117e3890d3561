package dev.kenning.search.http;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.ledger.UnknownRepositoryException;
import dev.kenning.search.query.FilePaths;
import dev.kenning.search.query.RepositoryNames;
import io.javalin.http.Context;

/// Names in an address, checked before anybody uses them.
final class PathParameters {
  private PathParameters() {}

  /// @throws UnknownRepositoryException if it is none for the caller, as if it did not exist
  static String repository(Context ctx) {
    String name = wellFormed(ctx);
    if (!Callers.of(ctx).sees(name)) {
      throw KnownRepositories.unknown(name);
    }
    return name;
  }

  /// One that need not exist yet.
  static String newRepository(Context ctx) {
    String name = wellFormed(ctx);
    if (!Callers.of(ctx).sees(name)) {
      throw new Refusal(
          Refusal.Reason.FORBIDDEN, "The key does not allow a repository of this name");
    }
    return name;
  }

  private static String wellFormed(Context ctx) {
    String name = ctx.pathParam("repository");
    if (!RepositoryNames.isWellFormed(name)) {
      throw new Refusal(
          Refusal.Reason.UNACCEPTABLE_PARAMETER, "A repository needs " + RepositoryNames.EXPECTED);
    }
    return name;
  }

  static FileKey file(Context ctx) {
    String path = ctx.pathParam("path");
    if (!FilePaths.isWellFormed(path)) {
      throw new Refusal(
          Refusal.Reason.UNACCEPTABLE_PARAMETER, "A file needs " + FilePaths.EXPECTED);
    }
    return new FileKey(repository(ctx), path);
  }
}

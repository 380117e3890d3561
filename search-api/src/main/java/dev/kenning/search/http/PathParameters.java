package dev.kenning.search.http;

import dev.kenning.indexer.FileKey;
import dev.kenning.search.query.FilePaths;
import dev.kenning.search.query.RepositoryNames;
import io.javalin.http.Context;

/// Names in an address, checked before anybody uses them.
final class PathParameters {
  private PathParameters() {}

  static String repository(Context ctx) {
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

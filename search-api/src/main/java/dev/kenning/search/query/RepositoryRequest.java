package dev.kenning.search.query;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// How a repository is to be made known.
///
/// @param root the folder or archive to follow, absolute; empty for a repository that is pushed to
public record RepositoryRequest(Optional<Path> root) {
  private static final int MAX_ROOT = 4_096;

  /// The body of `PUT /v1/repositories/{r}`.
  ///
  /// @throws MalformedJsonException if the bytes are not JSON
  /// @throws InvalidRequestException naming every field that is wrong
  public static RepositoryRequest read(byte[] body) {
    Fields fields = JsonBody.fields(body);
    Optional<Path> root = fields.text("root", MAX_ROOT).flatMap(RepositoryRequest::absolute);
    if (fields.has("root") && root.isEmpty()) {
      fields.problem("root", "the absolute path of a folder or archive");
    }
    fields.refuseOthers();
    fields.throwProblems();
    return new RepositoryRequest(root);
  }

  private static Optional<Path> absolute(String text) {
    try {
      return Optional.of(Path.of(text)).filter(Path::isAbsolute).map(Path::normalize);
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }
}

package dev.kenning.search.answer;

import dev.kenning.indexer.store.StoredMethod;

/// A method that a result stands for.
///
/// @param id its id
/// @param symbol its readable form
/// @param repository where it stands
/// @param path within the repository
/// @param startLine first line of its declaration
/// @param endLine last line
/// @param relation `overload`: the same name in the same type; `copy`: nearly the same method in
///   another
public record Sibling(
    String id,
    String symbol,
    String repository,
    String path,
    int startLine,
    int endLine,
    String relation) {
  static Sibling of(StoredMethod method, StoredMethod result) {
    boolean overload =
        method.file().equals(result.file())
            && method.type().equals(result.type())
            && method.name().equals(result.name());
    return new Sibling(
        method.id().value(),
        method.symbol(),
        method.file().repository(),
        method.file().path(),
        method.span().startLine(),
        method.span().endLine(),
        overload ? "overload" : "copy");
  }
}

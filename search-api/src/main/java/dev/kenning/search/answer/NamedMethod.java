package dev.kenning.search.answer;

import dev.kenning.indexer.store.StoredMethod;

/// A method without its code: what it takes to tell it from others, and to ask for it.
///
/// @param id its id
/// @param symbol its readable form
/// @param repository where it stands
/// @param path within the repository
/// @param startLine first line of its declaration
/// @param endLine last line
/// @param signature one line
/// @param test whether it is test code
public record NamedMethod(
    String id,
    String symbol,
    String repository,
    String path,
    int startLine,
    int endLine,
    String signature,
    boolean test) {
  static NamedMethod of(StoredMethod method) {
    return new NamedMethod(
        method.id().value(),
        method.symbol(),
        method.file().repository(),
        method.file().path(),
        method.span().startLine(),
        method.span().endLine(),
        method.signature(),
        method.test());
  }
}

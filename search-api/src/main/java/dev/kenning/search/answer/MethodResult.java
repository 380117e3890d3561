package dev.kenning.search.answer;

import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.search.query.AnswerPart;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// One method of an answer, with the names the wire uses (in snake case).
///
/// @param id its id
/// @param symbol its readable form
/// @param repository where it stands
/// @param path within the repository
/// @param docStartLine first line of its documentation
/// @param startLine first line of its declaration
/// @param endLine last line
/// @param kind `method`, `constructor` or `initializer`
/// @param type the enclosing type with its package
/// @param method its name
/// @param signature one line
/// @param modifiers as written, sorted
/// @param score 0…1; empty where nothing was ranked
/// @param code its text, where asked for
/// @param doc its documentation, empty without one
/// @param facts what it does, where asked for
/// @param test whether it is test code
/// @param freshness whether the file still holds it
/// @param explain why it is here, where asked for
public record MethodResult(
    String id,
    String symbol,
    String repository,
    String path,
    int docStartLine,
    int startLine,
    int endLine,
    String kind,
    String type,
    String method,
    String signature,
    List<String> modifiers,
    OptionalDouble score,
    Optional<String> code,
    String doc,
    Optional<List<ShownFact>> facts,
    boolean test,
    Freshness freshness,
    Optional<Explanation> explain) {
  public MethodResult {
    modifiers = List.copyOf(modifiers);
  }

  static MethodResult of(
      StoredMethod method,
      OptionalDouble score,
      Set<AnswerPart> include,
      Freshness freshness,
      Optional<Explanation> explain) {
    return new MethodResult(
        method.id().value(),
        method.symbol(),
        method.file().repository(),
        method.file().path(),
        method.span().docStartLine(),
        method.span().startLine(),
        method.span().endLine(),
        method.kind().word(),
        method.type(),
        method.name(),
        method.signature(),
        method.modifiers().stream().sorted().toList(),
        score,
        include.contains(AnswerPart.CODE) ? Optional.of(method.code()) : Optional.empty(),
        method.doc(),
        include.contains(AnswerPart.FACTS)
            ? Optional.of(method.facts().stream().map(ShownFact::of).toList())
            : Optional.empty(),
        method.test(),
        freshness,
        explain);
  }
}

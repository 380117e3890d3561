package dev.kenning.search.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.search.query.AnswerPart;
import java.util.List;
import java.util.Objects;
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
/// @param relevance the probability that it serves the intent; empty where nobody can tell
/// @param code its text, where asked for
/// @param doc its documentation, empty without one
/// @param facts what it does, where asked for
/// @param test whether it is test code
/// @param freshness whether the file still holds it
/// @param explain why it is here, where asked for
/// @param revision tells this text of the method from others
/// @param seen whether the caller said that it holds this text: then code, documentation, facts and
///   explanation are not repeated
/// @param elided what was left out of it, so that the answer fits
/// @param neighbours who calls it and what it calls, where asked for
/// @param siblings overloads and copies that it stands for, best first
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
    OptionalDouble relevance,
    Optional<String> code,
    String doc,
    Optional<List<ShownFact>> facts,
    boolean test,
    Freshness freshness,
    Optional<Explanation> explain,
    String revision,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean seen,
    Optional<Elided> elided,
    Optional<Neighbours> neighbours,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Sibling> siblings) {
  public MethodResult {
    neighbours = Objects.requireNonNullElse(neighbours, Optional.empty());
    modifiers = List.copyOf(modifiers);
    relevance = Objects.requireNonNullElse(relevance, OptionalDouble.empty());
    siblings = List.copyOf(Objects.requireNonNullElse(siblings, List.of())); // left out on the wire
    elided = Objects.requireNonNullElse(elided, Optional.empty()); // left out on the wire
  }

  /// How much of a result was left out.
  ///
  /// @param codeLines lines of its code
  /// @param docLines lines of its documentation
  /// @param facts facts of what it calls, creates, reads and writes
  public record Elided(
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) int codeLines,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) int docLines,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) int facts) {
    static final Elided NOTHING = new Elided(0, 0, 0);
  }

  /// The same with less of it.
  MethodResult with(
      Optional<String> newCode, String newDoc, Optional<List<ShownFact>> newFacts, Elided leftOut) {
    Draft draft = new Draft();
    draft.code = newCode;
    draft.doc = newDoc;
    draft.facts = newFacts;
    draft.elided = leftOut.equals(Elided.NOTHING) ? Optional.empty() : Optional.of(leftOut);
    return draft.result();
  }

  /// The same with what is around it.
  MethodResult with(Neighbours around) {
    Draft draft = new Draft();
    draft.neighbours = Optional.of(around);
    return draft.result();
  }

  /// The same, standing for others.
  MethodResult standingFor(List<Sibling> others) {
    Draft draft = new Draft();
    draft.siblings = others;
    return draft.result();
  }

  /// Its name and place alone, for a caller that holds the rest.
  MethodResult named() {
    Draft draft = new Draft();
    draft.code = Optional.empty();
    draft.doc = "";
    draft.facts = Optional.empty();
    draft.explain = Optional.empty();
    draft.seen = true;
    draft.elided = Optional.empty();
    return draft.result();
  }

  /// What may change of a result while an answer is put together; the rest stays as it is.
  private final class Draft {
    private Optional<String> code = MethodResult.this.code;
    private String doc = MethodResult.this.doc;
    private Optional<List<ShownFact>> facts = MethodResult.this.facts;
    private Optional<Explanation> explain = MethodResult.this.explain;
    private boolean seen = MethodResult.this.seen;
    private Optional<Elided> elided = MethodResult.this.elided;
    private Optional<Neighbours> neighbours = MethodResult.this.neighbours;
    private List<Sibling> siblings = MethodResult.this.siblings;

    MethodResult result() {
      return new MethodResult(
          id,
          symbol,
          repository,
          path,
          docStartLine,
          startLine,
          endLine,
          kind,
          type,
          method,
          signature,
          modifiers,
          score,
          relevance,
          code,
          doc,
          facts,
          test,
          freshness,
          explain,
          revision,
          seen,
          elided,
          neighbours,
          siblings);
    }
  }

  static MethodResult of(
      StoredMethod method,
      OptionalDouble score,
      OptionalDouble relevance,
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
        relevance,
        include.contains(AnswerPart.CODE) ? Optional.of(method.code()) : Optional.empty(),
        method.doc(),
        include.contains(AnswerPart.FACTS)
            ? Optional.of(method.facts().stream().map(ShownFact::of).toList())
            : Optional.empty(),
        method.test(),
        freshness,
        explain,
        Revision.of(method),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}

package dev.kenning.indexer.store;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SourceSpan;
import dev.kenning.indexer.fact.Fact;
import dev.kenning.indexer.filter.Filterable;
import dev.kenning.indexer.method.MethodKind;
import dev.kenning.indexer.method.MethodUnit;
import java.util.List;
import java.util.Set;

/// What the store gives back of a method: everything an answer shows, nothing that only ranking
/// needs.
///
/// @param id the method's id
/// @param file where it stands
/// @param contentHash of the file's bytes the lines belong to, lower-case hex of its SHA-256
/// @param kind method, constructor or initialiser
/// @param packageName `com.shop`
/// @param type the enclosing type, `com.shop.Http`
/// @param name the method's name
/// @param symbol `com.shop.Http.sendWithBackoff(Request)`
/// @param signature one line, types as written
/// @param modifiers as written
/// @param annotations simple names
/// @param doc documentation text, empty without one
/// @param span its lines
/// @param code its text
/// @param statementCount statements in the body
/// @param hasBody whether there is a body
/// @param test whether it is test code
/// @param facts what it does
public record StoredMethod(
    MethodId id,
    FileKey file,
    String contentHash,
    MethodKind kind,
    String packageName,
    String type,
    String name,
    String symbol,
    String signature,
    Set<String> modifiers,
    List<String> annotations,
    String doc,
    SourceSpan span,
    String code,
    int statementCount,
    boolean hasBody,
    boolean test,
    List<Fact> facts)
    implements Filterable {
  public StoredMethod {
    modifiers = Set.copyOf(modifiers);
    annotations = List.copyOf(annotations);
    facts = List.copyOf(facts);
  }

  /// What is kept of `unit`, read from bytes whose SHA-256 is `contentHash`.
  public static StoredMethod of(MethodUnit unit, String contentHash) {
    return new StoredMethod(
        unit.id(),
        unit.file(),
        contentHash,
        unit.kind(),
        unit.packageName(),
        unit.type(),
        unit.name(),
        unit.symbol(),
        unit.signature(),
        unit.modifiers(),
        unit.annotations(),
        unit.doc(),
        unit.span(),
        unit.code(),
        unit.statementCount(),
        unit.hasBody(),
        unit.test(),
        unit.facts());
  }
}

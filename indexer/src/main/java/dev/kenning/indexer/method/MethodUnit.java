package dev.kenning.indexer.method;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SourceSpan;
import dev.kenning.indexer.fact.Fact;
import dev.kenning.indexer.link.MethodLinks;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One method, constructor or initialiser as it stands in its file; a lambda stays with its method.
///
/// @param id stable while place and signature stay
/// @param file where it stands
/// @param kind method, constructor or initialiser
/// @param packageName `com.shop`, empty for the unnamed package
/// @param type the enclosing type with its package, `com.shop.Http.Retry`; anonymous and local
///   types appear as `com.shop.Http.send$1`
/// @param typeKind `class`, `interface`, `record`, `enum` or `annotation`
/// @param name the method's name; the type's simple name for a constructor; `<clinit>` for a static
///   and `<init>` for an instance initialiser
/// @param symbol the readable form, `com.shop.Http.sendWithBackoff(Request)`
/// @param signature one line, types as written, without annotations, modifiers and body: `Response
///   sendWithBackoff(Request request) throws IOException`
/// @param returnType as written, empty for constructors and initialisers
/// @param parameterTypes as written, without annotations
/// @param parameterNames beside the types
/// @param thrownTypes as written
/// @param modifiers words as written: `public`, `static`, `default`, `synchronized` …
/// @param annotations simple names without `@`
/// @param doc the documentation comment's text without its markers, tags kept; empty without one
/// @param typeDoc the first sentence of the enclosing type's documentation, tags and markup
///   rendered as text; for an anonymous type what it is made from, `Iterator<T>`; empty without one
/// @param span its lines
/// @param code the declaration's own text, from `span.startLine` to `span.endLine`, secrets masked,
///   indentation as it stands there, lines ended by `\n`
/// @param statementCount statements in the body, nested ones included; 0 without a body
/// @param hasBody false for abstract, native and interface methods without a default
/// @param test whether it is test code, by its path or its annotations
/// @param words the words of its body
/// @param facts what it does, as far as its syntax proves, in the order of the vocabulary
/// @param links what it calls, and for the first method of a file what the file declares
public record MethodUnit(
    MethodId id,
    FileKey file,
    MethodKind kind,
    String packageName,
    String type,
    String typeKind,
    String name,
    String symbol,
    String signature,
    String returnType,
    List<String> parameterTypes,
    List<String> parameterNames,
    List<String> thrownTypes,
    Set<String> modifiers,
    List<String> annotations,
    String doc,
    String typeDoc,
    SourceSpan span,
    String code,
    int statementCount,
    boolean hasBody,
    boolean test,
    MethodWords words,
    List<Fact> facts,
    MethodLinks links) {
  public MethodUnit {
    parameterTypes = List.copyOf(parameterTypes);
    parameterNames = List.copyOf(parameterNames);
    thrownTypes = List.copyOf(thrownTypes);
    modifiers = Collections.unmodifiableSet(new LinkedHashSet<>(modifiers)); // keeps their order
    annotations = List.copyOf(annotations);
    facts = List.copyOf(facts);
  }

  /// The same with other links.
  MethodUnit with(MethodLinks other) {
    return new MethodUnit(
        id,
        file,
        kind,
        packageName,
        type,
        typeKind,
        name,
        symbol,
        signature,
        returnType,
        parameterTypes,
        parameterNames,
        thrownTypes,
        modifiers,
        annotations,
        doc,
        typeDoc,
        span,
        code,
        statementCount,
        hasBody,
        test,
        words,
        facts,
        other);
  }
}

package dev.kenning.indexer.method;

import java.util.List;

/// The words of a declaration's body in the order they stand there, as written, repeats kept; the
/// passage rules choose, split and thin them.
///
/// @param calledNames names of methods called and types constructed (`computeIfAbsent`,
///   `ArrayList`)
/// @param identifiers names of variables, fields and types that are not calls
/// @param literals string and character literals without their quotes (secrets masked), and numbers
/// @param comments text of comments inside the declaration, markers removed
public record MethodWords(
    List<String> calledNames,
    List<String> identifiers,
    List<String> literals,
    List<String> comments) {
  public MethodWords {
    calledNames = List.copyOf(calledNames);
    identifiers = List.copyOf(identifiers);
    literals = List.copyOf(literals);
    comments = List.copyOf(comments);
  }
}

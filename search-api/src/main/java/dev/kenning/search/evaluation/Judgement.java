package dev.kenning.search.evaluation;

/// That a method answers a query, and how well.
///
/// @param queryId the query it belongs to
/// @param file path of the method's file
/// @param method its name
/// @param line a line of its declaration, which a result's lines must hold
/// @param relevance 0 or 1 in a binary set, 0…3 in a graded one
public record Judgement(String queryId, String file, String method, int line, int relevance) {
  public Judgement {
    if (relevance < 0 || relevance > 3) {
      throw new IllegalArgumentException(
          "relevance of " + queryId + " must be 0 to 3, but is " + relevance);
    }
  }

  /// Whether a result is this method: a file path that ends alike, the same name, and the judged
  /// line among its lines.
  public boolean names(RankedMethod result) {
    return PathTail.alike(result.file(), file)
        && (result.method().isEmpty() || MethodName.simple(result.method()).equals(method))
        && result.line() <= line
        && line <= result.endLine();
  }
}

package dev.kenning.indexer;

/// Lines of a source file, counted from 1, both ends included.
///
/// @param docStartLine where the documentation comment starts; equals `startLine` without one
/// @param startLine first line of the declaration, annotations and modifiers included
/// @param endLine its last line
public record SourceSpan(int docStartLine, int startLine, int endLine) {
  public SourceSpan {
    if (docStartLine < 1 || startLine < docStartLine || endLine < startLine) {
      throw new IllegalArgumentException(
          "Lines must satisfy 1 <= %d <= %d <= %d".formatted(docStartLine, startLine, endLine));
    }
  }

  public int lineCount() {
    return endLine - startLine + 1;
  }
}

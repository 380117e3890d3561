package dev.kenning.embeddings;

import java.util.Arrays;
import java.util.List;

/// The model works, but not on these texts: each failed again when it was tried alone. The other
/// texts of the call were embedded, so a call without these is soon answered where there is a
/// cache.
public final class UnembeddableTextException extends EmbedderUnavailableException {
  private static final long serialVersionUID = 1L;

  private final int[] textIndexes;

  /// @param textIndexes positions of the texts in the call, ascending, at least one
  /// @param cause what the first of them died of
  public UnembeddableTextException(List<Integer> textIndexes, Throwable cause) {
    super("The model fails on the texts at " + textIndexes + ": " + cause.getMessage(), cause);
    if (textIndexes.isEmpty()) {
      throw new IllegalArgumentException("Name at least one text");
    }
    this.textIndexes = textIndexes.stream().mapToInt(Integer::intValue).toArray();
  }

  /// Positions in the list of the call, ascending.
  public List<Integer> textIndexes() {
    return Arrays.stream(textIndexes).boxed().toList();
  }
}

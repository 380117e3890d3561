package dev.kenning.indexer.run;

import dev.kenning.embeddings.EmbeddedText;
import java.util.List;

/// A window whose passages have their vectors.
///
/// @param window the changes; files whose passages could not be embedded are marked as failed
/// @param texts one for each passage, file by file in the order of the window
record EmbeddedWindow(Window window, List<EmbeddedText> texts) {
  EmbeddedWindow {
    texts = List.copyOf(texts);
    if (texts.size() != window.passageCount()) {
      throw new IllegalArgumentException(
          "%d passages need as many vectors, not %d"
              .formatted(window.passageCount(), texts.size()));
    }
  }
}

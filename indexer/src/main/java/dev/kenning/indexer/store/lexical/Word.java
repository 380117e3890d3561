package dev.kenning.indexer.store.lexical;

import java.util.List;

/// One word of a text or one identifier of a program.
///
/// @param written as it stands there, `parseHTTPRequest2`
/// @param whole its parts in one, `parsehttprequest2`
/// @param parts lower case, in order: `parse`, `http`, `request`, `2`; a plain word is its only
///   part
public record Word(String written, String whole, List<String> parts) {
  public Word {
    parts = List.copyOf(parts);
  }

  /// Whether it has more than one part.
  public boolean isCompound() {
    return parts.size() > 1;
  }
}

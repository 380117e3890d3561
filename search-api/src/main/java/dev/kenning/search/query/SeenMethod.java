package dev.kenning.search.query;

import dev.kenning.indexer.MethodId;
import java.util.Optional;

/// A method that the caller was answered with before, and still holds.
///
/// @param id the method's id
/// @param revision which text of it, as that answer said; empty for whichever it was
public record SeenMethod(MethodId id, Optional<String> revision) {
  /// What a caller may write.
  public static final String EXPECTED = "a method's id, or ID@REVISION as answers give them";

  /// Reads `m_5fJ0…` or `m_5fJ0…@k3Xw9_aQ`.
  ///
  /// @throws IllegalArgumentException if it is neither
  public static SeenMethod parse(String text) {
    int at = text.indexOf('@');
    String id = at < 0 ? text : text.substring(0, at);
    if (!MethodId.isWellFormed(id) || at == text.length() - 1) {
      throw new IllegalArgumentException("must be " + EXPECTED);
    }
    return new SeenMethod(
        new MethodId(id), at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1)));
  }

  /// As callers write it.
  public String text() {
    return id.value() + revision.map(text -> "@" + text).orElse("");
  }
}

package dev.kenning.embeddings.conversion;

import dev.kenning.embeddings.model.Precision;
import java.util.Optional;

/// Finds out whether this machine can compute in a precision.
@FunctionalInterface
interface PrecisionProbe {
  /// Why it cannot, in words for people; empty if it can.
  Optional<String> obstacle(Precision precision);
}

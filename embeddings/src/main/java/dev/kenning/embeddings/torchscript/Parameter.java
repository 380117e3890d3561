package dev.kenning.embeddings.torchscript;

import dev.kenning.embeddings.weights.Linear;
import java.util.function.Supplier;

/// Something learnt that the module keeps under a name. Its numbers are fetched when written, one
/// parameter at a time, so that a model never lies on the heap as a whole.
sealed interface Parameter {
  String name();

  /// A tensor used as it is, in 32 bits whatever the precision.
  record Plain(String name, Supplier<ArchiveTensor> tensor) implements Parameter {}

  /// A linear layer, in the form its precision has.
  record Layer(String name, Supplier<Linear> linear) implements Parameter {}
}

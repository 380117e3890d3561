package dev.kenning.embeddings.model;

import java.util.Locale;
import java.util.Optional;

/// How the linear layers of a model compute. The rest is always 32-bit.
public enum Precision {
  /// 32-bit weights: the reference, everywhere.
  FP32,
  /// Weights packed in 16 bits, sums in 32: the same ranking, half the memory. x86-64 only.
  FP16,
  /// Weights and inputs in 8 bits: faster, with a measured loss of quality. x86-64 only.
  INT8;

  /// As written in options, file names and [dev.kenning.embeddings.ModelId]: `fp32`, `fp16`,
  /// `int8`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The precision with this label, if there is one.
  public static Optional<Precision> ofLabel(String label) {
    for (Precision precision : values()) {
      if (precision.label().equals(label)) {
        return Optional.of(precision);
      }
    }
    return Optional.empty();
  }
}

package dev.kenning.embeddings.model;

import java.util.Locale;

/// What kind of file a model's numbers are in.
public enum WeightsFormat {
  /// An ONNX graph whose initialisers are the weights.
  ONNX,
  /// HuggingFace's raw tensors behind a JSON header.
  SAFETENSORS,
  /// An archive that libtorch loads as it is; nothing is converted.
  TORCHSCRIPT;

  /// As written in a manifest.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

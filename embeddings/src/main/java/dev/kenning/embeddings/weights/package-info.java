/// What numbers are in this file? A [dev.kenning.embeddings.weights.WeightsFile] maps an ONNX or
/// safetensors file and gives its tensors by HuggingFace's names;
/// [dev.kenning.embeddings.weights.BertWeights] knows which of them make a BERT encoder.
///
/// Read [dev.kenning.embeddings.weights.WeightsFile], then
/// [dev.kenning.embeddings.weights.BertWeights].
///
/// Files are not trusted: a truncated, malformed or unfitting one is a
/// [dev.kenning.embeddings.model.ModelCorruptException] that names the file, what was expected and
/// what was found. Nothing is written. A file is used by one thread at a time.
@NullMarked
package dev.kenning.embeddings.weights;

import org.jspecify.annotations.NullMarked;

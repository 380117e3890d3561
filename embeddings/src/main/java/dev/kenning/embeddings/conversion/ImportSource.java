package dev.kenning.embeddings.conversion;

import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.WeightsFormat;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files a model is imported from.
///
/// @param directory where the smaller ones are: tokenizer, configurations
/// @param weights the numbers, or a finished archive
/// @param format what `weights` is
record ImportSource(Path directory, Path weights, WeightsFormat format) {
  private static final String TOKENIZER = "tokenizer.json";

  /// @throws ModelCorruptException if there is no model, or no tokenizer
  static ImportSource find(Path source) {
    ImportSource found = Files.isDirectory(source) ? inFolder(source) : file(source);
    if (!Files.isRegularFile(found.tokenizer())) {
      throw new ModelCorruptException(
          found.directory.toString(), "a " + TOKENIZER + " beside the weights", "none");
    }
    return found;
  }

  Path tokenizer() {
    return directory.resolve(TOKENIZER);
  }

  Path configuration(String name) {
    return directory.resolve(name);
  }

  private static ImportSource inFolder(Path folder) {
    for (String name : new String[] {"model.safetensors", "model.onnx", "onnx/model.onnx"}) {
      Path weights = folder.resolve(name);
      if (Files.isRegularFile(weights)) {
        return new ImportSource(folder, weights, format(weights));
      }
    }
    throw new ModelCorruptException(
        folder.toString(), "model.safetensors or model.onnx in one piece", "neither");
  }

  private static ImportSource file(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ModelCorruptException(file.toString(), "a folder or a file", "neither");
    }
    return new ImportSource(file.resolveSibling("."), file, format(file));
  }

  private static WeightsFormat format(Path file) {
    String name = file.getFileName().toString();
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "onnx" -> WeightsFormat.ONNX;
      case "safetensors" -> WeightsFormat.SAFETENSORS;
      case "pt", "ts", "torchscript" -> WeightsFormat.TORCHSCRIPT;
      default ->
          throw new ModelCorruptException(
              file.toString(), "a name ending in .safetensors, .onnx or .pt", name);
    };
  }
}

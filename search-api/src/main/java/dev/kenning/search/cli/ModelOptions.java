package dev.kenning.search.cli;

import dev.kenning.embeddings.model.Precision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which model stands behind the vectors.
final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "ID",
      description =
          "The model to index by (default: the index's own, else the catalogue's first). Another"
              + " model builds another index beside the old one, from what was taken before.")
  private @Nullable String model;

  @Option(
      names = "--precision",
      paramLabel = "P",
      description =
          "fp16, fp32 or int8 (default: fp16; where the processor cannot, fp32 is taken instead).")
  private @Nullable String precision;

  /// What the command line fills in.
  ModelOptions() {}

  /// What somebody else decided.
  ModelOptions(Optional<String> model, Optional<Precision> precision) {
    this.model = model.orElse(null);
    this.precision = precision.map(Precision::label).orElse(null);
  }

  Optional<String> model() {
    return Optional.ofNullable(model);
  }

  Optional<Precision> precision() {
    return Optional.ofNullable(precision)
        .map(label ->
            Precision.ofLabel(label)
                .orElseThrow(() ->
                    new WrongCallException(
                        "--precision must be fp16, fp32 or int8, not '%s'.".formatted(label))));
  }
}

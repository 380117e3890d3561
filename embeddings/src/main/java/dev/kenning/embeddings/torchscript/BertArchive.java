package dev.kenning.embeddings.torchscript;

import dev.kenning.embeddings.model.Architecture;
import dev.kenning.embeddings.model.Pooling;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.weights.BertWeights;
import dev.kenning.embeddings.weights.Linear;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Writes a BERT encoder as an archive that libtorch loads.
///
/// A zip with one root folder: `data.pkl` (the state's outline), `code/__torch__.py` (the program),
/// `data/0…N` (tensors, raw), `constants.pkl` (none), `version`, `byteorder`. The format is
/// PyTorch's own, version 10 of it: the first that knows all operators used.
public final class BertArchive {
  /// Changes whenever equal weights give another archive:
  ///
  /// 1. the first form.
  public static final int FORM_VERSION = 1;

  private static final String FORMAT_VERSION = "10\n";

  private final BertWeights weights;
  private final Architecture sizes;
  private final Pooling pooling;
  private final LinearForm form;

  public BertArchive(BertWeights weights, Pooling pooling, Precision precision) {
    this.weights = weights;
    this.sizes = weights.architecture();
    this.pooling = pooling;
    this.form = LinearForm.of(precision);
  }

  /// @param target must not exist; left incomplete if writing fails
  /// @throws dev.kenning.embeddings.model.ModelCorruptException if the weights do not fit
  public void write(Path target) throws IOException {
    List<Parameter> parameters = parameters();
    List<PickleWriter.TensorOutline> outlines = new ArrayList<>();
    try (ArchiveWriter archive = new ArchiveWriter(target, "bert")) {
      for (Parameter parameter : parameters) {
        for (ArchiveTensor tensor : tensors(parameter)) {
          archive.add("data/" + outlines.size(), tensor.content());
          outlines.add(
              new PickleWriter.TensorOutline(
                  tensor.type(), tensor.shape(), tensor.strides(), tensor.elementCount()));
        }
      }
      String program = new BertScript(sizes, pooling, form).text(parameters);
      archive.add("data.pkl", new PickleWriter().module(BertScript.CLASS_NAME, outlines));
      archive.add("code/__torch__.py", program.getBytes(StandardCharsets.UTF_8));
      archive.add("constants.pkl", new PickleWriter().emptyTuple());
      archive.add("version", FORMAT_VERSION.getBytes(StandardCharsets.UTF_8));
      archive.add("byteorder", "little".getBytes(StandardCharsets.UTF_8));
    }
  }

  private List<ArchiveTensor> tensors(Parameter parameter) {
    return switch (parameter) {
      case Parameter.Plain plain -> List.of(plain.tensor().get());
      case Parameter.Layer layer -> form.stored(layer.linear().get());
    };
  }

  private List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    all.add(table("words", sizes.vocabularySize(), weights::words));
    all.add(table("positions", sizes.positionCount(), weights::positions));
    all.add(vector("embedding_norm_weight", weights::embeddingNormWeight));
    all.add(vector("embedding_norm_bias", weights::embeddingNormBias));
    for (int layer = 0; layer < sizes.layerCount(); layer++) {
      addLayer(all, layer);
    }
    return all;
  }

  private void addLayer(List<Parameter> all, int layer) {
    String name = "layer" + layer;
    if (BertScript.answersFirstTokenOnly(sizes, pooling, layer)) {
      all.add(linear(name + "_query", () -> weights.query(layer)));
      all.add(linear(name + "_key_value", () -> weights.key(layer).beside(weights.value(layer))));
    } else {
      all.add(
          linear(
              name + "_query_key_value",
              () -> weights.query(layer).beside(weights.key(layer)).beside(weights.value(layer))));
    }
    all.add(linear(name + "_attention_output", () -> weights.attentionOutput(layer)));
    all.add(vector(name + "_attention_norm_weight", () -> weights.attentionNormWeight(layer)));
    all.add(vector(name + "_attention_norm_bias", () -> weights.attentionNormBias(layer)));
    all.add(linear(name + "_intermediate", () -> weights.intermediate(layer)));
    all.add(linear(name + "_output", () -> weights.output(layer)));
    all.add(vector(name + "_output_norm_weight", () -> weights.outputNormWeight(layer)));
    all.add(vector(name + "_output_norm_bias", () -> weights.outputNormBias(layer)));
  }

  private Parameter table(String name, int rowCount, FloatArraySource source) {
    return new Parameter.Plain(
        name, () -> ArchiveTensor.ofFloats(source.read(), rowCount, sizes.hiddenSize()));
  }

  private Parameter vector(String name, FloatArraySource source) {
    return new Parameter.Plain(
        name, () -> ArchiveTensor.ofFloats(source.read(), sizes.hiddenSize()));
  }

  private static Parameter linear(String name, Supplier<Linear> source) {
    return new Parameter.Layer(name, source);
  }

  @FunctionalInterface
  private interface FloatArraySource {
    float[] read();
  }
}

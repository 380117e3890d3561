package dev.kenning.embeddings.torchscript;

import dev.kenning.embeddings.model.Architecture;
import dev.kenning.embeddings.model.Pooling;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.weights.BertWeights;
import dev.kenning.embeddings.weights.Linear;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Writes a BERT encoder as an archive that libtorch loads.
///
/// [ModuleArchive] tells the container's format, [BertScript] the program's.
public final class BertArchive {
  /// Changes whenever equal weights give another archive:
  ///
  /// 1. the first form.
  public static final int FORM_VERSION = 1;

  private static final String WORDS = "words";
  private static final String POSITIONS = "positions";

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
    String forward = new BertScript(sizes, pooling, form).forward();
    new ModuleArchive(parameters(), form, forward).write(target);
  }

  /// Writes the archive in the form whose tensors libtorch gives gradients for, except the word and
  /// position tables: they are looked up, hardly move in a short training, and their dense
  /// gradients would cost more than all others. Always kept in 32 bits.
  ///
  /// @param brief multiply matrices in bfloat16
  /// @param target must not exist; left incomplete if writing fails
  /// @throws IllegalStateException if the precision is another
  public void writeTrainable(Path target, boolean brief) throws IOException {
    if (form != LinearForm.FLOAT) {
      throw new IllegalStateException("Packed weights have no gradients: train in fp32");
    }
    String forward = new BertScript(sizes, pooling, brief ? LinearForm.BRIEF : form).forward();
    new TrainableArchive(parameters(), List.of(WORDS, POSITIONS), forward).write(target);
  }

  private List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    all.add(table(WORDS, sizes.vocabularySize(), weights::words));
    all.add(table(POSITIONS, sizes.positionCount(), weights::positions));
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

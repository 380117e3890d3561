package dev.kenning.embeddings.training;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.encoder.TorchEngine;
import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The model under training inside libtorch, with its gradients.
///
/// For one thread, always the same: libtorch keeps whether gradients are recorded per thread.
/// Slopes are given to libtorch directly (`JniUtils`), since DJL's own collector begins from a
/// single number, and our loss is made of many passes.
final class Replica implements AutoCloseable {
  private final Model loaded;
  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final List<Pass> passes = new ArrayList<>();

  /// A forward pass whose graph is kept until its gradient is known.
  private record Pass(NDManager manager, NDArray output) {}

  private Replica(Model loaded) {
    this.loaded = loaded;
    JniUtils.setGradMode(true);
    for (Pair<String, Parameter> parameter : loaded.getBlock().getDirectParameters()) {
      NDArray array = parameter.getValue().getArray();
      array.setRequiresGradient(true);
      parameters.put(parameter.getKey(), array);
    }
  }

  /// @param archive one that [dev.kenning.embeddings.torchscript.BertArchive#writeTrainable] wrote
  /// @throws ModelCorruptException if libtorch does not accept it
  @SuppressWarnings(
      "MustBeClosedChecker") // The model lives on in the replica, whose close ends it.
  static Replica open(Path archive, EngineConfig engine, Device device) {
    TorchEngine.start(engine);
    Path absolute = archive.toAbsolutePath();
    Model loaded = Model.newInstance("training", device, "PyTorch");
    try {
      loaded.load(
          absolute.getParent(), absolute.getFileName().toString(), Map.of("trainParam", "true"));
      return new Replica(loaded);
    } catch (IOException | MalformedModelException | RuntimeException e) {
      loaded.close();
      throw new ModelCorruptException(
          archive.toString(), "a TorchScript archive with parameters", "" + e.getMessage(), e);
    }
  }

  /// A copy of the weights, by name.
  Map<String, float[]> weights() {
    Map<String, float[]> weights = new LinkedHashMap<>();
    parameters.forEach((name, array) -> weights.put(name, array.toFloatArray()));
    return weights;
  }

  /// Takes these weights.
  void set(Map<String, float[]> weights) {
    JniUtils.setGradMode(false); // a weight may not be written while writes are recorded
    try {
      parameters.forEach((name, array) -> write(array, require(weights, name)));
    } finally {
      JniUtils.setGradMode(true);
    }
  }

  /// Arithmetic rather than `NDArray.set`, which lets the tensor point into memory of Java's.
  private void write(NDArray array, float[] values) {
    try (NDManager manager = loaded.getNDManager().newSubManager()) {
      NDArray given = manager.create(values, array.getShape());
      var _ = array.muli(0).addi(given);
    }
  }

  /// Unit vectors of `texts`, computed as one padded batch; the graph is kept until [#backward].
  float[][] forward(List<TokenizedText> texts) {
    NDManager manager = loaded.getNDManager().newSubManager();
    NDArray output = run(manager, texts);
    passes.add(new Pass(manager, output));
    return rows(output.toFloatArray(), texts.size());
  }

  /// The same without a graph: for scoring.
  float[][] encode(List<TokenizedText> texts) {
    JniUtils.setGradMode(false);
    try (NDManager manager = loaded.getNDManager().newSubManager()) {
      return rows(run(manager, texts).toFloatArray(), texts.size());
    } finally {
      JniUtils.setGradMode(true);
    }
  }

  /// Adds to the gradients what the passes since the last call contribute.
  ///
  /// @param slopes for each pass the loss's gradient by its output, `[texts][dimensions]`
  void backward(List<float[][]> slopes) {
    for (int i = 0; i < passes.size(); i++) {
      Pass pass = passes.get(i);
      try (NDManager manager = pass.manager()) {
        float[] flat = flat(slopes.get(i));
        NDArray slope = manager.create(flat, pass.output().getShape());
        JniUtils.backward((PtNDArray) pass.output(), (PtNDArray) slope, false, false);
      }
    }
    passes.clear();
  }

  /// The gradients so far; they begin anew from zero.
  Map<String, float[]> drainGradients() {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    JniUtils.setGradMode(false);
    try {
      parameters.forEach((name, array) -> {
        try (NDArray gradient = array.getGradient()) {
          float[] values = gradient.toFloatArray();
          gradients.put(name, values);
          var _ = gradient.subi(gradient);
        }
      });
    } finally {
      JniUtils.setGradMode(true);
    }
    return gradients;
  }

  private NDArray run(NDManager manager, List<TokenizedText> texts) {
    int length = texts.stream().mapToInt(TokenizedText::tokenCount).max().orElseThrow();
    long[] ids = new long[texts.size() * length];
    float[] mask = new float[ids.length];
    for (int i = 0; i < texts.size(); i++) {
      texts.get(i).copyTo(ids, i * length);
      Arrays.fill(mask, i * length, i * length + texts.get(i).tokenCount(), 1);
    }
    Shape shape = new Shape(texts.size(), length);
    NDList inputs = new NDList(manager.create(ids, shape), manager.create(mask, shape));
    return loaded
        .getBlock()
        .forward(new ParameterStore(manager, false), inputs, true)
        .singletonOrThrow();
  }

  private static float[][] rows(float[] values, int count) {
    int width = values.length / count;
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = Arrays.copyOfRange(values, i * width, (i + 1) * width);
    }
    return rows;
  }

  private static float[] flat(float[][] rows) {
    float[] values = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * rows[i].length, rows[i].length);
    }
    return values;
  }

  private static float[] require(Map<String, float[]> tensors, String name) {
    float[] tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("There is no tensor " + name);
    }
    return tensor;
  }

  @Override
  public void close() {
    passes.forEach(pass -> pass.manager().close());
    passes.clear();
    loaded.close();
  }
}

package dev.kenning.embeddings.encoder;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A TorchScript archive, loaded into PyTorch. Takes `ids` int64 and `mask` float32, both `[B, L]`,
/// and gives unit vectors `[B, dimensions]`; pooling and scaling are the archive's.
///
/// Safe for several threads: each pass runs on its caller's, and [#close()] waits for those that
/// are running, since a native pass cannot be called off.
public final class TorchScriptEncoder implements Encoder {
  private final ModelId model;
  private final int dimensionCount;
  private final Model loaded;
  private final Block block;

  /// Passes share it; closing has it alone.
  private final ReadWriteLock life = new ReentrantReadWriteLock();

  private boolean closed;

  private TorchScriptEncoder(ModelId model, int dimensionCount, Model loaded) {
    this.model = model;
    this.dimensionCount = dimensionCount;
    this.loaded = loaded;
    this.block = loaded.getBlock();
  }

  /// Loads an archive; starts the engine if it is not running.
  ///
  /// @throws ModelCorruptException if libtorch does not accept the archive
  /// @throws EmbedderUnavailableException if the engine does not start
  @SuppressWarnings(
      "MustBeClosedChecker") // The model lives on in the encoder, whose close ends it.
  public static TorchScriptEncoder open(
      Path archive, ModelId model, int dimensionCount, EngineConfig config) {
    TorchEngine.start(config);
    Path absolute = archive.toAbsolutePath();
    Model loaded = Model.newInstance(model.toString(), Device.cpu(), "PyTorch");
    try {
      loaded.load(absolute.getParent(), absolute.getFileName().toString());
      return new TorchScriptEncoder(model, dimensionCount, loaded);
    } catch (IOException | MalformedModelException | RuntimeException e) {
      loaded.close();
      throw new ModelCorruptException(
          archive.toString(), "a TorchScript archive of " + model, firstLine(e), e);
    }
  }

  @Override
  public ModelId model() {
    return model;
  }

  @Override
  public int dimensionCount() {
    return dimensionCount;
  }

  @Override
  public List<Embedding> encode(List<TokenizedText> batch) {
    if (batch.isEmpty()) {
      return List.of();
    }
    life.readLock().lock();
    try {
      if (closed) {
        throw new EmbedderUnavailableException(model + " is closed");
      }
      return forward(batch);
    } catch (EngineException e) {
      throw new EmbedderUnavailableException(
          "A forward pass of " + model + " failed: " + firstLine(e), e);
    } finally {
      life.readLock().unlock();
    }
  }

  @Override
  public void close() {
    life.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        loaded.close();
      }
    } finally {
      life.writeLock().unlock();
    }
  }

  private List<Embedding> forward(List<TokenizedText> batch) {
    int length = batch.stream().mapToInt(TokenizedText::tokenCount).max().orElseThrow();
    long[] ids = new long[batch.size() * length];
    float[] mask = new float[ids.length];
    for (int i = 0; i < batch.size(); i++) {
      TokenizedText text = batch.get(i);
      text.copyTo(ids, i * length);
      Arrays.fill(mask, i * length, i * length + text.tokenCount(), 1);
    }
    Shape shape = new Shape(batch.size(), length);
    try (NDManager manager = loaded.getNDManager().newSubManager()) {
      NDList inputs = new NDList(manager.create(ids, shape), manager.create(mask, shape));
      NDArray output =
          block.forward(new ParameterStore(manager, false), inputs, false).singletonOrThrow();
      return embeddings(output.toFloatArray(), batch.size());
    }
  }

  private List<Embedding> embeddings(float[] values, int count) {
    if (values.length != count * dimensionCount) {
      throw new EmbedderUnavailableException(
          "%s gave %d numbers for %d texts of %d dimensions"
              .formatted(model, values.length, count, dimensionCount));
    }
    List<Embedding> embeddings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      embeddings.add(
          Embedding.of(Arrays.copyOfRange(values, i * dimensionCount, (i + 1) * dimensionCount)));
    }
    return embeddings;
  }

  /// libtorch's messages carry a stack trace of their own.
  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getName());
  }
}

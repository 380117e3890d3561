package dev.kenning.embeddings.weights;

import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.WeightsFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// A mapped file of weights, read tensor by tensor under HuggingFace's names, linear weights in its
/// `[out, in]` order. The mapping ends with [#close()]. For one thread at a time.
public final class WeightsFile implements AutoCloseable {
  private final Path path;
  private final Arena arena;
  private final Map<String, StoredTensor> tensors;
  private final OptionalInt headSize;

  private WeightsFile(
      Path path, Arena arena, Map<String, StoredTensor> tensors, OptionalInt headSize) {
    this.path = path;
    this.arena = arena;
    this.tensors = tensors;
    this.headSize = headSize;
  }

  /// Maps the file and reads its table of contents.
  ///
  /// @throws ModelCorruptException if it is not a whole file of that format
  @SuppressWarnings("MustBeClosedChecker") // The arena lives on in the result, whose close ends it.
  public static WeightsFile open(Path path, WeightsFormat format) {
    Arena arena = Arena.ofConfined();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return switch (format) {
        case ONNX -> {
          OnnxReader reader = new OnnxReader(path, mapped);
          yield new WeightsFile(path, arena, reader.tensors(), reader.headSize());
        }
        case SAFETENSORS -> {
          Map<String, StoredTensor> tensors = new SafetensorsReader(path, mapped).tensors();
          yield new WeightsFile(path, arena, tensors, OptionalInt.empty());
        }
        case TORCHSCRIPT ->
            throw new IllegalArgumentException("A TorchScript archive is not read for weights");
      };
    } catch (IOException e) {
      arena.close();
      throw new UncheckedIOException("Cannot read " + path, e);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  public Path path() {
    return path;
  }

  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /// The tensor's shape, outermost first.
  ///
  /// @throws ModelCorruptException if it is missing
  public List<Long> shape(String name) {
    return require(name).logicalShape();
  }

  /// The width of an attention head, as an ONNX graph shows it by dividing scores by its root.
  ///
  /// @throws ModelCorruptException if the file does not show it
  public int headSize() {
    return headSize.orElseThrow(
        () -> corrupt("attention scores divided by a constant, or a config.json", "neither"));
  }

  /// The tensor's numbers, row by row.
  ///
  /// @param shape what it must be
  /// @throws ModelCorruptException if it is missing, of another shape, of an unreadable type, or
  ///   has numbers that are not finite
  public float[] read(String name, long... shape) {
    StoredTensor tensor = require(name);
    List<Long> wanted = Arrays.stream(shape).boxed().toList();
    if (!tensor.logicalShape().equals(wanted)) {
      throw corrupt(name + " of shape " + wanted, "shape " + tensor.logicalShape());
    }
    float[] stored = widened(name, tensor);
    for (float value : stored) {
      if (!Float.isFinite(value)) {
        throw corrupt(name + " of finite numbers", "the value " + value);
      }
    }
    return tensor.transposed() ? transposed(stored, tensor.shape()) : stored;
  }

  @Override
  public void close() {
    arena.close();
  }

  private float[] widened(String name, StoredTensor tensor) {
    ElementType type =
        tensor
            .type()
            .orElseThrow(
                () -> corrupt(name + " as float32, float16 or bfloat16", tensor.typeName()));
    long count = tensor.elementCount();
    if (count < 0) {
      throw corrupt(name + " of at most " + Integer.MAX_VALUE + " numbers", "" + tensor.shape());
    }
    long sizeBytes = count * type.sizeBytes();
    if (tensor.content().byteSize() != sizeBytes) {
      throw corrupt(name + " in " + sizeBytes + " bytes", tensor.content().byteSize() + " bytes");
    }
    float[] values = new float[(int) count];
    type.widen(tensor.content(), values);
    return values;
  }

  private static float[] transposed(float[] values, List<Long> shape) {
    int rowCount = Math.toIntExact(shape.getFirst());
    int columnCount = Math.toIntExact(shape.getLast());
    float[] turned = new float[values.length];
    for (int row = 0; row < rowCount; row++) {
      for (int column = 0; column < columnCount; column++) {
        turned[column * rowCount + row] = values[row * columnCount + column];
      }
    }
    return turned;
  }

  private StoredTensor require(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw corrupt("a tensor " + name, "none of that name among " + tensors.size());
    }
    return tensor;
  }

  private ModelCorruptException corrupt(String expected, String found) {
    return new ModelCorruptException(path.toString(), expected, found);
  }
}

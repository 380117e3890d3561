package dev.kenning.embeddings.torchscript;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// A tensor as an archive keeps it: raw, contiguous, little-endian numbers.
///
/// @param type the number format
/// @param shape outermost first
/// @param content the numbers, from position 0 to the limit
record ArchiveTensor(StorageType type, List<Integer> shape, ByteBuffer content) {
  private static final float LARGEST_HALF = 65_504f;

  /// Number formats by the class that pickled storages name.
  enum StorageType {
    FLOAT("FloatStorage", Float.BYTES),
    HALF("HalfStorage", Short.BYTES),
    BYTE("CharStorage", Byte.BYTES);

    private final String className;
    private final int sizeBytes;

    StorageType(String className, int sizeBytes) {
      this.className = className;
      this.sizeBytes = sizeBytes;
    }

    String className() {
      return className;
    }
  }

  ArchiveTensor {
    shape = List.copyOf(shape);
    if ((long) elementCount(shape) * type.sizeBytes != content.limit()) {
      throw new IllegalArgumentException(
          content.limit() + " bytes do not hold " + type + " of shape " + shape);
    }
  }

  static ArchiveTensor ofFloats(float[] values, Integer... shape) {
    ByteBuffer content = ByteBuffer.allocate(values.length * Float.BYTES);
    content.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return new ArchiveTensor(StorageType.FLOAT, List.of(shape), content);
  }

  /// Rounds to the nearest 16-bit float, ties to even, and clamps to its finite range, as the
  /// packing at load would.
  static ArchiveTensor ofHalves(float[] values, Integer... shape) {
    ByteBuffer content = ByteBuffer.allocate(values.length * Short.BYTES);
    content.order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      content.putShort(Float.floatToFloat16(Math.clamp(value, -LARGEST_HALF, LARGEST_HALF)));
    }
    return new ArchiveTensor(StorageType.HALF, List.of(shape), content.flip());
  }

  static ArchiveTensor ofBytes(byte[] values, Integer... shape) {
    return new ArchiveTensor(StorageType.BYTE, List.of(shape), ByteBuffer.wrap(values));
  }

  int elementCount() {
    return elementCount(shape);
  }

  /// Steps between neighbours along each dimension of a contiguous tensor.
  List<Integer> strides() {
    Integer[] strides = new Integer[shape.size()];
    int step = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      strides[i] = step;
      step *= shape.get(i);
    }
    return List.of(strides);
  }

  private static int elementCount(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}

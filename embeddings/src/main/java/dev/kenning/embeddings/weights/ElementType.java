package dev.kenning.embeddings.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The number formats of weights that we read; all little-endian, all widened to 32-bit floats.
enum ElementType {
  FLOAT32(Float.BYTES) {
    @Override
    void widen(MemorySegment from, float[] to) {
      MemorySegment.copy(from, FLOAT, 0, to, 0, to.length);
    }
  },
  FLOAT16(Short.BYTES) {
    @Override
    void widen(MemorySegment from, float[] to) {
      for (int i = 0; i < to.length; i++) {
        to[i] = Float.float16ToFloat(from.get(SHORT, (long) i * Short.BYTES));
      }
    }
  },
  /// The upper half of a 32-bit float.
  BFLOAT16(Short.BYTES) {
    @Override
    void widen(MemorySegment from, float[] to) {
      for (int i = 0; i < to.length; i++) {
        to[i] = Float.intBitsToFloat(from.get(SHORT, (long) i * Short.BYTES) << Short.SIZE);
      }
    }
  };

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int sizeBytes;

  ElementType(int sizeBytes) {
    this.sizeBytes = sizeBytes;
  }

  int sizeBytes() {
    return sizeBytes;
  }

  /// Fills `to` with the numbers at the start of `from`.
  abstract void widen(MemorySegment from, float[] to);
}

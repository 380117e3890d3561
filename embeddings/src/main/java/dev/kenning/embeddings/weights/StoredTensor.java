package dev.kenning.embeddings.weights;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// A tensor as it lies in a mapped file, not yet read.
///
/// @param shape outermost first
/// @param type empty for a number format we do not read
/// @param typeName the format as the file calls it
/// @param content its raw, contiguous numbers
/// @param transposed whether it is kept `[in, out]` where HuggingFace keeps `[out, in]`
record StoredTensor(
    List<Long> shape,
    Optional<ElementType> type,
    String typeName,
    MemorySegment content,
    boolean transposed) {
  StoredTensor {
    shape = List.copyOf(shape);
  }

  /// The shape in HuggingFace's order.
  List<Long> logicalShape() {
    return transposed ? shape.reversed() : shape;
  }

  /// How many numbers the shape asks for, or -1 if that is more than an array holds.
  long elementCount() {
    long count = 1;
    for (long size : shape) {
      if (size < 0 || (size > 0 && count > Integer.MAX_VALUE / size)) {
        return -1;
      }
      count *= size;
    }
    return count;
  }
}

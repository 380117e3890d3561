package dev.kenning.embeddings.weights;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.ObjectMapper;

/// Writes a safetensors file, the format that [SafetensorsReader] tells of. Tensors are added by
/// name in 32 or 16 bits and kept on the heap until written. For one thread.
public final class SafetensorsWriter {
  private final Map<String, String> metadata = new LinkedHashMap<>(Map.of("format", "pt"));
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // large, and never leaves this class
  private record Tensor(float[] numbers, long[] shape, ElementType type) {
    int sizeBytes() {
      return Math.multiplyExact(numbers.length, type.sizeBytes());
    }
  }

  /// Adds a tensor in 32 bits. The array is not copied.
  ///
  /// @throws IllegalArgumentException if the shape does not hold the numbers
  public SafetensorsWriter add(String name, float[] numbers, long... shape) {
    return add(name, numbers, ElementType.FLOAT32, shape);
  }

  /// Adds a tensor in 16 bits, each number rounded to the nearest, ties to even.
  public SafetensorsWriter addHalves(String name, float[] numbers, long... shape) {
    return add(name, numbers, ElementType.FLOAT16, shape);
  }

  /// Adds a remark to the header.
  public SafetensorsWriter note(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  private SafetensorsWriter add(String name, float[] numbers, ElementType type, long... shape) {
    if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != numbers.length) {
      throw new IllegalArgumentException(
          "%s of shape %s does not hold %d numbers"
              .formatted(name, Arrays.toString(shape), numbers.length));
    }
    tensors.put(name, new Tensor(numbers, shape.clone(), type));
    return this;
  }

  public void write(Path target) throws IOException {
    byte[] header = header().getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
      byte[] length = new byte[Long.BYTES];
      ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
      out.write(length);
      out.write(header);
      for (Tensor tensor : tensors.values()) {
        out.write(content(tensor));
      }
    }
  }

  private String header() {
    StringBuilder header = new StringBuilder("{\"__metadata__\":");
    header.append(new ObjectMapper().writeValueAsString(metadata));
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      long end = offset + entry.getValue().sizeBytes();
      String shape =
          Arrays.stream(entry.getValue().shape())
              .mapToObj(Long::toString)
              .collect(Collectors.joining(","));
      header.append(
          ",\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%d,%d]}"
              .formatted(entry.getKey(), typeName(entry.getValue().type()), shape, offset, end));
      offset = end;
    }
    return header.append('}').toString();
  }

  private static String typeName(ElementType type) {
    return type == ElementType.FLOAT16 ? "F16" : "F32";
  }

  private static byte[] content(Tensor tensor) {
    byte[] content = new byte[tensor.sizeBytes()];
    ByteBuffer out = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (tensor.type() == ElementType.FLOAT16) {
      for (float number : tensor.numbers()) {
        out.putShort(Float.floatToFloat16(number));
      }
    } else {
      out.asFloatBuffer().put(tensor.numbers());
    }
    return content;
  }
}

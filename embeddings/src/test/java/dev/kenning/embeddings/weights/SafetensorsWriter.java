package dev.kenning.embeddings.weights;

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

/// Writes safetensors files for tests. Tensors are named, 32-bit, and kept on the heap.
public final class SafetensorsWriter {
  private final Map<String, long[]> shapes = new LinkedHashMap<>();
  private final Map<String, float[]> values = new LinkedHashMap<>();

  public SafetensorsWriter add(String name, float[] numbers, long... shape) {
    shapes.put(name, shape);
    values.put(name, numbers);
    return this;
  }

  public void write(Path target) throws IOException {
    long offset = 0;
    StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
    for (Map.Entry<String, float[]> entry : values.entrySet()) {
      long end = offset + (long) entry.getValue().length * Float.BYTES;
      String shape =
          Arrays.stream(shapes.get(entry.getKey()))
              .mapToObj(Long::toString)
              .collect(Collectors.joining(","));
      header.append(
          ",\"%s\":{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[%d,%d]}"
              .formatted(entry.getKey(), shape, offset, end));
      offset = end;
    }
    byte[] bytes = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(target)) {
      byte[] length = new byte[Long.BYTES];
      ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length);
      out.write(length);
      out.write(bytes);
      for (float[] numbers : values.values()) {
        byte[] content = new byte[numbers.length * Float.BYTES];
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(numbers);
        out.write(content);
      }
    }
  }
}

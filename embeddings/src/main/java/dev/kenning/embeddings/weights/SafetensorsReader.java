package dev.kenning.embeddings.weights;

import dev.kenning.embeddings.model.ModelCorruptException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Finds the tensors of a safetensors file: the length of a JSON header (8 bytes, little-endian),
/// the header, then raw numbers. The header maps each name to its `dtype`, `shape` and
/// `data_offsets`, counted from the header's end; `__metadata__` is not a tensor.
///
/// Names are brought to one form: a checkpoint saved with its task head calls everything `bert.…`,
/// and old ones call a norm's weight and bias gamma and beta.
final class SafetensorsReader {
  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// The format's own bound.
  private static final long LARGEST_HEADER_BYTES = 100_000_000;

  private static final String PREFIX = "bert.";

  private final String path;
  private final MemorySegment content;

  SafetensorsReader(Path path, MemorySegment content) {
    this.path = path.toString();
    this.content = content;
  }

  Map<String, StoredTensor> tensors() {
    long headerBytes = headerBytes();
    MemorySegment numbers = content.asSlice(Long.BYTES + headerBytes);
    Map<String, StoredTensor> tensors = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : header(headerBytes).properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        tensors.put(
            canonicalName(entry.getKey()), tensor(entry.getKey(), entry.getValue(), numbers));
      }
    }
    return tensors;
  }

  private long headerBytes() {
    if (content.byteSize() < Long.BYTES) {
      throw corrupt("a safetensors header", content.byteSize() + " bytes in all");
    }
    long headerBytes = content.get(LENGTH, 0);
    long left = content.byteSize() - Long.BYTES;
    if (headerBytes < 2 || headerBytes > LARGEST_HEADER_BYTES || headerBytes > left) {
      throw corrupt(
          "a safetensors header within the file's " + left + " bytes",
          "a header of " + Long.toUnsignedString(headerBytes) + " bytes");
    }
    return headerBytes;
  }

  private JsonNode header(long headerBytes) {
    byte[] bytes = content.asSlice(Long.BYTES, headerBytes).toArray(ValueLayout.JAVA_BYTE);
    try {
      JsonNode header = new ObjectMapper().readTree(new String(bytes, StandardCharsets.UTF_8));
      if (header.isObject()) {
        return header;
      }
    } catch (JacksonException e) {
      throw new ModelCorruptException(path, "a JSON header", e.getOriginalMessage(), e);
    }
    throw corrupt("a JSON object as header", "another JSON value");
  }

  private StoredTensor tensor(String name, JsonNode entry, MemorySegment numbers) {
    JsonNode offsets = entry.path("data_offsets");
    long start = offsets.path(0).asLong(-1);
    long end = offsets.path(1).asLong(-1);
    if (start < 0 || end < start || end > numbers.byteSize()) {
      throw corrupt(
          name + " within " + numbers.byteSize() + " bytes of numbers", "offsets " + offsets);
    }
    List<Long> shape = new ArrayList<>();
    entry.path("shape").forEach(size -> shape.add(size.asLong(-1)));
    String typeName = entry.path("dtype").asString("no dtype");
    MemorySegment tensorNumbers = numbers.asSlice(start, end - start);
    return new StoredTensor(shape, type(typeName), typeName, tensorNumbers, false);
  }

  private static String canonicalName(String name) {
    String plain = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    return plain
        .replace("LayerNorm.gamma", "LayerNorm.weight")
        .replace("LayerNorm.beta", "LayerNorm.bias");
  }

  private static Optional<ElementType> type(String name) {
    return switch (name) {
      case "F32" -> Optional.of(ElementType.FLOAT32);
      case "F16" -> Optional.of(ElementType.FLOAT16);
      case "BF16" -> Optional.of(ElementType.BFLOAT16);
      default -> Optional.empty();
    };
  }

  private ModelCorruptException corrupt(String expected, String found) {
    return new ModelCorruptException(path, expected, found);
  }
}

package dev.kenning.embeddings.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.WeightsFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxReaderTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("tiny.onnx");
    Files.write(file, model(graph(1)));
  }

  @Test
  void anAnonymousMatrixGetsItsLayersNameAndOrder() {
    try (WeightsFile weights = open()) {
      assertThat(weights.read("dense.bias", 2)).containsExactly(8, 9);
      // Kept as [in 3, out 2]: 1 2 / 3 4 / 5 6.
      assertThat(weights.read("dense.weight", 2, 3)).containsExactly(1, 3, 5, 2, 4, 6);
    }
  }

  @Test
  void theRootThatScoresAreDividedByShowsTheHeadSize() {
    try (WeightsFile weights = open()) {
      assertThat(weights.headSize()).isEqualTo(32);
    }
  }

  @Test
  void unsupportedNumbersAreRefused() throws IOException {
    Files.write(file, model(graph(7)));
    try (WeightsFile weights = open()) {
      assertThatThrownBy(() -> weights.read("dense.bias", 2))
          .isInstanceOf(ModelCorruptException.class)
          .hasMessageContaining("ONNX type 7");
    }
  }

  @Test
  void weightsKeptBesideTheFileAreRefused() throws IOException {
    byte[] outside = message(field(8, "w"), varint(14, 1));
    Files.write(file, model(field(5, outside)));
    assertThatThrownBy(this::open)
        .isInstanceOf(ModelCorruptException.class)
        .hasMessageContaining("beside");
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(this::open)
          .as("cut to %d bytes", length)
          .isInstanceOf(ModelCorruptException.class);
    }
  }

  @Test
  void whatIsNotAModelIsRefused() throws IOException {
    Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
    assertThatThrownBy(this::open).isInstanceOf(ModelCorruptException.class);
  }

  private WeightsFile open() {
    return WeightsFile.open(file, WeightsFormat.ONNX);
  }

  private static byte[] graph(int type) {
    return message(
        field(5, tensor("dense.bias", type, new float[] {8, 9}, 2)),
        field(5, tensor("onnx::MatMul_1", type, new float[] {1, 2, 3, 4, 5, 6}, 3, 2)),
        field(1, node("MatMul", "product", "x", "onnx::MatMul_1")),
        field(1, node("Add", "sum", "dense.bias", "product")),
        field(1, constant("root", (float) Math.sqrt(32))),
        field(1, node("Div", "scaled", "product", "root")));
  }

  private static byte[] model(byte[] graph) {
    return message(varint(1, 6), field(2, "test"), field(7, graph));
  }

  private static byte[] tensor(String name, int type, float[] values, int... shape) {
    ByteArrayOutputStream dimensions = new ByteArrayOutputStream();
    for (int size : shape) {
      dimensions.writeBytes(varint(1, size));
    }
    return message(
        dimensions.toByteArray(), varint(2, type), field(8, name), field(9, raw(values)));
  }

  private static byte[] node(String operator, String output, String... inputs) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String input : inputs) {
      all.writeBytes(field(1, input));
    }
    return message(all.toByteArray(), field(2, output), field(4, operator));
  }

  private static byte[] constant(String output, float value) {
    byte[] attribute = message(field(1, "value"), field(5, tensor("", 1, new float[] {value})));
    return message(field(2, output), field(4, "Constant"), field(5, attribute));
  }

  private static byte[] raw(float... values) {
    byte[] content = new byte[values.length * Float.BYTES];
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return content;
  }

  private static byte[] message(byte[]... fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] field : fields) {
      out.writeBytes(field);
    }
    return out.toByteArray();
  }

  private static byte[] field(int number, String text) {
    return field(number, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] field(int number, byte[] content) {
    return message(varint((number << 3) | 2), varint(content.length), content);
  }

  private static byte[] varint(int number, int value) {
    return message(varint(number << 3), varint(value));
  }

  private static byte[] varint(int value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int left = value;
    while (left > 0x7f) {
      out.write((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write(left);
    return out.toByteArray();
  }
}

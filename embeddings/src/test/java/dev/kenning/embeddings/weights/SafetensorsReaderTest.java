package dev.kenning.embeddings.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.WeightsFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsReaderTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("tiny.safetensors");
    new SafetensorsWriter()
        .add("bert.encoder.x.weight", new float[] {1, 2, 3, 4, 5, 6}, 2, 3)
        .add("LayerNorm.gamma", new float[] {7}, 1)
        .write(file);
  }

  @Test
  void tensorsAreReadUnderTheirPlainNames() {
    try (WeightsFile weights = open()) {
      assertThat(weights.shape("encoder.x.weight")).isEqualTo(List.of(2L, 3L));
      assertThat(weights.read("encoder.x.weight", 2, 3)).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(weights.read("LayerNorm.weight", 1)).containsExactly(7);
    }
  }

  @Test
  void halfPrecisionIsWidened() throws IOException {
    raw("{\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", halves(1.5f, -2));
    try (WeightsFile weights = open()) {
      assertThat(weights.read("h", 2)).containsExactly(1.5f, -2);
    }
  }

  @Test
  void missingTensorIsNamed() {
    try (WeightsFile weights = open()) {
      assertThatThrownBy(() -> weights.read("pooler", 3))
          .isInstanceOf(ModelCorruptException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("expected a tensor pooler");
    }
  }

  @Test
  void wrongShapeSaysBoth() {
    try (WeightsFile weights = open()) {
      assertThatThrownBy(() -> weights.read("encoder.x.weight", 3, 3))
          .isInstanceOf(ModelCorruptException.class)
          .hasMessageContaining("[3, 3]")
          .hasMessageContaining("[2, 3]");
    }
  }

  @Test
  void unsupportedNumbersAreRefused() throws IOException {
    raw("{\"i\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}", new byte[8]);
    try (WeightsFile weights = open()) {
      assertThatThrownBy(() -> weights.read("i", 1))
          .isInstanceOf(ModelCorruptException.class)
          .hasMessageContaining("I64");
    }
  }

  @Test
  void infiniteNumbersAreRefused() throws IOException {
    new SafetensorsWriter().add("x", new float[] {1, Float.NaN}, 2).write(file);
    try (WeightsFile weights = open()) {
      assertThatThrownBy(() -> weights.read("x", 2)).isInstanceOf(ModelCorruptException.class);
    }
  }

  /// Cut anywhere, the file is refused or lacks what is asked of it, and never gives wrong numbers.
  @Test
  void everyTruncationIsNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(
              () -> {
                try (WeightsFile weights = open()) {
                  weights.read("encoder.x.weight", 2, 3);
                  weights.read("LayerNorm.weight", 1);
                }
              })
          .as("cut to %d bytes", length)
          .isInstanceOf(ModelCorruptException.class);
    }
  }

  @Test
  void headersThatLieAreRefused() throws IOException {
    Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, 0});
    assertThatThrownBy(this::open).isInstanceOf(ModelCorruptException.class);
    raw("[1, 2]", new byte[0]);
    assertThatThrownBy(this::open).isInstanceOf(ModelCorruptException.class);
    raw("{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,2]}}", new byte[8]);
    assertThatThrownBy(this::open).isInstanceOf(ModelCorruptException.class);
    raw("{\"x\":{\"dtype\":\"F32\",\"shape\":[9],\"data_offsets\":[0,8]}}", new byte[8]);
    try (WeightsFile weights = open()) {
      assertThatThrownBy(() -> weights.read("x", 9)).isInstanceOf(ModelCorruptException.class);
    }
  }

  private WeightsFile open() {
    return WeightsFile.open(file, WeightsFormat.SAFETENSORS);
  }

  private void raw(String header, byte[] numbers) throws IOException {
    byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
    byte[] content = new byte[Long.BYTES + bytes.length + numbers.length];
    ByteBuffer.wrap(content)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(bytes.length)
        .put(bytes)
        .put(numbers);
    Files.write(file, content);
  }

  private static byte[] halves(float... values) {
    byte[] content = new byte[values.length * Short.BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putShort(Float.floatToFloat16(value));
    }
    return content;
  }
}

package dev.kenning.embeddings.torchscript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.weights.Linear;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveWriterTest {
  private static final int LOCAL_HEADER_BYTES = 30;
  @TempDir Path directory;

  @Test
  void everyEntryIsStoredAtAMultipleOfSixtyFourBytes() throws IOException {
    Path file = directory.resolve("a.pt");
    try (ArchiveWriter archive = new ArchiveWriter(file, "root")) {
      for (int size : new int[] {0, 1, 63, 64, 65, 1000}) {
        archive.add("data/" + size, new byte[size]);
      }
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int position = 0;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        int start =
            position
                + LOCAL_HEADER_BYTES
                + bytes.getShort(position + 26)
                + bytes.getShort(position + 28);
        assertThat(start % 64).as(entry.getName()).isZero();
        position = start + Math.toIntExact(entry.getSize());
      }
      assertThat(zip.size()).isEqualTo(6);
    }
  }

  @Test
  void equalWeightsGiveEqualBytes() throws IOException {
    Linear linear = new Linear(2, new float[] {1, -2, 0.5f, 0}, new float[] {3, 4});
    for (Precision precision : Precision.values()) {
      Path one = directory.resolve("one-" + precision);
      Path other = directory.resolve("other-" + precision);
      new LinearArchive(linear, precision).write(one);
      new LinearArchive(linear, precision).write(other);
      assertThat(other).hasSameBinaryContentAs(one);
    }
  }

  @Test
  void anArchiveHoldsOutlineProgramAndTensors() throws IOException {
    Path file = directory.resolve("layer.pt");
    Linear linear = new Linear(2, new float[] {1, -2, 0.5f, 0}, new float[] {3, 4});
    new LinearArchive(linear, Precision.FP32).write(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(Collections.list(zip.entries()).stream().map(ZipEntry::getName))
          .containsExactly(
              "bert/data/0",
              "bert/data/1",
              "bert/data.pkl",
              "bert/code/__torch__.py",
              "bert/constants.pkl",
              "bert/version",
              "bert/byteorder");
      byte[] weight = zip.getInputStream(zip.getEntry("bert/data/0")).readAllBytes();
      ByteBuffer numbers = ByteBuffer.wrap(weight).order(ByteOrder.LITTLE_ENDIAN);
      assertThat(numbers.getFloat(4)).isEqualTo(-2);
      byte[] code = zip.getInputStream(zip.getEntry("bert/code/__torch__.py")).readAllBytes();
      assertThat(new String(code, StandardCharsets.UTF_8))
          .startsWith("class Bert(Module):\n  __parameters__ = []\n")
          .contains("    answer = torch.linear(mask, self.layer_weight, self.layer_bias)\n");
    }
  }

  @Test
  void eightBitRowsUseTheirWholeRange() {
    Linear linear = new Linear(2, new float[] {1, -0.5f, 0, 0}, new float[] {0, 0});
    List<ArchiveTensor> stored = LinearForm.BYTE.stored(linear);
    assertThat(stored.getFirst().content()).isEqualTo(ByteBuffer.wrap(new byte[] {127, -64, 0, 0}));
    assertThat(stored.getLast().content().order(ByteOrder.LITTLE_ENDIAN).getFloat(0))
        .isEqualTo(1f / 127);
  }

  @Test
  void sixteenBitWeightsStayFinite() {
    ArchiveTensor tensor = ArchiveTensor.ofHalves(new float[] {1e9f, -1e9f}, 2);
    ByteBuffer content = tensor.content().order(ByteOrder.LITTLE_ENDIAN);
    assertThat(Float.float16ToFloat(content.getShort(0))).isEqualTo(65_504);
    assertThat(Float.float16ToFloat(content.getShort(2))).isEqualTo(-65_504);
  }
}

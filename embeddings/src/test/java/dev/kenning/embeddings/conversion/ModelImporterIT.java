package dev.kenning.embeddings.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.encoder.TestEngine;
import dev.kenning.embeddings.model.Architecture;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.ModelCatalogue;
import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.ModelFile;
import dev.kenning.embeddings.model.Pooling;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.model.ReferenceVector;
import dev.kenning.embeddings.model.WeightsFormat;
import dev.kenning.embeddings.weights.SafetensorsWriter;
import dev.kenning.embeddings.weights.WeightsFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Imports all-MiniLM-L6-v2 again from each form it can come in.
class ModelImporterIT {
  private static final String CONFIG =
      """
      {"model_type": "bert", "num_hidden_layers": 6, "num_attention_heads": 12, "hidden_size": 384,
       "intermediate_size": 1536, "vocab_size": 30522, "max_position_embeddings": 512,
       "hidden_act": "gelu", "layer_norm_eps": 1e-12}
      """;

  @TempDir Path directory;
  private final CatalogueModel original =
      ModelCatalogue.read(TestEngine.MODELS).require("all-MiniLM-L6-v2");
  private Path models;
  private Path folder;

  @BeforeEach
  void copyTheTokenizer() throws IOException {
    models = directory.resolve("models");
    folder = Files.createDirectory(directory.resolve("source"));
    copy(original.manifest().tokenizer(), folder.resolve("tokenizer.json"));
  }

  @Test
  void safetensorsAndOnnxOfTheSameWeightsGiveTheSameVectors() throws IOException {
    Path onnx = folder.resolve("mini.onnx");
    copy(original.manifest().weights(), onnx);
    CatalogueModel fromOnnx = importModel(ImportRequest.of(onnx));
    assertThat(fromOnnx.manifest().id()).isEqualTo("mini");
    assertThat(fromOnnx.manifest().architecture()).isEqualTo(original.manifest().architecture());
    writeHuggingFaceFolder(onnx);
    Files.delete(onnx);
    CatalogueModel fromFolder = importModel(ImportRequest.of(folder).withId("folder"));
    assertThat(fromFolder.manifest().pooling()).isEqualTo(Pooling.MEAN);
    assertThat(fromFolder.manifest().maxTokenCount()).isEqualTo(256);
    assertThat(fromFolder.manifest().queryPrefix()).isEqualTo("find: ");
    assertThat(fromFolder.manifest().references()).isEqualTo(fromOnnx.manifest().references());
    assertSameAsOriginal(fromFolder);
  }

  @Test
  void aFinishedArchiveIsTakenAsItIs() throws IOException {
    ModelConverter converter = new ModelConverter(TestEngine.MODELS, TestEngine.CONFIG);
    new ModelOpener(TestEngine.MODELS, TestEngine.CONFIG).open(original, Precision.FP32).close();
    Path archive = folder.resolve("ready.pt");
    Files.copy(converter.location(original.manifest(), Precision.FP32), archive);
    Files.writeString(folder.resolve("config.json"), CONFIG);
    CatalogueModel imported = importModel(ImportRequest.of(archive));
    assertThat(imported.manifest().weightsFormat()).isEqualTo(WeightsFormat.TORCHSCRIPT);
    assertSameAsOriginal(imported);
  }

  @Test
  void aTruncatedModelIsRefusedAndLeavesNothing() throws IOException {
    Path onnx = folder.resolve("mini.onnx");
    copy(original.manifest().weights(), onnx);
    try (FileChannel channel = FileChannel.open(onnx, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
    assertRefused(ImportRequest.of(onnx), "bytes left");
  }

  @Test
  void whatIsMissingOrUnsupportedIsNamedAndLeavesNothing() throws IOException {
    assertRefused(ImportRequest.of(folder), "model.safetensors");
    Path weights = folder.resolve("model.safetensors");
    new SafetensorsWriter().add("x", new float[] {1}, 1).write(weights);
    assertRefused(ImportRequest.of(folder), "config.json");
    Files.writeString(folder.resolve("config.json"), CONFIG.replace("\"bert\"", "\"roberta\""));
    assertRefused(ImportRequest.of(folder), "'roberta'");
    Files.writeString(folder.resolve("config.json"), CONFIG.replace("gelu", "relu"));
    assertRefused(ImportRequest.of(folder), "'relu'");
    Files.writeString(folder.resolve("config.json"), CONFIG);
    assertRefused(ImportRequest.of(folder), "embeddings.word_embeddings.weight");
    Files.delete(folder.resolve("tokenizer.json"));
    assertRefused(ImportRequest.of(folder), "tokenizer.json");
    assertRefused(ImportRequest.of(directory.resolve("nowhere")), "nowhere");
  }

  @Test
  void aTakenNameIsRefused() throws IOException {
    Path onnx = folder.resolve("mini.onnx");
    Files.writeString(onnx, "never read");
    assertThatThrownBy(() -> importModel(ImportRequest.of(onnx).withId("e5-small-v2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("e5-small-v2");
  }

  private CatalogueModel importModel(ImportRequest request) {
    return new ModelImporter(models, TestEngine.CONFIG).importModel(request);
  }

  private void assertRefused(ImportRequest request, String reason) throws IOException {
    assertThatThrownBy(() -> importModel(request))
        .isInstanceOf(ModelCorruptException.class)
        .hasMessageContaining(reason);
    if (Files.exists(models)) {
      try (Stream<Path> left = Files.list(models)) {
        assertThat(left).isEmpty();
      }
    }
  }

  private void assertSameAsOriginal(CatalogueModel imported) {
    CatalogueModel listed = ModelCatalogue.read(models).require(imported.manifest().id());
    try (LoadedModel opened =
        new ModelOpener(models, TestEngine.CONFIG).open(listed, Precision.FP32)) {
      for (ReferenceVector reference : original.manifest().references()) {
        Embedding made =
            opened
                .encoder()
                .encode(List.of(opened.tokenizer().tokenize(reference.text())))
                .getFirst();
        if (opened.tokenizer().tokenize(reference.text()).tokenCount() <= 256) {
          assertThat(made.cosine(reference.embedding())).isGreaterThan(0.9999f);
        }
      }
    }
  }

  /// The same weights under HuggingFace's names, with the files that stand beside them.
  private void writeHuggingFaceFolder(Path onnx) throws IOException {
    Architecture sizes = original.manifest().architecture();
    SafetensorsWriter out = new SafetensorsWriter();
    try (WeightsFile weights = WeightsFile.open(onnx, WeightsFormat.ONNX)) {
      for (String name : tensorNames(sizes)) {
        long[] shape = weights.shape(name).stream().mapToLong(Long::longValue).toArray();
        out.add(name, weights.read(name, shape), shape);
      }
    }
    out.write(folder.resolve("model.safetensors"));
    Files.writeString(folder.resolve("config.json"), CONFIG);
    Files.writeString(folder.resolve("sentence_bert_config.json"), "{\"max_seq_length\": 256}");
    Files.writeString(
        folder.resolve("config_sentence_transformers.json"),
        "{\"prompts\": {\"query\": \"find: \"}}");
    Path pooling = Files.createDirectory(folder.resolve("1_Pooling")).resolve("config.json");
    Files.writeString(pooling, "{\"pooling_mode_mean_tokens\": true}");
  }

  private static List<String> tensorNames(Architecture sizes) {
    List<String> names = new ArrayList<>();
    for (String table : List.of("word", "position", "token_type")) {
      names.add("embeddings." + table + "_embeddings.weight");
    }
    List<String> parts = new ArrayList<>(List.of("embeddings.LayerNorm"));
    for (int layer = 0; layer < sizes.layerCount(); layer++) {
      for (String part :
          List.of(
              "attention.self.query",
              "attention.self.key",
              "attention.self.value",
              "attention.output.dense",
              "attention.output.LayerNorm",
              "intermediate.dense",
              "output.dense",
              "output.LayerNorm")) {
        parts.add("encoder.layer." + layer + "." + part);
      }
    }
    parts.forEach(part -> names.addAll(List.of(part + ".weight", part + ".bias")));
    return names;
  }

  private void copy(ModelFile file, Path target) throws IOException {
    try (InputStream content = original.read(file)) {
      Files.copy(content, target);
    }
  }
}

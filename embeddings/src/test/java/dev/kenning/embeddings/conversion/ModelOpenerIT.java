package dev.kenning.embeddings.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.encoder.TestEngine;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.ModelCatalogue;
import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.ModelFile;
import dev.kenning.embeddings.model.ModelManifest;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.model.ReferenceVector;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelOpenerIT {
  @TempDir Path models;
  private final CatalogueModel model =
      ModelCatalogue.read(TestEngine.MODELS).require("all-MiniLM-L6-v2");

  @Test
  void aPrecisionTheMachineLacksFallsBackWithItsReason() {
    ModelOpener opener =
        new ModelOpener(models, TestEngine.CONFIG, precision -> Optional.of("no FBGEMM here"));
    try (LoadedModel opened = opener.open(model, Precision.FP16)) {
      assertThat(opened.precision()).isEqualTo(Precision.FP32);
      assertThat(opened.fallbackReason()).contains("no FBGEMM here");
      assertThat(opened.encoder().model().precision()).isEqualTo("fp32");
      assertIsTheModel(opened);
    }
  }

  @Test
  void theProbeAgreesWithThisMachine() {
    TrialProbe probe = new TrialProbe(TestEngine.CONFIG);
    assertThat(probe.obstacle(Precision.FP32)).isEmpty();
    boolean hasFbgemm = System.getProperty("os.arch").equals("amd64");
    assertThat(probe.obstacle(Precision.FP16).isEmpty()).isEqualTo(hasFbgemm);
  }

  @Test
  void aDamagedArchiveIsMadeAgain() throws IOException {
    ModelOpener opener = new ModelOpener(models, TestEngine.CONFIG);
    opener.open(model, Precision.FP32).close();
    Path archive = onlyArchive();
    byte[] whole = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
    try (LoadedModel opened = opener.open(model, Precision.FP32)) {
      assertIsTheModel(opened);
    }
    assertThat(archive).hasBinaryContent(whole);
  }

  @Test
  void otherWeightsThanTheManifestsAreRefusedAndLeaveNothing() throws IOException {
    ModelFile file = model.manifest().weights();
    ModelFile other = new ModelFile(file.location(), file.sizeBytes(), "0".repeat(64));
    CatalogueModel changed = withWeights(other);
    assertThatThrownBy(
            () -> new ModelOpener(models, TestEngine.CONFIG).open(changed, Precision.FP32))
        .isInstanceOf(ModelCorruptException.class)
        .hasMessageContaining("SHA-256");
    assertThat(filesLeft()).isEmpty();
  }

  @Test
  void aConversionThatMissesItsReferencesIsRefusedAndLeavesNothing() throws IOException {
    ModelManifest manifest = model.manifest();
    Embedding wrong = manifest.references().get(1).embedding();
    CatalogueModel changed =
        new CatalogueModel(
            manifest.withReferences(List.of(new ReferenceVector("a", wrong))), model.origin());
    assertThatThrownBy(
            () -> new ModelOpener(models, TestEngine.CONFIG).open(changed, Precision.FP32))
        .isInstanceOf(ModelCorruptException.class)
        .hasMessageContaining("cosine");
    assertThat(filesLeft()).isEmpty();
  }

  @Test
  void aClosedEncoderRefusesAndClosesAgain() {
    LoadedModel opened =
        new ModelOpener(TestEngine.MODELS, TestEngine.CONFIG).open(model, Precision.FP32);
    TokenizedText text = opened.tokenizer().tokenize("a");
    opened.close();
    opened.close();
    assertThatThrownBy(() -> opened.encoder().encode(List.of(text)))
        .isInstanceOf(EmbedderUnavailableException.class)
        .hasMessageContaining("closed");
  }

  private static void assertIsTheModel(LoadedModel opened) {
    ReferenceVector reference = opened.manifest().references().get(1);
    TokenizedText text = opened.tokenizer().tokenize(reference.text());
    Embedding made = opened.encoder().encode(List.of(text)).getFirst();
    assertThat(made.cosine(reference.embedding())).isGreaterThan(0.99999f);
  }

  private CatalogueModel withWeights(ModelFile weights) {
    ModelManifest m = model.manifest();
    return new CatalogueModel(
        new ModelManifest(
            m.id(),
            m.description(),
            m.architecture(),
            m.pooling(),
            m.maxTokenCount(),
            m.queryPrefix(),
            m.passagePrefix(),
            m.weightsFormat(),
            weights,
            m.tokenizer(),
            m.artifact(),
            m.licence(),
            m.references()),
        model.origin());
  }

  private Path onlyArchive() throws IOException {
    return filesLeft().getFirst();
  }

  private List<Path> filesLeft() throws IOException {
    try (Stream<Path> all = Files.walk(models)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}

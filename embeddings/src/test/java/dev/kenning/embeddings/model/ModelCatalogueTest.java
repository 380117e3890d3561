package dev.kenning.embeddings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.embeddings.model.CatalogueModel.Availability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCatalogueTest {
  @TempDir Path models;

  @Test
  void fourModelsAreBuiltInAndTheOneTunedToJavaIsTheDefault() {
    ModelCatalogue catalogue = ModelCatalogue.read(models.resolve("none yet"));
    assertThat(catalogue.models().stream().map(model -> model.manifest().id()))
        .containsExactly(
            "kenning-java-small", "bge-small-en-v1.5", "all-MiniLM-L6-v2", "e5-small-v2");
    ModelManifest manifest = catalogue.defaultModel().manifest();
    assertThat(manifest.dimensionCount()).isEqualTo(384);
    assertThat(manifest.licence().name()).isEqualTo("Apache-2.0");
    assertThat(manifest.references()).isNotEmpty();
    assertThat(catalogue.require("bge-small-en-v1.5").manifest().references())
        .hasSizeGreaterThanOrEqualTo(5);
    assertThat(catalogue.defaultModel().availability()).isEqualTo(new Availability.Available());
  }

  @Test
  void anUnknownModelIsAnsweredWithThoseThereAre() {
    ModelCatalogue catalogue = ModelCatalogue.read(models);
    assertThatThrownBy(() -> catalogue.require("gpt"))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("bge-small-en-v1.5");
  }

  @Test
  void anImportedModelIsListedAndMissesWhatWasDeleted() throws IOException {
    ModelManifest manifest = ModelCatalogue.read(models).defaultModel().manifest();
    Path home = Files.createDirectory(models.resolve("mine"));
    String json = new String(new ManifestJson("x").write(manifest), StandardCharsets.UTF_8);
    Files.writeString(
        home.resolve(ModelCatalogue.MANIFEST_FILE),
        json.replace("\"id\" : \"kenning-java-small\"", "\"id\" : \"mine\""));
    CatalogueModel mine = ModelCatalogue.read(models).require("mine");
    assertThat(mine.manifest().references()).isEqualTo(manifest.references());
    assertThat(mine.availability()).isInstanceOf(Availability.Missing.class);
  }

  @Test
  void aManifestSurvivesWritingAndReading() {
    ModelManifest manifest = ModelCatalogue.read(models).require("e5-small-v2").manifest();
    ManifestJson json = new ManifestJson("copy");
    assertThat(json.read(json.write(manifest))).isEqualTo(manifest);
  }

  @Test
  void brokenManifestsSayWhatIsWrong() {
    ManifestJson reader = new ManifestJson("there/manifest.json");
    String good =
        new String(
            reader.write(ModelCatalogue.read(models).require("bge-small-en-v1.5").manifest()),
            StandardCharsets.UTF_8);
    assertRefused(reader, "{", "there/manifest.json");
    assertRefused(reader, "{}", "kenning-model");
    assertRefused(reader, good.replace("\"version\" : 1", "\"version\" : 99"), "version 99");
    assertRefused(reader, good.replace("\"gelu\"", "\"relu\""), "'relu'");
    assertRefused(reader, good.replace("\"cls\"", "\"max\""), "'max'");
    assertRefused(reader, good.replace("\"max_tokens\" : 512", "\"max_tokens\" : 513"), "513");
    assertRefused(reader, good.replace("\"layers\" : 12", "\"layers\" : \"many\""), "layers");
  }

  private static void assertRefused(ManifestJson reader, String json, String reason) {
    assertThatThrownBy(() -> reader.read(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ModelCorruptException.class)
        .hasMessageContaining(reason);
  }
}

package dev.kenning.embeddings.conversion;

import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.encoder.Encoder;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.encoder.TorchEngine;
import dev.kenning.embeddings.encoder.TorchScriptEncoder;
import dev.kenning.embeddings.model.Architecture;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.CatalogueModel.Origin;
import dev.kenning.embeddings.model.Licence;
import dev.kenning.embeddings.model.ManifestJson;
import dev.kenning.embeddings.model.ModelCatalogue;
import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.model.ModelManifest;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.model.ReferenceVector;
import dev.kenning.embeddings.tokenizer.FileTokenizer;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import dev.kenning.embeddings.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Takes a model into the catalogue: copies its files into `models/ID`, proves that it can be
/// converted and run, and notes what it says of a few texts in 32 bits, against which every later
/// conversion is held.
///
/// All of it happens in a scratch directory that becomes `models/ID` in one move at the end, so a
/// failed import leaves nothing behind. For one thread at a time per directory.
public final class ModelImporter {
  private static final List<String> REFERENCE_TEXTS =
      List.of(
          "a",
          "retry an HTTP request with growing pauses",
          "public static <T> List<T> distinct(List<T> values) { return List.copyOf(values); }",
          "Parses a duration such as 1h30m and returns it in milliseconds, or fails on an unknown"
              + " unit, a number that does not fit, or an empty text.");

  /// Texts of different meaning are never this alike, unless the model is broken.
  private static final float ALIKE = 0.9999f;

  private final Path modelsDirectory;
  private final EngineConfig engine;

  public ModelImporter(Path modelsDirectory, EngineConfig engine) {
    this.modelsDirectory = modelsDirectory;
    this.engine = engine;
  }

  /// Blocking: as long as a conversion takes.
  ///
  /// @return the model, now in the catalogue for whoever reads it again
  /// @throws ModelCorruptException if a file is missing, damaged, or of a kind we cannot run
  /// @throws IllegalArgumentException if the id is taken or not an id
  public CatalogueModel importModel(ImportRequest request) {
    ImportSource source = ImportSource.find(request.source());
    String id = request.id().orElseGet(() -> nameOf(request.source()));
    requireFree(id);
    TorchEngine.start(engine);
    try {
      Files.createDirectories(modelsDirectory);
      Path home = modelsDirectory.resolve(id);
      try (ScratchDirectory scratch = ScratchDirectory.beside(home)) {
        ModelManifest manifest = prepare(request, source, id, scratch.path());
        Files.write(
            scratch.path().resolve(ModelCatalogue.MANIFEST_FILE),
            new ManifestJson(id).write(manifest));
        Files.move(scratch.path(), home, StandardCopyOption.ATOMIC_MOVE);
        return new CatalogueModel(manifest, new Origin.Imported(home));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot import " + request.source(), e);
    }
  }

  private void requireFree(String id) {
    boolean taken =
        ModelCatalogue.read(modelsDirectory).models().stream()
            .anyMatch(model -> model.manifest().id().equals(id));
    if (taken || Files.exists(modelsDirectory.resolve(id))) {
      throw new IllegalArgumentException(
          "There is a model '" + id + "' already: choose another id");
    }
  }

  private ModelManifest prepare(
      ImportRequest request, ImportSource source, String id, Path directory) throws IOException {
    ModelSettings settings = new ModelSettings(source);
    Architecture sizes = settings.architecture();
    PinnedCopy weights = PinnedCopy.of(source.weights(), directory, "weights");
    PinnedCopy tokenizer = PinnedCopy.of(source.tokenizer(), directory, "tokenizer.json");
    ModelManifest manifest =
        new ModelManifest(
            id,
            "Imported from " + request.source().getFileName(),
            sizes,
            request.pooling().orElseGet(settings::pooling),
            request.maxTokenCount().orElseGet(() -> settings.maxTokenCount(sizes)),
            request.queryPrefix().orElseGet(() -> settings.prompt("query")),
            request.passagePrefix().orElseGet(() -> settings.prompt("passage", "document")),
            source.format(),
            weights.file(),
            tokenizer.file(),
            "",
            Licence.UNKNOWN,
            List.of());
    return manifest.withReferences(references(manifest, directory));
  }

  /// What the model says in 32 bits, once it has proved sane.
  private List<ReferenceVector> references(ModelManifest manifest, Path directory)
      throws IOException {
    ModelConverter converter = new ModelConverter(directory, engine);
    CatalogueModel model = new CatalogueModel(manifest, new Origin.Imported(directory));
    ModelId id = manifest.modelId(Precision.FP32);
    List<ReferenceVector> references;
    try (Tokenizer tokenizer = tokenizer(model)) {
      Path archive = converter.archive(model, Precision.FP32, tokenizer);
      try (Encoder encoder =
          TorchScriptEncoder.open(archive, id, manifest.dimensionCount(), engine)) {
        references = references(tokenizer, encoder);
      } catch (EmbedderUnavailableException | IllegalArgumentException e) {
        throw new ModelCorruptException(
            manifest.weights().location(),
            "forward(ids int64 [B, L], mask float32 [B, L]) giving unit vectors [B, "
                + manifest.dimensionCount()
                + "]",
            String.valueOf(e.getMessage()),
            e);
      }
    }
    ScratchDirectory.at(directory.resolve("converted")).close();
    requireDistinct(manifest, references);
    return references;
  }

  private static List<ReferenceVector> references(Tokenizer tokenizer, Encoder encoder) {
    List<TokenizedText> batch = REFERENCE_TEXTS.stream().map(tokenizer::tokenize).toList();
    List<Embedding> together = encoder.encode(batch);
    List<ReferenceVector> references = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Embedding alone = encoder.encode(List.of(batch.get(i))).getFirst();
      if (alone.cosine(together.get(i)) < ALIKE) {
        throw new IllegalArgumentException(
            "another vector in a batch than alone: the mask is not heeded");
      }
      references.add(new ReferenceVector(REFERENCE_TEXTS.get(i), alone));
    }
    return references;
  }

  private static void requireDistinct(ModelManifest manifest, List<ReferenceVector> references) {
    float cosine = references.getFirst().embedding().cosine(references.get(1).embedding());
    if (cosine > ALIKE) {
      throw new ModelCorruptException(
          manifest.weights().location(),
          "different vectors for different texts",
          "a cosine of " + cosine);
    }
  }

  private static Tokenizer tokenizer(CatalogueModel model) throws IOException {
    ModelManifest manifest = model.manifest();
    try (InputStream content = model.read(manifest.tokenizer())) {
      return FileTokenizer.read(content, manifest.tokenizer().location(), manifest.maxTokenCount());
    }
  }

  private static String nameOf(Path source) {
    Path name = source.toAbsolutePath().normalize().getFileName();
    return name == null ? "" : name.toString().replaceFirst("\\.(onnx|safetensors|pt)$", "");
  }
}

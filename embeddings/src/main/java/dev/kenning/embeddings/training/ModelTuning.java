package dev.kenning.embeddings.training;

import ai.djl.engine.Engine;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.encoder.TorchEngine;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.ModelManifest;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.model.WeightsFormat;
import dev.kenning.embeddings.tokenizer.FileTokenizer;
import dev.kenning.embeddings.tokenizer.Tokenizer;
import dev.kenning.embeddings.torchscript.BertArchive;
import dev.kenning.embeddings.weights.BertWeights;
import dev.kenning.embeddings.weights.WeightsFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Tunes a model of the catalogue and leaves the result as a folder that can be imported:
/// `model.safetensors` (16 bits), `tokenizer.json` and their settings. Works in a folder of its
/// own, whose checkpoint lets a run that was ended go on.
///
/// For one thread per process: the engine's threads are set when it starts.
public final class ModelTuning {
  private static final String CHECKPOINT = "checkpoint.safetensors";
  private static final String RESULT = "model";

  private final CatalogueModel base;
  private final EngineConfig engine;
  private final TrainingConfig config;
  private final Optional<Embedder> teacher;

  /// @param base what is tuned; its weights must be ONNX or safetensors
  /// @param teacher a model whose judgement is imitated as far as the configuration says
  public ModelTuning(
      CatalogueModel base, EngineConfig engine, TrainingConfig config, Optional<Embedder> teacher) {
    if (base.manifest().weightsFormat() == WeightsFormat.TORCHSCRIPT) {
      throw new IllegalArgumentException(
          base.manifest().id() + " was imported as a finished archive, which cannot be tuned");
    }
    this.base = base;
    this.engine = engine.withOperatorThreads(config.threadCount());
    this.config = config;
    this.teacher = teacher;
  }

  /// What came of a run.
  ///
  /// @param folder holds the tuned model
  /// @param before MRR@10 on the held-out examples before; empty without any
  /// @param after the same of the result
  public record Result(Path folder, OptionalDouble before, OptionalDouble after) {}

  /// Blocks for as long as the training takes. Interrupting the thread ends it after a checkpoint.
  ///
  /// @param folder where checkpoint and result are kept; made when needed
  /// @throws dev.kenning.embeddings.model.ModelCorruptException if the folder's checkpoint is of
  ///   another run, or the base model's files are damaged
  public Result tune(
      List<TrainingExample> examples,
      List<TrainingExample> heldOut,
      Path folder,
      TrainingProgress.Listener listener)
      throws InterruptedException {
    TorchEngine.start(engine);
    try {
      Files.createDirectories(folder);
      Path weights = folder.resolve("base-weights");
      copy(weights);
      Path archive = folder.resolve("base.pt");
      Files.deleteIfExists(archive);
      writeTrainable(weights, archive);
      try (Tokenizer tokenizer = tokenizer();
          Student student = student(archive, tokenizer)) {
        Training.Outcome outcome =
            new Training(
                    config,
                    student,
                    examples,
                    heldOut,
                    teacher.map(one ->
                        new TeacherScores(
                            one, config.teacherWeight(), config.teacherTemperature())),
                    folder.resolve(CHECKPOINT),
                    System::nanoTime)
                .run(listener);
        Path result = write(outcome, weights, folder.resolve(RESULT));
        return new Result(result, outcome.before(), outcome.after());
      } finally {
        Files.deleteIfExists(archive);
        Files.deleteIfExists(weights);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tune in " + folder, e);
    }
  }

  private void copy(Path target) throws IOException {
    try (InputStream content = base.read(base.manifest().weights())) {
      Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void writeTrainable(Path weights, Path archive) throws IOException {
    ModelManifest manifest = base.manifest();
    try (WeightsFile file = WeightsFile.open(weights, manifest.weightsFormat())) {
      new BertArchive(
              new BertWeights(file, manifest.architecture()), manifest.pooling(), Precision.FP32)
          .writeTrainable(archive, config.brief());
    }
  }

  private Tokenizer tokenizer() throws IOException {
    ModelManifest manifest = base.manifest();
    try (InputStream content = base.read(manifest.tokenizer())) {
      return FileTokenizer.read(content, manifest.tokenizer().location(), manifest.maxTokenCount());
    }
  }

  private Student student(Path archive, Tokenizer tokenizer) {
    return Student.open(
        archive,
        engine,
        Engine.getEngine("PyTorch").defaultDevice(), // a GPU where there is one
        config,
        tokenizer,
        new Student.Prompts(base.manifest().queryPrefix(), base.manifest().passagePrefix()));
  }

  private Path write(Training.Outcome outcome, Path weights, Path folder) throws IOException {
    ModelManifest manifest = base.manifest();
    Files.createDirectories(folder);
    TrainingWeights.write(
        outcome.weights(),
        weights,
        manifest.weightsFormat(),
        manifest.architecture(),
        folder.resolve("model.safetensors"));
    try (InputStream tokenizer = base.read(manifest.tokenizer())) {
      Files.copy(tokenizer, folder.resolve("tokenizer.json"), StandardCopyOption.REPLACE_EXISTING);
    }
    for (Map.Entry<String, String> file : ModelConfigJson.files(manifest).entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
    return folder;
  }
}

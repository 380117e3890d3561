package dev.kenning.search.cli;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.conversion.ImportRequest;
import dev.kenning.embeddings.conversion.ModelImporter;
import dev.kenning.embeddings.local.LocalConfig;
import dev.kenning.embeddings.local.LocalEmbedder;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.ModelManifest;
import dev.kenning.embeddings.model.Pooling;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.model.ReferenceVector;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.search.answer.WireFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The models there are, whether they are sound, and new ones.
@Command(
    name = "model",
    sortOptions = false,
    description = "List, verify, import or tune the models that texts are embedded with.",
    footer = {
      "",
      "Examples:",
      "  kenning model list",
      "  kenning model verify bge-small-en-v1.5",
      "  kenning model import ~/models/my-bert --id my-bert"
    })
final class ModelCommand implements Runnable {
  private static final float LEAST_COSINE = 0.999f;

  private final Terminal terminal;

  ModelCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new WrongCallException("model needs one of: list, verify, import, train.");
  }

  @Command(name = "list", description = "Show the catalogue, the default first.")
  int list(
      @Mixin DataOption data,
      @Option(names = "--json", description = "Print one JSON object per model.") boolean json) {
    for (CatalogueModel model : Engine.of(data.open(terminal), terminal).catalogue().models()) {
      if (json) {
        terminal.out().println(WireFormat.text(wire(model)));
      } else {
        show(model);
      }
    }
    return ExitStatus.DONE.code;
  }

  @Command(
      name = "verify",
      description = "Check a model's files, convert it, and hold it against its reference vectors.")
  int verify(
      @Parameters(paramLabel = "ID", arity = "0..1", description = "Default: every model here.")
          @Nullable String id,
      @Mixin DataOption data,
      @Option(names = "--precision", paramLabel = "P", description = "fp32 (default), fp16, int8.")
          @Nullable String precision) {
    Engine engine = Engine.of(data.open(terminal), terminal);
    Precision wanted =
        Precision.ofLabel(precision == null ? "fp32" : precision)
            .orElseThrow(() -> new WrongCallException("--precision must be fp16, fp32 or int8."));
    List<CatalogueModel> models =
        id == null ? engine.catalogue().models() : List.of(engine.require(id));
    boolean sound = true;
    for (CatalogueModel model : models) {
      boolean passedOver = id == null && isMissing(model);
      sound &= passedOver ? passedOver(model) : verify(engine, model, wanted);
    }
    return (sound ? ExitStatus.DONE : ExitStatus.FAILED).code;
  }

  @Command(
      name = "import",
      description = {
        "Take a model into the data directory: a HuggingFace BERT folder (config.json,",
        "model.safetensors, tokenizer.json), an .onnx file or a TorchScript archive."
      })
  int importModel(
      @Parameters(paramLabel = "PATH", description = "The folder or file.") String path,
      @Mixin DataOption data,
      @Option(names = "--id", paramLabel = "NAME", description = "Default: the folder's name.")
          @Nullable String id,
      @Option(names = "--pooling", paramLabel = "HOW", description = "cls or mean.")
          @Nullable String pooling,
      @Option(names = "--query-prefix", paramLabel = "TEXT", description = "Put before intents.")
          @Nullable String queryPrefix,
      @Option(names = "--passage-prefix", paramLabel = "TEXT", description = "Put before methods.")
          @Nullable String passagePrefix,
      @Option(names = "--max-tokens", paramLabel = "N", description = "What it reads of a text.")
          @Nullable Integer maxTokens) {
    Path source = terminal.resolve(path);
    if (!Files.exists(source)) {
      throw new WrongCallException("PATH '%s' does not exist.".formatted(path));
    }
    DataDirectory directory = data.open(terminal);
    try {
      CatalogueModel model =
          new ModelImporter(directory.modelsFolder(), Engine.config(terminal))
              .importModel(
                  new ImportRequest(
                      source,
                      Optional.ofNullable(id),
                      Optional.ofNullable(pooling).map(ModelCommand::pooling),
                      Optional.ofNullable(queryPrefix),
                      Optional.ofNullable(passagePrefix),
                      maxTokens == null ? OptionalInt.empty() : OptionalInt.of(maxTokens)));
      show(model);
      terminal
          .out()
          .printf("Index with it: kenning index PATH --model %s%n", model.manifest().id());
      return ExitStatus.DONE.code;
    } catch (IllegalArgumentException e) {
      throw new WrongCallException(e.getMessage() + ".");
    }
  }

  private boolean verify(Engine engine, CatalogueModel model, Precision wanted) {
    ModelManifest manifest = model.manifest();
    try (LocalEmbedder embedder = engine.models().open(model, wanted, LocalConfig.forOneQuery())) {
      float least = 1;
      // References are of bare texts; with an empty prefix a passage is one.
      for (ReferenceVector reference :
          manifest.passagePrefix().isEmpty() ? manifest.references() : List.<ReferenceVector>of()) {
        least =
            Math.min(
                least,
                embedder
                    .embedPassages(List.of(reference.text()), Deadline.never())
                    .getFirst()
                    .embedding()
                    .cosine(reference.embedding()));
      }
      boolean sound = least >= LEAST_COSINE || wanted == Precision.INT8;
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "%s: %s; files match their checksums, %d reference vectors, least cosine %.6f%n",
              embedder.model(),
              sound ? "sound" : "NOT SOUND",
              manifest.references().size(),
              least);
      embedder.fallbackReason().ifPresent(reason -> terminal.out().println("  " + reason));
      return sound;
    }
  }

  private boolean passedOver(CatalogueModel model) {
    terminal.out().printf("%s: not here, passed over%n", model.manifest().id());
    return true;
  }

  private static boolean isMissing(CatalogueModel model) {
    return Engine.remedy(model).isPresent();
  }

  private void show(CatalogueModel model) {
    ModelManifest manifest = model.manifest();
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%-20s %4d dimensions, %,d tokens, %s, %s%n    %s%n",
            manifest.id(),
            manifest.dimensionCount(),
            manifest.maxTokenCount(),
            manifest.licence().name(),
            Engine.remedy(model).map(remedy -> "not here: " + remedy).orElse("here"),
            manifest.description());
  }

  private static Map<String, Object> wire(CatalogueModel model) {
    ModelManifest manifest = model.manifest();
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("id", manifest.id());
    wire.put("description", manifest.description());
    wire.put("dimensions", manifest.dimensionCount());
    wire.put("max_tokens", manifest.maxTokenCount());
    wire.put("pooling", manifest.pooling().name().toLowerCase(Locale.ROOT));
    wire.put("licence", manifest.licence().name());
    wire.put("available", !isMissing(model));
    return wire;
  }

  private static Pooling pooling(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "cls" -> Pooling.CLS;
      case "mean" -> Pooling.MEAN;
      default ->
          throw new WrongCallException("--pooling must be cls or mean, not '%s'.".formatted(word));
    };
  }
}

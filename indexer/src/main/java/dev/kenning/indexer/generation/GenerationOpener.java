package dev.kenning.indexer.generation;

import dev.kenning.embeddings.Embedder;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.run.IndexStages;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.StoreDescription;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.util.function.Function;

/// Opens generations to be written and asked, with their models. Any thread; takes seconds.
public final class GenerationOpener {
  private final GenerationFolders folders;
  private final ChangeLedger ledger;
  private final SharedModels models;
  private final GenerationRoom room;
  private final StoreConfig config;
  private final GoneMethods gone;
  private final MethodExtractor extractor = new MethodExtractor();
  private final PassageWriter passages = new PassageWriter();

  /// @param gone told which methods are not visible any more
  public GenerationOpener(
      GenerationFolders folders,
      ChangeLedger ledger,
      SharedModels models,
      GenerationRoom room,
      StoreConfig config,
      GoneMethods gone) {
    this.gone = gone;
    this.folders = folders;
    this.ledger = ledger;
    this.models = models;
    this.room = room;
    this.config = config;
  }

  /// The rules of this release, with the model that `embedder` is.
  public static IndexFingerprint rules(Embedder embedder) {
    return new IndexFingerprint(
        embedder.model(),
        embedder.dimensionCount(),
        MethodExtractor.RULES_VERSION,
        new PassageWriter().rulesVersion(),
        LuceneMethodStore.SCHEMA_VERSION);
  }

  /// The generation that goes on by this model and the rules of this release: one that is there, or
  /// a new one, if there is room for it.
  ///
  /// @throws NoRoomException if there is not
  /// @throws dev.kenning.indexer.store.StoreCorruptException if it is there and damaged
  public OpenGeneration open(ModelChoice choice) {
    return open(choice, folders::nameFor);
  }

  /// A new generation, whatever is there.
  ///
  /// @throws NoRoomException if there is no room
  public OpenGeneration openFresh(ModelChoice choice) {
    return open(choice, folders::freshName);
  }

  private OpenGeneration open(ModelChoice choice, Function<IndexFingerprint, String> naming) {
    long more = models.additionalWeightsBytes(choice);
    if (more > 0) {
      room.requireMemory(choice.model(), more);
    }
    Embedder embedder = models.open(choice);
    return closingOnFailure(
        embedder,
        () -> {
          IndexFingerprint rules = rules(embedder);
          String name = naming.apply(rules);
          if (LuceneMethodStore.describe(folders.folder(name)).isEmpty()) {
            room.requireDisk(
                folders.published().flatMap(Generation::description), rules.dimensionCount());
          }
          return opened(name, rules, embedder);
        });
  }

  /// A generation that is there, by the rules it was made by; what is added to it follows the rules
  /// of this release.
  ///
  /// @throws UnknownGenerationException if there is none of this name, or this release can read it
  ///   and not write it
  /// @throws dev.kenning.indexer.store.StoreCorruptException if it is damaged
  public OpenGeneration openNamed(String name) {
    Generation generation = folders.require(name);
    IndexFingerprint rules =
        LuceneMethodStore.describe(generation.folder())
            .map(StoreDescription::fingerprint)
            .orElseThrow(() ->
                new UnknownGenerationException("The generation " + name + " was never committed"));
    if (rules.schema() != LuceneMethodStore.SCHEMA_VERSION) {
      throw new UnknownGenerationException(
          "The generation %s keeps methods by schema %d; this release writes schema %d"
              .formatted(name, rules.schema(), LuceneMethodStore.SCHEMA_VERSION));
    }
    ModelChoice choice = ModelChoice.of(rules.model());
    long more = models.additionalWeightsBytes(choice);
    if (more > 0) {
      room.requireMemory(choice.model(), more);
    }
    Embedder embedder = models.open(choice);
    return closingOnFailure(
        embedder,
        () -> {
          if (!embedder.model().equals(rules.model())) {
            throw new UnknownGenerationException(
                "The generation %s was made with %s, and what can be run here is %s"
                    .formatted(name, rules.model(), embedder.model()));
          }
          return opened(name, rules, embedder);
        });
  }

  private OpenGeneration opened(String name, IndexFingerprint rules, Embedder embedder) {
    MethodStore store =
        gone.remembering(LuceneMethodStore.open(folders.folder(name), rules, config));
    return new OpenGeneration(name, new IndexStages(ledger, extractor, passages, embedder, store));
  }

  private static OpenGeneration closingOnFailure(Embedder embedder, Opening opening) {
    try {
      return opening.open();
    } catch (RuntimeException | Error e) {
      embedder.close();
      throw e;
    }
  }

  @FunctionalInterface
  private interface Opening {
    OpenGeneration open();
  }
}

package dev.kenning.indexer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.conversion.ModelOpener;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.local.LocalConfig;
import dev.kenning.embeddings.local.LocalModels;
import dev.kenning.embeddings.model.ModelCatalogue;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.indexer.store.Candidate;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole path with nothing faked: JavaParser, the real model, SQLite and Lucene.
final class IndexRunIT {
  @TempDir Path data;
  @TempDir Path tree;

  @Test
  void anIntentFindsItsMethodAndASecondRunEmbedsNothing() throws IOException {
    Files.writeString(
        tree.resolve("Http.java"),
        """
        package shop;
        class Http {
          /** Sends the request again after a failure, waiting twice as long each time. */
          Response sendWithBackoff(Request request) throws InterruptedException {
            long pause = 100;
            while (true) {
              try {
                return send(request);
              } catch (java.io.IOException e) {
                Thread.sleep(pause);
                pause *= 2;
              }
            }
          }
          int countOpenConnections() { return connections.size(); }
        }
        """);
    Files.writeString(
        tree.resolve("Durations.java"),
        "class Durations { long parseMillis(String text) { return Long.parseLong(text); } }");
    DataDirectory directory = DataDirectory.open(data.resolve("kenning"));

    IndexReport first = index(directory);
    IndexReport second = index(directory);

    assertThat(first.isComplete()).isTrue();
    assertThat(first.applied().embeddedCount()).isEqualTo(3);
    assertThat(first.applied().tokenCount()).isPositive();
    assertThat(second.taken().isUnchanged()).isTrue();
    assertThat(second.applied().methodCount()).isZero();
  }

  private IndexReport index(DataDirectory directory) {
    ModelCatalogue catalogue = ModelCatalogue.read(directory.modelsFolder());
    EngineConfig engine = EngineConfig.forUser(Path.of(System.getProperty("user.home")));
    PassageWriter passages = new PassageWriter();
    try (WriterLock _ = directory.lock(LockOwner.thisProcess("test"));
        ChangeLedger ledger =
            SqliteChangeLedger.open(directory.ledgerFile(), LedgerConfig.DEFAULT);
        Embedder embedder =
            new LocalModels(new ModelOpener(directory.modelsFolder(), engine))
                .open(
                    catalogue.defaultModel(),
                    Precision.FP16,
                    LocalConfig.forIndexing(directory.embeddingCacheFile(), 2));
        MethodStore store = store(directory, embedder, passages);
        IndexWorkers workers = IndexWorkers.start(2);
        SourceTree source = SourceTree.open(tree, SourceRules.DEFAULT)) {
      IndexStages stages =
          new IndexStages(ledger, new MethodExtractor(), passages, embedder, store);
      String repository = RepositoryNames.claim(ledger, source, Optional.of("shop")).name();
      IndexReport report =
          new IndexRun(stages, workers, IndexRunConfig.DEFAULT)
              .index(repository, source, IndexProgress.Listener.NONE);
      assertThat(best(store, embedder, "retry a request with growing pauses"))
          .isEqualTo("sendWithBackoff");
      return report;
    }
  }

  private static MethodStore store(
      DataDirectory directory, Embedder embedder, PassageWriter passages) {
    IndexFingerprint fingerprint =
        new IndexFingerprint(
            embedder.model(),
            embedder.dimensionCount(),
            MethodExtractor.RULES_VERSION,
            passages.rulesVersion(),
            LuceneMethodStore.SCHEMA_VERSION);
    return LuceneMethodStore.open(
        directory.generationFolder(DataDirectory.generationName(fingerprint)),
        fingerprint,
        StoreConfig.DEFAULT);
  }

  private static String best(MethodStore store, Embedder embedder, String intent) {
    try (StoreSnapshot snapshot = store.snapshot()) {
      List<Candidate> nearest =
          snapshot.nearest(
              embedder.embedQuery(intent, Deadline.never()).embedding(),
              1,
              new Filter.All(),
              Deadline.never());
      return snapshot.fetch(nearest.getFirst().ref()).name();
    }
  }
}

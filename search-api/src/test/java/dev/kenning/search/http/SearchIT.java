package dev.kenning.search.http;

import static dev.kenning.search.http.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.conversion.ModelOpener;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.local.LocalConfig;
import dev.kenning.embeddings.local.LocalModels;
import dev.kenning.embeddings.model.ModelCatalogue;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The path of a question with nothing faked: the real model, Lucene, SQLite and HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SearchIT {
  @TempDir static Path folder;
  private Embedder embedder;
  private RunningServer server;

  @BeforeAll
  void start() throws Exception {
    Path models = Files.createDirectory(folder.resolve("models"));
    Path data = Files.createDirectory(folder.resolve("data"));
    embedder =
        new LocalModels(
                new ModelOpener(
                    models, EngineConfig.forUser(Path.of(System.getProperty("user.home")))))
            .open(
                ModelCatalogue.read(models).defaultModel(),
                Precision.FP16,
                LocalConfig.forIndexing(data.resolve("embedding-cache.db"), 1));
    server =
        RunningServer.start(
                data,
                embedder,
                rules -> LuceneMethodStore.open(data.resolve("index"), rules, StoreConfig.DEFAULT),
                HttpConfig.defaults().withAddress("127.0.0.1", 0))
            .withTree("shop", RunningServer.shop(Files.createDirectory(folder.resolve("shop"))));
  }

  @AfterAll
  void stop() {
    server.close();
    embedder.close();
  }

  @ParameterizedTest
  @CsvSource({
    "try the call once more after waiting longer each time, sendWithBackoff",
    "turn 2h15m into a number of ms, parseMillis"
  })
  void intentWithoutTheMethodsWordsFindsIt(String intent, String method) {
    JsonNode answer =
        json(
            server.post(
                "/v1/search",
                "{\"query\": \"%s\", \"include\": [\"code\", \"explain\"]}".formatted(intent)));
    assertThat(answer.at("/results/0/method").stringValue()).isEqualTo(method);
    assertThat(answer.at("/results/0/freshness").stringValue()).isEqualTo("verified");
    assertThat(answer.get("degraded").isEmpty()).isTrue();
    assertThat(answer.at("/results/0/score").doubleValue()).isBetween(0.2, 1.0);
  }

  @Test
  void similarMethodsShareAMeaning() {
    JsonNode answer =
        json(
            server.post(
                "/v1/similar",
                "{\"code\": \"int retryWithSleep(Call call) { sleep(pause); pause *= 2; }\"}"));
    assertThat(answer.at("/results/0/method").stringValue()).isEqualTo("sendWithBackoff");
  }
}

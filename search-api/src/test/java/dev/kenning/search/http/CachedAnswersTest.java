package dev.kenning.search.http;

import static dev.kenning.search.http.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.search.cache.CachedQueries;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// An answer that was given before is given again only for as long as it is still true.
final class CachedAnswersTest {
  @TempDir Path folder;
  private Path shop;
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    shop = RunningServer.shop(Files.createDirectory(folder.resolve("shop")));
    server =
        RunningServer.start(
                Files.createDirectory(folder.resolve("data")),
                new CachedQueries(new HashingEmbedder(), 1_000_000),
                HttpConfig.defaults().withAddress("127.0.0.1", 0))
            .withTree("shop", shop);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode ask(String more) {
    HttpResponse<String> response =
        server.post(
            "/v1/search", "{\"query\": \"sends a request with growing pauses\"%s}".formatted(more));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  private double hits() {
    String metrics = server.get("/metrics").body();
    String line =
        metrics
            .lines()
            .filter(one ->
                one.startsWith("kenning_cache_requests_total{cache=\"answers\",outcome=\"hit\"}"))
            .findFirst()
            .orElseThrow();
    return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
  }

  @Test
  void questionAskedAgainIsAnsweredAlikeWithoutBeingWorkedOut() {
    JsonNode first = ask("");
    double before = hits();
    JsonNode second = ask(", \"deadline_ms\": 777");
    assertThat(hits()).isEqualTo(before + 1);
    assertThat(second.get("results")).isEqualTo(first.get("results"));
    assertThat(second.get("as_of")).isEqualTo(first.get("as_of"));
    assertThat(second.get("timing_ms").has("embed")).isFalse();
    assertThat(second.at("/timing_ms/total").doubleValue()).isPositive();
  }

  @Test
  void anotherQuestionIsNotTakenForTheSame() {
    ask("");
    double before = hits();
    ask(", \"limit\": 1");
    ask(", \"mode\": \"lexical\"");
    ask(", \"filter\": {\"tests\": \"only\"}");
    assertThat(hits()).isEqualTo(before);
  }

  @Test
  void fileThatChangesOnDiskIsNoticedInTheVeryNextAnswer() throws Exception {
    ask("");
    ask("");
    double before = hits();
    Files.writeString(
        shop.resolve("src/main/java/com/shop/Http.java"), "package com.shop; class Http {}");
    JsonNode stale = ask("");
    assertThat(stale.at("/results/0/freshness").stringValue()).isEqualTo("stale");
    assertThat(ask("").at("/results/0/freshness").stringValue()).isEqualTo("stale");
    assertThat(hits()).isLessThanOrEqualTo(before + 2);
  }

  @Test
  void whateverBecomesVisibleMakesOldAnswersUnreachable() {
    server.put("/v1/repositories/pushed", "{}");
    JsonNode first = ask("");
    put("1", "class Backoff { /** Sends a request with growing pauses. */ void sends() {} }");
    server.awaitVisible();
    JsonNode second = ask("");
    assertThat(second.at("/as_of/sequence").longValue())
        .isGreaterThan(first.at("/as_of/sequence").longValue());
    assertThat(second.get("results").toString()).contains("Backoff");
    put("2", "class Backoff { /** Nothing of the kind. */ void other() {} }");
    server.awaitVisible();
    assertThat(ask("").get("results").toString()).doesNotContain("growing pauses. */ void sends");
  }

  private void put(String version, String source) {
    HttpResponse<String> response =
        server.send(
            server
                .request("/v1/repositories/pushed/files/Backoff.java")
                .header("Kenning-Version", version)
                .PUT(BodyPublishers.ofString(source)));
    assertThat(response.statusCode()).isEqualTo(202);
  }
}

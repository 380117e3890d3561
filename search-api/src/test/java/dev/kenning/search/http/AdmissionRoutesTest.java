package dev.kenning.search.http;

import static dev.kenning.search.http.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.ForwardingEmbedder;
import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.search.access.AccessControl;
import dev.kenning.search.access.KeyFile;
import dev.kenning.search.access.Scope;
import dev.kenning.search.access.Visibility.Everything;
import dev.kenning.search.admission.AdmissionConfig;
import dev.kenning.search.admission.AdmissionControl;
import dev.kenning.search.admission.LimitConfig;
import dev.kenning.search.admission.WorkKind;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Refusals as callers see them, on a running server.
final class AdmissionRoutesTest {
  private static final String QUERY = "{\"query\": \"%s\", \"mode\": \"semantic\"}";

  @TempDir Path folder;
  private Path data;
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);

  @BeforeEach
  void data() throws Exception {
    data = Files.createDirectory(folder.resolve("data"));
  }

  private RunningServer server(Embedder embedder, AdmissionConfig config, AccessControl access) {
    Operations usual = Operations.defaults();
    AdmissionControl admission = new AdmissionControl(config, nanos::get);
    admission.watch(usual.metrics());
    return RunningServer.start(
        data,
        embedder,
        HttpConfig.defaults().withAddress("127.0.0.1", 0),
        new Operations(usual.metrics(), access, admission, usual.slowRequest()));
  }

  private static AdmissionConfig places(int count) {
    LimitConfig limit =
        new LimitConfig(count, count, count, 1.5, Duration.ofMillis(250), Duration.ofSeconds(30));
    Map<WorkKind, LimitConfig> limits =
        Arrays.stream(WorkKind.values()).collect(Collectors.toMap(kind -> kind, _ -> limit));
    return AdmissionConfig.forProcessors(2).withLimits(limits);
  }

  @Test
  void searchesWithoutAPlaceAreRefusedWhileEverythingElseGoesOn() throws Exception {
    Stalling embedder = new Stalling();
    AdmissionConfig config = places(2).withWaiting(Duration.ofMillis(10), 0);
    try (RunningServer server = server(embedder, config, AccessControl.open())) {
      embedder.stall();
      List<CompletableFuture<HttpResponse<String>>> stalled = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        String query = QUERY.formatted("stalled " + i);
        stalled.add(CompletableFuture.supplyAsync(() -> server.post("/v1/search", query)));
      }
      embedder.awaitStalled(2);
      HttpResponse<String> refused = server.post("/v1/search", QUERY.formatted("third"));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(json(refused).get("type").stringValue()).endsWith(":overloaded");
      assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
          .isPositive();
      assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
      assertThat(server.get("/v1/status").statusCode()).isEqualTo(200);
      assertThat(server.put("/v1/repositories/pushed", "{}").statusCode()).isEqualTo(201);
      assertThat(server.get("/metrics").body())
          .contains("kenning_admission_running{kind=\"search\"} 2.0")
          .contains("kenning_admission_limit{kind=\"search\"} 2.0")
          .contains("kenning_refusals_total{reason=\"overloaded\"} 1.0");
      embedder.goOn();
      for (CompletableFuture<HttpResponse<String>> one : stalled) {
        assertThat(one.get().statusCode()).isEqualTo(200);
      }
      assertThat(server.post("/v1/search", QUERY.formatted("after")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatWasAnsweredBeforeIsAnsweredAgainWhereThereIsNoPlaceForASearch() throws Exception {
    Stalling embedder = new Stalling();
    AdmissionConfig config = places(1).withWaiting(Duration.ofMillis(10), 0);
    try (RunningServer server = server(embedder, config, AccessControl.open())) {
      HttpResponse<String> first = server.post("/v1/search", QUERY.formatted("known"));
      assertThat(first.statusCode()).isEqualTo(200);
      embedder.stall();
      CompletableFuture<HttpResponse<String>> stalled =
          CompletableFuture.supplyAsync(
              () -> server.post("/v1/search", QUERY.formatted("stalled")));
      embedder.awaitStalled(1);
      HttpResponse<String> again = server.post("/v1/search", QUERY.formatted("known"));
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(json(again).get("results")).isEqualTo(json(first).get("results"));
      HttpResponse<String> unknown = server.post("/v1/search", QUERY.formatted("unknown"));
      assertThat(unknown.statusCode()).isEqualTo(503);
      assertThat(json(unknown).get("type").stringValue()).endsWith(":overloaded");
      assertThat(unknown.headers().firstValue("Retry-After")).isPresent();
      embedder.goOn();
      assertThat(stalled.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void callerAboveItsRateIsToldWhenToComeAgainAndTheOtherNoticesNothing() {
    KeyFile keys = KeyFile.in(data);
    String eager =
        keys.create("eager", EnumSet.of(Scope.SEARCH), new Everything(), Clock.systemUTC())
            .secret()
            .text();
    String calm =
        keys.create("calm", EnumSet.of(Scope.SEARCH), new Everything(), Clock.systemUTC())
            .secret()
            .text();
    AdmissionConfig config = AdmissionConfig.forProcessors(2).withRate(0.5, 3);
    try (RunningServer server =
        server(new HashingEmbedder(), config, AccessControl.by(keys, Optional.empty()))) {
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> let = search(server, eager);
        assertThat(let.statusCode()).isEqualTo(200);
        assertThat(let.headers().firstValue("RateLimit-Policy")).hasValue("\"caller\";q=3;w=6");
        assertThat(let.headers().firstValue("RateLimit").orElseThrow())
            .startsWith("\"caller\";r=" + (2 - i) + ";t=");
      }
      HttpResponse<String> refused = search(server, eager);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(json(refused).get("type").stringValue()).endsWith(":rate-exceeded");
      long seconds = Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow());
      assertThat(seconds).isEqualTo(2);
      assertThat(search(server, calm).statusCode()).isEqualTo(200);
      nanos.addAndGet(Duration.ofSeconds(seconds - 1).toNanos());
      assertThat(search(server, eager).statusCode()).isEqualTo(429);
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      assertThat(search(server, eager).statusCode()).isEqualTo(200);
    }
  }

  /// Each time a question that was not asked before: one that was would cost next to nothing.
  private HttpResponse<String> search(RunningServer server, String key) {
    return server.send(
        server
            .request("/v1/search")
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(QUERY.formatted("grow " + asked.incrementAndGet()))));
  }

  @Test
  void personAtThisMachineIsNotCounted() {
    AdmissionConfig config = AdmissionConfig.forProcessors(2).withRate(0.1, 1);
    try (RunningServer server = server(new HashingEmbedder(), config, AccessControl.open())) {
      for (int i = 0; i < 50; i++) {
        HttpResponse<String> let = server.post("/v1/search", QUERY.formatted("grow " + i));
        assertThat(let.statusCode()).isEqualTo(200);
        assertThat(let.headers().firstValue("RateLimit")).isEmpty();
      }
    }
  }

  @Test
  void bodiesBeyondTheMemoryForThemAreRefusedUnreadAndSmallOnesAreNot() {
    AdmissionConfig config = AdmissionConfig.forProcessors(2).withBodyBytes(1_000_000);
    try (RunningServer server = server(new HashingEmbedder(), config, AccessControl.open())) {
      assertThat(server.put("/v1/repositories/pushed", "{}").statusCode()).isEqualTo(201);
      HttpResponse<String> refused = put(server, "x".repeat(3_000_000));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(put(server, "class A {}").statusCode()).isEqualTo(202);
    }
  }

  private static HttpResponse<String> put(RunningServer server, String source) {
    return server.send(
        server
            .request("/v1/repositories/pushed/files/A.java")
            .header("Kenning-Version", "1")
            .PUT(BodyPublishers.ofString(source)));
  }

  /// Stops at each query while it is told to.
  private static final class Stalling extends ForwardingEmbedder {
    private final AtomicInteger stalled = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    Stalling() {
      super(new HashingEmbedder());
    }

    void stall() {
      gate = new CountDownLatch(1);
    }

    void goOn() {
      gate.countDown();
    }

    void awaitStalled(int count) {
      long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (stalled.get() < count) {
        if (System.nanoTime() > until) {
          throw new AssertionError("Nobody stalled");
        }
        Thread.onSpinWait();
      }
    }

    @Override
    public EmbeddedText embedQuery(String text, Deadline deadline) {
      stalled.incrementAndGet();
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        stalled.decrementAndGet();
      }
      return super.embedQuery(text, deadline);
    }
  }
}

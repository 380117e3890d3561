package dev.kenning.search.http;

import static dev.kenning.search.http.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.search.breaker.Breaker;
import dev.kenning.search.breaker.BreakerConfig;
import dev.kenning.search.breaker.FaultyEmbedder;
import dev.kenning.search.breaker.GuardedEmbedder;
import dev.kenning.search.breaker.TurnedClock;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A running server whose model fails: it goes on, says what is missing, and is whole again without
/// a restart.
final class DegradedAnswersTest {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final TurnedClock clock = new TurnedClock();
  private final FaultyEmbedder model = new FaultyEmbedder();
  private RunningServer server;
  private int asked;

  @BeforeEach
  void start() throws Exception {
    Operations operations = Operations.defaults();
    Breaker breaker =
        new Breaker(
            "model",
            new BreakerConfig(10, 4, 0.5, Duration.ofSeconds(1), PAUSE, PAUSE, 0, 2),
            clock);
    breaker.watch(operations.metrics());
    server =
        RunningServer.start(
                Files.createDirectory(folder.resolve("data")),
                new GuardedEmbedder(model, breaker, 3, 50),
                HttpConfig.defaults().withAddress("127.0.0.1", 0),
                operations)
            .withTree("shop", RunningServer.shop(Files.createDirectory(folder.resolve("shop"))));
  }

  @AfterEach
  void stop() {
    model.recover();
    server.close();
  }

  /// Each time a question that was not asked before.
  private JsonNode search(String more) {
    HttpResponse<String> response =
        server.post("/v1/search", "{\"query\": \"growing pauses %d\"%s}".formatted(asked++, more));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response);
  }

  private String degraded(JsonNode answer) {
    assertThat(answer.get("results").isEmpty()).isFalse();
    return answer.at("/degraded/0").asString("");
  }

  @Test
  void modelThatThrowsCostsTheSemanticPartAndIsBackAfterAPause() {
    assertThat(degraded(search(""))).isEmpty();
    model.throwFromNowOn();
    assertThat(degraded(search(""))).isEqualTo("semantic: out of order");
    for (int i = 0; i < 10; i++) {
      search("");
    }
    assertThat(degraded(search(""))).isEqualTo("semantic: embedder circuit open");
    assertThat(server.get("/metrics").body())
        .contains("kenning_breaker_state{part=\"model\"} 2.0")
        .contains("kenning_answers_degraded_total{part=\"semantic\"}");
    HttpResponse<String> alone =
        server.post("/v1/search", "{\"query\": \"pauses\", \"mode\": \"semantic\"}");
    assertThat(alone.statusCode()).isEqualTo(503);
    assertThat(alone.headers().firstValue("Retry-After")).isPresent();
    model.recover();
    clock.turn(PAUSE.plusSeconds(1));
    assertThat(degraded(search(""))).isEmpty();
    assertThat(degraded(search(""))).isEmpty();
    assertThat(server.get("/metrics").body()).contains("kenning_breaker_state{part=\"model\"} 0.0");
  }

  @Test
  void modelThatStallsIsWaitedForByAFewAndAnsweredWithoutByTheRest() {
    model.stallFromNowOn();
    for (int i = 0; i < 3; i++) {
      assertThat(degraded(search(", \"deadline_ms\": 300")))
          .isEqualTo("semantic: the deadline passed first");
    }
    long begun = System.nanoTime();
    assertThat(degraded(search(", \"deadline_ms\": 20000"))).contains("run for nobody");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    model.recover();
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!degraded(search("")).isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(until);
    }
  }
}

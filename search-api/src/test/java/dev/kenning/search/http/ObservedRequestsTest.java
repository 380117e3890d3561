package dev.kenning.search.http;

import static dev.kenning.search.http.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.kenning.embeddings.testing.HashingEmbedder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// What is written and counted about requests, and what never is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ObservedRequestsTest {
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @TempDir static Path folder;
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final List<Logger> loggers =
      List.of(logger("dev.kenning.access"), logger("dev.kenning.slow"));
  private RunningServer server;

  @BeforeAll
  void start() throws Exception {
    lines.start();
    loggers.forEach(logger -> {
      logger.setLevel(Level.INFO);
      logger.addAppender(lines);
    });
    Path data = Files.createDirectory(folder.resolve("data"));
    Path shop = RunningServer.shop(Files.createDirectory(folder.resolve("shop")));
    server =
        RunningServer.start(
                data,
                new HashingEmbedder(),
                HttpConfig.defaults().withAddress("127.0.0.1", 0),
                operations())
            .withTree("shop", shop);
  }

  private static Operations operations() {
    Operations usual = Operations.defaults();
    return new Operations(usual.metrics(), usual.access(), usual.admission(), Duration.ZERO);
  }

  @AfterAll
  void stop() {
    server.close();
    loggers.forEach(logger -> {
      logger.detachAppender(lines);
      logger.setLevel(null);
    });
  }

  @Test
  void callersTraceGoesOnUnderASpanOfOurs() {
    HttpResponse<String> response =
        server.send(server.request("/healthz").header("traceparent", PARENT).GET());
    assertThat(response.headers().firstValue("traceparent").orElseThrow())
        .matches("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01")
        .doesNotContain("b7ad6b7169203331");
  }

  @Test
  void malformedTraceIsReplacedByOneThatBeginsHere() {
    for (String sent :
        List.of(
            "",
            "00-xyz-1-01",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01")) {
      HttpResponse<String> response =
          server.send(server.request("/healthz").header("traceparent", sent).GET());
      assertThat(response.headers().firstValue("traceparent").orElseThrow())
          .as(sent)
          .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
          .doesNotContain("0af7651916cd43dd8448eb211c80319c");
    }
  }

  @Test
  void requestIsOneLineWithoutWhatWasAskedOrAnswered() {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/v1/search?secretparameter=1")
                .header("X-Request-Id", "one-line")
                .header("Content-Type", "application/json")
                .POST(
                    java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"query\": \"sends wonderfully secret pauses\"}")));
    assertThat(answer.statusCode()).isEqualTo(200);
    List<ILoggingEvent> mine = linesOf("one-line", "dev.kenning.access");
    assertThat(mine).hasSize(1);
    Map<String, String> values = values(mine.getFirst());
    assertThat(values)
        .containsEntry("method", "POST")
        .containsEntry("route", "/v1/search")
        .containsEntry("status", "200")
        .containsKeys("ms", "trace_id", "caller");
    assertThat(everythingWritten("one-line"))
        .doesNotContain("wonderfully", "secretparameter", "sendWithBackoff", "pauseMillis");
  }

  @Test
  void slowRequestIsWrittenAboutWithItsStages() {
    server.send(
        server
            .request("/v1/search")
            .header("X-Request-Id", "slow-one")
            .header("Content-Type", "application/json")
            .POST(
                java.net.http.HttpRequest.BodyPublishers.ofString(
                    "{\"query\": \"wonderfully slow\"}")));
    List<ILoggingEvent> mine = linesOf("slow-one", "dev.kenning.slow");
    assertThat(mine).hasSize(1);
    assertThat(values(mine.getFirst()).get("stages"))
        .contains("total:", "embed:", "lexical:", "semantic:", "fuse:");
  }

  @Test
  void lineAsJsonIsOneObjectWithTheSameKeys() {
    server.send(server.request("/healthz").header("X-Request-Id", "as-json").GET());
    ILoggingEvent line = linesOf("as-json", "dev.kenning.access").getFirst();
    JsonEncoder encoder = new JsonEncoder();
    encoder.start();
    String text = new String(encoder.encode(line), StandardCharsets.UTF_8);
    assertThat(text.strip().lines()).hasSize(1);
    assertThat(
            new tools.jackson.databind.json.JsonMapper().readTree(text).get("kvpList").toString())
        .contains("\"route\":\"/healthz\"", "\"status\":\"200\"");
  }

  @Test
  void requestsStagesAndRefusalsAreCounted() {
    server.post("/v1/search", "{\"query\": \"grow pauses\"}");
    server.post("/v1/search", "{\"query\": \"grow pauses\", \"mode\": \"vague\"}");
    server.get("/v1/nowhere");
    await(() -> metrics().contains("route=\"unmatched\""));
    assertThat(metrics())
        .containsPattern(
            "kenning_http_requests_seconds_count\\{method=\"POST\",route=\"/v1/search\","
                + "status=\"200\"} [1-9]")
        .containsPattern("kenning_search_stage_seconds_count\\{stage=\"embed\"} [1-9]")
        .containsPattern("kenning_refusals_total\\{reason=\"unacceptable-fields\"} [1-9]")
        .containsPattern("kenning_refusals_total\\{reason=\"not-found\"} [1-9]")
        .doesNotContain("nowhere");
  }

  private String metrics() {
    return server.get("/metrics").body();
  }

  @Test
  void problemsNameTheRequestThatTheLogNames() {
    HttpResponse<String> response =
        server.send(server.request("/v1/nowhere").header("X-Request-Id", "lost").GET());
    assertThat(json(response).get("request_id").stringValue()).isEqualTo("lost");
    assertThat(values(linesOf("lost", "dev.kenning.access").getFirst()))
        .containsEntry("problem", "not-found");
  }

  /// The line is written once the response is on its way, so that it may come a little later.
  private List<ILoggingEvent> linesOf(String request, String logger) {
    await(() -> !find(request, logger).isEmpty());
    return find(request, logger);
  }

  private List<ILoggingEvent> find(String request, String logger) {
    return List.copyOf(lines.list).stream()
        .filter(Objects::nonNull)
        .filter(line -> line.getLoggerName().equals(logger))
        .filter(line -> request.equals(values(line).get("request_id")))
        .toList();
  }

  private String everythingWritten(String request) {
    return List.copyOf(lines.list).stream()
        .filter(line -> request.equals(values(line).get("request_id")))
        .map(line -> line.getFormattedMessage() + line.getKeyValuePairs())
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, String> values(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("It did not come about in 10 s");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }
}

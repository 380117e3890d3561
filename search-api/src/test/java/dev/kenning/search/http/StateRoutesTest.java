package dev.kenning.search.http;

import static dev.kenning.search.http.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.ForwardingEmbedder;
import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.search.web.WebPage;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StateRoutesTest {
  @TempDir static Path folder;
  private RunningServer server;

  @BeforeAll
  void start() throws Exception {
    server = RunningServer.start(Files.createDirectory(folder.resolve("data")));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void readinessFollowsTheBackendAndLifeDoesNot() {
    assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
    server.ready.set(false);
    HttpResponse<String> notReady = server.get("/readyz");
    assertThat(notReady.statusCode()).isEqualTo(503);
    assertThat(notReady.headers().firstValue("Retry-After")).isPresent();
    assertThat(server.send(server.request("/readyz").HEAD()).statusCode()).isEqualTo(503);
    assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
    server.ready.set(true);
  }

  @Test
  void emptyIndexHasAStateAndAnAnswer() {
    JsonNode status = json(server.get("/v1/status"));
    assertThat(status.get("methods").longValue()).isZero();
    assertThat(status.get("pending").longValue()).isZero();
    assertThat(status.at("/as_of/sequence").longValue()).isZero();
    assertThat(status.get("set_aside").isEmpty()).isTrue();
    assertThat(status.get("simd").isBoolean()).isTrue();
    assertThat(status.has("trouble")).isFalse();
    JsonNode answer = json(server.post("/v1/search", "{\"query\": \"anything\"}"));
    assertThat(answer.get("results").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.json"})
  void routesThatAreNotBuiltSaySo(String path) {
    assertThat(server.get(path).statusCode()).isEqualTo(501);
  }

  @Test
  void pageIsServedUnderAStrictPolicyAndNamesNoOtherHost() {
    for (WebPage.Part part : WebPage.parts()) {
      HttpResponse<String> response = server.get(part.path());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).hasValue(part.mediaType());
      assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'")
          .doesNotContain("unsafe");
      assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(new String(part.bytes(), StandardCharsets.UTF_8).replace("http://www.w3.org/", ""))
          .doesNotContain("http://", "https://", "innerHTML", " style=\"", "onclick=\"");
      HttpResponse<String> again =
          server.send(server.request(part.path()).header("If-None-Match", part.etag()).GET());
      assertThat(again.statusCode()).isEqualTo(304);
    }
  }

  @Test
  void deadlineThatPassesWithNothingFoundIsAProblem() throws Exception {
    Path data = Files.createDirectory(folder.resolve("late"));
    HttpConfig anyPort = HttpConfig.defaults().withAddress("127.0.0.1", 0);
    try (RunningServer slow = RunningServer.start(data, new LateEmbedder(), anyPort)) {
      HttpResponse<String> response =
          slow.post("/v1/search", "{\"query\": \"a\", \"deadline_ms\": 1000}");
      assertThat(response.statusCode()).isEqualTo(504);
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValue("application/problem+json");
      assertThat(json(response).get("detail").stringValue()).contains("deadline_ms");
      assertThat(slow.get("/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void secondServerOnThePortIsToldWhy() throws Exception {
    HttpConfig taken = HttpConfig.defaults().withAddress("127.0.0.1", server.address().getPort());
    Path data = Files.createDirectory(folder.resolve("other"));
    assertThatThrownBy(() -> RunningServer.start(data, new HashingEmbedder(), taken))
        .isInstanceOf(AddressInUseException.class)
        .hasMessageContaining(Integer.toString(server.address().getPort()));
  }

  /// Never in time for a query.
  private static final class LateEmbedder extends ForwardingEmbedder {
    LateEmbedder() {
      super(new HashingEmbedder());
    }

    @Override
    public EmbeddedText embedQuery(String text, Deadline deadline) {
      throw new DeadlineExceededException("embedding");
    }
  }
}

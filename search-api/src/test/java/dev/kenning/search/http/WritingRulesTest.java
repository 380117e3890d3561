package dev.kenning.search.http;

import static dev.kenning.search.http.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Who wins, what is repeated and what is turned away, over the wire.
final class WritingRulesTest {
  private static final String FILE = "/v1/repositories/sent/files/A.java";

  @TempDir Path folder;
  private Path data;
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    data = Files.createDirectory(folder.resolve("data"));
    server = RunningServer.start(data);
    server.put("/v1/repositories/sent", "{}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theSameRequestUnderItsKeyIsAnsweredTheSameAfterARestartToo() {
    HttpResponse<String> first =
        put("class A {}", "Kenning-Version", "1", "Idempotency-Key", "k-1");
    put("class A { int newer; }", "Kenning-Version", "2");
    restart();
    HttpResponse<String> again =
        put("class A {}", "Kenning-Version", "1", "Idempotency-Key", "k-1");

    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(json(again).get("outcome").stringValue()).isEqualTo("accepted");
    assertThat(json(put("class A {}", "Kenning-Version", "1")).get("outcome").stringValue())
        .isEqualTo("superseded");
  }

  @Test
  void aKeyThatCameWithAnotherRequestIsNamed() {
    put("class A {}", "Kenning-Version", "1", "Idempotency-Key", "k-1");
    HttpResponse<String> other =
        put("class A { int x; }", "Kenning-Version", "2", "Idempotency-Key", "k-1");

    assertProblem(other, 422, "idempotency-key-reused");
    assertThat(json(other).get("detail").stringValue()).contains("k-1");
    assertProblem(
        put("class A {}", "Kenning-Version", "3", "Idempotency-Key", "two words"),
        422,
        "unacceptable-parameter");
  }

  @Test
  void aChangeOfWhatIsHeldNamesItsSequence() {
    JsonNode first = json(put("class A {}", "If-Match", "0"));
    String held = Long.toString(first.get("sequence").longValue());
    HttpResponse<String> second = put("class A { int x; }", "If-Match", '"' + held + '"');
    HttpResponse<String> late = put("class A { int y; }", "If-Match", held);

    assertThat(json(second).get("outcome").stringValue()).isEqualTo("accepted");
    assertThat(second.headers().firstValue("ETag"))
        .contains('"' + json(second).get("sequence").toString() + '"');
    assertProblem(late, 412, "changed-since");
    assertThat(json(late).at("/held/0/sequence").longValue())
        .isEqualTo(json(second).get("sequence").longValue());
    assertThat(json(late).at("/held/0/token").stringValue())
        .isEqualTo(json(second).get("token").stringValue());
    assertThat(server.send(server.request(FILE).header("If-Match", held).DELETE()).statusCode())
        .isEqualTo(412);
  }

  @Test
  void oneOfVersionAndBasisIsNeededAndNotBoth() {
    assertProblem(put("class A {}"), 428, "version-required");
    assertProblem(
        put("class A {}", "Kenning-Version", "1", "If-Match", "0"), 422, "unacceptable-parameter");
    assertProblem(put("class A {}", "If-Match", "*"), 422, "unacceptable-parameter");
  }

  @Test
  void aSupersededChangeGetsTheTokenOfItsWinner() {
    JsonNode winner = json(put("class A { int newer; }", "Kenning-Version", "5"));
    JsonNode late = json(put("class A {}", "Kenning-Version", "4"));

    assertThat(late.get("outcome").stringValue()).isEqualTo("superseded");
    assertThat(late.get("token")).isEqualTo(winner.get("token"));
  }

  @Test
  void aBatchWithAConflictIsTurnedAwayWholeAndRemembered() {
    put("class A {}", "Kenning-Version", "1");
    String batch =
        """
        {"changes": [
          {"path": "B.java", "version": 1, "content": "class B {}"},
          {"path": "A.java", "version": 1, "content": "class Other {}"},
          {"path": "C.java", "if_match": 7, "content": "class C {}"}
        ]}
        """;
    HttpResponse<String> refused = server.post("/v1/repositories/sent/changes", batch);

    assertProblem(refused, 409, "conflicting-version");
    assertThat(json(refused).get("errors").valueStream())
        .extracting(error -> error.get("pointer").stringValue())
        .containsExactly("/changes/1", "/changes/2");
    assertThat(json(server.get("/v1/status")).get("head").longValue()).isEqualTo(1);
    assertThat(json(server.get("/v1/repositories/sent/rejections")).get("rejections").valueStream())
        .extracting(one -> one.get("path").stringValue() + " " + one.get("reason").stringValue())
        .containsExactly("C.java other-basis", "A.java conflicting-version");
  }

  @Test
  void aBatchUnderAKeyIsRepeatedWhole() {
    String batch =
        """
        {"changes": [
          {"path": "A.java", "version": 1, "content": "class A {}"},
          {"path": "B.java", "if_match": 0, "content": "class B {}"}
        ]}
        """;
    HttpResponse<String> first = batch(batch, "k-7");
    restart();

    assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
    assertThat(batch(batch, "k-7").body()).isEqualTo(first.body());
    assertProblem(batch(batch.replace("class B", "class C"), "k-7"), 422, "idempotency-key-reused");
  }

  @Test
  void aLateChangeReachesNeitherADeletedRepositoryNorTheNextOfItsName() {
    String incarnation = incarnation(server.put("/v1/repositories/sent", "{}"));
    put("class A {}", "Kenning-Version", "1");
    server.send(server.request("/v1/repositories/sent").DELETE());
    assertProblem(put("class A {}", "Kenning-Version", "2"), 404, "unknown-repository");
    String next = incarnation(server.put("/v1/repositories/sent", "{}"));

    assertThat(next).isNotEqualTo(incarnation);
    assertProblem(
        put("class A {}", "Kenning-Version", "2", "Kenning-Incarnation", incarnation),
        409,
        "other-incarnation");
    assertThat(put("class A {}", "Kenning-Version", "1", "Kenning-Incarnation", next).statusCode())
        .isEqualTo(202);
  }

  @Test
  void whatCameOfASyncIsThereAfterARestart() throws Exception {
    Path root = RunningServer.shop(Files.createDirectory(folder.resolve("shop")));
    server.put("/v1/repositories/shop", "{\"root\": \"" + root + "\"}");
    String id = json(server.post("/v1/repositories/shop/sync", "")).get("id").stringValue();
    JsonNode before = server.finishedJob(id);
    restart();
    JsonNode after = json(server.get("/v1/jobs/" + id));

    assertThat(before.get("state").stringValue()).isEqualTo("done");
    assertThat(after).isEqualTo(before);
  }

  private void restart() {
    server.close();
    server = RunningServer.start(data);
  }

  private HttpResponse<String> put(String source, String... headers) {
    var request = server.request(FILE).PUT(BodyPublishers.ofString(source));
    return server.send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> batch(String json, String key) {
    return server.send(
        server
            .request("/v1/repositories/sent/changes")
            .headers("Content-Type", "application/json", "Idempotency-Key", key)
            .POST(BodyPublishers.ofString(json)));
  }

  private static String incarnation(HttpResponse<String> response) {
    return response.headers().firstValue("Kenning-Incarnation").orElseThrow();
  }

  private static void assertProblem(HttpResponse<String> response, int status, String slug) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(json(response).get("type").stringValue()).isEqualTo("urn:kenning:problem:" + slug);
  }
}

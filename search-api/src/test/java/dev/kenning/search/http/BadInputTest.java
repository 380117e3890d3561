package dev.kenning.search.http;

import static dev.kenning.search.http.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputTest {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"query\": ",
        "{\"query\": \"a\", \"query\": \"b\"}",
        "{\"query\": \"a\"} trailing",
        "{\"query\": NaN}",
        "{\"query\": \"\u0001\"}"
      })
  void malformedJsonIsRefusedWithItsPlace(String body) {
    HttpResponse<String> response = server.post("/v1/search", body);
    assertThat(response.statusCode()).as(body).isEqualTo(400);
    JsonNode problem = problem(response);
    assertThat(problem.get("detail").stringValue())
        .startsWith(
            "Line %d, column %d: "
                .formatted(problem.get("line").intValue(), problem.get("column").intValue()));
    assertThat(problem.get("line").intValue()).isPositive();
    assertThat(problem.get("column").intValue()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"query\": | the body ends before its JSON does",
        "{\"query\": \"a\", \"query\": \"b\"} | a name is given twice in an object",
        "{\"query\": \"a\"} {} | something follows the JSON object",
        "{\"query\": NaN} | something that JSON does not allow here"
      })
  void malformedJsonIsExplainedInWordsThatNameNoParser(String body, String reason) {
    String detail = problem(server.post("/v1/search", body)).get("detail").stringValue();
    assertThat(detail).matches("Line 1, column [0-9]+: " + reason);
  }

  @Test
  void bodyThatIsNoObjectIsToldSo() {
    JsonNode empty = problem(server.post("/v1/search", ""));
    assertThat(empty.get("status").intValue()).isEqualTo(422);
    assertThat(empty.get("detail").stringValue())
        .isEqualTo("The body: a JSON object, but it is empty");
    JsonNode list = problem(server.post("/v1/search", "[]"));
    assertThat(list.get("detail").stringValue()).isEqualTo("The body: a JSON object");
    assertThat(list.at("/errors/0/pointer").stringValue()).isEmpty();
  }

  @Test
  void hintsNameOnlyFieldsThatAreTaken() {
    JsonNode problem =
        problem(server.post("/v1/search", "{\"query\": \"a\", \"filter\": {\"x\": 1}, \"y\": 1}"));
    assertThat(problem.get("errors").valueStream())
        .extracting(error -> error.get("expected").stringValue())
        .containsExactlyInAnyOrder(
            "one of the known fields: facts, kinds, modifiers, not, packages, paths, repositories,"
                + " tests",
            "one of the known fields: consistency, context, deadline_ms, filter, include, limit,"
                + " max_tokens, mode, query, seen");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/search", "/v1/similar"})
  void repositoryThatDoesNotExistIsNamedBesideThoseThatDo(String route) {
    String body =
        (route.equals("/v1/search") ? "{\"query\": \"a\", " : "{\"code\": \"a\", ")
            + "\"filter\": {\"repositories\": [\"here\", \"nope\"],"
            + " \"not\": {\"repositories\": [\"gone\"]}}}";
    server.put("/v1/repositories/here", "{}");
    JsonNode problem = problem(server.post(route, body));
    assertThat(problem.get("status").intValue()).isEqualTo(422);
    assertThat(problem.get("errors").size()).isEqualTo(1);
    assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/filter/repositories/1");
    assertThat(problem.at("/errors/0/expected").stringValue())
        .isEqualTo("the name of a repository: here");
    for (int i = 0; i < 10; i++) {
      server.put("/v1/repositories/more" + i, "{}");
    }
    assertThat(problem(server.post(route, body)).at("/errors/0/expected").stringValue())
        .endsWith("more8 and 1 more");
    for (int i = 0; i < 10; i++) {
      server.send(server.request("/v1/repositories/more" + i).DELETE());
    }
    server.awaitVisible();
  }

  @Test
  void oversizedTokensAreRefusedWhereverTheyStand() {
    String huge = "A".repeat(300_000);
    assertThat(pointers("{\"query\": \"a\", \"consistency\": {\"at_least\": \"" + huge + "\"}}"))
        .containsExactly("/consistency/at_least");
    String long7 = "A".repeat(7_000);
    assertThat(server.get("/v1/methods/m_AAAAAAAAAAAAAAAAAAAAAA?consistency=at_least:" + long7))
        .satisfies(refused -> assertThat(refused.statusCode()).isEqualTo(422));
    assertThat(server.get("/v1/jobs/" + long7).statusCode()).isEqualTo(404);
    assertThat(server.get("/v1/methods/" + long7).statusCode()).isEqualTo(422);
    for (String header : List.of("Idempotency-Key", "If-Match", "Kenning-Incarnation")) {
      HttpResponse<String> refused =
          server.send(
              server
                  .request("/v1/repositories/here/files/A.java")
                  .header("Kenning-Version", header.equals("If-Match") ? "" : "1")
                  .header(header, long7)
                  .PUT(BodyPublishers.ofString("class A {}")));
      assertThat(refused.statusCode()).as(header).isIn(400, 404, 412, 422);
      problem(refused);
    }
    HttpResponse<String> flooded =
        server.send(server.request("/v1/status").header("X-A", "A".repeat(60_000)).GET());
    assertThat(flooded.statusCode()).isEqualTo(431);
  }

  @Test
  void deepNestingAndEnormousNumbersAreContained() {
    assertThat(server.post("/v1/search", "[".repeat(100_000)).statusCode()).isEqualTo(400);
    assertThat(
            server
                .post("/v1/search", "{\"query\": \"a\", \"limit\": " + "9".repeat(100_000) + "}")
                .statusCode())
        .isEqualTo(400);
    assertThat(pointers("{\"query\": \"a\", \"limit\": 1e999999999}")).containsExactly("/limit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"query\": \"a\", \"limit\": 0}| /limit",
        "{\"query\": \"a\", \"limit\": 1000000000}| /limit",
        "{\"query\": \"a\", \"limit\": \"10\"}| /limit",
        "{\"query\": \"a\", \"limit\": 2.5}| /limit",
        "{\"query\": \"\"}| /query",
        "{\"query\": \"   \"}| /query",
        "{\"query\": 7}| /query",
        "{\"query\": null}| /query",
        "{}| /query",
        "{\"query\": \"a\", \"mode\": \"fast\"}| /mode",
        "{\"query\": \"a\", \"colour\": 1}| /colour",
        "{\"query\": \"a\", \"a/b~c\": 1}| /a~1b~0c",
        "{\"query\": \"a\", \"deadline_ms\": 0}| /deadline_ms",
        "{\"query\": \"a\", \"filter\": []}| /filter",
        "{\"query\": \"a\", \"filter\": {\"path\": []}}| /filter/path",
        "{\"query\": \"a\", \"filter\": {\"kinds\": [\"method\", \"lambda\"]}}| /filter/kinds/1",
        "{\"query\": \"a\", \"filter\": {\"paths\": [\"\"]}}| /filter/paths/0",
        "{\"query\": \"a\", \"filter\": {\"packages\": [\"..\"]}}| /filter/packages/0",
        "{\"query\": \"a\", \"filter\": {\"not\": {\"tests\": \"only\"}}}| /filter/not/tests",
        "{\"query\": \"a\", \"consistency\": \"soon\"}| /consistency",
        "{\"query\": \"a\", \"consistency\": 7}| /consistency",
        "{\"query\": \"a\", \"consistency\": {}}| /consistency",
        "{\"query\": \"a\", \"consistency\": {\"at_least\": \"x\"}}| /consistency/at_least",
        "{\"query\": \"a\", \"consistency\": {\"max_staleness_ms\": -1}}"
            + "| /consistency/max_staleness_ms"
      })
  void wrongFieldIsNamedByItsPointer(String body, String pointer) {
    assertThat(pointers(body)).containsExactly(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry| retries",
        "sleep| blocks:sleep, sleeps",
        "thread_start| starts-threads",
        "throw:java.io.IOException| throws:java.io.IOException",
        "blocks:sleeping| sleep, wait, lock",
        "loops:twice| takes no argument",
        "calls:a b| a method",
        "xyzzy| GET /v1/facts"
      })
  void unknownFactIsToldWhatItCouldHaveBeen(String fact, String expected) {
    HttpResponse<String> response =
        server.post(
            "/v1/search",
            "{\"query\": \"a\", \"filter\": {\"not\": {\"facts\": [\"loops\", \""
                + fact
                + "\"]}}}");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(problem(response).at("/errors/0/pointer").stringValue())
        .isEqualTo("/filter/not/facts/1");
    assertThat(problem(response).at("/errors/0/expected").stringValue()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"query\": \"a\", \"max_tokens\": 100}| /max_tokens",
        "{\"query\": \"a\", \"seen\": [\"m_short\"]}| /seen/0",
        "{\"query\": \"a\", \"seen\": \"all\"}| /seen",
        "{\"query\": \"a\", \"context\": {}}| /context",
        "{\"query\": \"a\", \"context\": {\"repository\": \"r\", \"path\": \"A.java\", \"line\": 0}}| /context/line"
      })
  void whatAnAnswerCannotFitIntoIsRefused(String body, String pointer) {
    HttpResponse<String> response = server.post("/v1/search", body);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(problem(response).at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"code\": \"a\", \"context\": {}}| /context"})
  void knownFieldThatIsNotBuiltIsRefusedRatherThanIgnored(String body, String pointer) {
    HttpResponse<String> response = server.post("/v1/similar", body);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(problem(response).at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
    assertThat(problem(response).at("/errors/0/expected").stringValue())
        .contains("not available in this version");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThat(pointers("{\"limit\": 0, \"mode\": 1, \"x\": 1, \"filter\": {\"tests\": \"?\"}}"))
        .containsExactlyInAnyOrder("/query", "/limit", "/mode", "/x", "/filter/tests");
  }

  @Test
  void hugeQueryAndHugeBodyAreRefused() {
    assertThat(pointers("{\"query\": \"" + "a".repeat(100_000) + "\"}")).containsExactly("/query");
    HttpResponse<String> response =
        server.post("/v1/search", "{\"query\": \"" + "a".repeat(3_000_000) + "\"}");
    assertThat(response.statusCode()).isEqualTo(413);
    problem(response);
  }

  @Test
  void bodyOfAnotherTypeIsRefused() {
    HttpResponse<String> response =
        server.send(
            server
                .request("/v1/search")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"query\": \"a\"}")));
    assertThat(response.statusCode()).isEqualTo(415);
    problem(response);
    assertThat(
            server
                .send(
                    server
                        .request("/v1/search")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString("x")))
                .statusCode())
        .isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/repositories/..%2f..%2fetc HTTP/1.1",
        "GET /v1/repositories/%2e%2e HTTP/1.1",
        "GET /v1/methods/..%5c..%5cpasswd HTTP/1.1",
        "GET /v1/methods/a%00b HTTP/1.1",
        "GET /v1/jobs/../../../etc/passwd HTTP/1.1",
        "GET /web/..%2f..%2findex.html HTTP/1.1",
        "PUT /v1/repositories/x/files/a/..%2f..%2fb HTTP/1.1",
        "PUT /v1/repositories/x/files/%2e%2e/b HTTP/1.1",
        "PUT /v1/repositories/x/files//etc/passwd HTTP/1.1",
        "PUT /v1/repositories/x/files/C:%5cb HTTP/1.1"
      })
  void pathsThatLeadElsewhereAreRefused(String requestLine) throws Exception {
    String response = raw(requestLine, "Host: localhost\r\nContent-Length: 0\r\n");
    assertThat(response.split(" ", -1)[1]).as(response).isIn("400", "404", "405", "422");
    assertThat(response).contains("application/problem+json").containsIgnoringCase("X-Request-Id");
  }

  @Test
  void foreignHostAndForeignOriginAreRefused() throws Exception {
    assertThat(raw("GET /v1/status HTTP/1.1", "Host: evil.example:80\r\n")).contains(" 403 ");
    assertThat(
            raw("GET /v1/status HTTP/1.1", "Host: localhost:1\r\nOrigin: http://evil.example\r\n"))
        .contains(" 403 ");
    assertThat(raw("GET /v1/status HTTP/1.1", "Host: localhost\r\nOrigin: null\r\n"))
        .contains(" 403 ");
    assertThat(
            raw("GET /v1/status HTTP/1.1", "Host: localhost\r\nOrigin: http://127.0.0.1:7070\r\n"))
        .contains(" 200 ");
    assertThat(raw("GET /v1/status HTTP/1.1", "Host: [::1]:7070\r\n")).contains(" 200 ");
  }

  @Test
  void unknownAddressAndWrongMethodAreProblems() {
    for (String accepted : List.of("*/*", "text/html", "application/json")) {
      HttpResponse<String> unknown =
          server.send(server.request("/v1/nope").header("Accept", accepted).GET());
      assertThat(problem(unknown).get("status").intValue()).isEqualTo(404);
      HttpResponse<String> wrong =
          server.send(server.request("/v1/search").header("Accept", accepted).GET());
      assertThat(problem(wrong).get("status").intValue()).isEqualTo(405);
      assertThat(wrong.headers().firstValue("Allow")).hasValue("POST");
    }
    HttpResponse<String> patched =
        server.send(
            server.request("/v1/repositories/x").method("PATCH", BodyPublishers.ofString("{}")));
    assertThat(problem(patched).get("status").intValue()).isEqualTo(405);
    assertThat(patched.headers().firstValue("Allow").orElseThrow().split(", ", -1))
        .containsExactlyInAnyOrder("GET", "HEAD", "PUT", "DELETE");
  }

  @Test
  void unknownRepositoryIsToldInTheSameWordsEverywhere() {
    String expected = "There is no repository named zzz";
    assertThat(problem(server.get("/v1/repositories/zzz")).get("detail").stringValue())
        .isEqualTo(expected);
    assertThat(problem(server.post("/v1/repositories/zzz/sync", "")).get("detail").stringValue())
        .isEqualTo(expected);
    assertThat(
            problem(server.send(server.request("/v1/repositories/zzz").DELETE()))
                .get("detail")
                .stringValue())
        .isEqualTo(expected);
    assertThat(
            problem(server.post("/v1/repositories/zzz/changes", "{}")).get("detail").stringValue())
        .isEqualTo(expected);
  }

  @Test
  void requestIdIsTakenWhereItIsWellFormed() {
    HttpResponse<String> own =
        server.send(server.request("/healthz").header("X-Request-Id", "abc-1").GET());
    assertThat(own.headers().firstValue("X-Request-Id")).hasValue("abc-1");
    HttpResponse<String> forged =
        server.send(server.request("/healthz").header("X-Request-Id", "<script>").GET());
    assertThat(forged.headers().firstValue("X-Request-Id").orElseThrow())
        .matches("[A-Za-z0-9-]{36}");
  }

  private Iterable<String> pointers(String body) {
    HttpResponse<String> response = server.post("/v1/search", body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
    return problem(response)
        .get("errors")
        .valueStream()
        .map(error -> error.get("pointer").stringValue())
        .toList();
  }

  private static JsonNode problem(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = json(response);
    assertThat(problem.get("status").intValue()).isEqualTo(response.statusCode());
    assertThat(problem.get("title").stringValue()).isNotBlank();
    assertThat(problem.get("type").stringValue()).startsWith("urn:kenning:problem:");
    assertThat(problem.get("request_id").stringValue())
        .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
    return problem;
  }

  /// Sends bytes that a well-behaved client would not.
  private String raw(String requestLine, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              (requestLine + "\r\n" + headers + "Connection: close\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

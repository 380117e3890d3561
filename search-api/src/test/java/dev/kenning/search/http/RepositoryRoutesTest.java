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

final class RepositoryRoutesTest {
  private static final String SOURCE =
      """
      class Greeter {
        /// Greets somebody by name.
        String greet(String name) {
          return "Hello, " + name;
        }
      }
      """;

  @TempDir Path folder;
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    server = RunningServer.start(Files.createDirectory(folder.resolve("data")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void followedRepositoryIsMadeSyncedListedAndDeleted() throws Exception {
    Path root = RunningServer.shop(Files.createDirectory(folder.resolve("shop")));
    String body = "{\"root\": " + quoted(root) + "}";
    assertThat(server.put("/v1/repositories/shop", body).statusCode()).isEqualTo(201);
    assertThat(server.put("/v1/repositories/shop", body).statusCode()).isEqualTo(200);

    HttpResponse<String> sync = server.post("/v1/repositories/shop/sync", "");
    assertThat(sync.statusCode()).isEqualTo(202);
    assertThat(sync.headers().firstValue("Location").orElseThrow())
        .isEqualTo("/v1/jobs/" + json(sync).get("id").stringValue());
    JsonNode job = server.finishedJob(json(sync).get("id").stringValue());
    assertThat(job.get("state").stringValue()).isEqualTo("done");
    assertThat(job.at("/counts/files_added").intValue()).isEqualTo(3);
    assertThat(job.get("complete").booleanValue()).isTrue();

    JsonNode listed = json(server.get("/v1/repositories")).at("/repositories/0");
    assertThat(listed.get("name").stringValue()).isEqualTo("shop");
    assertThat(listed.get("methods").longValue()).isEqualTo(5);
    assertThat(json(server.get("/v1/status")).get("methods").longValue()).isEqualTo(5);

    assertThat(server.send(server.request("/v1/repositories/shop").DELETE()).statusCode())
        .isEqualTo(202);
    server.awaitVisible();
    assertThat(json(server.get("/v1/repositories")).get("repositories").isEmpty()).isTrue();
    assertThat(server.get("/v1/repositories/shop").statusCode()).isEqualTo(404);
  }

  @Test
  void sentFilesBecomeVisibleAndTheirVersionsDecide() {
    assertThat(server.put("/v1/repositories/sent", "{}").statusCode()).isEqualTo(201);
    assertThat(outcome(file("sent", "2", SOURCE))).isEqualTo("accepted");
    assertThat(outcome(file("sent", "2", SOURCE))).isEqualTo("repeated");
    assertThat(outcome(file("sent", "1", "class Older {}"))).isEqualTo("superseded");
    assertThat(file("sent", "2", "class Other {}").statusCode()).isEqualTo(409);
    server.awaitVisible();
    JsonNode answer = json(server.post("/v1/search", "{\"query\": \"greet somebody\"}"));
    assertThat(answer.at("/results/0/method").stringValue()).isEqualTo("greet");
    assertThat(answer.at("/results/0/freshness").stringValue()).isEqualTo("verified");

    HttpResponse<String> deleted =
        server.send(
            server
                .request("/v1/repositories/sent/files/src/Greeter.java")
                .header("Kenning-Version", "3")
                .DELETE());
    assertThat(outcome(deleted)).isEqualTo("accepted");
    server.awaitVisible();
    assertThat(json(server.post("/v1/search", "{\"query\": \"greet\"}")).get("results").isEmpty())
        .isTrue();
  }

  @Test
  void oldIdOfARenamedMethodIsGoneAndAnUnknownOneIsUnknown() {
    server.put("/v1/repositories/sent", "{}");
    file("sent", "1", "class Greeter { void greet() { say(); } }");
    server.awaitVisible();
    JsonNode answer = json(server.post("/v1/search", "{\"query\": \"greet\"}"));
    String old = "/v1/methods/" + answer.at("/results/0/id").stringValue();
    assertThat(server.get(old).statusCode()).isEqualTo(200);

    file("sent", "2", "class Greeter { void welcome() { say(); } }");
    server.awaitVisible();

    HttpResponse<String> gone = server.get(old);
    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(json(gone).get("type").stringValue()).contains("gone-method");
    assertThat(server.get("/v1/methods/m_" + "0".repeat(22)).statusCode()).isEqualTo(404);
  }

  @Test
  void manyChangesAreTakenTogether() {
    server.put("/v1/repositories/sent", "{}");
    HttpResponse<String> response =
        server.post(
            "/v1/repositories/sent/changes",
            """
            {"changes": [
              {"path": "A.java", "version": 1, "content": "class A { int one() { return 1; } }"},
              {"path": "B.java", "version": 1, "content": "class B { int two() { return 2; } }"},
              {"path": "C.java", "version": 4, "deleted": true}
            ]}
            """);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    assertThat(json(response).get("changes").size()).isEqualTo(3);
    server.awaitVisible();
    assertThat(json(server.get("/v1/status")).get("methods").longValue()).isEqualTo(2);
  }

  @Test
  void wrongChangesAreNamed() {
    server.put("/v1/repositories/sent", "{}");
    HttpResponse<String> response =
        server.post(
            "/v1/repositories/sent/changes",
            """
            {"changes": [
              {"path": "../A.java", "version": 1, "content": ""},
              {"path": "B.java", "content": "x"},
              {"path": "C.java", "version": 1}
            ]}
            """);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(json(response).get("errors").valueStream())
        .extracting(error -> error.get("pointer").stringValue())
        .containsExactlyInAnyOrder("/changes/0/path", "/changes/1/version", "/changes/2");
  }

  @Test
  void writingNeedsAKnownPushedRepositoryAndAVersion() throws Exception {
    Path root = Files.createDirectory(folder.resolve("followed"));
    server.put("/v1/repositories/followed", "{\"root\": " + quoted(root) + "}");
    server.put("/v1/repositories/sent", "{}");
    assertThat(file("nobody", "1", SOURCE).statusCode()).isEqualTo(404);
    assertThat(file("followed", "1", SOURCE).statusCode()).isEqualTo(409);
    assertThat(
            server
                .send(
                    server
                        .request("/v1/repositories/sent/files/A.java")
                        .PUT(BodyPublishers.ofString(SOURCE)))
                .statusCode())
        .isEqualTo(428);
    assertThat(file("sent", "-1", SOURCE).statusCode()).isEqualTo(422);
    assertThat(file("sent", "1", "x".repeat(6_000_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void syncNeedsAKnownFollowedRepository() {
    server.put("/v1/repositories/sent", "{}");
    assertThat(server.post("/v1/repositories/nobody/sync", "").statusCode()).isEqualTo(404);
    assertThat(server.post("/v1/repositories/sent/sync", "").statusCode()).isEqualTo(409);
    assertThat(server.get("/v1/jobs/none").statusCode()).isEqualTo(404);
  }

  @Test
  void rootMustBeAbsoluteExistAndNotBeAnotherOne() throws Exception {
    Path one = Files.createDirectory(folder.resolve("one"));
    Path two = Files.createDirectory(folder.resolve("two"));
    assertThat(server.put("/v1/repositories/r", "{\"root\": \"relative\"}").statusCode())
        .isEqualTo(422);
    assertThat(
            server
                .put("/v1/repositories/r", "{\"root\": " + quoted(folder.resolve("no")) + "}")
                .statusCode())
        .isEqualTo(422);
    assertThat(server.put("/v1/repositories/r", "{\"root\": " + quoted(one) + "}").statusCode())
        .isEqualTo(201);
    assertThat(server.put("/v1/repositories/r", "{\"root\": " + quoted(two) + "}").statusCode())
        .isEqualTo(409);
  }

  private HttpResponse<String> file(String repository, String version, String source) {
    return server.send(
        server
            .request("/v1/repositories/" + repository + "/files/src/Greeter.java")
            .header("Kenning-Version", version)
            .PUT(BodyPublishers.ofString(source)));
  }

  private static String outcome(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    assertThat(json(response).get("token").stringValue()).isNotEmpty();
    return json(response).get("outcome").stringValue();
  }

  private static String quoted(Path path) {
    return '"' + path.toString().replace("\\", "\\\\") + '"';
  }
}

package dev.kenning.search.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.search.query.AgentTool;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An agent that calls `samples/agents/search-tool.json` over HTTP is answered: with every example
/// of the schema, with every property of it, and refused what the schema rules out.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AgentToolRouteTest {
  @TempDir static Path folder;
  private final JsonNode schema = AgentTool.schema();
  private RunningServer server;

  @BeforeAll
  void start() throws Exception {
    server =
        RunningServer.start(Files.createDirectory(folder.resolve("data")))
            .withTree(
                AgentTool.WORD, RunningServer.shop(Files.createDirectory(folder.resolve("shop"))));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> everyExampleIsAnswered() {
    return schema.path("examples").valueStream().map(this::answered);
  }

  @TestFactory
  Stream<DynamicTest> everyPropertyIsAnswered() {
    return AgentTool.requestsForEachProperty(schema).map(this::answered);
  }

  private DynamicTest answered(JsonNode call) {
    return DynamicTest.dynamicTest(
        call.toString(),
        () -> {
          HttpResponse<String> response = server.post("/v1/search", call.toString());
          boolean late = call.path("deadline_ms").asInt(1_000) == 1 && response.statusCode() == 504;
          assertThat(response.statusCode() == 200 || late).as(response.body()).isTrue();
        });
  }

  @Test
  void aCallIsAnsweredWithTheMethodAndItsCode() {
    JsonNode answer =
        RunningServer.json(
            server.post("/v1/search", "{\"query\": \"parse millis\", \"include\": [\"code\"]}"));
    assertThat(answer.at("/results/0/method").stringValue()).isEqualTo("parseMillis");
    assertThat(answer.at("/results/0/code").stringValue()).contains("parseMillis");
  }

  @Test
  void whatTheSchemaRulesOutIsRefusedByItsPointer() {
    ObjectNode call = AgentTool.request();
    call.put("limit", schema.at("/properties/limit/maximum").intValue() + 1);
    HttpResponse<String> response = server.post("/v1/search", call.toString());
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(RunningServer.json(response).at("/errors/0/pointer").stringValue())
        .isEqualTo("/limit");
  }
}

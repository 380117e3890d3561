package dev.kenning.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Holds `samples/agents/search-tool.json` to what the server takes: what the schema promises is
/// accepted, and its bounds are the server's bounds.
final class AgentToolSchemaTest {
  private final JsonNode schema = AgentTool.schema();

  @TestFactory
  Stream<DynamicTest> everyExampleIsAcceptedByTheServer() {
    List<JsonNode> examples = schema.path("examples").valueStream().toList();
    assertThat(examples).isNotEmpty();
    return examples.stream()
        .map(example ->
            DynamicTest.dynamicTest(
                example.toString(),
                () -> {
                  assertConforms(schema, example);
                  assertThat(read(example).query()).isEqualTo(example.path("query").stringValue());
                }));
  }

  @TestFactory
  Stream<DynamicTest> everyPropertyIsAcceptedByTheServer() {
    return AgentTool.requestsForEachProperty(schema)
        .map(request ->
            DynamicTest.dynamicTest(
                request.toString(),
                () -> assertThatCode(() -> read(request)).doesNotThrowAnyException()));
  }

  @Test
  void theBoundsAreTheServers() {
    JsonNode properties = schema.path("properties");
    assertThat(properties.at("/query/maxLength").intValue())
        .isEqualTo(SearchRequest.MAX_QUERY_LENGTH);
    assertThat(properties.at("/limit/maximum").intValue()).isEqualTo(SearchRequest.MAX_LIMIT);
    assertThat(properties.at("/limit/default").intValue()).isEqualTo(SearchRequest.DEFAULT_LIMIT);
    assertThat(properties.at("/deadline_ms/maximum").longValue())
        .isEqualTo(SearchRequest.MAX_DEADLINE.toMillis());
    assertThat(properties.at("/deadline_ms/default").longValue())
        .isEqualTo(SearchRequest.DEFAULT_DEADLINE.toMillis());
    assertThat(properties.at("/max_tokens/minimum").intValue()).isEqualTo(ContextWindow.MIN_TOKENS);
    assertThat(properties.at("/max_tokens/maximum").intValue()).isEqualTo(ContextWindow.MAX_TOKENS);
    assertThat(words(properties.at("/mode/enum")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(SearchMode.values()).map(SearchMode::word).toList());
    assertThat(words(properties.at("/filter/properties/tests/enum")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(TestCode.values()).map(TestCode::word).toList());
    assertThat(words(properties.at("/include/items/enum")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(AnswerPart.values()).map(AnswerPart::word).toList());
  }

  @Test
  void whatTheSchemaDoesNotKnowTheServerRefuses() {
    ObjectNode request = AgentTool.request();
    request.put("temperature", 0.5);
    assertThatThrownBy(() -> read(request)).isInstanceOf(InvalidRequestException.class);
  }

  /// The part of JSON Schema that the file uses.
  private static void assertConforms(JsonNode schema, JsonNode value) {
    if (schema.has("enum")) {
      assertThat(schema.path("enum").valueStream()).contains(value);
    }
    switch (schema.path("type").stringValue()) {
      case "string" ->
          assertThat(value.stringValue().length())
              .isBetween(
                  schema.path("minLength").asInt(0),
                  schema.path("maxLength").asInt(Integer.MAX_VALUE));
      case "integer" ->
          assertThat(value.longValue())
              .isBetween(schema.path("minimum").longValue(), schema.path("maximum").longValue());
      case "array" ->
          value.valueStream().forEach(element -> assertConforms(schema.path("items"), element));
      case "object" -> assertObjectConforms(schema, value);
      default -> throw new IllegalArgumentException(schema.toString());
    }
  }

  private static void assertObjectConforms(JsonNode schema, JsonNode value) {
    assertThat(schema.path("additionalProperties").booleanValue()).isFalse();
    assertThat(words(schema.path("required"))).allMatch(value::has);
    value
        .properties()
        .forEach(property -> {
          assertThat(schema.path("properties").has(property.getKey()))
              .as(property.getKey())
              .isTrue();
          assertConforms(schema.path("properties").path(property.getKey()), property.getValue());
        });
  }

  private static List<String> words(JsonNode list) {
    return list.valueStream().map(JsonNode::stringValue).toList();
  }

  private static SearchRequest read(JsonNode request) {
    return RequestReader.search(request.toString().getBytes(StandardCharsets.UTF_8));
  }
}

package dev.kenning.search.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `samples/agents/search-tool.json`, and calls as an agent makes them that was given it.
public final class AgentTool {
  /// What the calls give for any text, the name of a repository included.
  public static final String WORD = "com";

  private static final JsonMapper JSON = JsonMapper.shared();

  private AgentTool() {}

  /// The schema of its arguments.
  public static JsonNode schema() {
    Path file = Path.of(System.getProperty("kenning.root"), "samples/agents/search-tool.json");
    try {
      return JSON.readTree(Files.readString(file)).path("parameters");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The least that a call holds.
  public static ObjectNode request() {
    return JSON.createObjectNode().put("query", "merge sorted iterators");
  }

  /// One request for each property of the schema, nested ones too, with a value it allows.
  public static Stream<ObjectNode> requestsForEachProperty(JsonNode schema) {
    return schema
        .path("properties")
        .propertyStream()
        .flatMap(property ->
            values(property.getValue())
                .map(value -> {
                  ObjectNode request = request();
                  request.set(property.getKey(), value);
                  return request;
                }));
  }

  private static Stream<JsonNode> values(JsonNode schema) {
    if (schema.has("enum")) {
      return schema.path("enum").valueStream();
    }
    if (schema.has("examples")) {
      return schema.path("examples").valueStream();
    }
    return switch (schema.path("type").stringValue()) {
      case "string" -> Stream.of(JSON.valueToTree(WORD));
      case "integer" -> Stream.of(schema.path("minimum"), schema.path("maximum"));
      case "array" -> values(schema.path("items")).map(value -> JSON.createArrayNode().add(value));
      case "object" ->
          schema
              .path("properties")
              .propertyStream()
              .flatMap(property ->
                  values(property.getValue())
                      .map(value -> JSON.createObjectNode().set(property.getKey(), value)));
      default -> throw new IllegalArgumentException(schema.toString());
    };
  }
}

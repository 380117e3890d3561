package dev.kenning.search.query;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/// Parses a caller's bytes into a tree, within bounds: nesting, length of numbers and names, one
/// value per key, nothing after the value. Any thread.
final class JsonBody {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_NUMBER_LENGTH = 100;
  private static final int MAX_NAME_LENGTH = 256;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxNameLength(MAX_NAME_LENGTH)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonBody() {}

  /// @throws MalformedJsonException if the bytes are no JSON within the bounds
  /// @throws InvalidRequestException if they are no JSON object
  static Fields fields(byte[] body) {
    return new Fields(object(body), "");
  }

  private static JsonNode object(byte[] body) {
    JsonNode root;
    try {
      root = MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw malformed(e);
    }
    if (root == null || root.isMissingNode()) {
      throw new InvalidRequestException(
          List.of(new FieldProblem("", "a JSON object, but it is empty")));
    }
    if (!root.isObject()) {
      throw new InvalidRequestException(List.of(new FieldProblem("", "a JSON object")));
    }
    return root;
  }

  private static MalformedJsonException malformed(JacksonException failure) {
    TokenStreamLocation at = failure.getLocation();
    int line = at == null ? 0 : Math.max(0, at.getLineNr());
    int column = at == null ? 0 : Math.max(0, at.getColumnNr());
    String place = line == 0 ? "" : "Line %d, column %d: ".formatted(line, column);
    return new MalformedJsonException(place + reason(failure), line, column, failure);
  }

  /// In words of our own: the parser's name its classes and settings, which are no caller's matter.
  private static String reason(JacksonException failure) {
    return switch (failure) {
      case UnexpectedEndOfInputException _ -> "the body ends before its JSON does";
      case StreamConstraintsException _ ->
          "nested deeper than %d, or a number longer than %d or a name longer than %d characters"
              .formatted(MAX_DEPTH, MAX_NUMBER_LENGTH, MAX_NAME_LENGTH);
      case MismatchedInputException _ -> "something follows the JSON object";
      case StreamReadException read when isDuplicate(read) -> "a name is given twice in an object";
      default -> "something that JSON does not allow here";
    };
  }

  /// The parser has no type of its own for this.
  private static boolean isDuplicate(StreamReadException failure) {
    return String.valueOf(failure.getOriginalMessage()).startsWith("Duplicate ");
  }
}

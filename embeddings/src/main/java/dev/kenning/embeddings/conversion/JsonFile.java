package dev.kenning.embeddings.conversion;

import dev.kenning.embeddings.model.ModelCorruptException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.MissingNode;

/// A JSON file that came with a model. Untrusted; a missing one reads as nothing.
record JsonFile(Path path, JsonNode root) {
  static JsonFile read(Path path) {
    try {
      JsonNode root =
          Files.isRegularFile(path)
              ? new ObjectMapper().readTree(Files.readAllBytes(path))
              : MissingNode.getInstance();
      return new JsonFile(path, root);
    } catch (JacksonException e) {
      throw new ModelCorruptException(path.toString(), "JSON", e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }

  boolean isMissing() {
    return root.isMissingNode();
  }

  int requireNumber(String field) {
    JsonNode value = root.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new ModelCorruptException(
          path.toString(), "a whole number " + field, value.isMissingNode() ? "none" : "" + value);
    }
    return value.intValue();
  }

  /// @param otherwise what a missing field means
  void requireText(String field, String supported, String otherwise) {
    String found = root.path(field).asString(otherwise);
    if (!found.equals(supported)) {
      throw new ModelCorruptException(
          path.toString(),
          field + " '" + supported + "', the only one supported",
          "'" + found + "'");
    }
  }
}

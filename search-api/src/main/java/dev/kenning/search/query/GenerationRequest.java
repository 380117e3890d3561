package dev.kenning.search.query;

import dev.kenning.indexer.generation.ModelChoice;
import java.util.Optional;
import java.util.Set;

/// Which generation is to be built.
///
/// @param choice the model
/// @param publish whether it answers as soon as it is built
public record GenerationRequest(ModelChoice choice, boolean publish) {
  private static final int MAX_MODEL = 64;
  private static final Set<String> PRECISIONS = Set.of("fp32", "fp16", "int8");

  /// The body of `POST /v1/generations`.
  ///
  /// @throws MalformedJsonException if the bytes are not JSON
  /// @throws InvalidRequestException naming every field that is wrong
  public static GenerationRequest read(byte[] body) {
    Fields fields = JsonBody.fields(body);
    Optional<String> model = fields.text("model", MAX_MODEL);
    if (model.isEmpty()) {
      fields.problem("model", "the id of a model of the catalogue");
    }
    Optional<String> precision = fields.text("precision", MAX_MODEL);
    if (precision.filter(word -> !PRECISIONS.contains(word)).isPresent()) {
      fields.problem("precision", "fp32, fp16 or int8");
    }
    boolean publish = fields.flag("publish").orElse(false);
    fields.refuseOthers();
    fields.throwProblems();
    return new GenerationRequest(new ModelChoice(model.orElseThrow(), precision), publish);
  }
}

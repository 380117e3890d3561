package dev.kenning.search.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// How answers are written as JSON, for every interface alike: snake case, components in the order
/// their record declares them, empty optionals left out. Any thread.
public final class WireFormat {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();

  private WireFormat() {}

  /// UTF-8 bytes of a record or map.
  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /// The same as text.
  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }
}

package dev.kenning.search.trial;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a server answered.
///
/// @param status of HTTP
/// @param body as JSON; a missing node where there was none
/// @param retryAfter the header of that name
public record Reply(int status, JsonNode body, Optional<String> retryAfter) {
  /// Whether the request was done, or durably taken.
  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /// `outcome` of an acknowledgement, or nothing.
  public String outcome() {
    return body.path("outcome").asString("");
  }

  /// `token` of an acknowledgement, or nothing.
  public String token() {
    return body.path("token").asString("");
  }
}

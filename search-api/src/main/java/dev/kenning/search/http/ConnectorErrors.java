package dev.kenning.search.http;

import dev.kenning.search.answer.WireFormat;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Writes as a problem what fails before a route is found: an address that means two things, a
/// header that is too long.
final class ConnectorErrors extends ErrorHandler {
  /// Whoever is refused hears why, by whatever method it asked.
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      @Nullable Throwable cause,
      Callback callback) {
    String requestId = UUID.randomUUID().toString();
    Problem.Draft draft =
        Problem.Draft.of(code, "malformed-request", "Not a valid request", message);
    response.getHeaders().put(RequestIdentity.HEADER, requestId);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    response.write(true, ByteBuffer.wrap(WireFormat.bytes(draft.of(requestId))), callback);
  }
}

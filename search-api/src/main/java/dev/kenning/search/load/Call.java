package dev.kenning.search.load;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// One request, written out before it is due, so that sending it costs next to nothing.
///
/// Immutable, but for [#bytes], which nobody writes to.
final class Call {
  private final CallKind kind;
  private final byte[] bytes;

  private Call(CallKind kind, byte[] bytes) {
    this.kind = kind;
    this.bytes = bytes;
  }

  CallKind kind() {
    return kind;
  }

  /// Head and body as they go over the wire, in no copy of their own.
  byte[] bytes() {
    return bytes;
  }

  /// The same request, counted as another kind.
  Call as(CallKind other) {
    return new Call(other, bytes);
  }

  /// @param host what the `Host` header says
  /// @param headers each without its line end
  static Call of(CallKind kind, String line, String host, List<String> headers, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(line).append(" HTTP/1.1\r\nHost: ").append(host);
    headers.forEach(header -> head.append("\r\n").append(header));
    if (content.length > 0) {
      head.append("\r\nContent-Length: ").append(content.length);
    }
    byte[] start = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new byte[start.length + content.length];
    System.arraycopy(start, 0, bytes, 0, start.length);
    System.arraycopy(content, 0, bytes, start.length, content.length);
    return new Call(kind, bytes);
  }
}

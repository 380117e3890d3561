package dev.kenning.search.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A request as bytes, which need not be what any client would send, over a connection of its own.
///
/// @param method of HTTP, or anything else
/// @param target path and query, as they are to stand in the request line
/// @param headers whole lines, beside `Host` and the body's length
/// @param body may be empty
@SuppressWarnings("ArrayRecordComponent") // nobody writes to it
record RawRequest(String method, String target, List<String> headers, byte[] body) {
  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int MAX_RESPONSE_BYTES = 64_000_000;

  /// What came back.
  ///
  /// @param head status line and headers
  @SuppressWarnings("ArrayRecordComponent") // nobody writes to it
  record Response(int status, String head, byte[] body) {
    Optional<String> header(String name) {
      return head.lines()
          .filter(
              line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /// Sends it, and reads to the end.
  ///
  /// @throws IOException if no response came
  Response send(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(head().getBytes(StandardCharsets.ISO_8859_1));
      bytes.write(body);
      try {
        socket.getOutputStream().write(bytes.toByteArray());
        socket.getOutputStream().flush();
      } catch (SocketException _) {
        // refused before all of it was sent: the reason is there to be read
      }
      return parsed(all(socket));
    }
  }

  private String head() {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("Host: localhost\r\nConnection: close\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    return head.append("\r\n").toString();
  }

  private static byte[] all(Socket socket) throws IOException {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    byte[] chunk = new byte[16_384];
    try {
      int count = socket.getInputStream().read(chunk);
      while (count >= 0 && heard.size() < MAX_RESPONSE_BYTES) {
        heard.write(chunk, 0, count);
        count = socket.getInputStream().read(chunk);
      }
    } catch (SocketException _) {
      // reset once it had said what it had to say
    }
    return heard.toByteArray();
  }

  private Response parsed(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
      throw new IOException("No response to " + this + " but '" + text + "'");
    }
    String head = text.substring(0, end);
    byte[] rest = text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
    return new Response(Integer.parseInt(head.split(" ", 3)[1].strip()), head, rest);
  }

  @Override
  public String toString() {
    String shown = new String(body, StandardCharsets.UTF_8);
    return method
        + " "
        + target
        + " "
        + headers
        + " "
        + (shown.length() > 500 ? shown.substring(0, 500) + " … (" + body.length + ")" : shown);
  }
}

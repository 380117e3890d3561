package dev.kenning.search.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseReaderTest {
  private static final String WHOLE =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 37\r\n\r\n"
          + "{\"results\":[],\"degraded\":[],\"more\":1}";
  private static final String CHUNKED =
      """
      HTTP/1.1 200 OK
      Transfer-Encoding: chunked

      16
      {"results":[],"degrade
      f
      d":[],"more":1}
      0

      """
          .replace("\n", "\r\n");

  /// However the bytes are cut into pieces.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 1_000})
  void responseIsReadToItsEndAndNoFurther(int pieceBytes) {
    for (String response : new String[] {WHOLE, CHUNKED}) {
      ResponseReader reader = new ResponseReader();
      byte[] bytes = (response + response).getBytes(StandardCharsets.UTF_8);
      int complete = 0;
      ByteBuffer piece = ByteBuffer.allocate(0);
      for (int from = 0; from < bytes.length || piece.hasRemaining(); ) {
        if (!piece.hasRemaining()) {
          int count = Math.min(pieceBytes, bytes.length - from);
          piece = ByteBuffer.wrap(bytes, from, count);
          from += count;
        }
        if (reader.take(piece)) {
          assertThat(reader.status()).isEqualTo(200);
          assertThat(reader.tail()).contains("\"degraded\":[]");
          assertThat(Answers.outcome(CallKind.SEARCH, reader)).isEqualTo(Outcome.GOOD);
          reader.reset();
          complete++;
        }
      }
      assertThat(complete).isEqualTo(2);
    }
  }

  @Test
  void refusalCountsAsOneOnlyIfItSaysWhenToComeAgain() {
    assertThat(outcome("HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"))
        .isEqualTo(Outcome.REFUSED);
    assertThat(outcome("HTTP/1.1 429 Often\r\nretry-after: 3\r\ncontent-length: 0\r\n\r\n"))
        .isEqualTo(Outcome.REFUSED);
    assertThat(outcome("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")).isEqualTo(Outcome.FAILED);
    assertThat(outcome("HTTP/1.1 504 Late\r\nContent-Length: 0\r\n\r\n")).isEqualTo(Outcome.FAILED);
  }

  @Test
  void answerThatLacksAPartIsNotCountedAsGood() {
    String body = "{\"results\":[],\"degraded\":[\"semantic: embedder circuit open\"]}";
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
    assertThat(outcome(head + body)).isEqualTo(Outcome.DEGRADED);
  }

  private static Outcome outcome(String response) {
    ResponseReader reader = new ResponseReader();
    assertThat(reader.take(ByteBuffer.wrap(response.getBytes(StandardCharsets.UTF_8)))).isTrue();
    return Answers.outcome(CallKind.SEARCH, reader);
  }

  @Test
  void whatIsNoResponseIsSaidToBeNone() {
    ByteBuffer bytes = ByteBuffer.wrap("SSH-2.0 hello\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> new ResponseReader().take(bytes))
        .isInstanceOf(IllegalStateException.class);
  }
}

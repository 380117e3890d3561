package dev.kenning.search.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads the responses of one connection, one after the other, as their bytes come: the status, the
/// headers, and of the body only its length and its end, where an answer says what it lacks.
///
/// The JDK's client spends several times what it takes to refuse a request on sending one, on the
/// processors that the server needs: `docs/decisions/0013`. One thread.
final class ResponseReader {
  private static final int MOST_HEAD_BYTES = 16_384;
  private static final int TAIL_BYTES = 512;
  private static final int ABSENT = -1;

  private final StringBuilder head = new StringBuilder();
  private final ByteArrayOutputStream tail = new ByteArrayOutputStream();
  private State state = State.HEAD;
  private long left; // bytes of the body, or of the chunk
  private boolean chunked;
  private int status;
  private boolean saysWhenToComeAgain;
  private boolean saysRemembered;

  private enum State {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK_END,
    TRAILER,
    DONE
  }

  /// Takes what is in `bytes`, up to the end of the response.
  ///
  /// @return whether the response is complete
  /// @throws IllegalStateException if it is no HTTP/1.1 response that tells its length
  boolean take(ByteBuffer bytes) {
    while (bytes.hasRemaining() && state != State.DONE) {
      switch (state) {
        case HEAD -> line(bytes, this::headEnds);
        case BODY -> body(bytes);
        case CHUNK_SIZE -> line(bytes, this::chunkBegins);
        case CHUNK_END -> line(bytes, () -> state = State.CHUNK_SIZE);
        case TRAILER -> line(bytes, this::trailerEnds);
        case DONE -> throw new IllegalStateException("nothing is read after the end");
      }
    }
    return state == State.DONE;
  }

  /// Makes ready for the next response.
  void reset() {
    head.setLength(0);
    tail.reset();
    state = State.HEAD;
    chunked = false;
    saysWhenToComeAgain = false;
    saysRemembered = false;
  }

  int status() {
    return status;
  }

  boolean saysWhenToComeAgain() {
    return saysWhenToComeAgain;
  }

  /// Whether the answer is said to come from a cache.
  boolean saysRemembered() {
    return saysRemembered;
  }

  /// The end of the body.
  String tail() {
    return tail.toString(StandardCharsets.UTF_8);
  }

  /// A whole head, or one line of a chunked body, is gathered before it is looked at.
  private void line(ByteBuffer bytes, Runnable complete) {
    while (bytes.hasRemaining()) {
      char next = (char) (bytes.get() & 0xff);
      head.append(next);
      if (next == '\n' && (state != State.HEAD || isHeadComplete())) {
        complete.run();
        head.setLength(0);
        return;
      }
      if (head.length() > MOST_HEAD_BYTES) {
        throw new IllegalStateException("The head of the response does not end");
      }
    }
  }

  private boolean isHeadComplete() {
    int length = head.length();
    return length >= 4 && head.charAt(length - 3) == '\n' && head.charAt(length - 2) == '\r';
  }

  private void headEnds() {
    String text = head.toString().toLowerCase(Locale.ROOT);
    if (!text.startsWith("http/1.1 ") || text.length() < 12) {
      throw new IllegalStateException("This is no HTTP/1.1: " + text.lines().findFirst());
    }
    status = Integer.parseInt(text.substring(9, 12));
    saysWhenToComeAgain = text.contains("\r\nretry-after:");
    saysRemembered = text.contains("\r\ncache-status: kenning; hit\r\n");
    chunked = text.contains("\r\ntransfer-encoding: chunked");
    long length = length(text);
    if (chunked) {
      state = State.CHUNK_SIZE;
    } else if (length == ABSENT && status != 204 && status != 304) {
      throw new IllegalStateException("The response does not tell its length");
    } else {
      left = Math.max(0, length);
      state = left == 0 ? State.DONE : State.BODY;
    }
  }

  private static long length(String lowerCaseHead) {
    String name = "\r\ncontent-length:";
    int at = lowerCaseHead.indexOf(name);
    return at < 0
        ? ABSENT
        : Long.parseLong(
            lowerCaseHead
                .substring(at + name.length(), lowerCaseHead.indexOf('\r', at + name.length()))
                .strip());
  }

  private void chunkBegins() {
    left = Long.parseLong(head.toString().strip().split(";", 2)[0], 16);
    state = left == 0 ? State.TRAILER : State.BODY;
  }

  private void trailerEnds() {
    if (head.toString().isBlank()) {
      state = State.DONE;
    }
  }

  private void body(ByteBuffer bytes) {
    int count = (int) Math.min(left, bytes.remaining());
    keepTail(bytes, count);
    bytes.position(bytes.position() + count);
    left -= count;
    if (left == 0) {
      state = chunked ? State.CHUNK_END : State.DONE;
    }
  }

  private void keepTail(ByteBuffer bytes, int count) {
    int skipped = Math.max(0, (int) Math.min(count, left - TAIL_BYTES));
    if (chunked) {
      skipped = Math.max(0, count - TAIL_BYTES); // nobody knows yet what comes after this chunk
      if (tail.size() > 4 * TAIL_BYTES) {
        tail.reset();
      }
    }
    byte[] kept = new byte[count - skipped];
    bytes.get(bytes.position() + skipped, kept);
    tail.writeBytes(kept);
  }
}

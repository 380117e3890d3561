package dev.kenning.indexer.method;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What the bytes of a file are: text that can be parsed, or something that is refused with its
/// reason.
public sealed interface SourceText {
  /// Larger files are refused: nobody wrote them by hand, and what generated them can be indexed
  /// instead. The JDK's own largest source has 1.2 MB.
  int MAX_BYTES = 2 * 1024 * 1024;

  /// Text, with line ends as they stand in the file and without a byte order mark.
  ///
  /// @param note how the text was obtained where that was not plain UTF-8, for a person
  record Decoded(String text, Optional<String> note) implements SourceText {}

  /// Not taken.
  ///
  /// @param reason the kind, for counting
  /// @param explanation one sentence for a person
  record Refused(RefusalReason reason, String explanation) implements SourceText {}

  /// Why a file's bytes are not taken.
  enum RefusalReason {
    TOO_LARGE,
    BINARY
  }

  /// Bytes to text: UTF-8 with or without a byte order mark, UTF-16 with one, and ISO 8859-1 for
  /// what is not valid UTF-8, which is noted.
  static SourceText decode(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return new Refused(
          RefusalReason.TOO_LARGE,
          "The file has %,d bytes; more than %,d are not read".formatted(bytes.length, MAX_BYTES));
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return marked(bytes, 2, StandardCharsets.UTF_16BE);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return marked(bytes, 2, StandardCharsets.UTF_16LE);
    }
    int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    for (int i = start; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return binary("The file is binary: byte %,d is 0".formatted(i + 1));
      }
    }
    return strictly(bytes, start, StandardCharsets.UTF_8)
        .map(text -> new Decoded(text, Optional.empty()))
        .orElseGet(() ->
            new Decoded(
                new String(bytes, StandardCharsets.ISO_8859_1),
                Optional.of("Not valid UTF-8; read as ISO 8859-1")));
  }

  private static SourceText marked(byte[] bytes, int start, Charset charset) {
    Optional<String> text = strictly(bytes, start, charset).filter(t -> t.indexOf('\0') < 0);
    return text.isPresent()
        ? new Decoded(text.get(), Optional.of("Read as " + charset.name()))
        : binary("The file is binary: it starts like %s and is not".formatted(charset.name()));
  }

  private static Refused binary(String explanation) {
    return new Refused(RefusalReason.BINARY, explanation);
  }

  private static Optional<String> strictly(byte[] bytes, int start, Charset charset) {
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes, start, bytes.length - start);
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(rest)
              .toString());
    } catch (CharacterCodingException _) {
      return Optional.empty(); // says which bytes, not what the file is; the caller knows better
    }
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}

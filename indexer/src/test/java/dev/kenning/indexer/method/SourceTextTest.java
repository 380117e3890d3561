package dev.kenning.indexer.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.SourceText.Decoded;
import dev.kenning.indexer.method.SourceText.RefusalReason;
import dev.kenning.indexer.method.SourceText.Refused;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceTextTest {
  private static final String SOURCE = "class Straße {\n\tString s = \"grün\";\n}\n";

  @Test
  void plainUtf8IsReadWithoutANote() {
    assertThat(SourceText.decode(SOURCE.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Decoded(SOURCE, Optional.empty()));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() {
    assertThat(SourceText.decode(("\uFEFF" + SOURCE).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Decoded(SOURCE, Optional.empty()));
    for (Charset charset : new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
      assertThat(SourceText.decode(("\uFEFF" + SOURCE).getBytes(charset)))
          .isEqualTo(new Decoded(SOURCE, Optional.of("Read as " + charset.name())));
    }
  }

  @Test
  void whatIsNotUtf8IsReadAsLatin1AndSaysSo() {
    assertThat(SourceText.decode(SOURCE.getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(new Decoded(SOURCE, Optional.of("Not valid UTF-8; read as ISO 8859-1")));
  }

  @Test
  void anEmptyFileIsText() {
    assertThat(SourceText.decode(new byte[0])).isEqualTo(new Decoded("", Optional.empty()));
  }

  @Test
  void binaryFilesAreRefused() {
    byte[] bytes = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 69};
    assertThat(SourceText.decode(bytes))
        .isEqualTo(new Refused(RefusalReason.BINARY, "The file is binary: byte 5 is 0"));
    byte[] likeUtf16 = {(byte) 0xFF, (byte) 0xFE, 0, 0, 1};
    assertThat(SourceText.decode(likeUtf16)).isInstanceOf(Refused.class);
  }

  @Test
  void filesAboveTheLimitAreRefused() {
    assertThat(SourceText.decode(new byte[5_000_000]))
        .isEqualTo(
            new Refused(
                RefusalReason.TOO_LARGE,
                "The file has 5,000,000 bytes; more than 2,097,152 are not read"));
  }

  @Test
  void lineEndsOfEverySystemGiveTheSameLinesAndCode() {
    String source = "class A {\n\n  /** Says a. */\n\tvoid a() {\n\t\tb();\n\t}\n}\n";
    MethodUnit unix = only(source);
    assertThat(unix.span().docStartLine()).isEqualTo(3);
    assertThat(unix.span().startLine()).isEqualTo(4);
    assertThat(unix.span().endLine()).isEqualTo(6);
    assertThat(unix.code()).isEqualTo("\tvoid a() {\n\t\tb();\n\t}");
    assertThat(only(source.replace("\n", "\r\n"))).isEqualTo(unix);
    assertThat(only(source.replace("\n", "\r"))).isEqualTo(unix);
  }

  private static MethodUnit only(String source) {
    ParsedFile parsed = new MethodExtractor().extract(new FileKey("shop", "A.java"), source);
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.methods()).hasSize(1);
    return parsed.methods().getFirst();
  }
}

package dev.kenning.embeddings.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.embeddings.encoder.TestEngine;
import dev.kenning.embeddings.encoder.TorchEngine;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.ModelCatalogue;
import dev.kenning.embeddings.model.ModelCorruptException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// With the tokenizer of all-MiniLM-L6-v2, whose file asks for padding and truncation to 128.
class FileTokenizerIT {
  private static final int LIMIT = 256;
  private static final long CLS = 101;
  private static final long SEP = 102;
  private static Tokenizer tokenizer;

  @BeforeAll
  static void open() throws IOException {
    TorchEngine.start(TestEngine.CONFIG);
    CatalogueModel model = ModelCatalogue.read(TestEngine.MODELS).require("all-MiniLM-L6-v2");
    try (InputStream content = model.read(model.manifest().tokenizer())) {
      tokenizer = FileTokenizer.read(content, "tokenizer.json", LIMIT);
    }
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  @Test
  void shortTextsAreNeitherPaddedNorCut() {
    assertThat(tokenizer.tokenize("").tokenCount()).isEqualTo(2);
    assertThat(tokenizer.tokenize("word").tokenCount()).isEqualTo(3);
    TokenizedText text = tokenizer.tokenize("word ".repeat(200));
    assertThat(text.tokenCount()).isEqualTo(202);
    assertThat(text.truncatedTokenCount()).isZero();
  }

  @Test
  void longTextsKeepTheirSpecialsAndCountWhatWasCut() {
    TokenizedText text = tokenizer.tokenize("word ".repeat(1_000));
    assertThat(text.tokenCount()).isEqualTo(LIMIT);
    assertThat(text.truncatedTokenCount()).isEqualTo(1_002 - LIMIT);
    long[] ids = new long[LIMIT];
    text.copyTo(ids, 0);
    assertThat(ids[0]).isEqualTo(CLS);
    assertThat(ids[LIMIT - 1]).isEqualTo(SEP);
    assertThat(ids[LIMIT - 2]).isNotEqualTo(SEP);
  }

  @Test
  void giantTextsAreCutBeforeAndEstimated() {
    int count = 1_000_000;
    TokenizedText text = tokenizer.tokenize("word ".repeat(count));
    assertThat(text.tokenCount()).isEqualTo(LIMIT);
    assertThat(text.truncatedTokenCount()).isBetween((int) (0.99 * count), (int) (1.01 * count));
  }

  @Test
  void giantTextsWithoutSpacesOrWithHalfACharacterAreTaken() {
    assertThat(tokenizer.tokenize("x".repeat(1_000_000)).truncatedTokenCount()).isPositive();
    assertThat(tokenizer.tokenize("a" + "😀".repeat(100_000)).truncatedTokenCount()).isPositive();
    assertThat(tokenizer.tokenize("\ud83d").tokenCount()).isPositive();
    assertThat(tokenizer.tokenize("nul \0 in it").tokenCount()).isPositive();
  }

  @Test
  void whatIsNotATokenizerIsRefused() {
    for (String content : new String[] {"", "{}", "[1", "{\"model\":{\"type\":\"Nonsense\"}}"}) {
      assertThatThrownBy(() ->
              FileTokenizer.read(
                  new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
                  "bad.json",
                  LIMIT))
          .as(content)
          .isInstanceOf(ModelCorruptException.class)
          .hasMessageContaining("bad.json");
    }
  }
}

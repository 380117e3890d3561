package dev.kenning.embeddings.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.EmbedderContract;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import org.junit.jupiter.api.Test;

class HashingEmbedderTest extends EmbedderContract {
  private final HashingEmbedder embedder = new HashingEmbedder();

  @Override
  protected Embedder embedder() {
    return embedder;
  }

  @Test
  void identifiersAreReadAsTheirWords() {
    assertThat(embed("parseHTTPDate2").cosine(embed("parse http date 2"))).isEqualTo(1f);
  }

  @Test
  void textsWithoutACommonWordAreNearlyOrthogonal() {
    assertThat(embed("open the file").cosine(embed("sorted numbers descending")))
        .isCloseTo(0f, within(0.3f));
  }

  @Test
  void twoEmbeddersAgree() {
    try (Embedder other = new HashingEmbedder()) {
      assertThat(other.embedQuery("retry", Deadline.never()).embedding()).isEqualTo(embed("retry"));
    }
  }

  @Test
  void sizesAreChecked() {
    ModelId model = new ModelId("hashing", "fp32");
    assertThatIllegalArgumentException().isThrownBy(() -> new HashingEmbedder(model, 1, 512));
    assertThatIllegalArgumentException().isThrownBy(() -> new HashingEmbedder(model, 64, 2));
  }

  private Embedding embed(String text) {
    return embedder.embedQuery(text, Deadline.never()).embedding();
  }
}

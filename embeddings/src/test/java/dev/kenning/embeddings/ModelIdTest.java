package dev.kenning.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ModelIdTest {
  @Test
  void otherWeightsUnderTheSameNameAreAnotherFunction() {
    assertThat(new ModelId("small", "fp16", "0123abcd"))
        .isNotEqualTo(new ModelId("small", "fp16", "4567abcd"))
        .isNotEqualTo(new ModelId("small", "fp16"));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    for (ModelId id :
        new ModelId[] {
          new ModelId("bge-small-en-v1.5", "fp16", "0123abcd"),
          new ModelId("bge-small-en-v1.5", "fp16"),
          new ModelId("a@b", "int8", "0123abcd")
        }) {
      assertThat(ModelId.parse(id.toString())).contains(id);
    }
  }

  @Test
  void otherTextIsNoId() {
    for (String text : new String[] {"", "@", "name", "name@", "@fp16", "a@b-c", " @fp16"}) {
      assertThat(ModelId.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void weightsAreEightDigits() {
    assertThatThrownBy(() -> new ModelId("small", "fp16", "0123ABCD"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

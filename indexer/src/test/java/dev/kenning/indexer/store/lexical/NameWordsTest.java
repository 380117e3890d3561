package dev.kenning.indexer.store.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.store.lucene.SnowballEnglish;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NameWordsTest {
  @Test
  void aNameThatTheIntentSaysWholeCountsOneWhateverItsForms() {
    assertThat(shares("retries sending requests with growing pauses", "sendRequest", "retry"))
        .containsExactly(1, 1);
  }

  @Test
  void aNameCountsByTheShareOfItsWordsThatTheIntentHas() {
    assertThat(shares("close the stream", "closeQuietly", "open", "closeInputStreamNow"))
        .containsExactly(0.5f, 0, 0.5f);
  }

  @Test
  void grammarTellsNothingOfAName() {
    assertThat(shares("what is to be done", "toBe", "$")).containsExactly(0, 0);
    assertThat(shares("a list of names", "listOfNames")).containsExactly(1);
  }

  private static float[] shares(String intent, String... names) {
    SnowballEnglish stemmer = new SnowballEnglish();
    return new NameWords(LexicalQuery.of(intent, LexicalWeights.DEFAULT, stemmer), stemmer)
        .shares(List.of(names));
  }
}

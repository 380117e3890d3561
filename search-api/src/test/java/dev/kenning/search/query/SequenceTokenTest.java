package dev.kenning.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.LedgerIdentity;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SequenceTokenTest {
  private static final SequenceToken TOKEN =
      new SequenceToken(new LedgerIdentity("f23456789abcdef0"), new SequenceNumber(4_182));

  @Test
  void tokenComesBackAsItWent() {
    assertThat(SequenceToken.parse(TOKEN.text())).contains(TOKEN);
    assertThat(TOKEN.text()).matches("[A-Za-z0-9_-]{28}");
  }

  @Test
  void tokenWithAnyCharacterChangedIsNone() {
    String text = TOKEN.text();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'A' ? 'Q' : 'A';
      String changed = text.substring(0, i) + other + text.substring(i + 1);
      assertThat(SequenceToken.parse(changed)).as(changed).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4182", "s1-7d", "../..", "not base 64!", "AgAA"})
  void otherTextIsNoToken(String text) {
    assertThat(SequenceToken.parse(text)).isEmpty();
  }

  @Test
  void everyLevelReadsAsItIsWritten() {
    for (Consistency level :
        new Consistency[] {
          Consistency.EVENTUAL,
          Consistency.STRONG,
          new Consistency.AtLeast(TOKEN),
          new Consistency.MaxStaleness(Duration.ofMillis(250))
        }) {
      assertThat(ConsistencyReader.parse(ConsistencyReader.text(level))).isEqualTo(level);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Strong", "strong:", "at_least", "at_least:x", "max_staleness_ms:-1"})
  void otherWordsAreNoLevel(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyReader.parse(text));
  }
}

package dev.kenning.search.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.search.excerpt.TokenEstimate;
import dev.kenning.search.query.AnswerPart;
import dev.kenning.search.testing.ModelTokens;
import dev.kenning.search.testing.OwnMethods;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Holds `max_tokens` against the tokenizer of a language model, on answers with this program's own
/// methods.
final class ContextFitTest {
  private static final int ANSWERS = 200;
  private static final int SMALLEST = 1_000;
  private static final int WIDTH_OF_BUDGETS = 7_000;
  private static final Set<String> WORDS = Set.of("request", "file", "limit", "time", "index");

  private final ModelTokens tokenizer = ModelTokens.cl100k();
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void answersFitAndUseTheRoomThatTheyHave() {
    int over = 0;
    int withMore = 0;
    int wellUsed = 0;
    for (int i = 0; i < ANSWERS; i++) {
      int maxTokens = SMALLEST + random.nextInt(WIDTH_OF_BUDGETS);
      Answer whole = anyAnswer();
      Answer fitted = new ContextFit(whole, maxTokens, ContextFitTest::marks).answer();
      int tokens = tokenizer.count(WireFormat.text(fitted));
      over += tokens > maxTokens ? 1 : 0;
      Answer.Fit fit = fitted.fit().orElseThrow();
      assertThat(fit.estimatedTokens()).as("seed %s", seed).isLessThanOrEqualTo(maxTokens);
      assertThat(fitted.results()).hasSize(whole.results().size() - fit.leftOut());
      if (fit.shortened() + fit.leftOut() > 0) {
        withMore++;
        wellUsed += tokens >= 0.8 * maxTokens ? 1 : 0;
      }
    }
    assertThat(over)
        .as("answers above their budget, seed %s", seed)
        .isLessThanOrEqualTo(ANSWERS / 100);
    assertThat(withMore).isGreaterThan(ANSWERS / 4);
    assertThat(wellUsed / (double) withMore)
        .as("share of answers that use 80 %% of their room, seed %s", seed)
        .isGreaterThan(0.9);
  }

  @Test
  void theEstimateOfAnAnswerIsALittleHigh() {
    for (int i = 0; i < 50; i++) {
      String text = WireFormat.text(anyAnswer());
      double ratio = TokenEstimate.of(text) / (double) tokenizer.count(text);
      assertThat(ratio).as("seed %s", seed).isBetween(0.95, 1.20);
    }
  }

  @Test
  void bodiesAreShortenedBeforeResultsAreLeftOut() {
    Answer whole = answer(OwnMethods.units().subList(0, 10), EnumSet.of(AnswerPart.CODE));
    int tokens = TokenEstimate.of(WireFormat.text(whole));
    Answer small = new ContextFit(whole, tokens - 300, ContextFitTest::marks).answer();
    assertThat(small.results()).hasSize(10);
    assertThat(small.fit().orElseThrow().shortened()).isPositive();
    Answer tiny = new ContextFit(whole, 900, ContextFitTest::marks).answer();
    assertThat(tiny.results()).hasSizeBetween(1, 9);
    assertThat(tiny.fit().orElseThrow().leftOut()).isEqualTo(10 - tiny.results().size());
    assertThat(tiny.results().getFirst().id()).isEqualTo(whole.results().getFirst().id());
  }

  @Test
  void whatFitsStaysAsItIs() {
    Answer whole = answer(OwnMethods.units().subList(0, 3), EnumSet.allOf(AnswerPart.class));
    Answer fitted = new ContextFit(whole, 100_000, ContextFitTest::marks).answer();
    assertThat(fitted.results()).isEqualTo(whole.results());
    assertThat(fitted.fit().orElseThrow().shortened()).isZero();
  }

  private static List<Set<String>> marks(int place, List<String> lines) {
    return lines.stream()
        .<Set<String>>map(line -> {
          Set<String> words = new HashSet<>(WORDS);
          words.removeIf(word -> !line.contains(word));
          return words;
        })
        .toList();
  }

  private Answer anyAnswer() {
    List<MethodUnit> units = new ArrayList<>();
    int count = 1 + random.nextInt(30);
    for (int i = 0; i < count; i++) {
      units.add(OwnMethods.units().get(random.nextInt(OwnMethods.units().size())));
    }
    return answer(
        units,
        random.nextBoolean()
            ? EnumSet.of(AnswerPart.CODE)
            : EnumSet.of(AnswerPart.CODE, AnswerPart.FACTS));
  }

  private static Answer answer(List<MethodUnit> units, Set<AnswerPart> include) {
    List<MethodResult> results =
        units.stream()
            .map(unit ->
                MethodResult.of(
                    StoredMethod.of(unit, "0".repeat(64)),
                    OptionalDouble.of(0.5203),
                    OptionalDouble.of(0.412),
                    include,
                    Freshness.VERIFIED,
                    Optional.empty()))
            .toList();
    return new Answer(
        results,
        false,
        new AsOf(4182, "bge-small-en-v1.5_fp16_384_m201p48s2", "AgZnV1UDX6BkPAAAAAAAAAQlYTwSr"),
        0,
        List.of(),
        false,
        List.of(),
        Optional.empty(),
        Map.of("total", 12.345, "embed", 8.1, "lexical", 1.204, "semantic", 2.007));
  }
}

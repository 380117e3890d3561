package dev.kenning.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.fact.FactPattern;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.filter.Glob;
import dev.kenning.indexer.method.MethodKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SearchFilterTest {
  private static final Filter NO_TESTS = new Filter.Not(new Filter.InTests());

  @Test
  void testCodeIsLeftOutUnlessAskedFor() {
    assertThat(filter("{\"query\": \"a\"}")).isEqualTo(NO_TESTS);
    assertThat(filter("{\"query\": \"a\", \"filter\": {\"tests\": \"include\"}}"))
        .isEqualTo(new Filter.All());
    assertThat(filter("{\"query\": \"a\", \"filter\": {\"tests\": \"only\"}}"))
        .isEqualTo(new Filter.InTests());
  }

  @Test
  void anyValueOfAKeySufficesAndEveryKeyMustHold() {
    assertThat(
            filter(
                "{\"query\": \"a\", \"filter\": {\"repositories\": [\"x\", \"y\"],"
                    + " \"kinds\": [\"method\"]}}"))
        .isEqualTo(
            new Filter.And(
                List.of(
                    new Filter.Or(
                        List.of(new Filter.InRepository("x"), new Filter.InRepository("y"))),
                    new Filter.OfKind(MethodKind.METHOD),
                    NO_TESTS)));
  }

  @Test
  void everyKeyThatIsNotWantedRulesOutByItself() {
    assertThat(
            filter(
                "{\"query\": \"a\", \"filter\": {\"not\": {\"paths\": [\"gen/**\"],"
                    + " \"modifiers\": [\"private\"]}}}"))
        .isEqualTo(
            new Filter.And(
                List.of(
                    new Filter.Not(new Filter.UnderPath(new Glob("gen/**"))),
                    new Filter.Not(new Filter.WithModifier("private")),
                    NO_TESTS)));
  }

  @Test
  void factsAreAskedForAndRuledOut() {
    assertThat(
            filter(
                "{\"query\": \"a\", \"filter\": {\"facts\": [\"retries\", \"throws:java.io.*\"],"
                    + " \"not\": {\"facts\": [\"blocks\"]}}}"))
        .isEqualTo(
            new Filter.And(
                List.of(
                    new Filter.Or(List.of(fact("retries"), fact("throws:java.io.*"))),
                    new Filter.Not(fact("blocks")),
                    NO_TESTS)));
  }

  private static Filter fact(String text) {
    return new Filter.HasFact(FactPattern.parse(text));
  }

  private static Filter filter(String body) {
    return RequestReader.search(body.getBytes(StandardCharsets.UTF_8)).filter().toFilter();
  }
}

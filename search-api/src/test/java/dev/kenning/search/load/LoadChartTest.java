package dev.kenning.search.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.search.load.LoadStep.Generator;
import dev.kenning.search.load.LoadStep.Server;
import dev.kenning.search.load.LoadStep.Times;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class LoadChartTest {
  private static LoadStep step(String name, double offered, double good, double p99) {
    Times times = new Times(100, p99 / 3, p99 / 2, p99, p99);
    return new LoadStep(
        name,
        offered,
        good,
        0.7 * good,
        times,
        times,
        5,
        0,
        0,
        Map.of("search_good", 0.7 * good, "put_good", 0.15 * good),
        new Generator(1, 0, 0.1),
        new Server(5, 1e8, 40));
  }

  @Test
  void pictureIsWellFormedAndSaysInWordsWhatItShows() throws Exception {
    LoadReport report =
        new LoadReport(
            100,
            List.of(
                step("unloaded", 15, 15, 60),
                step("0.5 times", 50, 50, 80),
                step("10.0 times", 1_000, 97, 190),
                step("1.0 times", 100, 98, 150)),
            List.of(),
            List.of());
    Document svg =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(LoadChart.svg(report))));
    String words = svg.getDocumentElement().getTextContent();
    assertThat(words)
        .contains("requests offered a second", "search p99", "refusal p99", "10.0 ×", "0.5 ×")
        .contains("Offered 1000: 97 good, 68 of them searches, 99 % of searches within 190 ms.");
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(18); // three times six
  }
}

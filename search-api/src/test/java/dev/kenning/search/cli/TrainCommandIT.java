package dev.kenning.search.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small plans by the command line, with the real model. What is learnt from one module of Kenning
/// has to help with another one, by more than one question of the hundred can make; what it is
/// learnt again from has to come out again to the last bit.
final class TrainCommandIT {
  private static final Path ROOT =
      Path.of(System.getProperty("kenning.root", "..")).toAbsolutePath().normalize();
  private static final Path ORCHARD = ROOT.resolve("samples/orchard/src/main/java/orchard");
  private static final Pattern SCORES =
      Pattern.compile("held-out MRR@10 (0\\.\\d+) before, (0\\.\\d+) after");
  private static final double ONE_QUESTION = 0.01;

  @TempDir private Path folder;

  @Test
  void whatIsLearntFromOneModuleHelpsWithAnother() throws Exception {
    TerminalDouble terminal =
        train(
            """
            {
              "base": "all-MiniLM-L6-v2",
              "libraries": ["%1$s/indexer/src/main/java"],
              "held_out_libraries": ["%1$s/embeddings/src/main/java"],
              "seed": 3, "batch_size": 16, "group_size": 4, "peak_rate": 1e-4, "origin_share": 0,
              "max_pairs_per_library": 160, "max_held_out": 120
            }
            """
                .formatted(ROOT),
            "learnt");
    Matcher scores = SCORES.matcher(terminal.out());
    assertThat(scores.find()).as(terminal.out() + terminal.err()).isTrue();
    assertThat(Double.parseDouble(scores.group(2)))
        .isGreaterThan(Double.parseDouble(scores.group(1)) + ONE_QUESTION);
  }

  @Test
  void theSamePlanGivesTheSameModelAgain() throws Exception {
    String plan =
        """
        {
          "base": "all-MiniLM-L6-v2",
          "libraries": ["%1$s/account", "%1$s/catalog", "%1$s/events", "%1$s/files", "%1$s/net"],
          "held_out_libraries": ["%1$s/pricing"],
          "seed": 3, "batch_size": 8, "group_size": 2
        }
        """
            .formatted(ORCHARD);
    TerminalDouble _ = train(plan, "one");
    TerminalDouble _ = train(plan, "two");
    assertThat(model("two")).isEqualTo(model("one"));
    assertThat(folder.resolve("one/model/tokenizer.json")).isNotEmptyFile();
  }

  private TerminalDouble train(String plan, String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".json"), plan);
    TerminalDouble terminal =
        new TerminalDouble(folder, Map.of("KENNING_DATA", folder.resolve("data").toString()), "");
    int status = terminal.run("model", "train", file.toString(), "--out", name, "--threads", "1");
    assertThat(status).as(terminal.err()).isZero();
    return terminal;
  }

  private byte[] model(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name).resolve("model/model.safetensors"));
  }
}

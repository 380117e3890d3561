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

/// A plan of half a minute on the samples, by the command line, with the real model: what is learnt
/// from some packages helps with others.
final class TrainCommandIT {
  private static final Path ORCHARD =
      Path.of(System.getProperty("kenning.root", ".."))
          .resolve("samples/orchard/src/main/java/orchard")
          .toAbsolutePath();
  private static final Pattern SCORES =
      Pattern.compile("held-out MRR@10 (0\\.\\d+) before, (0\\.\\d+) after");

  @TempDir private Path folder;

  @Test
  void aTinyPlanImprovesItsHeldOutScoreAndGivesTheSameModelAgain() throws Exception {
    Path plan = Files.writeString(folder.resolve("plan.json"), plan());
    TerminalDouble first = train(plan, "one");
    Matcher scores = SCORES.matcher(first.out());
    assertThat(scores.find()).as(first.out() + first.err()).isTrue();
    assertThat(Double.parseDouble(scores.group(2)))
        .isGreaterThan(Double.parseDouble(scores.group(1)));
    TerminalDouble _ = train(plan, "two");
    assertThat(model("two")).isEqualTo(model("one"));
    assertThat(folder.resolve("one/model/tokenizer.json")).isNotEmptyFile();
  }

  private TerminalDouble train(Path plan, String name) {
    TerminalDouble terminal =
        new TerminalDouble(folder, Map.of("KENNING_DATA", folder.resolve("data").toString()), "");
    int status = terminal.run("model", "train", plan.toString(), "--out", name, "--threads", "1");
    assertThat(status).as(terminal.err()).isZero();
    return terminal;
  }

  private byte[] model(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name).resolve("model/model.safetensors"));
  }

  private static String plan() {
    return """
    {
      "base": "all-MiniLM-L6-v2",
      "libraries": ["%1$s/account", "%1$s/catalog", "%1$s/events", "%1$s/files", "%1$s/net"],
      "held_out_libraries": ["%1$s/pricing", "%1$s/stock", "%1$s/time"],
      "seed": 3, "batch_size": 8, "group_size": 2, "epochs": 3, "origin_share": 0
    }
    """
        .formatted(ORCHARD);
  }
}

package dev.kenning.search.cli;

import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.calibration.CalibrationReport;
import dev.kenning.search.calibration.CalibrationReport.Bin;
import dev.kenning.search.calibration.CalibrationReport.Reliability;
import dev.kenning.search.calibration.CalibrationTrial;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.relevance.Calibration;
import dev.kenning.search.relevance.Calibrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;

/// Fits and measures what scores mean.
@Command(
    name = "calibration",
    sortOptions = false,
    description = {
      "Fit what a score means, the probability that a result serves the intent, on one half of"
          + " judged intents, and measure it on the other half.",
      "Also how often it is claimed that nothing serves an intent: as the index is, with the"
          + " answers and their copies hidden, and with the whole library of the answers hidden."
    },
    footer = {
      "",
      "Examples:",
      "  kenning benchmark calibration --queries q.jsonl --qrels r.jsonl",
      "  kenning benchmark calibration --queries q.jsonl --qrels r.jsonl --write relevance.json"
    })
final class CalibrationCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private JudgedOptions judged = new JudgedOptions();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "hybrid, semantic or lexical; may be given again (default: all three, or hybrid where"
              + " nothing is written).")
  private List<String> modes = new ArrayList<>();

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Put the numbers into this file beside those of other models and modes.")
  private @Nullable String write;

  @Option(
      names = "--built-in",
      description = "Measure the numbers that come with the product instead of fitting others.")
  private boolean builtIn;

  @Mixin private FilterOptions filter = new FilterOptions();

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  CalibrationCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    JudgedSet set = judged.read(terminal);
    if (set.queries().size() < 4) {
      throw new WrongCallException("--queries: two halves need four intents or more.");
    }
    Calibrations known = write == null ? Calibrations.NONE : written(terminal.resolve(write));
    Map<SearchMode, Calibration> fitted = new EnumMap<>(SearchMode.class);
    Map<String, Object> wire = new LinkedHashMap<>();
    String model;
    try (ReadableIndex index = ReadableIndex.open(data.existing(terminal), terminal, true)) {
      model = index.modelName();
      for (SearchMode mode : wantedModes()) {
        CalibrationTrial trial = index.trial(mode, filter.filter());
        try (QueryProgress progress = QueryProgress.of(terminal, set.queries().size(), json)) {
          trial.add(set, progress::step);
        }
        Calibration calibration = builtIn ? known(model, mode) : trial.fit();
        fitted.put(mode, calibration);
        CalibrationReport report = trial.measure(calibration);
        wire.put(mode.word(), report);
        if (!json) {
          show("%s, %s".formatted(model, mode.word()), report);
        }
      }
    }
    if (json) {
      terminal.out().println(WireFormat.text(wire));
    }
    if (write != null) {
      Files.writeString(terminal.resolve(write), known.with(model, fitted).json());
    }
    return ExitStatus.DONE.code;
  }

  private static Calibration known(String model, SearchMode mode) {
    return Calibrations.builtIn()
        .of(model, mode)
        .orElseThrow(() ->
            new WrongCallException(
                "--built-in: there are no numbers for %s, %s.".formatted(model, mode.word())));
  }

  private List<SearchMode> wantedModes() {
    if (!modes.isEmpty()) {
      return modes.stream().map(SearchCommand::mode).toList();
    }
    return write == null ? List.of(SearchMode.HYBRID) : List.of(SearchMode.values());
  }

  /// What the file holds so far; read before anything is fitted, which takes minutes.
  private static Calibrations written(Path file) throws IOException {
    try {
      return Files.exists(file) ? Calibrations.read(Files.readString(file)) : Calibrations.NONE;
    } catch (IllegalArgumentException | JacksonException e) {
      throw new WrongCallException(
          "--write %s: it holds something else than numbers for this evidence. Name another file."
              .formatted(file));
    }
  }

  private void show(String title, CalibrationReport report) {
    terminal.out().printf(Locale.ROOT, "%s: %,d intents held out%n", title, report.intents());
    show("first results", report.firsts());
    show("ten results", report.results());
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "  probably_absent       false alarms %.1f %%, catches %.1f %% with answers and copies"
                + " hidden%s; first result changes for %.1f %%%n",
            100 * report.absence().falseAlarms(),
            100 * report.absence().catches(),
            report.absence().catchesElsewhere() < 0
                ? ""
                : String.format(
                    Locale.ROOT,
                    ", %.1f %% with their library hidden",
                    100 * report.absence().catchesElsewhere()),
            100 * report.absence().firstChanges());
  }

  private void show(String what, Reliability reliability) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "  %-20s  calibration error %.3f, Brier skill %.3f, AUC %.3f (%,d, %.1f %% hold)%n",
            what,
            reliability.calibrationError(),
            reliability.brierSkill(),
            reliability.auc(),
            reliability.count(),
            100 * reliability.share());
    StringBuilder said = new StringBuilder();
    StringBuilder held = new StringBuilder();
    for (Bin bin : reliability.curve()) {
      said.append(String.format(Locale.ROOT, "  %.3f", bin.said()));
      held.append(String.format(Locale.ROOT, "  %.3f", bin.held()));
    }
    terminal.out().printf("    said %s%n    held %s%n", said, held);
  }
}

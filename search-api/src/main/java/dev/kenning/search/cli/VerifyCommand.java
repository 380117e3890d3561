package dev.kenning.search.cli;

import dev.kenning.indexer.care.Checkup;
import dev.kenning.indexer.care.Finding;
import dev.kenning.indexer.care.Finding.Severity;
import dev.kenning.indexer.care.PartReport;
import dev.kenning.indexer.run.DataDirectory;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Looks at everything there is in a data directory.
@Command(
    name = "verify",
    sortOptions = false,
    description = {
      "Check the ledger, the index against the ledger, the embedding cache, the models and what"
          + " lies beside them. Changes nothing, and may run beside a server.",
      "Exit status: 0 all is whole, 1 something is damaged; each finding says what mends it."
    },
    footer = {"", "Examples:", "  kenning verify", "  kenning verify --json | jq .whole"})
final class VerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    DataDirectory directory = data.existing(terminal);
    Checkup.Report report;
    try (CareDisplay display = new CareDisplay(terminal, System::nanoTime)) {
      report = Care.checkup(directory).run(display);
    }
    if (json) {
      terminal.out().println(wire(directory, report));
    } else {
      show(directory, report);
    }
    return (report.isWhole() ? ExitStatus.DONE : ExitStatus.FAILED).code;
  }

  private void show(DataDirectory directory, Checkup.Report report) {
    Ink ink = new Ink(terminal.colours());
    for (PartReport part : report.parts()) {
      terminal
          .out()
          .printf(
              "%-16s %s  %s%n",
              part.part().word(),
              part.isWhole() ? ink.good("whole  ") : ink.warning("DAMAGED"),
              part.summary());
      for (Finding finding : part.findings()) {
        terminal.out().printf("  %s%n", sentence(finding, ink));
      }
      if (part.findingCount() > part.findings().size()) {
        terminal
            .out()
            .printf(
                Locale.ROOT, "  … and %,d more%n", part.findingCount() - part.findings().size());
      }
    }
    terminal
        .out()
        .println(
            report.isWhole()
                ? directory.root() + " is whole"
                : "%s is damaged: %s"
                    .formatted(
                        directory.root(),
                        Spoken.count(report.damageCount(), "finding", "findings")));
  }

  private static String sentence(Finding finding, Ink ink) {
    String mark = finding.severity() == Severity.DAMAGE ? ink.warning("! ") : "- ";
    return mark
        + finding.place()
        + ": "
        + finding.problem()
        + finding.remedy().map(remedy -> ink.faint("  [" + remedy + "]")).orElse("");
  }

  private static ObjectNode wire(DataDirectory directory, Checkup.Report report) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.put("data", directory.root().toString());
    node.put("whole", report.isWhole());
    for (PartReport part : report.parts()) {
      ObjectNode one = node.withArray("parts").addObject();
      one.put("part", part.part().word()).put("whole", part.isWhole());
      one.put("summary", part.summary());
      one.put("finding_count", part.findingCount());
      one.putArray("findings");
      for (Finding finding : part.findings()) {
        ObjectNode found = one.withArray("findings").addObject();
        found.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        found.put("place", finding.place());
        found.put("problem", finding.problem());
        finding.remedy().ifPresent(remedy -> found.put("remedy", remedy));
      }
    }
    return node;
  }
}

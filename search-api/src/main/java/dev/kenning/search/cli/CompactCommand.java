package dev.kenning.search.cli;

import dev.kenning.indexer.care.Compaction;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.search.answer.WireFormat;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Gives back space.
@Command(
    name = "compact",
    sortOptions = false,
    description = {
      "Give back the space of what nobody needs: superseded versions in the ledger, replaced methods"
          + " in the index, vectors of texts that are gone, generations that do not answer.",
      "A server that owns the directory does it, and goes on answering. There is no way back to an"
          + " older generation afterwards."
    },
    footer = {"", "Examples:", "  kenning compact"})
final class CompactCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  CompactCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    DataDirectory directory = data.existing(terminal);
    JsonNode report =
        switch (Holder.settled(directory, terminal)) {
          case Holder.Nobody() -> here(directory);
          case Holder.Busy busy -> throw new CommandFailedException(busy.explanation(directory));
          case Holder.Server(URI address) -> {
            try (ServerClient client = ServerClient.of(directory, address)) {
              yield client.compact();
            }
          }
        };
    if (json) {
      terminal.out().println(report);
    } else {
      show(report);
    }
    return ExitStatus.DONE.code;
  }

  private JsonNode here(DataDirectory directory) throws IOException {
    try (WritableIndex index =
            WritableIndex.open(directory, terminal, "compact", new ModelOptions(), false);
        CareDisplay display = new CareDisplay(terminal, System::nanoTime)) {
      Compaction.Report report =
          new Compaction(
                  directory,
                  index.ledger(),
                  Care.alone(index),
                  Care.vectorUse(directory, index.ledger(), terminal))
              .run(display);
      return JsonMapper.shared().readTree(WireFormat.bytes(report));
    }
  }

  private void show(JsonNode report) {
    long before = 0;
    long after = 0;
    for (JsonNode part : report.path("parts")) {
      before += part.path("bytes_before").asLong(0);
      after += part.path("bytes_after").asLong(0);
      line(
          part.path("part").asString(""),
          part.path("bytes_before").asLong(0),
          part.path("bytes_after").asLong(0));
    }
    line("in all", before, after);
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "dropped %s and %s%n",
            Spoken.count(
                report.path("changes_dropped").asLong(0),
                "superseded change",
                "superseded changes"),
            Spoken.count(
                report.path("vectors_dropped").asLong(0),
                "vector that nobody needs",
                "vectors that nobody needs"));
    for (JsonNode removed : report.path("removed")) {
      terminal.out().println("removed " + removed.asString(""));
    }
    for (JsonNode note : report.path("notes")) {
      terminal.out().println("note: " + note.asString(""));
    }
  }

  private void line(String part, long before, long after) {
    terminal
        .out()
        .printf("%-8s %10s before, %10s now%n", part, Spoken.size(before), Spoken.size(after));
  }
}

package dev.kenning.search.cli;

import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.LockOwner;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells what there is to be searched.
@Command(
    name = "status",
    sortOptions = false,
    description = "Show what is indexed, how fresh it is, what it takes, and who writes to it.")
final class StatusCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--json",
      description = "Print the state as GET /v1/status gives it, with the writer.")
  private boolean json;

  StatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    DataDirectory directory = data.existing(terminal);
    ObjectNode status = new DirectoryStatus(directory, terminal).read();
    if (json) {
      terminal.out().println(status);
    } else {
      show(status);
    }
    boolean troubled = status.path("set_aside_count").asInt(0) > 0 || status.has("trouble");
    return (troubled ? ExitStatus.DONE_IN_PART : ExitStatus.DONE).code;
  }

  private void show(JsonNode status) {
    PrintStream out = terminal.out();
    Ink ink = new Ink(terminal.colours());
    out.printf("data        %s%n", status.path("data").asString(""));
    out.printf("writer      %s%n", writer(status.path("writer")));
    if (status.has("trouble")) {
      out.printf("trouble     %s%n", ink.warning(status.path("trouble").asString("")));
    }
    if (status.path("erasing").asInt(0) > 0) {
      out.printf(
          "erasing     %s%n",
          ink.warning(
              Spoken.count(
                  status.path("erasing").asLong(0), "deleted repository", "deleted repositories")));
    }
    out.printf("model       %s%n", status.path("model").asString(""));
    out.printf("generation  %s%n", status.path("as_of").path("generation").asString(""));
    out.printf(
        Locale.ROOT,
        "methods     %,d, %s on disk%n",
        status.path("methods").asLong(0),
        Spoken.size(status.path("bytes").asLong(0)));
    out.printf(
        Locale.ROOT,
        "freshness   change %,d of %,d is visible%s%n",
        status.path("as_of").path("sequence").asLong(0),
        status.path("head").asLong(0),
        status.path("pending").asLong(0) == 0
            ? ""
            : ink.warning(
                ", waiting: " + Spoken.count(status.path("pending").asLong(0), "file", "files")));
    for (JsonNode repository : status.path("repositories")) {
      out.printf(
          Locale.ROOT,
          "  %-24s %17s  %s%n",
          repository.path("name").asString(""),
          Spoken.count(repository.path("methods").asLong(0), "method", "methods"),
          ink.faint(repository.path("root").asString("(pushed)")));
    }
    for (JsonNode file : status.path("set_aside")) {
      out.printf(
          "  %s %s/%s (%s): %s%n",
          ink.warning("! set aside"),
          file.path("repository").asString(""),
          file.path("path").asString(""),
          file.path("stage").asString(""),
          file.path("reason").asString(""));
    }
  }

  private static String writer(JsonNode writer) {
    return writer.isMissingNode()
        ? "nobody at the moment"
        : new LockOwner(
                writer.path("pid").asLong(0),
                writer.path("command").asString(""),
                writer.path("url").asStringOpt())
            .toString();
  }
}

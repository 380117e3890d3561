package dev.kenning.search.cli;

import dev.kenning.indexer.care.Erasure;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.IndexProgress;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Deletes a repository and all that is left of it.
@Command(
    name = "forget",
    sortOptions = false,
    description = {
      "Delete a repository and erase its content everywhere in the data directory: ledger, journals,"
          + " index, embedding cache, older generations. Returns when it is erased.",
      "Backups, and what restore --replace moved aside, keep what they hold. The files of a followed"
          + " tree on disk are not touched. There is no way back but a backup."
    },
    footer = {"", "Examples:", "  kenning forget old-shop"})
final class ForgetCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration ASK_AGAIN = Duration.ofMillis(500);

  private final Terminal terminal;

  @Parameters(paramLabel = "NAME", description = "The repository, as kenning status names it.")
  private String name = "";

  @Mixin private DataOption data = new DataOption();

  ForgetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    DataDirectory directory = data.existing(terminal);
    boolean erased =
        switch (Holder.settled(directory, terminal)) {
          case Holder.Nobody() -> here(directory);
          case Holder.Busy busy -> throw new CommandFailedException(busy.explanation(directory));
          case Holder.Server(URI address) -> byServer(directory, address);
        };
    terminal
        .out()
        .println(
            erased
                ? name + " is deleted, and its content erased from " + directory.root()
                : name
                    + " is deleted; its content is still being erased (kenning status says when"
                    + " nothing of it is left)");
    return (erased ? ExitStatus.DONE : ExitStatus.DONE_IN_PART).code;
  }

  private boolean here(DataDirectory directory) throws IOException {
    try (WritableIndex index =
            WritableIndex.open(directory, terminal, "forget", new ModelOptions(), false);
        CareDisplay display = new CareDisplay(terminal, System::nanoTime)) {
      var _ = index.ledger().deleteRepository(name);
      var _ = index.run().catchUp(IndexProgress.Listener.NONE);
      List<String> left =
          new Erasure(
                  directory,
                  index.ledger(),
                  Care.alone(index),
                  Care.vectorUse(directory, index.ledger(), terminal))
              .run(display);
      left.forEach(one -> terminal.remark("kenning: not erased yet: " + one));
      return left.isEmpty();
    }
  }

  private boolean byServer(DataDirectory directory, URI address) {
    try (ServerClient client = ServerClient.of(directory, address)) {
      client.delete(name);
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (client.status().path("erasing").asInt(0) > 0) {
        if (System.nanoTime() - until > 0) {
          return false;
        }
        Thread.sleep(ASK_AGAIN);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted; the server goes on erasing.", e);
    }
  }
}

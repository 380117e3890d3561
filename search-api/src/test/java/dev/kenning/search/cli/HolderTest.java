package dev.kenning.search.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.LockOwner;
import dev.kenning.indexer.run.WriterLock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HolderTest {
  private static final LockOwner SERVER = LockOwner.thisProcess("serve");
  private static final String URL = "http://127.0.0.1:7070";

  @TempDir Path folder;

  @Test
  void aDirectoryThatNobodyHoldsIsFree() {
    assertThat(Holder.now(directory())).isEqualTo(new Holder.Nobody());
  }

  @Test
  void aServerThatAnswersIsAsked() {
    try (WriterLock _ = directory().lock(SERVER.answeringAt(URL))) {
      assertThat(Holder.now(directory(), _ -> true)).isEqualTo(new Holder.Server(URI.create(URL)));
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsNamedWithItsAddress() {
    try (WriterLock _ = directory().lock(SERVER.answeringAt(URL))) {
      Holder holder = Holder.now(directory(), _ -> false);
      assertThat(holder).isEqualTo(new Holder.Busy(SERVER.answeringAt(URL)));
      assertThat(((Holder.Busy) holder).explanation(directory()))
          .contains("kenning serve", "process " + SERVER.pid(), URL, "does not answer");
    }
  }

  @Test
  void aServerThatOnlyStartsIsWaitedForAndThenExplained() {
    TerminalDouble terminal = new TerminalDouble(folder, Map.of(), "");
    try (WriterLock _ = directory().lock(SERVER)) {
      Holder holder =
          Holder.settled(
              directory(), terminal.terminal(), Duration.ofMillis(20), Duration.ofMillis(5));
      assertThat(((Holder.Busy) holder).explanation(directory())).contains("still starting");
      assertThat(terminal.err()).containsOnlyOnce("waiting for `kenning serve`");
    }
  }

  @Test
  void anotherCommandIsNotWaitedFor() {
    TerminalDouble terminal = new TerminalDouble(folder, Map.of(), "");
    LockOwner index = LockOwner.thisProcess("index");
    try (WriterLock _ = directory().lock(index)) {
      Holder holder =
          Holder.settled(
              directory(), terminal.terminal(), Duration.ofHours(1), Duration.ofHours(1));
      assertThat(((Holder.Busy) holder).explanation(directory()))
          .contains("kenning index", "Wait for it to end");
      assertThat(terminal.err()).isEmpty();
    }
  }

  private DataDirectory directory() {
    return DataDirectory.open(folder.resolve("data"));
  }
}

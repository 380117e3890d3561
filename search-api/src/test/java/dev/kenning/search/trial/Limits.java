package dev.kenning.search.trial;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Makes the system refuse a running process what a full disk or a directory gone read-only would
/// refuse it, without needing to be root, and not minding to be.
final class Limits {
  private static final String NONE = "unlimited";

  private Limits() {}

  /// No file of the process may be written at `bytes` or beyond, until [#lift].
  static void filesEndAt(ServerProcess server, long bytes) throws Exception {
    fileSize(server, Long.toString(bytes));
  }

  static void lift(ServerProcess server) throws Exception {
    fileSize(server, NONE);
  }

  /// Only the soft limit: anybody may raise that of a process of theirs again.
  private static void fileSize(ServerProcess server, String limit) throws Exception {
    Process prlimit =
        new ProcessBuilder(
                "prlimit", "--pid", Long.toString(server.pid()), "--fsize=" + limit + ":")
            .redirectErrorStream(true)
            .start();
    String said = new String(prlimit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!prlimit.waitFor(10, TimeUnit.SECONDS) || prlimit.exitValue() != 0) {
      throw new IllegalStateException("prlimit failed: " + said);
    }
  }

  static void assumeThatFilesCanBeLimited() {
    assumeTrue(runs("prlimit", "--version"), "this system has no prlimit");
  }

  /// A server that permissions hold for: root's may do everything.
  static ServerCommand heldByPermissions(ServerCommand command) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    assumeTrue(runs("setpriv", "--version"), "root can write everywhere, and there is no setpriv");
    return command.behind(
        "setpriv",
        "--inh-caps=-dac_override,-dac_read_search",
        "--bounding-set=-dac_override,-dac_read_search");
  }

  static boolean runs(String... line) {
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Takes the right to write from a folder and all below it, or gives it back.
  static void writable(Path folder, boolean writable) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path place : below.toList()) {
        if (!place.toFile().setWritable(writable, true)) {
          throw new IOException("The permissions of " + place + " cannot be changed");
        }
      }
    }
  }
}

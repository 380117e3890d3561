package dev.kenning.search.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// What the system and the JDK's own tools tell of a running JVM. Any thread.
final class ProcessProbe {
  private static final int PATIENCE_SECONDS = 30;
  private static final long BYTES_PER_KIB = 1_024;

  private final long pid;
  private final Path diagnostics;

  ProcessProbe(long pid) {
    this.pid = pid;
    this.diagnostics = Path.of(System.getProperty("java.home", ""), "bin", "jcmd");
  }

  /// Has it collect its garbage, so that what is in use afterwards is what it holds.
  ///
  /// @return false where the JDK has no tool for it
  boolean collectGarbage() throws IOException, InterruptedException {
    return Files.isExecutable(diagnostics)
        && run(diagnostics.toString(), Long.toString(pid), "GC.run").contains("successfully");
  }

  /// Memory of the system that it occupies; empty where that cannot be told.
  OptionalLong residentBytes() throws IOException, InterruptedException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    String said =
        Files.isReadable(status)
            ? Files.readString(status)
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElse("")
            : run("ps", "-o", "rss=", "-p", Long.toString(pid)).strip();
    return said.matches("\\d+")
        ? OptionalLong.of(Long.parseLong(said) * BYTES_PER_KIB)
        : OptionalLong.empty();
  }

  private static String run(String... line) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return said;
  }
}

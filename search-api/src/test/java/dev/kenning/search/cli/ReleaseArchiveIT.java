package dev.kenning.search.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The release archive as a user has it: unpacked somewhere with a blank in the path, started by
/// its launcher, without a network.
final class ReleaseArchiveIT {
  private static final List<String> WITHOUT_NETWORK =
      List.of("unshare", "--map-root-user", "--net");

  @TempDir static Path folder;
  private static Path home = Path.of("");

  @BeforeAll
  static void unpack() throws Exception {
    assumeTrue(succeeds(List.of("tar", "--version")), "tar unpacks the archive");
    Path place = Files.createDirectories(folder.resolve("a b"));
    Outcome unpacked =
        run(List.of("tar", "-xzf", archive().toString(), "-C", place.toString()), folder);
    assertThat(unpacked.status).as(unpacked.err).isZero();
    home = place.resolve(archive().getFileName().toString().replaceFirst("\\.tar\\.gz$", ""));
  }

  @Test
  void archiveHoldsLauncherLibrariesAndLicences() {
    assertThat(home.resolve("bin/kenning")).isExecutable();
    assertThat(home.resolve("bin/kenning.cmd")).exists();
    assertThat(home.resolve("lib/jvm.options")).isNotEmptyFile();
    assertThat(home.resolve("LICENSE")).isNotEmptyFile();
    assertThat(home.resolve("NOTICE")).content().contains("bge-small-en-v1.5", "MIT LICENSE");
    assertThat(home.resolve("README.md")).isNotEmptyFile();
    assertThat(home.resolve("models/README.md")).content().contains("licence");
  }

  @Test
  void indexesAndAnswersWithoutANetwork() throws Exception {
    List<String> isolated = new ArrayList<>(WITHOUT_NETWORK);
    isolated.add("true");
    assumeTrue(succeeds(isolated), "this system lets no user make a network namespace");
    Path tree = Files.createDirectories(folder.resolve("tiny tree"));
    Files.writeString(
        tree.resolve("Pauses.java"),
        """
        class Pauses {
          /** Waits twice as long after each failed attempt. */
          long nextPauseMillis(int attempt) { return 100L << attempt; }
          int lengthOf(String text) { return text.length(); }
        }
        """);
    Outcome index = kenning("index", "tiny tree");
    assertThat(index.status).as(index.err).isZero();
    assertThat(index.out).contains("2 methods indexed");
    Outcome search = kenning("search", "growing delay between retries", "--limit", "1");
    assertThat(search.status).as(search.err).isZero();
    assertThat(search.out).contains("nextPauseMillis");
    assertThat(index.err + search.err).doesNotContain("WARNING");
  }

  @Test
  void wrongCallsKeepTheirExitStatusThroughTheLauncher() throws Exception {
    Outcome outcome = kenning("index");
    assertThat(outcome.status).isEqualTo(2);
    assertThat(outcome.err).contains("index needs either PATHs or --from FILE");
  }

  private static Outcome kenning(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (succeeds(List.of("unshare", "--map-root-user", "--net", "true"))) {
      command.addAll(WITHOUT_NETWORK);
    }
    command.add(home.resolve("bin/kenning").toString());
    command.addAll(List.of(arguments));
    return run(command, folder);
  }

  private static boolean succeeds(List<String> command) throws InterruptedException {
    try {
      return run(command, folder).status == 0;
    } catch (IOException e) {
      return false; // no such program
    }
  }

  private static Outcome run(List<String> command, Path where)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder.environment().put("KENNING_DATA", folder.resolve("data").toString());
    builder.environment().put("KENNING_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("KENNING_AOT", "off");
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended).as("%s ends within three minutes", command).isTrue();
    return new Outcome(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Path archive() throws IOException {
    Path target =
        Path.of(System.getProperty("kenning.root", "..")).resolve("search-api").resolve("target");
    try (DirectoryStream<Path> found = Files.newDirectoryStream(target, "kenning-*.tar.gz")) {
      for (Path archive : found) {
        return archive;
      }
    }
    assumeTrue(false, "the archives were not built (kenning.archives.skip)");
    return target;
  }

  private record Outcome(int status, String out, String err) {}
}

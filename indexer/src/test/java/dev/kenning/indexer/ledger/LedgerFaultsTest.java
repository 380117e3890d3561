package dev.kenning.indexer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.luben.zstd.Zstd;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;

/// What a ledger comes to when its process is killed, its disk is full, its folder is read-only, or
/// somebody else opens it too. A [LedgerProcess] suffers it; this process then looks.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "limits and permissions are set as on Unix")
final class LedgerFaultsTest {
  private static final long SEED = 20_261_124;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("ledger.db");
  }

  @Test
  void whatWasAcknowledgedBeforeAKillAmidCompactionIsThere() throws Exception {
    Random random = new Random(SEED);
    long acknowledged = 0;
    for (int round = 0; round < 4; round++) {
      int changesToHear = 5 + random.nextInt(60);
      Heard heard = hear(start(List.of(), "compact", file), changesToHear);
      assertThat(heard.lastTaken()).as("round %d", round).isGreaterThan(acknowledged);
      acknowledged = heard.lastTaken();

      try (ChangeLedger ledger = SqliteChangeLedger.open(file, LedgerConfig.DEFAULT)) {
        assertThat(ledger.check(LedgerCheck.Listener.NONE).findings())
            .as("round %d", round)
            .isEmpty();
        assertHolds(ledger, acknowledged);
      }
    }
  }

  @Test
  void aKillAmidMigrationLeavesTheOldLedgerOrTheNewOne() throws Exception {
    Random random = new Random(SEED);
    Path old = folder.resolve("old.db");
    bigLedgerOfTheFirstFormat(old);
    for (int round = 0; round < 4; round++) {
      Files.copy(old, file);
      Process process = start(List.of(), "open", file);
      long journalBytes = random.nextInt(400_000);
      Path journal = folder.resolve("ledger.db-wal");
      while (process.isAlive() && (!Files.exists(journal) || size(journal) < journalBytes)) {
        Thread.onSpinWait();
      }
      process.destroyForcibly().waitFor();

      try (ChangeLedger ledger = SqliteChangeLedger.open(file, LedgerConfig.DEFAULT)) {
        assertThat(ledger.head()).isEqualTo(new SequenceNumber(20_007));
        assertThat(ledger.files("shop")).hasSize(5_001);
        assertThat(ledger.check(LedgerCheck.Listener.NONE).findings()).isEmpty();
      }
      for (String part : List.of("ledger.db", "ledger.db-wal", "ledger.db-shm")) {
        Files.deleteIfExists(folder.resolve(part));
      }
    }
  }

  @Test
  void aFullDiskTakesNothingMoreAndLosesNothing() throws Exception {
    int blocks = 10_000; // of 512 or 1,024 bytes, as the shell has it
    Process process =
        start(
            List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "limited"), "write", file);
    Heard heard = hear(process, Integer.MAX_VALUE);

    assertThat(heard.last()).startsWith("unavailable").contains("ledger.db");
    assertThat(heard.lastTaken()).isGreaterThan(50);
    try (ChangeLedger ledger = SqliteChangeLedger.open(file, LedgerConfig.DEFAULT)) {
      assertThat(ledger.check(LedgerCheck.Listener.NONE).findings()).isEmpty();
      assertHolds(ledger, heard.lastTaken());
      assertThat(ledger.head()).isEqualTo(new SequenceNumber(heard.lastTaken()));
      assertThat(ledger.accept(List.of(put("After.java", "there is room again"))).getFirst())
          .isInstanceOf(Receipt.Accepted.class);
    }
  }

  @Test
  void aDiskThatIsTooFullForACopyLeavesNoneAndTheLedgerWhole() throws Exception {
    try (ChangeLedger ledger = SqliteChangeLedger.open(file, LedgerConfig.DEFAULT)) {
      ledger.createRepository(LedgerProcess.REPOSITORY, Optional.empty());
      List<FileChange> changes = new ArrayList<>();
      for (int i = 1; i <= 1_200; i++) {
        FileKey key = new FileKey(LedgerProcess.REPOSITORY, "F" + i + ".java");
        changes.add(new FileChange.Put(key, OptionalLong.of(1), LedgerProcess.content(i)));
      }
      ledger.accept(changes);
    }
    assertThat(Files.size(file)).isGreaterThan(7_000_000);
    Process process =
        start(List.of("sh", "-c", "ulimit -f 5000; exec \"$@\"", "limited"), "copy", file);

    assertThat(hear(process, Integer.MAX_VALUE).last())
        .startsWith("unavailable")
        .contains("cannot be copied");
    assertThat(folder.resolve("ledger.db.copy")).doesNotExist();
    assertThat(folder.resolve("ledger.db.copy.part")).doesNotExist();
    assertThat(hear(start(List.of(), "copy", file), Integer.MAX_VALUE).last())
        .isEqualTo("copied 1200");
  }

  @Test
  void aReadOnlyFolderIsNamedAndStillRead() throws Exception {
    try (ChangeLedger ledger = SqliteChangeLedger.open(file, LedgerConfig.DEFAULT)) {
      ledger.createRepository(LedgerProcess.REPOSITORY, Optional.empty());
      ledger.accept(List.of(put("A.java", "a")));
    }
    List<String> underPermissions = underPermissions();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assertThat(hear(start(underPermissions, "write", file), Integer.MAX_VALUE).last())
          .startsWith("unavailable")
          .contains("ledger.db");
      assertThat(hear(start(underPermissions, "read", file), Integer.MAX_VALUE).last())
          .isEqualTo("opened 1");
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void twoWhoOpenOneLedgerShareItsOrder() throws Exception {
    int changes = 40;
    Set<Long> sequences = new HashSet<>();
    try (ChangeLedger one = SqliteChangeLedger.open(file, LedgerConfig.DEFAULT);
        ChangeLedger other = SqliteChangeLedger.open(file, LedgerConfig.DEFAULT);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      one.createRepository(LedgerProcess.REPOSITORY, Optional.empty());
      List<Future<Receipt>> receipts = new ArrayList<>();
      for (int i = 0; i < changes; i++) {
        FileChange change = put("F" + i + ".java", "text " + i);
        ChangeLedger ledger = i % 2 == 0 ? one : other;
        receipts.add(threads.submit(() -> ledger.accept(List.of(change)).getFirst()));
      }
      for (Future<Receipt> receipt : receipts) {
        sequences.add(receipt.get().sequence().value());
      }
      assertThat(sequences).hasSize(changes);
      assertThat(one.head()).isEqualTo(other.head()).isEqualTo(new SequenceNumber(changes));
      assertThat(other.files(LedgerProcess.REPOSITORY)).hasSize(changes);
      assertThat(one.identity()).isEqualTo(other.identity());
    }
  }

  // --- What a process said ---------------------------------------------------------------------

  private record Heard(List<String> lines) {
    String last() {
      return lines.isEmpty() ? "nothing" : lines.getLast();
    }

    long lastTaken() {
      return lines.stream()
          .filter(line -> line.startsWith("taken "))
          .mapToLong(line -> Long.parseLong(line.substring("taken ".length())))
          .max()
          .orElse(0);
    }
  }

  /// Hears of so many changes and then kills the process; what it said before it died counts.
  private static Heard hear(Process process, int changeCount) throws Exception {
    List<String> lines = new ArrayList<>();
    int changes = 0;
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (line.startsWith("taken ") && ++changes == changeCount) {
          process.destroyForcibly();
        }
      }
    } catch (IOException e) {
      // The stream of a killed process may break off.
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Heard(lines);
  }

  private Process start(List<String> before, String what, Path ledger) throws Exception {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-Dslf4j.internal.verbosity=ERROR"));
    command.addAll(List.of("-cp", classPath(), LedgerProcess.class.getName(), what));
    command.add(ledger.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String classPath() throws URISyntaxException {
    List<Class<?>> needed =
        List.of(
            LedgerProcess.class, ChangeLedger.class, JDBC.class, Zstd.class, LoggerFactory.class);
    Set<String> places = new HashSet<>();
    for (Class<?> type : needed) {
      places.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return places.stream().collect(Collectors.joining(File.pathSeparator));
  }

  /// What to put before a command so that permissions hold for it: nothing, unless this is root.
  private static List<String> underPermissions() throws Exception {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    List<String> dropping =
        List.of(
            "setpriv",
            "--bounding-set=-dac_override,-dac_read_search",
            "--inh-caps=-dac_override,-dac_read_search");
    List<String> trial = Stream.concat(dropping.stream(), Stream.of("true")).toList();
    boolean possible;
    try {
      possible = new ProcessBuilder(trial).start().waitFor() == 0;
    } catch (IOException e) {
      possible = false;
    }
    assumeThat(possible).as("permissions can be made to hold for root").isTrue();
    return dropping;
  }

  // --- Ledgers ---------------------------------------------------------------------------------

  /// Each file holds the newest version that was acknowledged for it, or the one that was on its
  /// way.
  private static void assertHolds(ChangeLedger ledger, long acknowledged) {
    for (long version = Math.max(1, acknowledged - LedgerProcess.FILES + 1);
        version <= acknowledged;
        version++) {
      FileKey key = LedgerProcess.file(version);
      ContentHash held = ledger.latest(key).orElseThrow().content().orElseThrow();
      assertThat(held)
          .as("%s at version %d", key, version)
          .isIn(
              LedgerProcess.content(version).hash(),
              LedgerProcess.content(version + LedgerProcess.FILES).hash());
      assertThat(ledger.content(held).hash()).isEqualTo(held);
    }
  }

  private static FileChange put(String path, String text) {
    return new FileChange.Put(
        new FileKey(LedgerProcess.REPOSITORY, path),
        OptionalLong.of(1),
        Content.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// The stored sample with 20,000 changes of 5,000 files more.
  private void bigLedgerOfTheFirstFormat(Path target) throws Exception {
    try (InputStream sample = getClass().getResourceAsStream("/ledger/ledger-v1.db")) {
      Files.copy(sample, target);
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + target);
        Statement statement = connection.createStatement();
        PreparedStatement change =
            connection.prepareStatement(
                "INSERT INTO changes(repository, path, version, content) VALUES (1, ?, ?, 1)")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < 20_000; i++) {
        change.setString(1, "many/File" + i % 5_000 + ".java");
        change.setInt(2, i);
        change.execute();
      }
      statement.execute(
          """
          INSERT INTO files(repository, path, sequence, version, content)
          SELECT repository, path, max(sequence), max(version), 1 FROM changes
          WHERE path LIKE 'many/%' GROUP BY repository, path
          """);
      connection.commit();
    }
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      return 0; // it went meanwhile
    }
  }
}

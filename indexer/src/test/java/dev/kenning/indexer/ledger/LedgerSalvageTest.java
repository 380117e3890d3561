package dev.kenning.indexer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.SalvageReport.LostFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerSalvageTest {
  private static final int FILES = 120;
  private static final int PAGE_BYTES = 4_096;

  @TempDir Path folder;

  @Test
  void aSoundLedgerIsSavedWhole() throws IOException {
    Map<FileKey, String> truth = fill();
    SalvageReport report = salvage();
    assertThat(report).isEqualTo(new SalvageReport(truth.size() + 1, List.of(), 0, 0, List.of()));
    assertThat(contents()).isEqualTo(truth);
  }

  @Test
  void whateverBitFlipsEachFileIsSavedOrNamed() throws IOException {
    Map<FileKey, String> truth = fill();
    byte[] whole = Files.readAllBytes(damaged());
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    int cost = 0;
    for (int i = 0; i < 15; i++) {
      byte[] bytes = whole.clone();
      int at = PAGE_BYTES + random.nextInt(bytes.length - PAGE_BYTES);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      cost += assertSavedOrNamed(truth, bytes, "seed %d, byte %d".formatted(seed, at));
    }
    assertThat(cost).as("files lost to 15 flipped bits, seed %d", seed).isLessThan(FILES * 5);
  }

  @Test
  void aPageThatIsGoneCostsWhatStoodOnIt() throws IOException {
    Map<FileKey, String> truth = fill();
    byte[] whole = Files.readAllBytes(damaged());
    for (int page = 2; page < whole.length / PAGE_BYTES; page += 11) {
      byte[] bytes = whole.clone();
      java.util.Arrays.fill(bytes, page * PAGE_BYTES, (page + 1) * PAGE_BYTES, (byte) 0xA5);
      assertSavedOrNamed(truth, bytes, "page " + page);
    }
  }

  @Test
  void aDamagedHeaderCostsNothing() throws IOException {
    Map<FileKey, String> truth = fill();
    byte[] bytes = Files.readAllBytes(damaged());
    java.util.Arrays.fill(bytes, 0, 20, (byte) 0);
    Files.write(damaged(), bytes);
    assertThat(salvage().lostFileCount()).isZero();
    assertThat(contents()).isEqualTo(truth);
  }

  @Test
  void noSequenceIsGivenOutTwice() throws IOException {
    fill();
    long head;
    try (ChangeLedger ledger = SqliteChangeLedger.open(damaged(), LedgerConfig.DEFAULT)) {
      head = ledger.head().value();
    }
    salvage();
    try (ChangeLedger ledger = SqliteChangeLedger.open(saved(), LedgerConfig.DEFAULT)) {
      assertThat(ledger.head().value()).isEqualTo(head);
      assertThat(ledger.accept(List.of(put("shop", "New.java", 1, "class New {}"))))
          .containsExactly(new Receipt.Accepted(new SequenceNumber(head + 1)));
    }
    Files.delete(saved());
    new LedgerSalvage(damaged(), saved()).run(new SequenceNumber(head + 1_000));
    try (ChangeLedger ledger = SqliteChangeLedger.open(saved(), LedgerConfig.DEFAULT)) {
      assertThat(ledger.head().value()).isEqualTo(head + 1_000);
    }
  }

  /// @return how many files were lost
  private int assertSavedOrNamed(Map<FileKey, String> truth, byte[] bytes, String where)
      throws IOException {
    Files.write(damaged(), bytes);
    SalvageReport report;
    try {
      report = salvage();
    } catch (LedgerCorruptException e) {
      assertThat(e).as(where).hasMessageContaining("Nothing can be saved");
      return truth.size();
    }
    Map<FileKey, String> saved = contents();
    Set<FileKey> named =
        report.lostFiles().stream().map(LostFile::file).collect(Collectors.toSet());
    Set<FileKey> missing = new HashSet<>(truth.keySet());
    missing.removeAll(saved.keySet());
    missing.removeAll(named);
    if (!missing.isEmpty()) {
      assertThat(report.unreadableRows()).as(where + ": " + missing).isNotEmpty();
    }
    assertThat(truth).as(where).containsAllEntriesOf(saved);
    try (ChangeLedger ledger = SqliteChangeLedger.open(saved(), LedgerConfig.DEFAULT)) {
      List<PendingChange> changes = ledger.changesAfter(SequenceNumber.NONE, 10_000);
      assertThat(changes.stream().map(change -> change.latest().file()).distinct())
          .as(where)
          .containsAll(saved.keySet());
    }
    return truth.size() - saved.size();
  }

  private SalvageReport salvage() throws IOException {
    new LedgerSalvage(damaged(), saved()).abandon();
    return new LedgerSalvage(damaged(), saved()).run(SequenceNumber.NONE);
  }

  /// What the saved ledger tells of each live file; every byte of it is checked on the way.
  private Map<FileKey, String> contents() {
    Map<FileKey, String> found = new HashMap<>();
    try (ChangeLedger ledger = SqliteChangeLedger.open(saved(), LedgerConfig.DEFAULT)) {
      for (RepositoryRecord repository : ledger.repositories()) {
        for (LedgerEntry entry : ledger.files(repository.name()).values()) {
          byte[] bytes = ledger.content(entry.content().orElseThrow()).toBytes();
          found.put(entry.file(), new String(bytes, StandardCharsets.UTF_8));
        }
      }
    }
    return found;
  }

  private Map<FileKey, String> fill() {
    Map<FileKey, String> truth = new HashMap<>();
    SplittableRandom random = new SplittableRandom(7);
    try (ChangeLedger ledger = SqliteChangeLedger.open(damaged(), LedgerConfig.DEFAULT)) {
      ledger.createRepository("shop", Optional.empty());
      ledger.createRepository("tree", Optional.of("/src/tree"));
      List<FileChange> changes = new ArrayList<>();
      for (int i = 0; i < FILES; i++) {
        String repository = i % 2 == 0 ? "shop" : "tree";
        String path = "src/main/java/com/shop/part%d/File%d.java".formatted(i % 7, i);
        changes.add(put(repository, path, 1, "class Old" + i + " {}"));
        StringBuilder text = new StringBuilder();
        random.ints(1 + i * 20L, ' ', '~').forEach(letter -> text.append((char) letter));
        changes.add(put(repository, path, 2, text.toString()));
        truth.put(new FileKey(repository, path), text.toString());
      }
      changes.add(put("shop", "Gone.java", 1, "class Gone {}"));
      changes.add(new FileChange.Delete(new FileKey("shop", "Gone.java"), OptionalLong.of(2)));
      ledger.accept(changes);
    }
    return truth;
  }

  private static FileChange put(String repository, String path, long version, String text) {
    return new FileChange.Put(
        new FileKey(repository, path),
        OptionalLong.of(version),
        Content.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Path damaged() {
    return folder.resolve("damaged.db");
  }

  private Path saved() {
    return folder.resolve("saved.db");
  }
}

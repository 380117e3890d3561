package dev.kenning.search.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.search.answer.FreshnessCheck.Checked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FreshnessCheckTest {
  private static final String INDEXED =
      """
      class Till {
        int total() { return sum(items); }
      }
      """;
  private static final String MOVED_DOWN =
      """
      class Till {
        int count() { return items.size(); }

        int total() { return sum(items) + tip; }
      }
      """;
  private static final String WITHOUT_IT = "class Till {}\n";

  @TempDir Path data;
  @TempDir Path root;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2100-01-01T00:00:00Z"));
  private ChangeLedger ledger;
  private FreshnessCheck check;

  @BeforeEach
  void open() throws IOException {
    ledger = SqliteChangeLedger.open(data.resolve("ledger.db"), LedgerConfig.DEFAULT);
    ledger.createRepository("pushed", Optional.empty());
    ledger.createRepository("followed", Optional.of(root.toString()));
    accept("pushed", 1, INDEXED);
    accept("followed", 1, INDEXED);
    Files.writeString(root.resolve("Till.java"), INDEXED);
    Files.writeString(root.resolve("pom.xml"), "");
    check = new FreshnessCheck(ledger, now::get);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void methodOfAnUnchangedFileIsVerified() {
    assertThat(checked("pushed").freshness()).isEqualTo(Freshness.VERIFIED);
    assertThat(checked("followed").freshness()).isEqualTo(Freshness.VERIFIED);
  }

  @Test
  void methodThatMovedInItsFileIsShownWhereAndAsItIsNow() throws IOException {
    accept("pushed", 2, MOVED_DOWN);
    write(MOVED_DOWN);

    for (String repository : List.of("pushed", "followed")) {
      Checked checked = checked(repository);
      assertThat(checked.freshness()).isEqualTo(Freshness.REANCHORED);
      assertThat(checked.method().span().startLine()).isEqualTo(4);
      assertThat(checked.method().code()).contains("+ tip");
    }
  }

  @Test
  void methodThatIsNotFoundAgainIsMarked() throws IOException {
    accept("pushed", 2, WITHOUT_IT);
    write(WITHOUT_IT);

    for (String repository : List.of("pushed", "followed")) {
      Checked checked = checked(repository);
      assertThat(checked.freshness()).isEqualTo(Freshness.STALE);
      assertThat(checked.method().span().startLine()).isEqualTo(2);
    }
  }

  @Test
  void fileThatVanishedIsMarked() throws IOException {
    ledger.accept(
        List.of(new FileChange.Delete(new FileKey("pushed", "Till.java"), OptionalLong.of(2))));
    Files.delete(root.resolve("Till.java"));

    assertThat(checked("pushed").freshness()).isEqualTo(Freshness.GONE);
    assertThat(checked("followed").freshness()).isEqualTo(Freshness.GONE);
  }

  @Test
  void treeThatIsNotThereSaysNothingAboutItsFiles() throws IOException {
    Files.delete(root.resolve("Till.java"));
    Files.delete(root.resolve("pom.xml")); // as an unmounted disk leaves its mount point

    assertThat(checked("followed").freshness()).isEqualTo(Freshness.UNVERIFIED);
  }

  @Test
  void fileTheLedgerDoesNotKnowCannotBeTold() {
    assertThat(check.session(Deadline.never()).check(method("nobody")).freshness())
        .isEqualTo(Freshness.UNVERIFIED);
  }

  @Test
  void nothingIsLookedAtOnceTimeIsUpAndThatIsTold() throws IOException {
    write(MOVED_DOWN);
    FreshnessCheck.Session late = check.session(Deadline.after(Duration.ofNanos(-1), () -> 0));

    assertThat(late.check(method("followed")).freshness()).isEqualTo(Freshness.UNVERIFIED);
    assertThat(late.trouble()).contains("the deadline passed first");
  }

  @Test
  void whoOnlyWantsToKnowWhetherFilesChangedHasNothingParsed() throws IOException {
    write(MOVED_DOWN);

    assertThat(check.withoutParsing().check(method("followed")).freshness())
        .isEqualTo(Freshness.STALE);
  }

  @Test
  void changeThatKeepsSizeAndTimeIsSeenInAFileThatWasJustWritten() throws IOException {
    FileTime written = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    now.set(written.toInstant().plusSeconds(1));
    Path file = root.resolve("Till.java");
    Files.setLastModifiedTime(file, written);
    assertThat(checked("followed").freshness()).isEqualTo(Freshness.VERIFIED);

    write(INDEXED.replace("sum", "mus"));
    Files.setLastModifiedTime(file, written);

    assertThat(checked("followed").freshness()).isEqualTo(Freshness.REANCHORED);
  }

  @Test
  void settledFileIsReadOnce() throws IOException {
    DiskContents contents = new DiskContents(now::get);
    Path file = root.resolve("Till.java");
    FileTime time = Files.getLastModifiedTime(file);
    var first = contents.hash(file);
    Files.writeString(file, INDEXED.replace("sum", "mus")); // behind its back: the stamp is kept
    Files.setLastModifiedTime(file, time);

    assertThat(contents.hash(file)).isEqualTo(first);
  }

  private Checked checked(String repository) {
    return check.session(Deadline.never()).check(method(repository));
  }

  private static StoredMethod method(String repository) {
    FileKey file = new FileKey(repository, "Till.java");
    return StoredMethod.of(
        new MethodExtractor().extract(file, INDEXED).methods().getFirst(),
        content(INDEXED).hash().hex());
  }

  private void accept(String repository, long version, String text) {
    ledger.accept(
        List.of(
            new FileChange.Put(
                new FileKey(repository, "Till.java"), OptionalLong.of(version), content(text))));
  }

  private void write(String text) throws IOException {
    Files.writeString(root.resolve("Till.java"), text);
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.kenning.indexer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubmissionTest {
  private static final FileKey A = new FileKey("shop", "A.java");
  private static final FileKey B = new FileKey("shop", "B.java");
  private static final LedgerConfig FEW_ANSWERS =
      new LedgerConfig(Duration.ofSeconds(1), 1 << 20, 1 << 30, 2, 3);

  @TempDir Path folder;
  private ChangeLedger ledger;

  @BeforeEach
  void open() {
    ledger = SqliteChangeLedger.open(folder.resolve("ledger.db"), FEW_ANSWERS);
    ledger.createRepository("shop", Optional.empty());
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void aBatchIsTakenWhole() {
    SubmissionOutcome outcome = submit(versioned(A, 1, "a"), versioned(B, 1, "b"));

    assertThat(outcome).isEqualTo(acknowledged(accepted(1), accepted(2)));
    assertThat(((SubmissionOutcome.Acknowledged) outcome).sequence())
        .isEqualTo(new SequenceNumber(2));
  }

  @Test
  void aBatchWithAConflictIsTurnedAwayWholeAndSaysWhichChange() {
    submit(versioned(B, 4, "held"));
    SubmissionOutcome outcome = submit(versioned(A, 1, "a"), versioned(B, 4, "other"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SubmissionOutcome.Rejected.class,
            rejected -> {
              Rejection only = rejected.rejections().getFirst();
              assertThat(rejected.rejections()).hasSize(1);
              assertThat(only.place()).isEqualTo(1);
              assertThat(only.file()).isEqualTo(B);
              assertThat(only.reason()).isEqualTo(Rejection.Reason.CONFLICTING_VERSION);
              assertThat(only.given()).isEqualTo(4);
              assertThat(only.held()).isEqualTo(new SequenceNumber(1));
            });
    assertThat(ledger.latest(A)).isEmpty();
    assertThat(ledger.head()).isEqualTo(new SequenceNumber(1));
  }

  @Test
  void lateChangesInABatchAreSupersededAndTheRestIsTaken() {
    submit(versioned(B, 4, "held"));

    assertThat(submit(versioned(A, 1, "a"), versioned(B, 3, "late")))
        .isEqualTo(acknowledged(accepted(2), new Receipt.Superseded(new SequenceNumber(1))));
  }

  @Test
  void turnedAwayChangesAreRemembered() {
    submit(versioned(A, 1, "a"));
    submit(versioned(A, 1, "other"));
    reopen();

    assertThat(ledger.rejections("shop", 10))
        .singleElement()
        .satisfies(rejection -> {
          assertThat(rejection.file()).isEqualTo(A);
          assertThat(rejection.held()).isEqualTo(new SequenceNumber(1));
        });
    assertThat(ledger.rejections("shop", 0)).isEmpty();
  }

  @Test
  void theSameRequestUnderItsKeyGetsTheSameAnswerAfterARestartToo() {
    SubmissionOutcome first = submit("k1", versioned(A, 1, "a"), versioned(B, 1, "b"));
    submit(versioned(A, 2, "newer"));
    reopen();

    assertThat(submit("k1", versioned(A, 1, "a"), versioned(B, 1, "b"))).isEqualTo(first);
    assertThat(submit(versioned(A, 1, "a"))).isInstanceOf(SubmissionOutcome.Acknowledged.class);
    assertThat(ledger.head()).isEqualTo(new SequenceNumber(3));
  }

  @Test
  void aRefusalUnderAKeyIsRepeatedToo() {
    submit(versioned(A, 1, "a"));
    SubmissionOutcome refused = submit("k1", versioned(A, 1, "other"));
    reopen();

    assertThat(submit("k1", versioned(A, 1, "other"))).isEqualTo(refused);
  }

  @Test
  void anotherRequestUnderTheSameKeyIsRefused() {
    submit("k1", versioned(A, 1, "a"));

    SubmissionOutcome reused = new SubmissionOutcome.KeyReused(new IdempotencyKey("k1"));
    assertThat(submit("k1", versioned(A, 2, "a"))).isEqualTo(reused);
    assertThat(submit("k1", versioned(A, 1, "b"))).isEqualTo(reused);
    assertThat(submit("k1", versioned(B, 1, "a"))).isEqualTo(reused);
    assertThat(submit("k1", based(A, 0, "a"))).isEqualTo(reused);
    assertThat(submit("k1", versioned(A, 1, "a"), versioned(B, 1, "b"))).isEqualTo(reused);
    assertThat(ledger.head()).isEqualTo(new SequenceNumber(1));
  }

  @Test
  void aKeyBelongsToOneLifeOfOneRepository() {
    ledger.createRepository("other", Optional.empty());
    submit("k1", versioned(A, 1, "a"));

    assertThat(submit("k1", versioned(new FileKey("other", "X.java"), 1, "x")))
        .isEqualTo(acknowledged(accepted(2)));
    ledger.deleteRepository("shop");
    ledger.createRepository("shop", Optional.empty());
    assertThat(submit("k1", versioned(A, 1, "again"))).isEqualTo(acknowledged(accepted(4)));
  }

  @Test
  void theNewestAnswersAreKept() {
    submit("k1", versioned(A, 1, "1"));
    submit("k2", versioned(A, 2, "2"));
    submit("k3", versioned(A, 3, "3"));
    submit("k4", versioned(A, 4, "4"));

    assertThat(submit("k2", versioned(A, 2, "2"))).isEqualTo(acknowledged(accepted(2)));
    // Its answer is gone, but its version tells that it came too late.
    assertThat(submit("k1", versioned(A, 1, "1")))
        .isEqualTo(acknowledged(new Receipt.Superseded(new SequenceNumber(4))));
  }

  @Test
  void aChangeOfWhatIsHeldIsTakenAndAnyOtherIsTurnedAway() {
    assertThat(submit(based(A, 0, "first"))).isEqualTo(acknowledged(accepted(1)));
    assertThat(submit(based(A, 1, "second"))).isEqualTo(acknowledged(accepted(2)));

    assertThat(submit(based(A, 1, "also second")))
        .isInstanceOfSatisfying(
            SubmissionOutcome.Rejected.class,
            rejected -> {
              assertThat(rejected.rejections().getFirst().reason())
                  .isEqualTo(Rejection.Reason.OTHER_BASIS);
              assertThat(rejected.rejections().getFirst().held()).isEqualTo(new SequenceNumber(2));
            });
    assertThat(submit(based(A, 1, "second"))) // sent twice
        .isEqualTo(acknowledged(new Receipt.Repeated(new SequenceNumber(2))));
  }

  @Test
  void aBasisCountsTheVersionOn() {
    submit(versioned(A, 7, "seven"));
    submit(based(A, 1, "eight"));

    assertThat(submit(versioned(A, 7, "late")))
        .isEqualTo(acknowledged(new Receipt.Superseded(new SequenceNumber(2))));
    assertThat(submit(versioned(A, 9, "nine"))).isEqualTo(acknowledged(accepted(3)));
  }

  @Test
  void aLatePutCannotBringADeletedRepositoryBack() {
    submit(versioned(A, 1, "a"));
    ledger.deleteRepository("shop");

    assertThatExceptionOfType(UnknownRepositoryException.class)
        .isThrownBy(() -> submit(versioned(A, 2, "late")));
    assertThat(ledger.repository("shop")).isEmpty();
  }

  @Test
  void aPutForAnEarlierLifeOfTheNameIsTurnedAway() {
    ledger.deleteRepository("shop");
    ledger.createRepository("shop", Optional.empty());
    Submission late =
        new Submission(
            "shop", OptionalInt.of(1), List.of(versioned(A, 2, "late")), Optional.empty());

    assertThat(ledger.submit(late)).isEqualTo(new SubmissionOutcome.OtherIncarnation(2));
    assertThat(ledger.latest(A)).isEmpty();
  }

  @Test
  void filesOfAFollowedRepositoryAreNotSent() {
    ledger.createRepository("lib", Optional.of("/src/lib"));

    assertThat(submit(versioned(new FileKey("lib", "A.java"), 1, "a")))
        .isEqualTo(new SubmissionOutcome.Followed("/src/lib"));
  }

  @Test
  void answersAreKeptInFewWordsAndReadBack() {
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 1; i <= 1_000; i++) {
      receipts.add(accepted(i));
    }
    receipts.add(new Receipt.Superseded(new SequenceNumber(3)));
    receipts.add(new Receipt.Repeated(SequenceNumber.NONE));
    SubmissionOutcome outcome = new SubmissionOutcome.Acknowledged(receipts);

    assertThat(RequestAnswers.text(outcome)).isEqualTo("a1+999 s3 r0");
    assertThat(RequestAnswers.read("a1+999 s3 r0", submission("k", versioned(A, 1, "a"))))
        .isEqualTo(outcome);
  }

  private void reopen() {
    ledger.close();
    ledger = SqliteChangeLedger.open(folder.resolve("ledger.db"), FEW_ANSWERS);
  }

  private SubmissionOutcome submit(Proposal... proposals) {
    return ledger.submit(
        new Submission(
            proposals[0].change().file().repository(),
            OptionalInt.empty(),
            List.of(proposals),
            Optional.empty()));
  }

  private SubmissionOutcome submit(String key, Proposal... proposals) {
    return ledger.submit(submission(key, proposals));
  }

  private static Submission submission(String key, Proposal... proposals) {
    return new Submission(
        proposals[0].change().file().repository(),
        OptionalInt.empty(),
        List.of(proposals),
        Optional.of(new IdempotencyKey(key)));
  }

  private static SubmissionOutcome acknowledged(Receipt... receipts) {
    return new SubmissionOutcome.Acknowledged(List.of(receipts));
  }

  private static Receipt accepted(long sequence) {
    return new Receipt.Accepted(new SequenceNumber(sequence));
  }

  private static Proposal versioned(FileKey file, long version, String text) {
    return Proposal.versioned(new FileChange.Put(file, OptionalLong.of(version), content(text)));
  }

  private static Proposal based(FileKey file, long basis, String text) {
    return Proposal.basedOn(
        new SequenceNumber(basis), new FileChange.Put(file, OptionalLong.empty(), content(text)));
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }
}

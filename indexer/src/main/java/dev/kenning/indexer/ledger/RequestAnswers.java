package dev.kenning.indexer.ledger;

import dev.kenning.indexer.SequenceNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What was answered to requests with a key, so that the same request is answered the same. A
/// request is told by the SHA-256 of what it asks; an answer is kept as text, one word for each run
/// of changes:
///
/// | word | means |
/// | --- | --- |
/// | `a4183` | accepted at 4183 |
/// | `a4183+5` | six accepted, at 4183 to 4188 |
/// | `r12`, `s15` | repeated, superseded, by what stands there |
/// | `!3:CONFLICTING_VERSION:7:15:1790000000000` | nothing was taken, since the change at place 3 gave 7 where 15 is held; and when |
///
/// Only the newest answers are kept; to a request whose answer is gone, versions still say repeated
/// or superseded. Immutable.
final class RequestAnswers {
  private final int answersKept;

  RequestAnswers(int answersKept) {
    this.answersKept = answersKept;
  }

  /// What the submission was answered before; empty if it is new, or has no key.
  Optional<SubmissionOutcome> find(SqliteSession session, long repository, Submission submission)
      throws SQLException {
    if (submission.key().isEmpty()) {
      return Optional.empty();
    }
    IdempotencyKey key = submission.key().get();
    byte[] request = digest(submission);
    return session.first(
        "SELECT request, answer FROM answers WHERE repository = ? AND key = ?",
        row ->
            Arrays.equals(request, row.getBytes(1))
                ? read(row.getString(2), submission)
                : new SubmissionOutcome.KeyReused(key),
        repository,
        key.text());
  }

  void keep(
      SqliteSession session, long repository, Submission submission, SubmissionOutcome outcome)
      throws SQLException {
    if (submission.key().isEmpty()) {
      return;
    }
    long place =
        session.insert(
            "INSERT INTO answers(repository, key, request, answer) VALUES (?, ?, ?, ?)",
            repository,
            submission.key().get().text(),
            digest(submission),
            text(outcome));
    session.update("DELETE FROM answers WHERE place <= ?", place - answersKept);
  }

  /// Each part goes in with its length before it, so that no two requests look alike.
  private static byte[] digest(Submission submission) {
    MessageDigest digest = sha256();
    number(digest, submission.incarnation().orElse(-1));
    for (Proposal proposal : submission.proposals()) {
      FileChange change = proposal.change();
      text(digest, change.file().path());
      number(digest, change.version().orElse(-1));
      number(digest, proposal.basis().map(SequenceNumber::value).orElse(-1L));
      text(digest, LedgerWrites.hash(change).map(ContentHash::hex).orElse(""));
    }
    return digest.digest();
  }

  private static void text(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(digest, bytes.length);
    digest.update(bytes);
  }

  private static void number(MessageDigest digest, long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  static String text(SubmissionOutcome outcome) {
    List<String> words = new ArrayList<>();
    switch (outcome) {
      case SubmissionOutcome.Acknowledged(List<Receipt> receipts) -> {
        for (int at = 0; at < receipts.size(); ) {
          int end = endOfRun(receipts, at);
          String first = "" + letter(receipts.get(at)) + receipts.get(at).sequence();
          words.add(end - at == 1 ? first : first + "+" + (end - at - 1));
          at = end;
        }
      }
      case SubmissionOutcome.Rejected(List<Rejection> rejections) -> {
        for (Rejection one : rejections) {
          words.add(
              "!%d:%s:%d:%d:%d"
                  .formatted(
                      one.place(),
                      one.reason(),
                      one.given(),
                      one.held().value(),
                      one.at().toEpochMilli()));
        }
      }
      case SubmissionOutcome.KeyReused _,
          SubmissionOutcome.Followed _,
          SubmissionOutcome.OtherIncarnation _ ->
          throw new IllegalArgumentException("Not an answer to keep: " + outcome);
    }
    return String.join(" ", words);
  }

  private static int endOfRun(List<Receipt> receipts, int start) {
    int end = start + 1;
    while (end < receipts.size()
        && letter(receipts.get(end)) == letter(receipts.get(start))
        && receipts.get(end).sequence().value()
            == receipts.get(start).sequence().value() + (end - start)) {
      end++;
    }
    return end;
  }

  private static char letter(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Accepted _ -> 'a';
      case Receipt.Repeated _ -> 'r';
      case Receipt.Superseded _ -> 's';
      case Receipt.Conflicting _ ->
          throw new IllegalArgumentException("Nothing conflicting is acknowledged");
    };
  }

  static SubmissionOutcome read(String answer, Submission submission) {
    List<Receipt> receipts = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    for (String word : answer.split(" ", -1)) {
      if (word.charAt(0) == '!') {
        rejections.add(rejection(word.substring(1).split(":", -1), submission));
      } else {
        String[] run = word.substring(1).split("\\+", -1);
        long first = Long.parseLong(run[0]);
        long last = run.length == 1 ? first : first + Long.parseLong(run[1]);
        for (long sequence = first; sequence <= last; sequence++) {
          receipts.add(receipt(word.charAt(0), new SequenceNumber(sequence)));
        }
      }
    }
    return rejections.isEmpty()
        ? new SubmissionOutcome.Acknowledged(receipts)
        : new SubmissionOutcome.Rejected(rejections);
  }

  private static Rejection rejection(String[] parts, Submission submission) {
    int place = Integer.parseInt(parts[0]);
    return new Rejection(
        submission.proposals().get(place).change().file(),
        place,
        Rejection.Reason.valueOf(parts[1]),
        Long.parseLong(parts[2]),
        new SequenceNumber(Long.parseLong(parts[3])),
        Instant.ofEpochMilli(Long.parseLong(parts[4])));
  }

  private static Receipt receipt(char letter, SequenceNumber sequence) {
    return switch (letter) {
      case 'a' -> new Receipt.Accepted(sequence);
      case 'r' -> new Receipt.Repeated(sequence);
      case 's' -> new Receipt.Superseded(sequence);
      default ->
          throw new LedgerCorruptException("The ledger keeps an answer that says '" + letter + "'");
    };
  }
}

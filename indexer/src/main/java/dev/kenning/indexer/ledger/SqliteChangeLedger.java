package dev.kenning.indexer.ledger;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The ledger in one SQLite database (`LedgerSchema` tells its tables), in write-ahead mode with
/// full synchronisation: a change is on the disk when [#accept] returns, and readers are never in a
/// writer's way.
///
/// Safe for many threads: writers share commits, readers share a few connections. One process
/// writes; others may open the ledger to read.
public final class SqliteChangeLedger implements ChangeLedger {
  private final Path file;
  private final LedgerConfig config;
  private final LedgerClock clock;
  private final @Nullable GroupCommit writer; // null where the ledger is only read
  private final SessionPool readers;
  private final RequestAnswers answers;
  private final ReentrantLock compacting = new ReentrantLock();

  private SqliteChangeLedger(
      Path file, LedgerConfig config, LedgerClock clock, @Nullable GroupCommit writer) {
    this.file = file;
    this.config = config;
    this.clock = clock;
    this.writer = writer;
    this.readers = new SessionPool(file, config);
    this.answers = new RequestAnswers(config.answersKept());
    clock.startFrom(read(LedgerReads::lastAcceptedMillis));
  }

  /// [#open(Path, LedgerConfig, LedgerClock)] with the system's clock.
  public static ChangeLedger open(Path file, LedgerConfig config) {
    return open(file, config, LedgerClock.system());
  }

  /// Opens the ledger at `file` for writing, and makes it where there is none; one of an older
  /// format is brought up to date.
  ///
  /// @param clock for this ledger alone
  /// @throws LedgerUnavailableException if it cannot be written
  /// @throws LedgerCorruptException if the file is something else
  public static ChangeLedger open(Path file, LedgerConfig config, LedgerClock clock) {
    try {
      SqliteSession session = SqliteSession.writer(file, config);
      try {
        LedgerSchema.prepare(session, file);
        SqliteChangeLedger ledger =
            new SqliteChangeLedger(file, config, clock, new GroupCommit(file, session));
        ledger.eraseWhatIsLeft(); // of an erasure that a crash or a reader kept from its end
        return ledger;
      } catch (SQLException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (SQLException e) {
      throw LedgerFailures.named(file, e);
    }
  }

  /// [#openReadOnly(Path, LedgerConfig, LedgerClock)] with the system's clock.
  public static ChangeLedger openReadOnly(Path file, LedgerConfig config) {
    return openReadOnly(file, config, LedgerClock.system());
  }

  /// Opens an existing ledger to read; somebody else may be writing.
  ///
  /// @param clock for this ledger alone
  /// @throws LedgerUnavailableException if there is none, or it cannot be read
  /// @throws LedgerCorruptException if the file is something else
  public static ChangeLedger openReadOnly(Path file, LedgerConfig config, LedgerClock clock) {
    if (!Files.exists(file)) {
      throw new LedgerUnavailableException("There is no ledger at " + file);
    }
    try (SqliteSession session = SqliteSession.reader(file, config)) {
      LedgerSchema.check(session, file);
    } catch (SQLException e) {
      throw LedgerFailures.named(file, e);
    }
    return new SqliteChangeLedger(file, config, clock, null);
  }

  @Override
  public LedgerIdentity identity() {
    return read(LedgerReads::identity);
  }

  @Override
  public boolean reaches(LedgerIdentity identity, SequenceNumber sequence) {
    return read(session -> LedgerReads.reaches(session, identity, sequence));
  }

  @Override
  public LedgerIdentity fork() {
    return write(session -> {
      session.update(
          """
          INSERT INTO lineage(place, identity, since)
          SELECT max(place) + 1, lower(hex(randomblob(8))), ? FROM lineage
          """,
          LedgerReads.head(session).value());
      return LedgerReads.identity(session);
    });
  }

  @Override
  public List<Receipt> accept(List<FileChange> changes) {
    changes.forEach(SqliteChangeLedger::compress);
    return write(session -> LedgerWrites.accept(session, changes, clock.millis()));
  }

  @Override
  public SubmissionOutcome submit(Submission submission) {
    submission.proposals().forEach(proposal -> compress(proposal.change()));
    return write(
        session -> new SubmissionWrites(session, answers, clock.millis()).submit(submission));
  }

  /// On the writer's own thread, so that nobody waits for it who is in the turn.
  private static void compress(FileChange change) {
    if (change instanceof FileChange.Put put) {
      put.content().frame();
    }
  }

  @Override
  public List<Rejection> rejections(String repository, int limit) {
    return read(session -> LedgerReads.rejections(session, repository, limit));
  }

  @Override
  public SequenceNumber head() {
    return read(LedgerReads::head);
  }

  @Override
  public List<PendingChange> changesAfter(SequenceNumber after, int limit) {
    return read(session -> LedgerReads.changesAfter(session, after, limit));
  }

  @Override
  public PendingChanges pendingAfter(SequenceNumber after) {
    return read(session -> LedgerReads.pendingAfter(session, after));
  }

  @Override
  public Optional<Duration> unseenAge(SequenceNumber visible) {
    OptionalLong since = read(session -> LedgerReads.oldestUnseenMillis(session, visible));
    return since.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.max(0, clock.millis() - since.getAsLong())));
  }

  @Override
  public Optional<Instant> oldestUnseen(SequenceNumber visible) {
    return unseenAge(visible).map(age -> clock.wallTime().minus(age));
  }

  @Override
  public Content content(ContentHash hash) {
    return read(session -> StoredContents.read(session, hash));
  }

  @Override
  public Map<String, LedgerEntry> files(String repository) {
    return read(session -> LedgerReads.files(session, repository));
  }

  @Override
  public Optional<LedgerEntry> latest(FileKey key) {
    return read(session -> LedgerReads.latest(session, key));
  }

  @Override
  public Map<String, FileStamp> stamps(String repository) {
    return read(session -> LedgerReads.stamps(session, repository));
  }

  @Override
  public void recordStamps(String repository, Map<String, FileStamp> stamps) {
    write(session -> LedgerWrites.recordStamps(session, repository, stamps));
  }

  @Override
  public List<RepositoryRecord> repositories() {
    return read(LedgerReads::repositories);
  }

  @Override
  public Optional<RepositoryRecord> repository(String name) {
    return read(session -> LedgerReads.repository(session, name));
  }

  @Override
  public RepositoryRecord createRepository(String name, Optional<String> root) {
    return write(session -> RepositoryWrites.create(session, name, root));
  }

  @Override
  public List<String> exclusions(String repository) {
    return read(session -> LedgerReads.exclusions(session, repository));
  }

  @Override
  public void exclude(String repository, List<String> globs) {
    int _ = write(session -> RepositoryWrites.exclude(session, repository, globs));
  }

  @Override
  public SequenceNumber deleteRepository(String name) {
    SequenceNumber deletion =
        write(session -> RepositoryWrites.delete(session, name, clock.millis()));
    eraseWhatIsLeft();
    return deletion;
  }

  private void eraseWhatIsLeft() {
    try {
      erase();
    } catch (LedgerUnavailableException e) {
      // The deletion stands; whoever asks for the erasure next, or opens the ledger, takes it up.
    }
  }

  @Override
  public ErasureReport erase() {
    return new LedgerErasure(writer(), space()).run();
  }

  @Override
  public List<DeletedRepository> deletionsAfter(SequenceNumber after) {
    return read(session -> LedgerReads.deletionsAfter(session, after));
  }

  @Override
  public void setAside(
      FileKey key, SequenceNumber sequence, String stage, int rulesVersion, String reason) {
    write(session -> LedgerWrites.setAside(session, key, sequence, stage, rulesVersion, reason));
  }

  @Override
  public void clearSetAside(FileKey key) {
    write(session -> LedgerWrites.clearSetAside(session, key));
  }

  @Override
  public List<SetAsideFile> setAside() {
    return read(LedgerReads::setAside);
  }

  @Override
  public List<SetAsideFile> setAsideByOlderRules(String stage, int rulesVersion) {
    return read(session -> LedgerReads.setAsideByOlderRules(session, stage, rulesVersion));
  }

  @Override
  public JobLog jobs() {
    return new JobTable(this, clock::millis);
  }

  @Override
  public LedgerBackup backupTo(Path target) {
    return new LedgerCopy(file, config).writeTo(target);
  }

  @Override
  public LedgerCheck check(LedgerCheck.Listener listener) {
    return readers.readTogether(session -> new LedgerInspection(file, session, listener).run());
  }

  @Override
  public CompactionReport compact(SequenceNumber reflected) {
    compacting.lock();
    try {
      return new LedgerCompaction(writer(), space()).run(reflected);
    } finally {
      compacting.unlock();
    }
  }

  @Override
  public SequenceNumber compactedThrough() {
    return read(LedgerReads::compactedThrough);
  }

  @Override
  public void close() {
    try {
      readers.close();
    } finally {
      if (writer != null) {
        writer.close();
      }
    }
  }

  <T> T write(GroupCommit.Work<T> work) {
    return writer().commit(work);
  }

  <T> T read(GroupCommit.Work<T> query) {
    return readers.read(query);
  }

  private LedgerSpace space() {
    return new LedgerSpace(file, config, writer());
  }

  private GroupCommit writer() {
    if (writer == null) {
      throw new LedgerUnavailableException("The ledger " + file + " was opened to be read only");
    }
    return writer;
  }
}

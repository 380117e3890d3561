package dev.kenning.indexer.ledger;

import dev.kenning.indexer.FileKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/// A process of its own that works on a ledger, so that it can be killed or kept short of disk.
/// Each line it prints is true when it is printed.
///
/// | line | means |
/// | --- | --- |
/// | `opened 17` | the ledger is open and its head is 17 |
/// | `taken 5` | version 5 is acknowledged |
/// | `compacted 20` | history is compacted up to 20 |
/// | `copied 20` | beside the ledger is a whole copy of it with the head 20 |
/// | `unavailable …` | the ledger said that it can take nothing, and why |
final class LedgerProcess {
  static final String REPOSITORY = "crowd";
  static final int FILES = 5;
  private static final int SOURCE_BYTES = 6_000;

  private LedgerProcess() {}

  /// @param arguments what to do (`open`, `read`, `write`, `compact`, `copy`) and the ledger's file
  public static void main(String[] arguments) throws InterruptedException {
    Path file = Path.of(arguments[1]);
    try (ChangeLedger ledger = open(arguments[0], file)) {
      say("opened " + ledger.head());
      switch (arguments[0]) {
        case "write" -> write(ledger);
        case "compact" -> compact(ledger);
        case "copy" -> say("copied " + ledger.backupTo(Path.of(file + ".copy")).head());
        default -> {}
      }
    } catch (LedgerUnavailableException e) {
      say("unavailable " + e.getMessage());
    }
  }

  private static ChangeLedger open(String what, Path file) {
    return what.equals("read")
        ? SqliteChangeLedger.openReadOnly(file, LedgerConfig.DEFAULT)
        : SqliteChangeLedger.open(file, LedgerConfig.DEFAULT);
  }

  /// Until the ledger takes no more, or the process ends.
  private static void write(ChangeLedger ledger) {
    ledger.createRepository(REPOSITORY, Optional.empty());
    for (long version = ledger.head().value() + 1; ; version++) {
      Receipt receipt = ledger.accept(List.of(change(version))).getFirst();
      if (receipt instanceof Receipt.Accepted) {
        say("taken " + version);
      }
    }
  }

  private static void compact(ChangeLedger ledger) throws InterruptedException {
    AtomicBoolean ended = new AtomicBoolean();
    Thread compacting =
        Thread.ofPlatform()
            .start(() -> {
              while (!ended.get()) {
                say("compacted " + ledger.compact(ledger.head()).through());
              }
            });
    try {
      write(ledger);
    } finally {
      ended.set(true);
      compacting.join();
    }
  }

  static FileKey file(long version) {
    return new FileKey(REPOSITORY, "F" + version % FILES + ".java");
  }

  static Content content(long version) {
    byte[] bytes = new byte[SOURCE_BYTES];
    new Random(version).nextBytes(bytes);
    return Content.of(bytes);
  }

  private static FileChange change(long version) {
    return new FileChange.Put(file(version), OptionalLong.of(version), content(version));
  }

  private static void say(String line) {
    synchronized (LedgerProcess.class) {
      System.out.println(line);
      System.out.flush();
    }
  }
}

package dev.kenning.indexer.benchmark;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.benchmark.LedgerReport.DiskSync;
import dev.kenning.indexer.benchmark.LedgerReport.Reading;
import dev.kenning.indexer.benchmark.LedgerReport.Writing;
import dev.kenning.indexer.benchmark.ScaleReport.Latencies;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.LedgerEntry;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.ledger.Submission;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// How many single-file changes the ledger acknowledges in a second, durable each, with few and
/// many writers at a time, beside what the disk itself can do; and how fast it is read meanwhile.
///
/// First it measures how long the disk takes to make one page durable: a writer by itself can never
/// be faster than that. Then writers, each a thread that sends its next change when the last one
/// was acknowledged, as one HTTP caller does. Sources are made up of words, so that they compress
/// as sources do. Then readers ask for a file's latest entry and its content, alone and beside 8
/// writers.
public final class LedgerBenchmark {
  private static final int PAGE_BYTES = 4096;
  private static final int SYNCS = 200;
  private static final int FILES_PER_WRITER = 50;
  private static final int DIFFERENT_SOURCES = 64;
  private static final int READ_BESIDE = 8; // writers
  private static final int WARM_UP_WRITERS = 8; // so that compiled code is measured
  private static final List<Integer> READERS = List.of(1, 8);

  private static final List<String> WORDS =
      List.of(
          "int", "return", "final", "private", "String", "value", "index", "if", "for", "result",
          "static", "void", "throw", "new", "list", "size", "request", "buffer", "this", "null");

  private final LedgerBenchmarkConfig config;
  private final Consumer<String> progress;

  /// @param progress hears what is being measured
  public LedgerBenchmark(LedgerBenchmarkConfig config, Consumer<String> progress) {
    this.config = config;
    this.progress = progress;
  }

  /// Takes about [LedgerBenchmarkConfig#perMeasurement] for each line of the report; leaves its
  /// files in the folder.
  public LedgerReport run() {
    try {
      Files.createDirectories(config.folder());
      progress.accept("how long the disk takes to make a page durable");
      DiskSync disk = sync();
      try (ChangeLedger ledger =
          SqliteChangeLedger.open(config.folder().resolve("ledger.db"), LedgerConfig.DEFAULT)) {
        ledger.createRepository("benchmark", Optional.empty());
        progress.accept("warming up");
        new Crowd(ledger, config.perMeasurement()).write(WARM_UP_WRITERS).measure();
        return new LedgerReport(disk, config.sourceBytes(), writing(ledger), reading(ledger));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The disk could not be measured", e);
    }
  }

  private DiskSync sync() throws IOException {
    List<Long> nanos = new ArrayList<>();
    Path file = config.folder().resolve("sync");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES);
      for (int i = 0; i < SYNCS; i++) {
        long start = System.nanoTime();
        channel.write(page.rewind(), (long) i * PAGE_BYTES);
        channel.force(false);
        nanos.add(System.nanoTime() - start);
      }
    }
    Files.delete(file);
    Collections.sort(nanos);
    return new DiskSync(Latencies.of(nanos));
  }

  private List<Writing> writing(ChangeLedger ledger) {
    List<Writing> measured = new ArrayList<>();
    for (int writers : config.writers()) {
      progress.accept(writers + " writers");
      Crowd crowd = new Crowd(ledger, config.perMeasurement());
      Timed timed = crowd.write(writers).measure();
      measured.add(new Writing(writers, timed.perSecond(), timed.latencies()));
    }
    return measured;
  }

  private List<Reading> reading(ChangeLedger ledger) {
    List<Reading> measured = new ArrayList<>();
    for (int readers : READERS) {
      for (int writers : List.of(0, READ_BESIDE)) {
        progress.accept(readers + " readers beside " + writers + " writers");
        Crowd crowd = new Crowd(ledger, config.perMeasurement());
        Timed timed = crowd.read(readers).write(writers).measure();
        measured.add(new Reading(readers, writers, timed.perSecond(), timed.latencies()));
      }
    }
    return measured;
  }

  /// What was timed of those who came first into a crowd.
  private record Timed(double perSecond, Latencies latencies) {}

  /// Threads that all do something again and again for a while. For one measurement.
  private final class Crowd {
    private final ChangeLedger ledger;
    private final Duration time;
    private final List<List<Action>> groups = new ArrayList<>();

    Crowd(ChangeLedger ledger, Duration time) {
      this.ledger = ledger;
      this.time = time;
    }

    Crowd write(int count) {
      List<Action> writers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        writers.add(writer(i));
      }
      groups.add(writers);
      return this;
    }

    Crowd read(int count) {
      List<FileKey> files =
          ledger.files("benchmark").values().stream().map(LedgerEntry::file).toList();
      List<Action> readers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Random random = new Random(i);
        readers.add(() -> {
          LedgerEntry latest = ledger.latest(files.get(random.nextInt(files.size()))).orElseThrow();
          ledger.content(latest.content().orElseThrow());
        });
      }
      groups.add(readers);
      return this;
    }

    /// Sources are made beforehand, each a little different from all others when it is sent.
    private Action writer(int number) {
      Random random = new Random(31L * number + groups.size());
      List<byte[]> sources = new ArrayList<>();
      for (int i = 0; i < DIFFERENT_SOURCES; i++) {
        sources.add(source(random));
      }
      long[] sent = {ledger.head().value()};
      return () -> {
        sent[0]++;
        byte[] source = sources.get((int) (sent[0] % DIFFERENT_SOURCES)).clone();
        ByteBuffer.wrap(source).putLong(random.nextLong());
        FileKey file =
            new FileKey("benchmark", "w%d/F%d.java".formatted(number, sent[0] % FILES_PER_WRITER));
        ledger.submit(
            Submission.of(new FileChange.Put(file, OptionalLong.of(sent[0]), Content.of(source))));
      };
    }

    private byte[] source(Random random) {
      StringBuilder text = new StringBuilder("12345678");
      while (text.length() < config.sourceBytes()) {
        text.append(WORDS.get(random.nextInt(WORDS.size())))
            .append(random.nextInt(4) == 0 ? Integer.toString(random.nextInt(9_999), 36) : " ");
      }
      return text.substring(0, config.sourceBytes()).getBytes(StandardCharsets.US_ASCII);
    }

    /// Times the first group; the others are company.
    Timed measure() {
      long start = System.nanoTime();
      long end = start + time.toNanos();
      List<Long> nanos = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<List<Long>>> timed = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
          for (Action action : groups.get(i)) {
            Future<List<Long>> one = threads.submit(() -> repeat(action, end));
            if (i == 0) {
              timed.add(one);
            }
          }
        }
        for (Future<List<Long>> one : timed) {
          nanos.addAll(one.get());
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("A measurement failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("The benchmark was interrupted", e);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      Collections.sort(nanos);
      return new Timed(nanos.size() / seconds, Latencies.of(nanos));
    }

    private static List<Long> repeat(Action action, long end) {
      List<Long> nanos = new ArrayList<>();
      for (long begun = System.nanoTime();
          begun < end || nanos.isEmpty();
          begun = System.nanoTime()) {
        action.run();
        nanos.add(System.nanoTime() - begun);
      }
      return nanos;
    }
  }

  @FunctionalInterface
  private interface Action {
    void run();
  }
}

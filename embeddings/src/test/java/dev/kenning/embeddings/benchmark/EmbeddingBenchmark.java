package dev.kenning.embeddings.benchmark;

import com.sun.management.OperatingSystemMXBean;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.batch.BatchConfig;
import dev.kenning.embeddings.batch.BatchStats;
import dev.kenning.embeddings.model.Precision;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Measures ours beside LangChain4j's in-process model of the same weights, on the same methods,
/// then each precision, one worker and all of them, and what a batch's size costs a query.
///
/// Arguments: `methods=2000 rounds=7 workers=<cores> part=<beside, precisions, workers, batches;
/// all of them without it>`. Ratios are what to read: each round runs both contenders, in turns the
/// one and the other first.
public final class EmbeddingBenchmark {
  private static final int MAX_TOKEN_COUNT = 128;
  private static final int BATCH_TOKEN_COUNT = BatchConfig.forWorkers(1).batchTokenCount();
  private static final int WARM_UP_TEXTS = 64;
  private static final int SMALL_SAMPLE = 400;
  private static final int QUERY_COUNT = 200;

  private final PrintStream out;
  private final RealMethods.Sample sample;
  private final int rounds;
  private final int workers;

  private EmbeddingBenchmark(PrintStream out, RealMethods.Sample sample, int rounds, int workers) {
    this.out = out;
    this.sample = sample;
    this.rounds = rounds;
    this.workers = workers;
  }

  /// Runs all of it and prints to standard output.
  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    int cores = Runtime.getRuntime().availableProcessors();
    RealMethods.Sample sample =
        RealMethods.read(number(arguments, "methods", 2_000), MAX_TOKEN_COUNT);
    var benchmark =
        new EmbeddingBenchmark(
            System.out,
            sample,
            number(arguments, "rounds", 7),
            number(arguments, "workers", cores));
    benchmark.out.printf(
        "%d cores, %s, %d methods of %.0f tokens on average, cut to %d%n",
        cores,
        System.getProperty("os.arch"),
        sample.texts().size(),
        sample.meanTokenCount(),
        MAX_TOKEN_COUNT);
    Map<String, Runnable> parts = new LinkedHashMap<>();
    parts.put("beside", benchmark::besideLangChain4j);
    parts.put("precisions", benchmark::precisions);
    parts.put("workers", benchmark::workerCounts);
    parts.put("batches", benchmark::batchSizes);
    String chosen = argument(arguments, "part").orElse("");
    parts.forEach((name, part) -> {
      if (chosen.isEmpty() || chosen.equals(name)) {
        part.run();
      }
    });
  }

  /// One run: seconds on the wall, and of processor time, which others on the machine disturb less.
  private record Run(int textCount, double seconds, double cpuSeconds) {
    double textsPerSecond() {
      return textCount / seconds;
    }

    double textsPerCpuSecond() {
      return textCount / cpuSeconds;
    }
  }

  private void besideLangChain4j() {
    List<Double> ratios = new ArrayList<>();
    List<Double> cpuRatios = new ArrayList<>();
    try (KenningContender ours = new KenningContender(Precision.FP16, workers, BATCH_TOKEN_COUNT);
        Contender theirs = new LangChain4jContender()) {
      warmUp(ours);
      warmUp(theirs);
      double peak = SgemmPeak.flopsPerSecond();
      out.printf("sgemm on one core: %.1f GFLOP/s%n", peak / 1e9);
      out.printf(
          "cosine of the two, smallest of %d: %.6f%n", WARM_UP_TEXTS, agreement(ours, theirs));
      for (int round = 0; round < rounds; round++) {
        boolean oursFirst = round % 2 == 0;
        Run first = run(oursFirst ? ours : theirs, sample.texts());
        Run second = run(oursFirst ? theirs : ours, sample.texts());
        Run our = oursFirst ? first : second;
        Run their = oursFirst ? second : first;
        ratios.add(our.textsPerSecond() / their.textsPerSecond());
        cpuRatios.add(our.textsPerCpuSecond() / their.textsPerCpuSecond());
        out.printf(
            "round %d: %s %.1f methods/s (%.0f tokens/s; per CPU second %.0f, %.0f %% of sgemm), %s"
                + " %.1f methods/s: ratio %.2f, per CPU second %.2f%n",
            round + 1,
            ours.name(),
            our.textsPerSecond(),
            our.textsPerSecond() * sample.meanTokenCount(),
            our.textsPerCpuSecond() * sample.meanTokenCount(),
            100 * shareOfPeak(ours, our, peak),
            theirs.name(),
            their.textsPerSecond(),
            ratios.getLast(),
            cpuRatios.getLast());
      }
    }
    out.printf(
        "ratio: median %.2f, lower quartile %.2f; per CPU second: median %.2f, lower quartile %.2f%n",
        quantile(ratios, 0.5),
        quantile(ratios, 0.25),
        quantile(cpuRatios, 0.5),
        quantile(cpuRatios, 0.25));
  }

  private void precisions() {
    List<String> texts = smallSample();
    List<Embedding> reference = List.of();
    for (Precision precision : Precision.values()) {
      try (KenningContender contender =
          new KenningContender(precision, workers, BATCH_TOKEN_COUNT)) {
        contender.fallbackReason().ifPresent(reason -> out.println(precision + ": " + reason));
        warmUp(contender);
        Run run = run(contender, texts);
        List<Embedding> embeddings = contender.embed(texts);
        reference = reference.isEmpty() ? embeddings : reference;
        out.printf(
            "%s: %.1f methods/s, %.1f per CPU second, smallest cosine to fp32 %.6f%n",
            contender.name(),
            run.textsPerSecond(),
            run.textsPerCpuSecond(),
            smallestCosine(reference, embeddings));
      }
    }
  }

  private void workerCounts() {
    for (int count : new int[] {1, workers}) {
      try (KenningContender contender =
          new KenningContender(Precision.FP16, count, BATCH_TOKEN_COUNT)) {
        warmUp(contender);
        Run run = run(contender, smallSample());
        BatchStats stats = contender.stats();
        out.printf(
            "%s: %.1f methods/s, %.1f per CPU second, padding %.1f %%, %.1f texts a batch%n",
            contender.name(),
            run.textsPerSecond(),
            run.textsPerCpuSecond(),
            100 * stats.paddingShare(),
            (double) stats.passageCount() / stats.batchCount());
      }
    }
  }

  /// A larger batch computes a little faster and makes a query wait longer.
  private void batchSizes() {
    for (int tokens : new int[] {128, 256, 512, 1_024}) {
      try (KenningContender contender = new KenningContender(Precision.FP16, 1, tokens)) {
        warmUp(contender);
        Run run = run(contender, smallSample());
        Thread flood = Thread.ofVirtual().start(() -> embedUntilInterrupted(contender));
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < QUERY_COUNT && flood.isAlive(); i++) {
          long begunNanos = System.nanoTime();
          var _ = contender.embedQuery("retry an http request " + i);
          millis.add((System.nanoTime() - begunNanos) / 1e6);
        }
        flood.interrupt();
        awaitEnd(flood);
        out.printf(
            "%d tokens a batch, 1 worker: %.1f methods per CPU second; a query amid passages p50"
                + " %.0f ms, p99 %.0f ms%n",
            tokens, run.textsPerCpuSecond(), quantile(millis, 0.5), quantile(millis, 0.99));
      }
    }
  }

  private void embedUntilInterrupted(Contender contender) {
    try {
      var _ = contender.embed(sample.texts());
    } catch (CancellationException _) {
      // The queries have been asked: the rest of the flood is not needed.
    }
  }

  private static void awaitEnd(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void warmUp(Contender contender) {
    var _ = contender.embed(sample.texts().subList(0, WARM_UP_TEXTS));
  }

  private List<String> smallSample() {
    return sample.texts().subList(0, Math.min(SMALL_SAMPLE, sample.texts().size()));
  }

  private double agreement(Contender one, Contender other) {
    List<String> texts = sample.texts().subList(0, WARM_UP_TEXTS);
    return smallestCosine(one.embed(texts), other.embed(texts));
  }

  private double shareOfPeak(KenningContender contender, Run run, double peak) {
    return contender.flops(sample.tokenCount(), sample.meanTokenCount()) / run.cpuSeconds() / peak;
  }

  private static Run run(Contender contender, List<String> texts) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long begunCpuNanos = system.getProcessCpuTime();
    long begunNanos = System.nanoTime();
    var _ = contender.embed(texts);
    return new Run(
        texts.size(),
        (System.nanoTime() - begunNanos) / 1e9,
        (system.getProcessCpuTime() - begunCpuNanos) / 1e9);
  }

  private static double smallestCosine(List<Embedding> ones, List<Embedding> others) {
    double smallest = 1;
    for (int i = 0; i < ones.size(); i++) {
      smallest = Math.min(smallest, ones.get(i).cosine(others.get(i)));
    }
    return smallest;
  }

  /// The nearest of the values, by rank.
  private static double quantile(List<Double> values, double share) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  private static int number(String[] arguments, String name, int byDefault) {
    return argument(arguments, name).map(Integer::parseInt).orElse(byDefault);
  }

  private static Optional<String> argument(String[] arguments, String name) {
    return Arrays.stream(arguments)
        .filter(argument -> argument.startsWith(name + "="))
        .map(argument -> argument.substring(name.length() + 1))
        .findFirst();
  }
}

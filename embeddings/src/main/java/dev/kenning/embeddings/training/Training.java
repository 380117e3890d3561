package dev.kenning.embeddings.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/// The path of a training: batch → vectors of its questions and passages → loss → gradients → step,
/// until every example was met as often as the plan says; from time to time a checkpoint and a
/// score on examples held out.
///
/// Deterministic for the same examples, configuration and starting weights; a run that was ended
/// goes on from its last checkpoint to the same weights. For one thread.
public final class Training {
  private static final double SMOOTHING = 0.95;
  private static final int COMPARED_AT_ONCE = 1_024;

  private final TrainingConfig config;
  private final Student student;
  private final List<TrainingExample> examples;
  private final HeldOutScore heldOut;
  private final Optional<TeacherScores> teacher;
  private final Path checkpoint;
  private final LongSupplier nanoSource;

  /// @param student the model
  /// @param examples what is learnt
  /// @param heldOut what is only scored; may be empty
  /// @param teacher a model whose judgement is imitated
  /// @param checkpoint where the run is made safe; an existing one of the same run is resumed
  Training(
      TrainingConfig config,
      Student student,
      List<TrainingExample> examples,
      List<TrainingExample> heldOut,
      Optional<TeacherScores> teacher,
      Path checkpoint,
      LongSupplier nanoSource) {
    this.config = config;
    this.student = student;
    this.examples = List.copyOf(examples);
    this.heldOut = new HeldOutScore(heldOut, student);
    this.teacher = teacher;
    this.checkpoint = checkpoint;
    this.nanoSource = nanoSource;
  }

  /// What came of a run.
  ///
  /// @param weights tuned, by the archive's names
  /// @param before the held-out score of the weights it began with; empty without held-out examples
  /// @param after the same of the tuned weights
  record Outcome(Map<String, float[]> weights, OptionalDouble before, OptionalDouble after) {}

  /// Blocks until done, or until the thread is interrupted: then a checkpoint is written first.
  ///
  /// @throws InterruptedException if interrupted; the next run goes on
  Outcome run(TrainingProgress.Listener listener) throws InterruptedException {
    BatchPlan plan = new BatchPlan(examples, config);
    int stepsPerEpoch = plan.stepsPerEpoch();
    if (stepsPerEpoch == 0) {
      throw new IllegalArgumentException(
          "%d examples do not fill one batch of %d in groups of %d of one library"
              .formatted(examples.size(), config.batchSize(), config.groupSize()));
    }
    long stepCount = (long) stepsPerEpoch * config.epochCount();
    RateSchedule schedule =
        new RateSchedule(
            config.peakRate(),
            config.warmUpShare(),
            config.hardGroups() ? stepsPerEpoch : stepCount);
    Map<String, float[]> origin = student.weights();
    OptionalDouble before = heldOut.score();
    Map<String, float[]> weights = origin;
    AdamW optimiser = new AdamW(config.weightDecay(), weights);
    long digest = TrainingDigest.of(config, examples, stepsPerEpoch);
    List<List<Integer>> batches = List.of();
    Deque<Map<String, float[]>> ends = new ArrayDeque<>();
    if (Files.exists(checkpoint)) {
      Checkpoint resumed =
          Checkpoint.read(checkpoint, digest, stepsPerEpoch * config.batchSize(), origin);
      if (resumed.stepCount() > stepCount) {
        throw new IllegalArgumentException(
            "%s is at step %,d of a run of %,d: give the plan as many epochs as it was begun with"
                .formatted(checkpoint, resumed.stepCount(), stepCount));
      }
      batches = cut(resumed.order());
      weights = resumed.weights();
      resumed.ends().forEach(end -> keep(end, ends));
      optimiser.restore(resumed.stepCount(), resumed.first(), resumed.second());
      student.set(weights);
    } else {
      weights = TrainingWeights.mean(List.of(origin));
    }
    requireMean(ends.size(), config.epochCount() - optimiser.stepCount() / stepsPerEpoch);
    Pace pace = new Pace(nanoSource, SMOOTHING);
    OptionalDouble score = before;
    long savedNanos = nanoSource.getAsLong();
    for (long step = optimiser.stepCount(); step < stepCount; step++) {
      int inEpoch = (int) (step % stepsPerEpoch);
      if (inEpoch == 0 || batches.isEmpty()) {
        batches = epoch(plan, (int) (step / stepsPerEpoch), listener);
        pace = new Pace(nanoSource, SMOOTHING);
      }
      List<TrainingExample> met = batches.get(inEpoch).stream().map(examples::get).toList();
      double rate = schedule.at(step);
      double loss = learn(met, weights, optimiser, rate);
      pace.stepped(loss, met.size());
      if (inEpoch + 1 == stepsPerEpoch) {
        keep(TrainingWeights.mean(List.of(weights)), ends);
      }
      boolean due = nanoSource.getAsLong() - savedNanos >= config.checkpointInterval().toNanos();
      boolean ended = Thread.interrupted();
      if (due || ended || step + 1 == stepCount) {
        save(weights, optimiser, batches, List.copyOf(ends), digest);
        savedNanos = nanoSource.getAsLong();
        if (ended) {
          throw new InterruptedException("The training was ended after step " + (step + 1));
        }
        score = heldOut.score();
      }
      listener.progressed(
          new TrainingProgress(
              step + 1,
              stepCount,
              pace.loss(),
              rate,
              pace.examplesPerSecond(),
              Duration.ofNanos(Math.round(pace.nanosPerStep() * (stepCount - step - 1))),
              score));
    }
    Map<String, float[]> mean = TrainingWeights.mean(List.copyOf(ends));
    Map<String, float[]> tuned = TrainingWeights.mixed(mean, origin, 1 - config.originShare());
    student.set(tuned);
    return new Outcome(tuned, before, heldOut.score());
  }

  /// As many as the result is the mean of.
  private void keep(Map<String, float[]> end, Deque<Map<String, float[]>> ends) {
    ends.addLast(end);
    if (ends.size() > config.averagedEpochCount()) {
      ends.removeFirst();
    }
  }

  /// Before the first step: it would be a pity after the last one.
  private void requireMean(int keptCount, long epochsToEnd) {
    if (keptCount + epochsToEnd < config.averagedEpochCount()) {
      throw new IllegalArgumentException(
          ("%s keeps the weights after %d epochs, %d are to come, and the mean of %d is wanted:"
                  + " give the run more epochs, or begin it anew")
              .formatted(checkpoint, keptCount, epochsToEnd, config.averagedEpochCount()));
    }
  }

  private List<List<Integer>> epoch(
      BatchPlan plan, int number, TrainingProgress.Listener listener) {
    return number > 0 && config.hardGroups()
        ? plan.hardEpoch(number, likeness(listener))
        : plan.epoch(number);
  }

  /// How far the model, as it is now, takes each of two examples for the answer to the other.
  private BatchPlan.Likeness likeness(TrainingProgress.Listener listener) {
    float[][] questions = new float[examples.size()][];
    float[][] passages = new float[examples.size()][];
    for (int first = 0; first < examples.size(); first += COMPARED_AT_ONCE) {
      int end = Math.min(examples.size(), first + COMPARED_AT_ONCE);
      List<TrainingExample> some = examples.subList(first, end);
      Student.Vectors vectors =
          student.encode(
              some.stream().map(TrainingExample::query).toList(),
              some.stream().map(TrainingExample::passage).toList());
      System.arraycopy(vectors.queries(), 0, questions, first, some.size());
      System.arraycopy(vectors.candidates(), 0, passages, first, some.size());
      listener.compared(end, examples.size());
    }
    return (one, other) ->
        dot(questions[one], passages[other]) + dot(questions[other], passages[one]);
  }

  private static double dot(float[] a, float[] b) {
    float sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  private List<List<Integer>> cut(List<Integer> order) {
    List<List<Integer>> batches = new ArrayList<>();
    for (int first = 0; first < order.size(); first += config.batchSize()) {
      batches.add(order.subList(first, first + config.batchSize()));
    }
    return batches;
  }

  private double learn(
      List<TrainingExample> batch, Map<String, float[]> weights, AdamW optimiser, double rate) {
    List<String> queries = batch.stream().map(TrainingExample::query).toList();
    List<String> candidates =
        new ArrayList<>(batch.stream().map(TrainingExample::passage).toList());
    batch.forEach(example -> candidates.addAll(example.negatives()));
    Student.Vectors vectors = student.forward(queries, candidates);
    ContrastiveLoss.Result result =
        new ContrastiveLoss(config.temperature())
            .of(
                vectors.queries(),
                vectors.candidates(),
                excluded(queries, candidates),
                teacher.map(one -> one.of(queries, candidates)).orElse(null));
    Map<String, float[]> gradients =
        student.backward(result.queryGradients(), result.candidateGradients());
    double _ = optimiser.step(weights, gradients, rate);
    student.set(weights);
    return result.value();
  }

  /// The same words elsewhere in the batch are no counter-example.
  private static boolean[][] excluded(List<String> queries, List<String> candidates) {
    int n = queries.size();
    boolean[][] excluded = new boolean[n][candidates.size()];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < candidates.size(); j++) {
        boolean samePassage = candidates.get(j).equals(candidates.get(i));
        boolean sameQuery = j < n && queries.get(j).equals(queries.get(i));
        excluded[i][j] = i != j && (samePassage || sameQuery);
      }
    }
    return excluded;
  }

  private void save(
      Map<String, float[]> weights,
      AdamW optimiser,
      List<List<Integer>> batches,
      List<Map<String, float[]>> ends,
      long digest) {
    try {
      new Checkpoint(
              optimiser.stepCount(),
              batches.stream().flatMap(List::stream).toList(),
              weights,
              optimiser.firstMoments(),
              optimiser.secondMoments(),
              ends)
          .write(checkpoint, digest);
    } catch (IOException e) {
      throw new UncheckedIOException("The checkpoint " + checkpoint + " cannot be written", e);
    }
  }
}

package dev.kenning.embeddings.batch;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.UnembeddableTextException;
import dev.kenning.embeddings.encoder.Encoder;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import dev.kenning.embeddings.tokenizer.Tokenizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries texts, as they are, through a tokenizer and an encoder: tokenized on the caller's
/// thread, gathered into batches, computed by a few workers. It adds no prefix and remembers
/// nothing; that is `local`'s part.
///
/// Safe for many threads. Callers block; an interrupted one withdraws its texts.
public final class BatchingEncoder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchingEncoder.class);

  private final Tokenizer tokenizer;
  private final Encoder encoder;
  private final BatchConfig config;
  private final BatchQueue queue;
  private final BatchMeter meter;
  private final List<Thread> workers;

  /// Starts the workers.
  ///
  /// @param tokenizer closed with this
  /// @param encoder closed with this
  /// @param listener told of every passage that was embedded
  /// @param nanoSource measures how busy the workers are, [System#nanoTime] but for tests
  public BatchingEncoder(
      Tokenizer tokenizer,
      Encoder encoder,
      BatchConfig config,
      EmbeddingListener listener,
      LongSupplier nanoSource) {
    this.tokenizer = tokenizer;
    this.encoder = encoder;
    this.config = config;
    this.queue = new BatchQueue(config, nanoSource);
    this.meter = new BatchMeter(config.workerCount(), nanoSource);
    AtomicReference<@Nullable TokenizedText> lastGood = new AtomicReference<>();
    List<Thread> started = new ArrayList<>();
    for (int i = 0; i < config.workerCount(); i++) {
      BatchWorker worker = new BatchWorker(i, queue, encoder, listener, meter, lastGood);
      // Daemons, so that an abandoned embedder does not keep a process alive.
      started.add(Thread.ofPlatform().daemon().name("kenning-encoder-" + i).start(worker));
    }
    this.workers = List.copyOf(started);
  }

  /// Embeds one text before all passages.
  ///
  /// @throws DeadlineExceededException if the deadline passes first
  /// @throws EmbedderUnavailableException if this is closed, too many queries wait, or the model
  ///   fails
  public EmbeddedText embedQuery(String text, Deadline deadline) {
    return embed(Lane.QUERY, List.of(text), deadline, _ -> {}).getFirst();
  }

  /// Embeds texts, blocking while the queue is full; the answers are in order. A text that is under
  /// way for another caller is not computed again.
  ///
  /// @throws DeadlineExceededException if the deadline passes first
  /// @throws UnembeddableTextException if the model fails on some of the texts
  /// @throws EmbedderUnavailableException if this is closed or the model fails
  public List<EmbeddedText> embedPassages(List<String> texts, Deadline deadline) {
    return embedPassages(texts, deadline, _ -> {});
  }

  /// As [#embedPassages(List, Deadline)], telling how far it has come.
  ///
  /// @param arrivals told the position of each text that is embedded, under the queue's lock: must
  ///   return at once, throw nothing and not call back
  public List<EmbeddedText> embedPassages(
      List<String> texts, Deadline deadline, IntConsumer arrivals) {
    return embed(Lane.PASSAGE, texts, deadline, arrivals);
  }

  /// What was done so far, and what waits.
  public BatchStats stats() {
    return meter.stats(queue.counts());
  }

  /// Refuses new work, fails what waits, lets the running passes end and then closes the encoder
  /// and the tokenizer. Blocks for the drain time at most; if a pass is still running then, the
  /// encoder is left open rather than freed under it. Idempotent.
  @Override
  public void close() {
    queue.close();
    if (drained()) {
      encoder.close();
      tokenizer.close();
    } else {
      LOG.warn("A forward pass still runs after {}; its model stays loaded", config.drainTime());
    }
  }

  private List<EmbeddedText> embed(
      Lane lane, List<String> texts, Deadline deadline, IntConsumer arrivals) {
    deadline.check("embedding");
    Submission submission = queue.open(texts.size(), deadline, arrivals);
    boolean answered = false;
    try {
      offerAll(submission, lane, texts);
      List<EmbeddedText> answers = queue.await(submission);
      answered = true;
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("Interrupted while embedding");
      cancelled.initCause(e);
      throw cancelled;
    } finally {
      if (!answered) {
        queue.withdraw(submission);
      }
    }
  }

  private void offerAll(Submission submission, Lane lane, List<String> texts)
      throws InterruptedException {
    for (int slot = 0; slot < texts.size(); slot++) {
      String text = texts.get(slot);
      TokenizedText tokens;
      try {
        tokens = tokenizer.tokenize(text);
      } catch (RuntimeException e) {
        queue.reject(submission, slot, e);
        continue;
      }
      queue.offer(submission, slot, lane, text, tokens);
    }
  }

  private boolean drained() {
    long untilNanos = System.nanoTime() + config.drainTime().toNanos();
    boolean interrupted = false;
    for (Thread worker : workers) {
      boolean asked = false;
      while (!asked) {
        try {
          Duration left = Duration.ofNanos(Math.max(1, untilNanos - System.nanoTime()));
          boolean _ = worker.join(left);
          asked = true;
        } catch (InterruptedException e) {
          // Freeing a model under a running pass crashes the process, so the wait goes on.
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return workers.stream().noneMatch(Thread::isAlive);
  }
}

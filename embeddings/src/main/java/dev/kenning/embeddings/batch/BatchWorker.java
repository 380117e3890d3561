package dev.kenning.embeddings.batch;

import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.encoder.Encoder;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread's work: take a batch, make the pass, answer; until the queue is closed.
///
/// **When a pass fails**, each of its texts that somebody still waits for is tried once more,
/// alone. If that fails too, the text is to blame if a text that went well before still does, and
/// the model is to blame otherwise. So a poisoned text costs itself, and a broken model is not
/// mistaken for a thousand poisoned texts.
final class BatchWorker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWorker.class);

  private final int number;
  private final BatchQueue queue;
  private final Encoder encoder;
  private final EmbeddingListener listener;
  private final BatchMeter meter;
  private final AtomicReference<@Nullable TokenizedText> lastGood;

  /// @param number from 0, for the meter
  /// @param lastGood a text that went well, shared by the workers
  BatchWorker(
      int number,
      BatchQueue queue,
      Encoder encoder,
      EmbeddingListener listener,
      BatchMeter meter,
      AtomicReference<@Nullable TokenizedText> lastGood) {
    this.number = number;
    this.queue = queue;
    this.encoder = encoder;
    this.listener = listener;
    this.meter = meter;
    this.lastGood = lastGood;
  }

  @Override
  public void run() {
    try {
      List<PendingText> batch = queue.take();
      while (!batch.isEmpty()) {
        meter.batchTaken(batch);
        embedOrFail(batch);
        queue.ended(batch);
        batch = queue.take();
      }
    } catch (InterruptedException e) {
      // Nobody but closing ends a worker, and closing does not interrupt; leave all the same.
      Thread.currentThread().interrupt();
    }
  }

  private void embedOrFail(List<PendingText> batch) {
    try {
      embed(batch);
    } catch (RuntimeException | Error e) {
      // A dead worker would leave its callers waiting for ever.
      LOG.error("A batch was lost", e);
      batch.forEach(text -> queue.failCalls(text, e));
    }
  }

  private void embed(List<PendingText> batch) {
    switch (pass(batch)) {
      case Pass.Made(List<Embedding> embeddings) -> answer(batch, embeddings);
      case Pass.Failed(Throwable cause) -> {
        LOG.atWarn()
            .setCause(cause)
            .log("A pass over {} texts failed; each is tried alone", batch.size());
        batch.stream().filter(queue::isWanted).forEach(this::embedAlone);
      }
    }
  }

  private void embedAlone(PendingText text) {
    switch (pass(List.of(text))) {
      case Pass.Made(List<Embedding> embeddings) -> answer(List.of(text), embeddings);
      case Pass.Failed(Throwable cause) when modelStillWorks() -> queue.failText(text, cause);
      case Pass.Failed(Throwable cause) -> queue.failCalls(text, cause);
    }
  }

  private void answer(List<PendingText> batch, List<Embedding> embeddings) {
    meter.batchEmbedded(batch);
    lastGood.set(batch.getFirst().tokens());
    for (int i = 0; i < batch.size(); i++) {
      PendingText text = batch.get(i);
      EmbeddedText made =
          new EmbeddedText(
              embeddings.get(i),
              text.tokenCount(),
              text.tokens().truncatedTokenCount(),
              EmbeddedText.Origin.MODEL);
      tell(text, made);
      queue.complete(text, made);
    }
  }

  private void tell(PendingText text, EmbeddedText made) {
    if (text.lane() == Lane.PASSAGE) {
      try {
        listener.embedded(text.text(), made);
      } catch (RuntimeException e) {
        LOG.warn("An embedding was made but not kept", e);
      }
    }
  }

  private boolean modelStillWorks() {
    TokenizedText good = lastGood.get();
    return good != null
        && switch (encode(List.of(good))) {
          case Pass.Made _ -> true;
          case Pass.Failed _ -> false;
        };
  }

  private Pass pass(List<PendingText> batch) {
    Pass pass = encode(batch.stream().map(PendingText::tokens).toList());
    if (pass instanceof Pass.Failed) {
      meter.passFailed();
    }
    return pass;
  }

  private Pass encode(List<TokenizedText> texts) {
    long begunNanos = meter.nanos();
    try {
      List<Embedding> embeddings = encoder.encode(texts);
      if (embeddings.size() != texts.size()) {
        String message = "%d vectors for %d texts".formatted(embeddings.size(), texts.size());
        return new Pass.Failed(new EmbedderUnavailableException(message));
      }
      return new Pass.Made(embeddings);
    } catch (RuntimeException | Error e) {
      // Errors too: natives throw them.
      return new Pass.Failed(e);
    } finally {
      meter.passEnded(number, meter.nanos() - begunNanos);
    }
  }

  private sealed interface Pass {
    record Made(List<Embedding> embeddings) implements Pass {}

    record Failed(Throwable cause) implements Pass {}
  }
}

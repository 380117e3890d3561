package dev.kenning.search.http;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.batch.BatchConfig;
import dev.kenning.embeddings.batch.BatchingEncoder;
import dev.kenning.embeddings.batch.EmbeddingListener;
import dev.kenning.embeddings.conversion.LoadedModel;
import dev.kenning.embeddings.conversion.ModelOpener;
import dev.kenning.embeddings.encoder.Encoder;
import dev.kenning.embeddings.encoder.EngineConfig;
import dev.kenning.embeddings.model.ModelCatalogue;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// The real model with its real queue and workers, whose forward passes go wrong when told to:
/// native code that computes for ever and hears no interruption, that throws, that takes ten times
/// as long. Any number of threads.
final class FaultyModel implements Embedder {
  static final int WORKERS = 2;

  /// What goes wrong with a pass.
  enum Fault {
    NONE,
    STALLS,
    THROWS,
    TAKES_TEN_TIMES_AS_LONG
  }

  private final LoadedModel model;
  private final BatchingEncoder queue;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostRunning = new AtomicInteger();
  private volatile Fault fault = Fault.NONE;
  private volatile CountDownLatch stall = new CountDownLatch(0);

  private FaultyModel(LoadedModel model) {
    this.model = model;
    this.queue =
        new BatchingEncoder(
            model.tokenizer(),
            new Passes(model.encoder()),
            BatchConfig.forWorkers(WORKERS),
            EmbeddingListener.none(),
            System::nanoTime);
  }

  /// @param models where imported models would be; none is needed
  static FaultyModel open(Path models) {
    ModelOpener opener =
        new ModelOpener(models, EngineConfig.forUser(Path.of(System.getProperty("user.home"))));
    return new FaultyModel(opener.open(ModelCatalogue.read(models).defaultModel(), Precision.FP16));
  }

  void failBy(Fault wanted) {
    mostRunning.set(running.get());
    if (wanted == Fault.STALLS) {
      stall = new CountDownLatch(1);
    }
    fault = wanted;
  }

  void recover() {
    fault = Fault.NONE;
    stall.countDown();
  }

  /// The most passes that ran at a time since the last fault began.
  int mostRunning() {
    return mostRunning.get();
  }

  private final class Passes implements Encoder {
    private final Encoder sound;

    Passes(Encoder sound) {
      this.sound = sound;
    }

    @Override
    public List<Embedding> encode(List<TokenizedText> batch) {
      mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
      try {
        return pass(batch);
      } finally {
        running.decrementAndGet();
      }
    }

    private List<Embedding> pass(List<TokenizedText> batch) {
      switch (fault) {
        case NONE -> {}
        case THROWS -> throw new EmbedderUnavailableException("out of order");
        case STALLS -> awaitDeafly(stall);
        case TAKES_TEN_TIMES_AS_LONG -> {
          long begun = System.nanoTime();
          List<Embedding> made = sound.encode(batch);
          long until = System.nanoTime() + 9 * (System.nanoTime() - begun);
          while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
          }
          return made;
        }
      }
      return sound.encode(batch);
    }

    private static void awaitDeafly(CountDownLatch latch) {
      boolean interrupted = false;
      while (latch.getCount() > 0) {
        try {
          latch.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public ModelId model() {
      return sound.model();
    }

    @Override
    public int dimensionCount() {
      return sound.dimensionCount();
    }

    @Override
    public void close() {
      sound.close();
    }
  }

  @Override
  public EmbeddedText embedQuery(String text, Deadline deadline) {
    return queue.embedQuery(model.manifest().queryPrefix() + text, deadline);
  }

  @Override
  public List<EmbeddedText> embedPassages(List<String> texts, Deadline deadline) {
    return queue.embedPassages(
        texts.stream().map(text -> model.manifest().passagePrefix() + text).toList(), deadline);
  }

  @Override
  public ModelId model() {
    return model.encoder().model();
  }

  @Override
  public int dimensionCount() {
    return model.manifest().dimensionCount();
  }

  @Override
  public int maxTokenCount() {
    return model.manifest().maxTokenCount();
  }

  @Override
  public void close() {
    recover();
    queue.close();
  }
}

package dev.kenning.embeddings.local;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.batch.BatchStats;
import dev.kenning.embeddings.cache.CacheStats;
import dev.kenning.embeddings.cache.EmbeddingCache;
import dev.kenning.embeddings.conversion.LoadedModel;
import dev.kenning.embeddings.model.ModelManifest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// A model on this machine, as an embedder. It may still be opening: then calls wait, within their
/// deadlines. Made by [LocalModels]. Safe for many threads.
public final class LocalEmbedder implements Embedder {
  private static final String CLOSED = "The embedder is closed";

  private final ModelManifest manifest;
  private final CompletableFuture<OpenModel> opening = new CompletableFuture<>();
  private final Duration drainTime;
  private final Thread opener;
  private volatile boolean closed;

  /// @param loader blocking; called once, on a thread of its own
  LocalEmbedder(ModelManifest manifest, LocalConfig config, Supplier<LoadedModel> loader) {
    this.manifest = manifest;
    this.drainTime = config.batch().drainTime();
    this.opener =
        Thread.ofPlatform().daemon().name("kenning-model-opener").start(() -> open(config, loader));
  }

  /// Waits for the model if it is still opening, since the machine decides on the precision.
  ///
  /// @throws EmbedderUnavailableException if it cannot be opened, or is closed meanwhile
  @Override
  public ModelId model() {
    return await(Deadline.never()).model().encoder().model();
  }

  @Override
  public int dimensionCount() {
    return manifest.dimensionCount();
  }

  @Override
  public int maxTokenCount() {
    return manifest.maxTokenCount();
  }

  @Override
  public EmbeddedText embedQuery(String text, Deadline deadline) {
    return await(deadline).embedQuery(text, deadline);
  }

  @Override
  public List<EmbeddedText> embedPassages(List<String> texts, Deadline deadline) {
    return embedPassages(texts, deadline, _ -> {});
  }

  @Override
  public List<EmbeddedText> embedPassages(
      List<String> texts, Deadline deadline, IntConsumer arrivals) {
    return await(deadline).embedPassages(texts, deadline, arrivals);
  }

  /// Blocks until the model is loaded and warm.
  ///
  /// @throws EmbedderUnavailableException if it cannot be opened (the cause says why), or is closed
  ///   meanwhile
  public void awaitReady() {
    OpenModel _ = await(Deadline.never());
  }

  /// Whether it answers now.
  public Readiness readiness() {
    if (closed) {
      return new Readiness.Closed();
    }
    return switch (opening.state()) {
      case RUNNING -> new Readiness.Opening();
      case SUCCESS -> new Readiness.Ready();
      case FAILED, CANCELLED ->
          new Readiness.Failed(String.valueOf(opening.exceptionNow().getMessage()));
    };
  }

  /// Why the precision is not the one that was asked for; empty if it is, or while opening.
  public Optional<String> fallbackReason() {
    return opened().flatMap(open -> open.model().fallbackReason());
  }

  /// What the workers have done; empty while opening.
  public Optional<BatchStats> batchStats() {
    return opened().map(open -> open.encoder().stats());
  }

  /// What the cache has done; empty while opening, and without a cache.
  public Optional<CacheStats> cacheStats() {
    return opened().flatMap(OpenModel::cache).map(EmbeddingCache::stats);
  }

  /// Returns when every vector made so far is on disk, or could not be put there.
  public void flushCache() {
    opened().flatMap(OpenModel::cache).ifPresent(EmbeddingCache::flush);
  }

  /// Refuses new work, fails what waits, lets the running batches end, frees the model and closes
  /// the cache. A model that is still being loaded is freed once it is; that is waited for, within
  /// the drain time, since a process must not end in the middle of it. Idempotent.
  @Override
  public void close() {
    closed = true;
    opening.completeExceptionally(new EmbedderUnavailableException(CLOSED));
    opened().ifPresent(OpenModel::close);
    try {
      boolean _ = opener.join(drainTime);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void open(LocalConfig config, Supplier<LoadedModel> loader) {
    try {
      OpenModel made = OpenModel.open(loader.get(), config);
      if (!opening.complete(made)) {
        made.close();
      }
    } catch (RuntimeException | Error e) {
      // Errors too: natives that do not fit this machine throw them, and callers wait.
      opening.completeExceptionally(e);
    }
  }

  private Optional<OpenModel> opened() {
    return opening.state() == Future.State.SUCCESS
        ? Optional.of(opening.resultNow())
        : Optional.empty();
  }

  private OpenModel await(Deadline deadline) {
    if (closed) {
      throw new EmbedderUnavailableException(CLOSED);
    }
    while (true) {
      deadline.check("the model was open");
      try {
        return opening.get(deadline.waitNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        // The loop asks the deadline, whose clock may be another.
      } catch (ExecutionException e) {
        Throwable cause = opening.exceptionNow();
        throw new EmbedderUnavailableException(
            "The model %s cannot be opened: %s".formatted(manifest.id(), cause.getMessage()),
            cause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        CancellationException cancelled =
            new CancellationException("Interrupted while the model opened");
        cancelled.initCause(e);
        throw cancelled;
      }
    }
  }
}

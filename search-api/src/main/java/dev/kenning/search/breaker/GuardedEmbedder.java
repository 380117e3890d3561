package dev.kenning.search.breaker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.ForwardingEmbedder;
import dev.kenning.embeddings.UnembeddableTextException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// A model with a breaker before it, for questions. Each call runs on a virtual thread of its own,
/// so that its caller leaves at the deadline even where the model does not; a pass that computes
/// cannot be called off, so calls that run for nobody are counted, and while there are too many of
/// them, no more begin.
///
/// Any number of threads. Closing it does not close the model.
public final class GuardedEmbedder extends ForwardingEmbedder {
  /// What `degraded` says of a model that is better left alone.
  static final String OPEN = "embedder circuit open";

  private final Breaker breaker;
  private final int mostAbandoned;
  private final Semaphore places;
  private final AtomicInteger abandoned = new AtomicInteger();
  private final Silence silence = new Silence();

  /// @param mostAbandoned how many calls may run for nobody
  /// @param mostRunning how many calls may run at all, those included
  public GuardedEmbedder(Embedder model, Breaker breaker, int mostAbandoned, int mostRunning) {
    super(model);
    if (mostAbandoned < 1 || mostRunning < mostAbandoned) {
      throw new IllegalArgumentException("1 <= mostAbandoned <= mostRunning must hold");
    }
    this.breaker = breaker;
    this.mostAbandoned = mostAbandoned;
    this.places = new Semaphore(mostRunning);
  }

  /// Calls that run for nobody now.
  public int abandonedCount() {
    return abandoned.get();
  }

  @Override
  public EmbeddedText embedQuery(String text, Deadline deadline) {
    return guarded(() -> super.embedQuery(text, deadline), deadline);
  }

  @Override
  public List<EmbeddedText> embedPassages(List<String> texts, Deadline deadline) {
    return guarded(() -> super.embedPassages(texts, deadline), deadline);
  }

  private <T> T guarded(Supplier<T> call, Deadline deadline) {
    deadline.check("the model was asked");
    if (abandoned.get() >= mostAbandoned) {
      throw new EmbedderUnavailableException(
          "%d calls of the model still run for nobody".formatted(abandoned.get()));
    }
    if (!places.tryAcquire()) {
      throw new EmbedderUnavailableException("too many calls of the model are running");
    }
    Optional<Breaker.Permit> permit = breaker.permit();
    if (permit.isEmpty()) {
      places.release();
      throw new EmbedderUnavailableException(OPEN);
    }
    Call<T> running = new Call<>(call, permit.get());
    silence.begun();
    Thread.ofVirtual().name("model-call").start(running.task);
    return running.await(deadline);
  }

  /// For how long the model has answered nobody, although somebody waited all the time. Callers
  /// with little time leave before any one call was slow; all of them together show that it stands
  /// still.
  private final class Silence {
    @GuardedBy("this")
    private int calls;

    @GuardedBy("this")
    private long sinceMillis;

    synchronized void begun() {
      if (calls++ == 0) {
        sinceMillis = breaker.millis();
      }
    }

    synchronized void broken() {
      sinceMillis = breaker.millis();
    }

    synchronized void ended() {
      calls--;
    }

    synchronized Duration length() {
      return Duration.ofMillis(breaker.millis() - sinceMillis);
    }
  }

  /// One call, which its caller may leave. What comes first settles it: its end, or its caller's
  /// leaving.
  private final class Call<T> {
    private final FutureTask<T> task;
    private final Breaker.Permit permit;
    private final AtomicInteger state = new AtomicInteger(RUNNING);

    private static final int RUNNING = 0;
    private static final int ENDED = 1;
    private static final int LEFT = 2;

    Call(Supplier<T> call, Breaker.Permit permit) {
      this.permit = permit;
      this.task = new FutureTask<>(() -> run(call));
    }

    private T run(Supplier<T> call) {
      try {
        T made = call.get();
        silence.broken();
        permit.succeeded();
        return made;
      } catch (UnembeddableTextException | DeadlineExceededException | CancellationException e) {
        permit.endedUndecided(); // the text's fault, or the caller's
        throw e;
      } catch (RuntimeException | Error e) {
        permit.failed(e);
        throw e;
      } finally {
        places.release();
        silence.ended();
        if (!state.compareAndSet(RUNNING, ENDED)) {
          abandoned.decrementAndGet();
        }
      }
    }

    T await(Deadline deadline) {
      try {
        while (true) {
          try {
            return task.get(deadline.waitNanos(), TimeUnit.NANOSECONDS);
          } catch (TimeoutException _) {
            deadline.check("the model answered");
          }
        }
      } catch (DeadlineExceededException e) {
        leave();
        permit.abandoned(silence.length());
        throw e;
      } catch (InterruptedException e) {
        leave();
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("Interrupted while embedding");
        cancelled.initCause(e);
        throw cancelled;
      } catch (ExecutionException e) {
        throw unwrapped(e);
      }
    }

    /// Counted before the call can see it, so that there is never one too few.
    private void leave() {
      abandoned.incrementAndGet();
      if (!state.compareAndSet(RUNNING, LEFT)) {
        abandoned.decrementAndGet();
      }
      boolean _ = task.cancel(true); // what waits in the queue is withdrawn; what computes is not
    }

    private static RuntimeException unwrapped(ExecutionException failure) {
      return switch (failure.getCause()) {
        case RuntimeException unchecked -> unchecked;
        case null, default ->
            new EmbedderUnavailableException("the model failed: " + failure.getCause(), failure);
      };
    }
  }

  @Override
  public void close() {
    // its owner closes the model
  }
}

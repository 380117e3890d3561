package dev.kenning.search.breaker;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.ForwardingEmbedder;
import dev.kenning.embeddings.testing.HashingEmbedder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A model that fails as it is told to: it throws, or it computes without end and hears no
/// interruption, as native code does not.
public final class FaultyEmbedder extends ForwardingEmbedder {
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean throwing;
  private volatile CountDownLatch stall = new CountDownLatch(0);

  public FaultyEmbedder() {
    super(new HashingEmbedder());
  }

  public void throwFromNowOn() {
    throwing = true;
  }

  public void stallFromNowOn() {
    stall = new CountDownLatch(1);
  }

  public void recover() {
    throwing = false;
    stall.countDown();
  }

  public int calls() {
    return calls.get();
  }

  @Override
  public EmbeddedText embedQuery(String text, Deadline deadline) {
    calls.incrementAndGet();
    CountDownLatch gate = stall;
    boolean interrupted = false;
    while (gate.getCount() > 0) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (throwing) {
      throw new EmbedderUnavailableException("out of order");
    }
    return super.embedQuery(text, deadline);
  }

  @Override
  public void close() {
    recover();
    super.close();
  }
}

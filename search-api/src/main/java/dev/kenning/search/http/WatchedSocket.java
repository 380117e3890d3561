package dev.kenning.search.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/// A socket that can be asked whether the other side has hung up while its request is worked on.
/// HTTP/1.1 has nobody read then, and a closed connection shows only to those who read; so this
/// reads ahead a little, without waiting, and gives what it read to the next who does.
///
/// A caller who closed its sending half alone looks the same as one who has gone, and is taken for
/// one, as most servers do. Any number of threads.
final class WatchedSocket extends SocketChannelEndPoint {
  /// More than a caller sends who only waits.
  private static final int AHEAD_BYTES = 1_024;

  private final Executor executor;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong bytesIn = new AtomicLong();

  @GuardedBy("lock")
  private final ByteBuffer ahead = BufferUtil.allocate(AHEAD_BYTES);

  /// @param executor runs what was waiting for bytes that are here already
  WatchedSocket(
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler,
      Executor executor) {
    super(channel, selector, key, scheduler);
    this.executor = executor;
  }

  /// Bytes that came, encrypted or not, and were taken.
  long bytesIn() {
    return bytesIn.get();
  }

  /// Whether the other side has closed or broken the connection. Never waits; says no where
  /// somebody else reads, or is about to, who will find out.
  boolean hasHungUp() {
    if (!lock.tryLock()) {
      return false;
    }
    try {
      if (!isOpen() || isInputShutdown()) {
        return true;
      }
      if (isFillInterested() || BufferUtil.space(ahead) == 0) {
        return false;
      }
      int at = BufferUtil.flipToFill(ahead);
      try {
        return getChannel().read(ahead) < 0;
      } finally {
        BufferUtil.flipToFlush(ahead, at);
      }
    } catch (IOException _) {
      return true; // reset
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    lock.lock();
    try {
      int count = ahead.hasRemaining() ? BufferUtil.append(buffer, ahead) : super.fill(buffer);
      bytesIn.addAndGet(Math.max(0, count));
      return count;
    } finally {
      lock.unlock();
    }
  }

  /// The system tells of bytes that arrive, not of those that were read ahead.
  @Override
  protected void needsFillInterest() {
    lock.lock();
    try {
      if (ahead.hasRemaining()) {
        executor.execute(() -> getFillInterest().fillable());
        return;
      }
    } finally {
      lock.unlock();
    }
    super.needsFillInterest();
  }
}

package orchard.stock;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The packing table between pickers and packers: there is room for so many crates, no more. */
public final class Crates<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition space = lock.newCondition();
  private final Condition filled = lock.newCondition();
  private final Deque<T> waiting = new ArrayDeque<>();
  private final int room;

  public Crates(int room) {
    this.room = room;
  }

  /** Pickers are held up here as long as the packers are behind. */
  public void put(T crate) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.size() == room) {
        space.await();
      }
      waiting.addLast(crate);
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  public T take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty()) {
        filled.await();
      }
      T crate = waiting.removeFirst();
      space.signal();
      return crate;
    } finally {
      lock.unlock();
    }
  }

  public List<T> sweep(int most) {
    lock.lock();
    try {
      List<T> taken = new ArrayList<>();
      while (taken.size() < most && !waiting.isEmpty()) {
        taken.add(waiting.removeFirst());
      }
      space.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Runs the work alone at the table, unless it cannot be had in time. */
  public boolean alone(Runnable work, Duration patience) throws InterruptedException {
    if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    try {
      work.run();
      return true;
    } finally {
      lock.unlock();
    }
  }
}

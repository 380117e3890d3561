// kinds: locks, synchronizes, atomic
package sample;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;

class Guarding {
  private final ReentrantLock mine = new ReentrantLock();
  private final AtomicLong count = new AtomicLong();
  private ReadWriteLock both;
  private Semaphore permits;

  void locks() throws Exception {
    mine.lock(); //> locks
    mine.tryLock(); //> locks
    both.readLock().lock(); //> locks
    permits.acquire(); //> locks
  }

  void locksByName() {
    door.lock.lock(); //> locks by-name
  }

  void locksByMoreNames() {
    try (ResourceLock held = doorLock.obtain()) { //> locks by-name
      step();
    }
    connection.obtain();
  }

  void countsByMoreNames() {
    holder.uses.incrementAndGet(); //> atomic by-name
    getAndIncrement();
    holder.uses.increment();
  }

  void givesBack() {
    mine.unlock();
    permits.release();
    door.lock("key");
    safe.lock();
  }

  synchronized void whole() {} //> synchronizes

  void part() {
    synchronized (this) { //> synchronizes
      step();
    }
  }

  void counts() {
    count.incrementAndGet(); //> atomic
  }

  void countsByName() {
    cell.compareAndSet(1, 2); //> atomic by-name
  }

  void step() {
    String text = "synchronized lock()";
  }
}

package dev.kenning.embeddings.cache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.kenning.embeddings.EmbeddedText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What is still to be written, and the thread that writes it, in groups.
///
/// An entry stays findable here until its group was written. Bounded: an entry that finds no place
/// is refused and counted. Safe for many threads; the lock is not held while a group is written.
final class WriteBehind implements AutoCloseable {
  /// Entries of one transaction: about 2 MB.
  private static final int GROUP_SIZE = 1_024;

  /// Marks of use that may wait; past it they are dropped, which costs an entry its place in line.
  private static final int MOST_USED_IDS = 1_000_000;

  private final CacheConfig config;
  private final Sink sink;
  private final Thread writer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition written = lock.newCondition();

  @GuardedBy("lock")
  private final Map<CacheKey, EmbeddedText> waiting = new LinkedHashMap<>();

  @GuardedBy("lock")
  private List<Long> usedIds = new ArrayList<>();

  @GuardedBy("lock")
  private long refusedCount;

  @GuardedBy("lock")
  private boolean hurried;

  @GuardedBy("lock")
  private boolean writing;

  @GuardedBy("lock")
  private boolean closed;

  WriteBehind(CacheConfig config, Sink sink) {
    this.config = config;
    this.sink = sink;
    this.writer = Thread.ofPlatform().daemon().name("kenning-embedding-cache").unstarted(this::run);
  }

  /// Where groups go. Deals with its own failures.
  @FunctionalInterface
  interface Sink {
    void write(Map<CacheKey, EmbeddedText> group, List<Long> usedIds);
  }

  private record Group(Map<CacheKey, EmbeddedText> entries, List<Long> usedIds) {}

  void start() {
    writer.start();
  }

  Optional<EmbeddedText> find(CacheKey key) {
    lock.lock();
    try {
      return Optional.ofNullable(waiting.get(key));
    } finally {
      lock.unlock();
    }
  }

  void put(CacheKey key, EmbeddedText embedded) {
    lock.lock();
    try {
      if (closed || waiting.size() >= config.waitingEntryCount()) {
        refusedCount++;
        return;
      }
      waiting.put(key, embedded);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void touch(Collection<Long> ids) {
    lock.lock();
    try {
      if (!ids.isEmpty() && usedIds.size() + ids.size() <= MOST_USED_IDS) {
        usedIds.addAll(ids);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  int waitingCount() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  long refusedCount() {
    lock.lock();
    try {
      return refusedCount;
    } finally {
      lock.unlock();
    }
  }

  /// Returns when nothing waits any more.
  void flush() {
    lock.lock();
    try {
      while (hasWork() || writing) {
        hurried = true;
        changed.signalAll();
        written.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Refuses what comes, writes what waits, ends the thread. Idempotent.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    flush();
  }

  private void run() {
    for (Group group = nextGroup(); group != null; group = nextGroup()) {
      sink.write(group.entries(), group.usedIds());
      finish(group);
    }
  }

  /// Blocks until there is something to write; nothing once closed and empty.
  private @Nullable Group nextGroup() {
    lock.lock();
    try {
      while (!hasWork()) {
        if (closed) {
          return null;
        }
        changed.awaitUninterruptibly();
      }
      gather();
      Map<CacheKey, EmbeddedText> entries = new LinkedHashMap<>();
      waiting.entrySet().stream()
          .limit(GROUP_SIZE)
          .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
      List<Long> ids = usedIds;
      usedIds = new ArrayList<>();
      writing = true;
      return new Group(entries, ids);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void gather() {
    long remainingNanos = config.flushDelay().toNanos();
    while (remainingNanos > 0 && !hurried && !closed && waiting.size() < GROUP_SIZE) {
      try {
        remainingNanos = changed.awaitNanos(remainingNanos);
      } catch (InterruptedException e) {
        // Nobody interrupts this thread on purpose; writing early is always right.
        return;
      }
    }
  }

  private void finish(Group group) {
    lock.lock();
    try {
      writing = false;
      group.entries().forEach(waiting::remove);
      if (!hasWork()) {
        hurried = false;
      }
      written.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean hasWork() {
    return !waiting.isEmpty() || !usedIds.isEmpty();
  }
}

package dev.kenning.embeddings.cache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Vectors of texts embedded before, in one file.
///
/// Written behind: [#put] returns at once, a thread of its own writes what has gathered, within the
/// flush delay. Bounded: past its most entries, those used longest ago are removed. It never fails:
/// a row that is damaged is a miss; a file that is damaged in its structure is set aside as
/// `….unusable`, and what is whole of it goes into a new one; another program's is set aside as
/// well; where no new one can be made, it goes on empty. A file that cannot be written, because the
/// disk is full, say, is kept: what it holds is still found, and nothing is added until the next
/// opening.
///
/// Safe for many threads.
public final class EmbeddingCache implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddingCache.class);

  /// Keys looked up under one hold of the lock, so that a writer is never kept waiting for long.
  private static final int LOOKUP_CHUNK = 1_024;

  /// Files set aside by one process before it goes on without: a disk that damages every file is
  /// not worth a third.
  private static final int MOST_SET_ASIDE = 2;

  /// Of the entries, this share goes when there are too many.
  private static final int EVICTED_SHARE = 10;

  private final Path path;
  private final CacheConfig config;
  private final WriteBehind writes;
  private final ReentrantLock fileLock = new ReentrantLock();

  @GuardedBy("fileLock")
  private @Nullable CacheFile file;

  @GuardedBy("fileLock")
  private int setAsideCount;

  /// Whether writing failed in a way that will not pass.
  @GuardedBy("fileLock")
  private boolean writingEnded;

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder damaged = new LongAdder();
  private final LongAdder written = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final LongAdder evicted = new LongAdder();

  private EmbeddingCache(Path path, CacheConfig config) {
    this.path = path;
    this.config = config;
    this.writes = new WriteBehind(config, this::write);
  }

  /// Opens or makes the file, and the directories above it.
  public static EmbeddingCache open(Path path, CacheConfig config) {
    EmbeddingCache cache = new EmbeddingCache(path, config);
    cache.fileLock.lock();
    try {
      cache.file = cache.openFile(false);
    } finally {
      cache.fileLock.unlock();
    }
    cache.writes.start();
    return cache;
  }

  /// Those of `texts` that `model` has embedded before.
  ///
  /// @param texts with their prefix, as the model reads them
  public Map<String, EmbeddedText> find(ModelId model, Collection<String> texts) {
    Map<String, EmbeddedText> found = new HashMap<>();
    Map<CacheKey, String> chunk = new LinkedHashMap<>();
    for (String text : texts) {
      CacheKey key = CacheKey.of(model, text);
      Optional<EmbeddedText> waiting = writes.find(key);
      if (waiting.isPresent()) {
        found.put(text, fromCache(waiting.get()));
      } else {
        chunk.put(key, text);
      }
      if (chunk.size() == LOOKUP_CHUNK) {
        findInFile(chunk, found);
        chunk.clear();
      }
    }
    findInFile(chunk, found);
    hits.add(found.size());
    misses.add(texts.size() - found.size());
    return found;
  }

  /// Keeps `embedded`, soon. Does not block on the disk.
  public void put(ModelId model, String text, EmbeddedText embedded) {
    writes.put(CacheKey.of(model, text), embedded);
  }

  /// Returns when everything put before has been written, or could not be.
  public void flush() {
    writes.flush();
  }

  public CacheStats stats() {
    int waiting = writes.waitingCount();
    fileLock.lock();
    try {
      long entries = file == null ? 0 : file.entryCount();
      return new CacheStats(
          hits.sum(),
          misses.sum(),
          damaged.sum(),
          written.sum(),
          lost.sum() + writes.refusedCount(),
          evicted.sum(),
          entries,
          waiting,
          file != null);
    } finally {
      fileLock.unlock();
    }
  }

  /// Writes what waits and closes the file. Idempotent.
  @Override
  public void close() {
    writes.close();
    fileLock.lock();
    try {
      closeFile();
    } finally {
      fileLock.unlock();
    }
  }

  private void findInFile(Map<CacheKey, String> texts, Map<String, EmbeddedText> found) {
    fileLock.lock();
    try {
      boolean again = true;
      while (again && file != null && !texts.isEmpty()) {
        again = false;
        try {
          take(file.find(texts.keySet()), texts, found);
        } catch (SQLException e) {
          again =
              CacheFile.isDamage(e); // then what was whole is in a new file, of which few follow
          if (!recovered(e)) {
            LOG.warn(
                "No embedding is looked up or kept any more: reading {} failed: {}", path, why(e));
            closeFile();
          }
        }
      }
    } finally {
      fileLock.unlock();
    }
  }

  private void take(
      Map<CacheKey, CacheFile.Found> rows,
      Map<CacheKey, String> texts,
      Map<String, EmbeddedText> found) {
    List<Long> usedIds = new ArrayList<>();
    rows.forEach((key, hit) -> {
      String text = Objects.requireNonNull(texts.get(key));
      if (take(key, hit, text, found) && hit.stale()) {
        usedIds.add(hit.id());
      }
    });
    writes.touch(usedIds);
  }

  private boolean take(
      CacheKey key, CacheFile.Found hit, String text, Map<String, EmbeddedText> found) {
    Optional<EmbeddedText> read = hit.row().read(key);
    read.ifPresentOrElse(embedded -> found.put(text, embedded), damaged::increment);
    return read.isPresent();
  }

  private void write(Map<CacheKey, EmbeddedText> group, List<Long> usedIds) {
    Map<CacheKey, CacheRow> rows = new LinkedHashMap<>();
    group.forEach((key, embedded) -> rows.put(key, CacheRow.of(key, embedded)));
    fileLock.lock();
    try {
      if (file == null || writingEnded) {
        lost.add(rows.size());
        return;
      }
      file.write(rows, usedIds);
      written.add(rows.size());
      rows.clear(); // not lost, even if making room fails
      makeRoom(file);
    } catch (SQLException e) {
      lost.add(rows.size());
      if (!recovered(e)) {
        LOG.warn("No further embedding is kept: writing {} failed: {}", path, why(e));
        writingEnded = true;
      }
    } finally {
      fileLock.unlock();
    }
  }

  private void makeRoom(CacheFile open) throws SQLException {
    long before = open.entryCount();
    if (before > config.maxEntryCount()) {
      long kept = (long) config.maxEntryCount() - config.maxEntryCount() / EVICTED_SHARE;
      open.evict(before - kept);
      evicted.add(before - open.entryCount());
    }
  }

  /// Whether it can go on: a damaged file is replaced, and another process's lock passes.
  @GuardedBy("fileLock")
  private boolean recovered(SQLException e) {
    if (CacheFile.isBusy(e)) {
      LOG.warn("{} is held by another process; embedding goes on without it", path);
      return true;
    }
    if (CacheFile.isDamage(e)) {
      closeFile();
      setAside(e.getMessage());
      file = openFile(true);
      return true;
    }
    return false;
  }

  private static String why(SQLException e) {
    return String.valueOf(e.getMessage());
  }

  /// @param damaged whether what was set aside is a cache's file, of which some may be whole
  @GuardedBy("fileLock")
  private @Nullable CacheFile openFile(boolean damaged) {
    boolean salvage = damaged;
    while (setAsideCount <= MOST_SET_ASIDE) {
      try {
        Files.createDirectories(path.toAbsolutePath().getParent());
        CacheFile opened = CacheFile.open(path);
        if (salvage) {
          salvageInto(opened);
        }
        return opened;
      } catch (CacheUnusableException e) {
        setAside(e.getMessage());
        salvage |= e.getCause() instanceof SQLException cause && CacheFile.isDamage(cause);
      } catch (SQLException | IOException e) {
        LOG.warn("No embedding is kept, because {} cannot be opened: {}", path, e.getMessage());
        return null;
      }
    }
    LOG.warn("No embedding is kept, because {} could not be replaced", path);
    return null;
  }

  private void salvageInto(CacheFile opened) {
    try {
      CacheSalvage salvage = CacheSalvage.of(aside(), opened);
      damaged.add(salvage.lostCount());
      LOG.warn(
          "{} embeddings of the damaged file were saved into the new one, {} are lost",
          salvage.savedCount(),
          salvage.lostCount());
    } catch (SQLException e) {
      LOG.warn("No embedding of the damaged file could be saved: {}", why(e));
    }
  }

  private Path aside() {
    return path.resolveSibling(path.getFileName() + ".unusable");
  }

  /// At most one file is kept aside, so that the disk is not filled with them.
  @GuardedBy("fileLock")
  private void setAside(@Nullable String reason) {
    setAsideCount++;
    Path aside = aside();
    LOG.warn("{} is set aside as {} and a new one begun: {}", path, aside.getFileName(), reason);
    try {
      Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(path.resolveSibling(path.getFileName() + "-wal"));
      Files.deleteIfExists(path.resolveSibling(path.getFileName() + "-shm"));
    } catch (IOException e) {
      LOG.warn("{} could not be set aside: {}", path, e.getMessage());
    }
  }

  @GuardedBy("fileLock")
  private void closeFile() {
    if (file != null) {
      try {
        file.close();
      } catch (SQLException e) {
        // The log is folded in at the next opening; a disk that is full was told of already.
        LOG.atLevel(writingEnded ? Level.DEBUG : Level.WARN)
            .log("{} was not closed cleanly: {}", path, e.getMessage());
      }
      file = null;
    }
  }

  private static EmbeddedText fromCache(EmbeddedText embedded) {
    return new EmbeddedText(
        embedded.embedding(),
        embedded.tokenCount(),
        embedded.truncatedTokenCount(),
        EmbeddedText.Origin.CACHE);
  }
}

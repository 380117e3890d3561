package dev.kenning.indexer.generation;

import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.store.MethodStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ids of methods that were visible once and are not any more, because they were moved, renamed
/// or deleted: whoever kept one is told so, and not that it never was. The last [#MAX_KEPT] are
/// kept; an id that comes back is visible, and nobody asks here.
///
/// A text file, `gone-methods`: the line `kenning-gone-methods 1`, then an id a line, oldest first.
/// A courtesy rather than a promise: it is written without waiting for the disk, and where it
/// cannot be read or written, ids are forgotten and nothing else happens. It holds no content.
///
/// Safe for many threads.
public final class GoneMethods {
  /// Ids kept; older ones are forgotten.
  public static final int MAX_KEPT = 65_536;

  private static final Logger LOG = LoggerFactory.getLogger(GoneMethods.class);
  private static final String FORMAT = "kenning-gone-methods 1";

  private final Path file;
  private final LinkedHashSet<String> ids = new LinkedHashSet<>(); // guarded by this, oldest first
  private final List<String> unwritten = new ArrayList<>(); // guarded by this
  private int lineCount; // guarded by this

  private GoneMethods(Path file) {
    this.file = file;
  }

  /// What `file` holds; nothing, if there is none.
  public static GoneMethods read(Path file) {
    GoneMethods gone = new GoneMethods(file);
    gone.load();
    return gone;
  }

  private synchronized void load() {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (!lines.isEmpty() && lines.getFirst().equals(FORMAT)) {
        lines.stream().skip(1).filter(MethodId::isWellFormed).forEach(this::keep);
        lineCount = lines.size();
      }
    } catch (NoSuchFileException e) {
      lineCount = 0;
    } catch (IOException e) {
      LOG.warn("Which methods are gone cannot be read and is forgotten: {}", e.toString());
    }
  }

  /// `store`, telling this which methods a file had and has no more.
  public MethodStore remembering(MethodStore store) {
    return new RememberingStore(store, this);
  }

  /// These are not visible any more.
  public synchronized void add(Collection<MethodId> gone) {
    for (MethodId id : gone) {
      keep(id.value());
      unwritten.add(id.value());
    }
  }

  /// Whether a method was visible once. Ask for what is not visible now.
  public synchronized boolean contains(MethodId id) {
    return ids.contains(id.value());
  }

  /// Puts on the disk what was added.
  public synchronized void write() {
    if (unwritten.isEmpty()) {
      return;
    }
    try {
      if (lineCount == 0 || lineCount + unwritten.size() > 2 * MAX_KEPT) {
        rewrite();
      } else {
        Files.write(file, unwritten, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        lineCount += unwritten.size();
      }
    } catch (IOException e) {
      LOG.warn("Which methods are gone cannot be written: {}", e.toString());
    } finally {
      unwritten.clear();
    }
  }

  private void rewrite() throws IOException {
    List<String> lines = new ArrayList<>(ids.size() + 1);
    lines.add(FORMAT);
    lines.addAll(ids);
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.write(draft, lines, StandardCharsets.UTF_8);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    lineCount = lines.size();
  }

  private void keep(String id) {
    ids.remove(id); // the youngest place is the one that counts
    ids.add(id);
    if (ids.size() > MAX_KEPT) {
      ids.removeFirst();
    }
  }
}

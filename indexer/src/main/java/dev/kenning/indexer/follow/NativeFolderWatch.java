package dev.kenning.indexer.follow;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The JDK's own watch service: inotify on Linux, change notifications on Windows, the JDK's
/// polling of the watched folders on macOS. One for all trees, because systems give out few.
final class NativeFolderWatch implements FolderWatch {
  private final WatchService service;
  private final Thread reader;

  /// For each key, who wants to know, and under which path: overlapping trees share keys, and a
  /// folder that was moved keeps its key until it is told to forget.
  private final Map<WatchKey, Map<Listener, Path>> watched = new ConcurrentHashMap<>();

  private NativeFolderWatch(WatchService service) {
    this.service = service;
    this.reader = Thread.ofPlatform().daemon().name("kenning-watch").unstarted(this::read);
  }

  /// @throws IOException if the system has none to give
  static NativeFolderWatch start() throws IOException {
    NativeFolderWatch watch = new NativeFolderWatch(FileSystems.getDefault().newWatchService());
    watch.reader.start();
    return watch;
  }

  @Override
  public void add(Path folder, Listener listener) throws IOException {
    try {
      WatchKey key =
          folder.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_DELETE,
              StandardWatchEventKinds.ENTRY_MODIFY);
      watched.computeIfAbsent(key, _ -> new ConcurrentHashMap<>()).put(listener, folder);
    } catch (ClosedWatchServiceException e) {
      throw new IOException("The watch is closed", e);
    }
  }

  @Override
  public void drop(Path folder, Listener listener) {
    watched.forEach((key, listeners) -> {
      Path place = listeners.get(listener);
      if (place != null && place.startsWith(folder)) {
        listeners.remove(listener);
        if (listeners.isEmpty()) {
          key.cancel();
          watched.remove(key);
        }
      }
    });
  }

  @Override
  public boolean watches(Path folder, Listener listener) {
    return watched.values().stream().anyMatch(each -> folder.equals(each.get(listener)));
  }

  @Override
  public int count(Listener listener) {
    return (int) watched.values().stream().filter(each -> each.containsKey(listener)).count();
  }

  private void read() {
    try {
      while (true) {
        WatchKey key = service.take();
        Map<Listener, Path> listeners = watched.getOrDefault(key, Map.of());
        for (WatchEvent<?> event : key.pollEvents()) {
          listeners.forEach((listener, folder) -> tell(listener, folder, event));
        }
        if (!key.reset()) {
          listeners.forEach((listener, folder) -> listener.happened(folder, Event.DELETED));
          watched.remove(key);
        }
      }
    } catch (InterruptedException | ClosedWatchServiceException e) {
      // closing
    }
  }

  private static void tell(Listener listener, Path folder, WatchEvent<?> event) {
    if (event.context() instanceof Path name) {
      Path entry = folder.resolve(name);
      if (event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE)) {
        listener.happened(entry, Event.CREATED);
      } else if (event.kind().equals(StandardWatchEventKinds.ENTRY_DELETE)) {
        listener.happened(entry, Event.DELETED);
      } else {
        listener.happened(entry, Event.CHANGED);
      }
    } else {
      listener.lost();
    }
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      // Nothing is written through it; the process may go on without it.
    }
    reader.interrupt();
  }
}

package dev.kenning.indexer.follow;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.follow.FollowedTree.Watching;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.run.TreeIntake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The trees of all repositories that have a root. With watching, what happens in them reaches the
/// ledger by itself; without, it does when somebody asks. Safe for many threads.
public final class FollowedTrees implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedTrees.class);

  private final ChangeLedger ledger;
  private final TreeIntake intake;
  private final FollowConfig config;
  private final InstantSource clock;
  private final LongSupplier nanoSource;
  private final Runnable accepted;
  private final Watching watching;
  private final ReentrantLock changing = new ReentrantLock();
  private final Map<String, FollowedTree> trees = new TreeMap<>(); // guarded by changing
  private boolean closed; // guarded by changing

  FollowedTrees(
      ChangeLedger ledger,
      TreeIntake intake,
      FollowConfig config,
      InstantSource clock,
      LongSupplier nanoSource,
      Runnable accepted,
      Watching watching) {
    this.ledger = ledger;
    this.intake = intake;
    this.config = config;
    this.clock = clock;
    this.nanoSource = nanoSource;
    this.accepted = accepted;
    this.watching = watching;
  }

  /// Begins to follow.
  ///
  /// @param accepted run, on a thread of this, whenever the ledger was given something
  /// @param watched whether trees are watched; otherwise they are looked at when asked to
  public static FollowedTrees start(
      ChangeLedger ledger,
      TreeIntake intake,
      FollowConfig config,
      InstantSource clock,
      Runnable accepted,
      boolean watched) {
    FollowedTrees trees =
        new FollowedTrees(
            ledger,
            intake,
            config,
            clock,
            System::nanoTime,
            accepted,
            watched ? watch() : new Watching.OnDemand());
    trees.refresh();
    return trees;
  }

  private static Watching watch() {
    try {
      return new Watching.By(NativeFolderWatch.start());
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("The system tells no file events; trees are polled", e);
      return new Watching.Polling("The system tells no file events: " + e.getMessage());
    }
  }

  /// Follows the roots that the ledger knows now; to be called when a repository was made or
  /// deleted.
  public void refresh() {
    List<FollowedTree> ended = new ArrayList<>();
    changing.lock();
    try {
      if (closed) {
        return;
      }
      Map<String, Path> roots = roots();
      trees
          .entrySet()
          .removeIf(tree -> {
            boolean over = !tree.getValue().root().equals(roots.get(tree.getKey()));
            if (over) {
              ended.add(tree.getValue());
            }
            return over;
          });
      roots.forEach((name, root) -> trees.computeIfAbsent(name, _ -> begin(name, root)));
    } finally {
      changing.unlock();
    }
    ended.forEach(FollowedTree::close);
  }

  private Map<String, Path> roots() {
    Map<String, Path> roots = new HashMap<>();
    for (RepositoryRecord repository : ledger.repositories()) {
      repository.root().ifPresent(root -> roots.put(repository.name(), Path.of(root)));
    }
    return roots;
  }

  private FollowedTree begin(String name, Path root) {
    FollowedTree tree =
        new FollowedTree(name, root, intake, watching, config, clock, nanoSource, accepted);
    tree.start();
    return tree;
  }

  /// Looks at the whole of the trees, beginning after this call, and waits until the ledger has
  /// what changed.
  ///
  /// @param repositories whose; empty for all
  /// @return one sentence for each tree that could not be read, and stays as it was; nothing if the
  ///   deadline passed first
  public Optional<List<String>> look(List<String> repositories, Deadline deadline) {
    refresh();
    List<FollowedTree> wanted = new ArrayList<>();
    changing.lock();
    try {
      trees.forEach((name, tree) -> {
        if (repositories.isEmpty() || repositories.contains(name)) {
          wanted.add(tree);
        }
      });
    } finally {
      changing.unlock();
    }
    return awaitAll(wanted, deadline);
  }

  private static Optional<List<String>> awaitAll(List<FollowedTree> wanted, Deadline deadline) {
    List<String> remarks = new ArrayList<>();
    try {
      Map<FollowedTree, Long> asked = new LinkedHashMap<>();
      wanted.forEach(tree -> asked.put(tree, tree.askForScan()));
      for (Map.Entry<FollowedTree, Long> tree : asked.entrySet()) {
        if (!tree.getKey().awaitScan(tree.getValue(), deadline)) {
          return Optional.empty();
        }
        TreeState state = tree.getKey().state();
        if (state.phase() == TreeState.Phase.MISSING) {
          remarks.add("tree %s: %s".formatted(state.repository(), state.reason().orElse("")));
        }
      }
      return Optional.of(remarks);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// How each tree stands, by name.
  public List<TreeState> states() {
    changing.lock();
    try {
      return trees.values().stream().map(FollowedTree::state).toList();
    } finally {
      changing.unlock();
    }
  }

  /// Stops following; what is under way is ended first.
  @Override
  public void close() {
    List<FollowedTree> ended;
    changing.lock();
    try {
      closed = true;
      ended = List.copyOf(trees.values());
      trees.clear();
    } finally {
      changing.unlock();
    }
    ended.forEach(FollowedTree::close);
    if (watching instanceof Watching.By by) {
      by.watch().close();
    }
  }
}

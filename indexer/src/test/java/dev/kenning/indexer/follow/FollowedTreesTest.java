package dev.kenning.indexer.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.follow.FollowedTree.Watching;
import dev.kenning.indexer.follow.TreeState.Phase;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.LedgerEntry;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.run.TreeIntake;
import dev.kenning.indexer.source.SourceRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real files and the system's own events. Nothing sleeps: what should come is waited for with a
/// deadline, and what should not come is excluded by something later that did.
final class FollowedTreesTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final FollowConfig BY_EVENTS_ALONE = FollowConfig.DEFAULT.withPauses(NEVER, NEVER);

  @TempDir Path data;
  @TempDir Path folder;
  private final AtomicInteger acceptances = new AtomicInteger();
  private Path root;
  private ChangeLedger ledger;

  @SuppressWarnings("NullAway.Init") // each test begins to follow when its files are there
  private FollowedTrees trees;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectory(folder.toRealPath().resolve("shop"));
    ledger = SqliteChangeLedger.open(data.resolve("ledger.db"), LedgerConfig.DEFAULT);
    ledger.createRepository("shop", Optional.of(root.toString()));
  }

  @AfterEach
  void close() {
    if (trees != null) {
      trees.close();
    }
    ledger.close();
  }

  // --- What editors do ---------------------------------------------------------------------------

  @Test
  void savedFileIsTakenByItsEvent() {
    write("A.java", "class A {}");
    follow();

    write("A.java", "class A { int saved; }");

    await(() -> holds("A.java", "class A { int saved; }"));
    assertThat(state().lastEvent()).isPresent();
  }

  @Test
  void fileThatIsWrittenBesideAndMovedOverIsTakenAsOneChange() {
    write("A.java", "class A {}");
    follow();
    long before = versions("A.java");

    write(".A.java.swp~", "class A { int atomic; }");
    move(".A.java.swp~", "A.java");

    await(() -> holds("A.java", "class A { int atomic; }"));
    assertThat(versions("A.java")).isEqualTo(before + 1);
    assertThat(ledger.files("shop")).containsOnlyKeys("A.java");
  }

  @Test
  void fileThatIsMovedToABackupFirstIsNeverSeenAsDeleted() {
    write("A.java", "class A {}");
    follow();
    long before = versions("A.java");

    move("A.java", "A.java~");
    write("A.java", "class A { int backedUp; }");

    await(() -> holds("A.java", "class A { int backedUp; }"));
    assertThat(versions("A.java")).isEqualTo(before + 1);
  }

  @Test
  void fileThatIsEmptiedFirstIsNotTakenEmpty() {
    write("A.java", "class A {}");
    follow();
    long before = versions("A.java");

    write("A.java", "");
    await(() -> state().pendingCount() == 0 || state().lastEvent().isPresent());
    append("A.java", "class A { ");
    append("A.java", "int truncated; }");

    await(() -> holds("A.java", "class A { int truncated; }"));
    assertThat(versions("A.java")).isLessThanOrEqualTo(before + 2);
  }

  @Test
  void fileThatStaysEmptyIsBelievedAfterAWhile() {
    write("A.java", "class A {}");
    follow();

    write("A.java", "");

    await(() -> holds("A.java", ""));
  }

  @Test
  void newDeletedAndMovedFilesAndFoldersAreFollowed() {
    write("a/A.java", "class A {}");
    write("a/deep/B.java", "class B {}");
    follow();

    write("c/deeper/C.java", "class C {}");
    await(() -> files().contains("c/deeper/C.java"));
    write("c/deeper/D.java", "class D {}"); // in a folder that was not there at the start
    await(() -> files().contains("c/deeper/D.java"));
    move("a", "moved");
    await(() ->
        files()
            .equals(
                Set.of("moved/A.java", "moved/deep/B.java", "c/deeper/C.java", "c/deeper/D.java")));
    write("moved/deep/B.java", "class B { int afterTheMove; }");
    await(() -> holds("moved/deep/B.java", "class B { int afterTheMove; }"));
    delete("moved/deep/B.java");
    await(() -> !files().contains("moved/deep/B.java"));
  }

  // --- What is not followed ----------------------------------------------------------------------

  @Test
  void ignoredFoldersAndLinksAreNotWatched() throws IOException {
    workTree();
    write(".gitignore", "build/\n");
    write("build/Made.java", "class Made {}");
    write("src/A.java", "class A {}");
    Files.createSymbolicLink(root.resolve("src/loop"), root);
    follow();
    int folders = state().watchedFolderCount();

    write("build/Made.java", "class Made { int again; }");
    write("src/A.java", "class A { int saved; }");

    await(() -> holds("src/A.java", "class A { int saved; }"));
    assertThat(files()).containsExactly("src/A.java");
    assertThat(folders).isEqualTo(4); // the root and the one above, src, and git's own
  }

  @Test
  void whatWasLeftOutWhenItWasIndexedStaysOut() {
    write("src/A.java", "class A {}");
    write("gen/G.java", "class G {}");
    ledger.exclude("shop", List.of("gen/**"));
    follow();

    write("gen/G.java", "class G { int again; }");
    write("src/A.java", "class A { int saved; }");

    await(() -> holds("src/A.java", "class A { int saved; }"));
    assertThat(files()).containsExactly("src/A.java");
  }

  @Test
  void changedIgnoreRulesAreAppliedToWhatIsThere() throws IOException {
    workTree();
    write("src/A.java", "class A {}");
    write("gen/G.java", "class G {}");
    follow();
    await(() -> files().size() == 2);

    write(".gitignore", "gen/\n");

    await(() -> files().equals(Set.of("src/A.java")));
  }

  @Test
  void otherFilesAreNoReasonToLook() {
    write("A.java", "class A {}");
    follow();
    Optional<Instant> before = state().lastEvent();

    write("notes.txt", "x");
    write("A.class", "x");
    delete("notes.txt");
    write("A.java", "class A { int last; }");
    await(() -> holds("A.java", "class A { int last; }"));
    await(() -> acceptances.get() >= 2); // told a moment after the ledger has it

    assertThat(before).isEmpty();
    assertThat(acceptances.get()).isEqualTo(2); // the start's and the last one's
  }

  // --- Many at once ------------------------------------------------------------------------------

  @Test
  void branchSwitchIsOneBatchOnceGitIsDone() throws IOException {
    workTree();
    for (int i = 0; i < 400; i++) {
      write("src/p" + i % 20 + "/F" + i + ".java", "class F" + i + " {}");
    }
    follow();
    await(() -> acceptances.get() >= 1); // the start's own
    int before = acceptances.get();

    write(".git/index.lock", "");
    for (int i = 0; i < 400; i++) {
      write("src/p" + i % 20 + "/F" + i + ".java", "class F" + i + " { int switched; }");
    }
    write(".git/HEAD.lock", "ref: refs/heads/other\n");
    move(".git/HEAD.lock", ".git/HEAD");
    assertThat(acceptances.get()).isEqualTo(before); // git is still at it
    delete(".git/index.lock");

    await(() -> holds("src/p19/F399.java", "class F399 { int switched; }"));
    await(() -> holds("src/p0/F0.java", "class F0 { int switched; }"));
    await(() -> acceptances.get() > before);
    assertThat(acceptances.get()).isEqualTo(before + 1);
  }

  // --- Trees that are not there ------------------------------------------------------------------

  @Test
  void treeThatDisappearsKeepsItsFilesAndGoesOnWhenItIsBack() {
    write("A.java", "class A {}");
    follow(FollowConfig.DEFAULT.withPauses(NEVER, Duration.ofMillis(20)));
    Path away = root.resolveSibling("away");

    moveRoot(root, away);
    await(() -> state().phase() == Phase.MISSING);
    assertThat(files()).containsExactly("A.java");
    assertThat(state().reason()).isPresent();

    moveRoot(away, root);
    await(() -> state().phase() == Phase.WATCHING);
    write("A.java", "class A { int back; }");
    await(() -> holds("A.java", "class A { int back; }"));
  }

  @Test
  void emptyFolderInTheTreesPlaceIsNotTakenForADeletion() throws IOException {
    write("A.java", "class A {}");
    follow(FollowConfig.DEFAULT.withPauses(NEVER, Duration.ofMillis(20)));
    Path away = root.resolveSibling("away");

    moveRoot(root, away);
    Files.createDirectory(root); // what is left of a mount point
    await(() -> state().phase() == Phase.MISSING && reason().contains("is empty, where 1 files"));
    assertThat(files()).containsExactly("A.java");

    Files.delete(root);
    moveRoot(away, root);
    await(() -> state().phase() == Phase.WATCHING);
    assertThat(files()).containsExactly("A.java");
  }

  @Test
  void treeWhoseFilesWereAllDeletedIsEmpty() {
    write("A.java", "class A {}");
    write("B.java", "class B {}");
    follow();

    delete("A.java");
    delete("B.java");

    await(() -> files().isEmpty());
    assertThat(state().phase()).isEqualTo(Phase.WATCHING);
    assertThat(trees.look(List.of(), soon())).contains(List.of());
  }

  // --- Events that do not come -------------------------------------------------------------------

  @Test
  void whatNoEventToldOfIsFoundByLookingAtEverything() {
    write("A.java", "class A {}");
    follow(
        FollowConfig.DEFAULT.withPauses(Duration.ofMillis(20), NEVER),
        new Watching.By(new SilentWatch()));

    write("A.java", "class A { int unheard; }");

    await(() -> holds("A.java", "class A { int unheard; }"));
  }

  @Test
  void lostEventsAreAReasonToLookAtEverything() {
    write("A.java", "class A {}");
    SilentWatch watch = new SilentWatch();
    follow(BY_EVENTS_ALONE, new Watching.By(watch));
    write("A.java", "class A { int lost; }");

    watch.listener.lost();

    await(() -> holds("A.java", "class A { int lost; }"));
  }

  @Test
  void reachedLimitOfTheSystemIsSaidAndMadeUpForByPolling() {
    write("A.java", "class A {}");
    SilentWatch watch = new SilentWatch();
    watch.refusal = Optional.of("User limit of inotify watches reached");
    follow(FollowConfig.DEFAULT.withPauses(NEVER, Duration.ofMillis(20)), new Watching.By(watch));

    assertThat(state().phase()).isEqualTo(Phase.POLLING);
    assertThat(reason()).contains("User limit of inotify watches reached");
    write("A.java", "class A { int polled; }");
    await(() -> holds("A.java", "class A { int polled; }"));
  }

  // --- On demand ---------------------------------------------------------------------------------

  @Test
  void lookThatWasAskedForHasSeenAllThatWasWrittenBefore() {
    write("A.java", "class A {}");
    follow(BY_EVENTS_ALONE, new Watching.OnDemand());

    for (int i = 0; i < 20; i++) {
      write("A.java", "class A { int version" + i + "; }");
      assertThat(trees.look(List.of("shop"), soon())).contains(List.of());
      assertThat(holds("A.java", "class A { int version" + i + "; }")).isTrue();
    }
    assertThat(state().phase()).isEqualTo(Phase.ON_DEMAND);
  }

  @Test
  void treeThatCannotBeReadIsNamedToWhoAsks() {
    write("A.java", "class A {}");
    follow(BY_EVENTS_ALONE, new Watching.OnDemand());
    moveRoot(root, root.resolveSibling("away"));

    assertThat(trees.look(List.of(), soon()).orElseThrow())
        .singleElement()
        .asString()
        .startsWith("tree shop: ");
  }

  @Test
  void repositoriesThatComeAndGoAreFollowedAndLetGo() throws IOException {
    follow();
    Path other = Files.createDirectory(folder.toRealPath().resolve("other"));
    Files.writeString(other.resolve("O.java"), "class O {}");

    ledger.createRepository("other", Optional.of(other.toString()));
    trees.refresh();
    await(() -> ledger.files("other").containsKey("O.java"));
    ledger.deleteRepository("other");
    trees.refresh();

    assertThat(trees.states()).extracting(TreeState::repository).containsExactly("shop");
  }

  // -----------------------------------------------------------------------------------------------

  private void follow() {
    follow(BY_EVENTS_ALONE);
  }

  private void follow(FollowConfig config) {
    try {
      follow(config, new Watching.By(NativeFolderWatch.start()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void follow(FollowConfig config, Watching watching) {
    trees =
        new FollowedTrees(
            ledger,
            new TreeIntake(ledger, SourceRules.DEFAULT, InstantSource.system()),
            config,
            InstantSource.system(),
            System::nanoTime,
            acceptances::incrementAndGet,
            watching);
    trees.refresh();
    assertThat(trees.look(List.of(), soon())).isPresent(); // the first look is over
  }

  private TreeState state() {
    return trees.states().getFirst();
  }

  private String reason() {
    return state().reason().orElse("");
  }

  private Set<String> files() {
    return new TreeSet<>(ledger.files("shop").keySet());
  }

  private boolean holds(String path, String text) {
    return ledger
        .latest(new FileKey("shop", path))
        .flatMap(LedgerEntry::content)
        .map(hash -> new String(ledger.content(hash).toBytes(), StandardCharsets.UTF_8))
        .filter(text::equals)
        .isPresent();
  }

  /// How many changes of a file the ledger was given.
  private long versions(String path) {
    return ledger.changesAfter(SequenceNumber.NONE, 10_000).stream()
        .filter(change -> change.latest().file().path().equals(path))
        .count();
  }

  private void workTree() throws IOException {
    Files.createDirectories(root.resolve(".git"));
    write(".git/HEAD", "ref: refs/heads/main\n");
  }

  private void write(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void append(String path, String text) {
    try {
      Files.writeString(root.resolve(path), text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void move(String from, String to) {
    moveRoot(root.resolve(from), root.resolve(to));
  }

  private static void moveRoot(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete(String path) {
    try {
      Files.delete(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(20));
  }

  private void await(BooleanSupplier condition) {
    Deadline deadline = soon();
    while (!condition.getAsBoolean()) {
      if (deadline.hasPassed()) {
        throw new AssertionError(
            "It did not come to that: " + trees.states() + ", files " + files() + tree());
      }
      Thread.onSpinWait();
    }
  }

  private String tree() {
    try (Stream<Path> all = Files.walk(root)) {
      return ", on disk " + all.limit(30).toList();
    } catch (IOException e) {
      return ", on disk " + e;
    }
  }

  /// Tells nothing by itself.
  private static final class SilentWatch implements FolderWatch {
    @SuppressWarnings("NullAway.Init") // set by the first look
    private Listener listener;

    private Optional<String> refusal = Optional.empty();

    @Override
    public void add(Path place, Listener told) throws IOException {
      listener = told;
      if (refusal.isPresent()) {
        throw new IOException(refusal.get());
      }
    }

    @Override
    public void drop(Path place, Listener told) {}

    @Override
    public boolean watches(Path place, Listener told) {
      return false;
    }

    @Override
    public int count(Listener told) {
      return 0;
    }

    @Override
    public void close() {}
  }
}

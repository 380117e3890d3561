package dev.kenning.indexer.generation;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.generation.Generation.Standing;
import dev.kenning.indexer.generation.GenerationJob.State;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.run.IndexProgress;
import dev.kenning.indexer.run.IndexRun;
import dev.kenning.indexer.run.IndexRunConfig;
import dev.kenning.indexer.run.IndexWorkers;
import dev.kenning.indexer.run.LiveIndex;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.StoreCorruptException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The generations of a running server: builds one beside the one that answers, lets it follow the
/// ledger, switches the searches over to it in one step, goes back, and builds anew what was found
/// damaged. The one that answers goes on following the ledger meanwhile.
///
/// One build at a time, on a thread of its own. It takes up small windows and gives way to requests
/// and to changes that are not visible yet, up to [#LONGEST_YIELD] for each window, so that it ends
/// under constant load as well. It commits as any index does, so after a crash it goes on where its
/// last commit stands, with vectors from the cache.
///
/// Safe for many threads.
public final class LiveGenerations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveGenerations.class);
  private static final Duration LONGEST_YIELD = Duration.ofSeconds(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final Duration FOLLOW_AGAIN = Duration.ofMillis(500);
  private static final Duration LAST_REQUESTS = Duration.ofMinutes(2);
  private static final IndexRunConfig SMALL_STEPS =
      new IndexRunConfig(64, 2, Duration.ofSeconds(20), Duration.ofMinutes(5));

  private final GenerationFolders folders;
  private final GenerationOpener opener;
  private final ChangeLedger ledger;
  private final LiveIndex live;
  private final IndexWorkers workers;
  private final ServingSwitch serving;
  private final ReentrantLock lock = new ReentrantLock();
  private OpenGeneration followed; // guarded by lock, as all below: what the live index writes
  private Optional<GenerationJob> job = Optional.empty();
  private @Nullable Thread builder;
  private volatile @Nullable Thread retiring;
  private boolean publishAsked;
  private boolean stopAsked;
  private boolean damaged; // whether the build replaces what is not worth going back to
  private volatile boolean closed;

  /// @param live follows the ledger with `followed`
  /// @param workers of `live`
  /// @param followed closed here in the end, or once it is replaced and no request uses it
  public LiveGenerations(
      GenerationFolders folders,
      GenerationOpener opener,
      ChangeLedger ledger,
      LiveIndex live,
      IndexWorkers workers,
      ServingSwitch serving,
      OpenGeneration followed) {
    this.folders = folders;
    this.opener = opener;
    this.ledger = ledger;
    this.live = live;
    this.workers = workers;
    this.serving = serving;
    this.followed = followed;
    live.onDamage(this::rebuild);
  }

  /// All generations as their last commits describe them.
  public List<Generation> list() {
    return folders.list();
  }

  /// The store that the live index writes now; to be used on the live index's own thread.
  public MethodStore followedStore() {
    lock.lock();
    try {
      return followed.store();
    } finally {
      lock.unlock();
    }
  }

  /// The last build that was asked for, as it stands now.
  public Optional<GenerationJob> job() {
    lock.lock();
    try {
      return job;
    } finally {
      lock.unlock();
    }
  }

  /// Begins to build the generation of this model and the rules of this release, or goes on with
  /// it; returns at once.
  ///
  /// @param publishes whether it answers as soon as it is built
  /// @throws GenerationInUseException if another is being built
  public GenerationJob build(ModelChoice choice, boolean publishes) {
    lock.lock();
    try {
      if (!isBuilding()) { // remembered first: it may be done before the next line
        folders.want(new WantedGeneration(choice, publishes));
      }
      return begin(choice.model(), publishes, () -> orFresh(choice));
    } finally {
      lock.unlock();
    }
  }

  /// Goes on with what was being built when the last writer ended.
  public Optional<GenerationJob> resume() {
    return folders.wanted().map(wanted -> build(wanted.choice(), wanted.publishes()));
  }

  /// What was damaged is left where it is, for whoever wants to look.
  private OpenGeneration orFresh(ModelChoice choice) {
    try {
      return opener.open(choice);
    } catch (StoreCorruptException e) {
      LOG.warn("A generation that was begun is damaged; another is begun", e);
      return opener.openFresh(choice);
    }
  }

  /// Lets a generation answer: the one that is being built, once it is; or one that lies there,
  /// once it has been brought up to the ledger. Returns at once.
  ///
  /// @throws UnknownGenerationException if there is none of this name
  /// @throws GenerationInUseException if it answers already, or another is being built
  public GenerationJob publish(String name) {
    Generation generation = folders.require(name);
    if (generation.standing() == Standing.PUBLISHED) {
      throw new GenerationInUseException("The generation " + name + " answers already");
    }
    lock.lock();
    try {
      if (isBuilding() && job.flatMap(GenerationJob::generation).equals(Optional.of(name))) {
        publishAsked = true;
        job = job.map(GenerationJob::publishing);
        return job.orElseThrow();
      }
    } finally {
      lock.unlock();
    }
    String model = generation.rules().map(rules -> rules.model().name()).orElse(name);
    return begin(model, true, () -> opener.openNamed(name));
  }

  /// Goes back to the generation that answered before this one, once it has been brought up to the
  /// ledger; returns at once.
  ///
  /// @throws UnknownGenerationException if there is none
  public GenerationJob rollBack() {
    return publish(
        folders
            .previous()
            .map(Generation::name)
            .orElseThrow(
                () -> new UnknownGenerationException("There is no generation to go back to")));
  }

  /// Builds the generation that answers anew from the ledger, beside it, and lets the new one
  /// answer; returns at once.
  ///
  /// @throws GenerationInUseException if another is being built
  public GenerationJob rebuild() {
    ModelChoice choice = followedChoice();
    lock.lock();
    try {
      GenerationJob begun = begin(choice.model(), true, () -> opener.openFresh(choice));
      damaged = true;
      return begun;
    } finally {
      lock.unlock();
    }
  }

  private ModelChoice followedChoice() {
    lock.lock();
    try {
      return ModelChoice.of(followed.embedder().model());
    } finally {
      lock.unlock();
    }
  }

  /// Damage does not heal: the files are left, and searches go on with what they hold of them.
  private void rebuild(StoreCorruptException damage) {
    lock.lock();
    try {
      if (!isBuilding() && !closed) {
        LOG.warn("The index is damaged and is built again from the ledger", damage);
        GenerationJob _ = rebuild();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Stops the build, if one is under way, for good; what it has committed stays.
  public void stop() throws InterruptedException {
    folders.wantNothing();
    end();
  }

  private void end() throws InterruptedException {
    @Nullable Thread running;
    lock.lock();
    try {
      stopAsked = true;
      running = builder;
    } finally {
      lock.unlock();
    }
    if (running != null) {
      running.interrupt();
      running.join();
    }
  }

  /// Removes a generation from the disk.
  ///
  /// @throws UnknownGenerationException if there is none of this name
  /// @throws GenerationInUseException if it answers, or is being built
  public void remove(String name) {
    lock.lock();
    try {
      if (isBuilding() && job.flatMap(GenerationJob::generation).equals(Optional.of(name))) {
        throw new GenerationInUseException("The generation " + name + " is being built");
      }
      if (followed.name().equals(name)) {
        throw new GenerationInUseException("The generation " + name + " is being followed");
      }
      folders.remove(name);
    } finally {
      lock.unlock();
    }
  }

  /// Lets what the live index follows answer once it has caught up with the ledger as it is now,
  /// and removes what it replaces: for a server whose only index was damaged. Returns at once.
  public void serveOnceCaughtUp() {
    OpenGeneration awaited;
    lock.lock();
    try {
      awaited = followed;
    } finally {
      lock.unlock();
    }
    SequenceNumber head = ledger.head();
    Thread _ =
        Thread.ofVirtual()
            .name("kenning-generation-awaited")
            .start(() -> {
              while (!closed && !live.awaitVisible(head, Deadline.after(FOLLOW_AGAIN))) {
                // not interrupted: the wait ends with its deadline, or with the server
              }
              if (!closed) {
                serveInsteadOfDamaged(awaited);
              }
            });
  }

  private void serveInsteadOfDamaged(OpenGeneration built) {
    lock.lock();
    try {
      Optional<String> before = folders.published().map(Generation::name);
      folders.publishInsteadOfDamaged(built.name());
      Optional<ServingSwitch.Retired> _ = serving.switchTo(built.unit());
      before.filter(name -> !name.equals(built.name())).ifPresent(folders::remove);
      LOG.info("The index was built from the ledger and answers: {}", built.name());
    } finally {
      lock.unlock();
    }
  }

  private GenerationJob begin(String model, boolean publishes, Supplier<OpenGeneration> opening) {
    lock.lock();
    try {
      if (isBuilding()) {
        throw new GenerationInUseException(
            "The generation %s is being built; stop it, or wait for it"
                .formatted(job.flatMap(GenerationJob::generation).orElse("of " + model)));
      }
      GenerationJob begun =
          new GenerationJob(
              Optional.empty(),
              model,
              publishes,
              State.OPENING,
              Optional.empty(),
              Optional.empty());
      job = Optional.of(begun);
      publishAsked = publishes;
      stopAsked = false;
      damaged = false;
      builder =
          Thread.ofPlatform().daemon().name("kenning-generation").start(() -> buildSafely(opening));
      return begun;
    } finally {
      lock.unlock();
    }
  }

  private boolean isBuilding() {
    return job.filter(one -> !one.state().isFinal()).isPresent();
  }

  private void buildSafely(Supplier<OpenGeneration> opening) {
    try {
      build(opening);
    } catch (CancellationException e) {
      update(one -> one.in(State.STOPPED));
    } catch (RuntimeException | Error e) {
      if (closed || stopAsked()) {
        update(one -> one.in(State.STOPPED));
      } else {
        LOG.warn("A generation could not be built", e);
        update(one -> one.failed(String.valueOf(e.getMessage())));
      }
    }
  }

  private void build(Supplier<OpenGeneration> opening) {
    awaitRetired(); // what answered before may be just what is to be opened
    OpenGeneration candidate = opening.get();
    boolean published = false;
    try (IndexWorkers slow = IndexWorkers.startInBackground()) {
      update(one -> one.named(candidate.name()).in(State.BUILDING));
      IndexRun run = IndexRun.inBackground(candidate.stages(), slow, SMALL_STEPS, this::giveWay);
      while (!follows(run)) {
        Thread.sleep(LOOK_AGAIN);
      }
      while (!publishAsked()) { // ready: it follows the ledger until somebody decides
        update(one -> one.state() == State.READY ? one : one.in(State.READY));
        Thread.sleep(FOLLOW_AGAIN);
        if (ledger.head().compareTo(candidate.store().committed()) > 0) {
          boolean _ = follows(run);
        }
      }
      publish(candidate);
      published = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("The build was stopped");
    } finally {
      if (!published) {
        candidate.close();
      }
    }
  }

  /// Applies what the ledger holds.
  ///
  /// @return whether nothing more had come by the end
  private boolean follows(IndexRun run) {
    IndexProgress.Listener listener = progress -> update(one -> one.at(progress));
    return ledger.head().compareTo(run.catchUp(listener).visible()) <= 0;
  }

  /// The last changes are applied and the switch is made on the live index's own thread, so that
  /// nothing visible before is missing after.
  private void publish(OpenGeneration candidate) throws InterruptedException {
    IndexRun run =
        IndexRun.retryingWhatWasSetAside(candidate.stages(), workers, IndexRunConfig.DEFAULT);
    try {
      live.switchTo(run, () -> switchOver(candidate)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
    update(one -> one.in(State.PUBLISHED));
  }

  /// The pointer first: what answers after a crash is what answered before it.
  private void switchOver(OpenGeneration candidate) {
    OpenGeneration before;
    boolean forGood;
    lock.lock();
    try {
      before = followed;
      forGood = damaged;
      if (forGood) {
        folders.publishInsteadOfDamaged(candidate.name());
      } else {
        folders.publish(candidate.name());
      }
      followed = candidate;
    } finally {
      lock.unlock();
    }
    Optional<ServingSwitch.Retired> retired = serving.switchTo(candidate.unit());
    LOG.info("The generation {} answers now, {} no longer", candidate.name(), before.name());
    folders.wantNothing();
    retire(before, retired, forGood);
  }

  /// Closes what answered once its last request has ended; waits for that on a thread of its own.
  private void retire(
      OpenGeneration before, Optional<ServingSwitch.Retired> retired, boolean forGood) {
    retiring =
        Thread.ofVirtual()
            .name("kenning-generation-retired")
            .start(() -> {
              if (!retired.map(one -> one.awaitFree(Deadline.after(LAST_REQUESTS))).orElse(true)) {
                LOG.warn("A request has not ended in {}; its index is closed", LAST_REQUESTS);
              }
              before.close();
              if (forGood) {
                folders.remove(before.name());
              }
            });
  }

  private void giveWay() {
    Deadline limit = Deadline.after(LONGEST_YIELD);
    try {
      while (!limit.hasPassed() && othersComeFirst()) {
        Thread.sleep(LOOK_AGAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (closed || stopAsked() || Thread.currentThread().isInterrupted()) {
      throw new CancellationException("The build was stopped");
    }
  }

  private boolean othersComeFirst() {
    return serving.isBusy() || live.visible().compareTo(ledger.head()) < 0;
  }

  private boolean publishAsked() {
    lock.lock();
    try {
      return publishAsked;
    } finally {
      lock.unlock();
    }
  }

  private boolean stopAsked() {
    lock.lock();
    try {
      return stopAsked;
    } finally {
      lock.unlock();
    }
  }

  private void update(UnaryOperator<GenerationJob> change) {
    lock.lock();
    try {
      job = job.map(change);
    } finally {
      lock.unlock();
    }
  }

  /// Stops the build and closes what was followed last. The live index is to be closed before, and
  /// no request may be under way.
  @Override
  public void close() {
    closed = true;
    try {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      awaitRetired();
      followed.close();
    }
  }

  private void awaitRetired() {
    Thread last = retiring;
    try {
      if (last != null) {
        last.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

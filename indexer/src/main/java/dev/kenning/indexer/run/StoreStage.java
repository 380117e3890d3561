package dev.kenning.indexer.run;

import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.run.ParsedChange.FileParsed;
import dev.kenning.indexer.run.ParsedChange.PassageOf;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.MethodStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;

/// Writes windows to the store, in ledger order, on the store's one thread.
///
/// Because windows come in order, all that was stored reaches from the beginning without a gap to
/// the last window's end, and that is what a commit claims. After a failure nothing more is
/// written, for the gap would be hidden by the next commit.
final class StoreStage {
  private final MethodStore store;
  private final IndexWorkers workers;
  private final SetAside setAside;
  private final Checkpoint checkpoint;
  private final StageClock clock;
  private final Tally tally;
  private boolean broken; // as all below, used on the store's thread only

  StoreStage(
      MethodStore store,
      IndexWorkers workers,
      SetAside setAside,
      Checkpoint checkpoint,
      StageClock clock,
      Tally tally) {
    this.store = store;
    this.workers = workers;
    this.setAside = setAside;
    this.checkpoint = checkpoint;
    this.clock = clock;
    this.tally = tally;
  }

  /// Stores the window once it is embedded and all windows before it are stored.
  Future<SequenceNumber> store(Future<EmbeddedWindow> embedding) {
    return workers.storing().submit(() -> storeInOrder(embedding));
  }

  /// Makes all that was stored visible and durable.
  SequenceNumber finish() {
    return Futures.await(workers.storing().submit(() -> clock.busy(checkpoint::finish)));
  }

  private SequenceNumber storeInOrder(Future<EmbeddedWindow> embedding) {
    if (broken) {
      throw new IllegalStateException("A window before this one was not stored");
    }
    broken = true;
    EmbeddedWindow embedded = clock.starved(() -> Futures.await(embedding));
    SequenceNumber last =
        clock.busy(() -> {
          write(embedded);
          return checkpoint.stored(embedded.window().last());
        });
    broken = false;
    return last;
  }

  private void write(EmbeddedWindow embedded) {
    Iterator<EmbeddedText> vectors = embedded.texts().iterator();
    for (ParsedChange change : embedded.window().changes()) {
      switch (change) {
        case FileParsed file -> write(file, vectors);
        case ParsedChange.FileRemoved removed -> {
          store.removeFile(removed.entry().file());
          tally.removed();
        }
        case ParsedChange.RepositoryRemoved removed -> store.removeRepository(removed.repository());
        case ParsedChange.Nothing _ -> {}
      }
    }
    tally.stored(embedded.window());
  }

  private void write(FileParsed file, Iterator<EmbeddedText> vectors) {
    workers.giveWay();
    List<IndexedMethod> methods = new ArrayList<>(file.methods().size());
    for (PassageOf method : file.methods()) {
      EmbeddedText text = vectors.next();
      tally.embedded(text);
      methods.add(new IndexedMethod(method.unit(), method.passage(), text.embedding()));
    }
    String hash = file.entry().content().orElseThrow().hex();
    FileParsed stored = file;
    try {
      store.replaceFile(file.entry().file(), hash, methods);
    } catch (IllegalArgumentException e) { // the store is well, and will not have this file
      store.replaceFile(file.entry().file(), hash, List.of());
      stored = file.failedAt("store", "The store refused it: " + e.getMessage());
    }
    setAside.settle(stored);
    tally.file(stored);
  }
}

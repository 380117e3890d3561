package dev.kenning.indexer.generation;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.ForwardingEmbedder;
import dev.kenning.embeddings.ModelId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Opens each model once, however many generations are made by it, and closes it with the last of
/// them: two generations by two sets of rules need no second model in memory. Safe for many
/// threads; one opens at a time.
public final class SharedModels {
  private final ModelSource source;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ModelId, Held> held = new HashMap<>(); // guarded by lock
  private final Map<ModelChoice, ModelId> chosen = new HashMap<>(); // guarded by lock

  public SharedModels(ModelSource source) {
    this.source = source;
  }

  /// What the model takes beside those that are open: the size of its weights, or nothing if it is
  /// open already.
  long additionalWeightsBytes(ModelChoice choice) {
    lock.lock();
    try {
      return held.isEmpty() || find(choice) != null ? 0 : source.weightsBytes(choice);
    } finally {
      lock.unlock();
    }
  }

  /// The model as an embedder of the caller's own; closing it gives it back.
  Embedder open(ModelChoice choice) {
    lock.lock();
    try {
      Held known = find(choice);
      if (known == null) {
        Embedder opened = source.open(choice);
        known = held.get(opened.model());
        if (known == null) {
          known = new Held(opened);
          held.put(opened.model(), known);
        } else {
          opened.close(); // asked for by another precision, which this machine does not have
        }
        chosen.put(choice, known.id);
      }
      known.holderCount++;
      return new Share(known);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Held find(ModelChoice choice) {
    ModelId id = chosen.get(choice);
    return id == null
        ? held.entrySet().stream()
            .filter(one ->
                one.getKey().name().equals(choice.model())
                    && choice.precision().filter(one.getKey().precision()::equals).isPresent())
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null)
        : held.get(id);
  }

  private void giveBack(Held model) {
    boolean last;
    lock.lock();
    try {
      model.holderCount--;
      last = model.holderCount == 0;
      if (last) {
        held.remove(model.id);
      }
    } finally {
      lock.unlock();
    }
    if (last) {
      model.embedder.close();
    }
  }

  /// A model and how many use it; guarded by the lock.
  private static final class Held {
    private final Embedder embedder;
    private final ModelId id;
    private int holderCount;

    Held(Embedder embedder) {
      this.embedder = embedder;
      this.id = embedder.model();
    }
  }

  private final class Share extends ForwardingEmbedder {
    private final Held held;
    private final AtomicBoolean closed = new AtomicBoolean();

    Share(Held held) {
      super(held.embedder);
      this.held = held;
    }

    @Override
    public ModelId model() {
      return held.id;
    }

    @Override
    public List<EmbeddedText> embedPassages(
        List<String> texts, Deadline deadline, IntConsumer arrivals) {
      return held.embedder.embedPassages(texts, deadline, arrivals);
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        giveBack(held);
      }
    }
  }
}

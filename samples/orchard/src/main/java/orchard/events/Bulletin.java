package orchard.events;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** News of the shop for whoever still listens. */
public final class Bulletin<E> {
  private final List<WeakReference<Consumer<? super E>>> readers = new CopyOnWriteArrayList<>();
  private final Consumer<RuntimeException> complaints;

  public Bulletin(Consumer<RuntimeException> complaints) {
    this.complaints = complaints;
  }

  /** Does not keep the reader alive: when nobody else holds it, it is gone. */
  public void subscribe(Consumer<? super E> reader) {
    readers.add(new WeakReference<>(reader));
  }

  public void post(E news) {
    for (WeakReference<Consumer<? super E>> reference : readers) {
      Consumer<? super E> reader = reference.get();
      if (reader == null) {
        readers.remove(reference);
        continue;
      }
      try {
        reader.accept(news);
      } catch (RuntimeException e) {
        complaints.accept(e);
      }
    }
  }
}

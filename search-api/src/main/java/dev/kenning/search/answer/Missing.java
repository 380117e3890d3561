package dev.kenning.search.answer;

import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.indexer.store.StoreCorruptException;
import dev.kenning.indexer.store.StoreUnavailableException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Collects what one answer has to do without, and why. One thread.
final class Missing {
  private static final String UNREADABLE = "its part of the index cannot be read";

  private final List<String> reasons = new ArrayList<>();
  private final List<RuntimeException> failures = new ArrayList<>();

  /// The value, or nothing where the model or the index failed or time was up: the reason is kept.
  <T> Optional<T> attempt(String part, Supplier<T> work) {
    try {
      return Optional.of(work.get());
    } catch (DeadlineExceededException e) {
      return without(part, "the deadline passed first", e);
    } catch (EmbedderUnavailableException e) {
      return without(part, String.valueOf(e.getMessage()), e);
    } catch (StoreUnavailableException | StoreCorruptException | UncheckedIOException e) {
      return without(part, UNREADABLE, e); // where it lies is no caller's matter
    }
  }

  private <T> Optional<T> without(String part, String why, RuntimeException failure) {
    failures.add(failure);
    reasons.add(part + ": " + why);
    return Optional.empty();
  }

  /// Something else the answer has to do without.
  ///
  /// @param reason as `part: why`
  void note(String reason) {
    reasons.add(reason);
  }

  /// @throws DeadlineExceededException if time was up before some part was done
  void throwIfLate() {
    if (failures.stream().anyMatch(DeadlineExceededException.class::isInstance)) {
      throw nothingLeft();
    }
  }

  /// What to throw when every part failed: the first failure, which the others tend to follow from.
  RuntimeException nothingLeft() {
    RuntimeException first = failures.getFirst();
    failures.stream().skip(1).forEach(first::addSuppressed);
    return first;
  }

  /// Each as `part: why`.
  List<String> reasons() {
    return List.copyOf(reasons);
  }
}

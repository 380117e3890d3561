package dev.kenning.search.answer;

import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.EmbedderUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Collects what one answer has to do without, and why. One thread.
final class Missing {
  private final List<String> reasons = new ArrayList<>();
  private final List<RuntimeException> failures = new ArrayList<>();

  /// The value, or nothing where the model failed or time was up: the reason is kept.
  <T> Optional<T> attempt(String part, Supplier<T> work) {
    try {
      return Optional.of(work.get());
    } catch (DeadlineExceededException | EmbedderUnavailableException e) {
      failures.add(e);
      reasons.add(part + ": " + e.getMessage());
      return Optional.empty();
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

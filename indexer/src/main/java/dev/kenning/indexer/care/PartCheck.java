package dev.kenning.indexer.care;

/// Looks at one part of a data directory, changes nothing, and throws nothing because of what it
/// finds there. May run beside a writer.
@FunctionalInterface
public interface PartCheck {
  PartReport check(CareProgress progress);
}

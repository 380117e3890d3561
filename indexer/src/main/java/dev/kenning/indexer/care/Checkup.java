package dev.kenning.indexer.care;

import java.util.ArrayList;
import java.util.List;

/// Looks at each part of a data directory in turn. A part that is damaged does not keep the others
/// from being looked at.
///
/// @param checks in the order in which they are made
public record Checkup(List<PartCheck> checks) {
  public Checkup {
    checks = List.copyOf(checks);
  }

  public Report run(CareProgress progress) {
    List<PartReport> parts = new ArrayList<>();
    for (PartCheck check : checks) {
      parts.add(check.check(progress));
    }
    return new Report(parts);
  }

  /// @param parts in the order in which they were looked at
  public record Report(List<PartReport> parts) {
    public Report {
      parts = List.copyOf(parts);
    }

    public boolean isWhole() {
      return parts.stream().allMatch(PartReport::isWhole);
    }

    public long damageCount() {
      return parts.stream().mapToLong(PartReport::damageCount).sum();
    }
  }
}

package dev.kenning.indexer.care;

import dev.kenning.indexer.care.Finding.Part;
import dev.kenning.indexer.care.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/// What was found of one part.
///
/// @param part which
/// @param summary what was looked at, `4,381 files, contents match their hashes`
/// @param findings the first [#MOST_FINDINGS]
/// @param findingCount all of them
/// @param damageCount those of all that are damage
public record PartReport(
    Part part, String summary, List<Finding> findings, long findingCount, long damageCount) {
  /// So many are named; the rest is counted.
  public static final int MOST_FINDINGS = 100;

  public PartReport {
    findings = List.copyOf(findings);
  }

  public boolean isWhole() {
    return damageCount == 0;
  }

  /// Gathers findings. For one thread.
  static final class Draft {
    private final Part part;
    private final List<Finding> findings = new ArrayList<>();
    private long findingCount;
    private long damageCount;

    Draft(Part part) {
      this.part = part;
    }

    void damage(String place, String problem, String remedy) {
      add(Finding.damage(part, place, problem, remedy));
    }

    void remark(String place, String problem) {
      add(Finding.remark(part, place, problem));
    }

    void remark(String place, String problem, String remedy) {
      add(Finding.remark(part, place, problem, remedy));
    }

    private void add(Finding finding) {
      findingCount++;
      damageCount += finding.severity() == Severity.DAMAGE ? 1 : 0;
      if (findings.size() < MOST_FINDINGS) {
        findings.add(finding);
      }
    }

    PartReport report(String summary) {
      return new PartReport(part, summary, findings, findingCount, damageCount);
    }
  }
}

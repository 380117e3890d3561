package dev.kenning.indexer.care;

import dev.kenning.embeddings.cache.CacheCheck;
import dev.kenning.embeddings.cache.CacheCondition;
import dev.kenning.indexer.care.Finding.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The embedding cache: every row against its checksum.
public final class CacheFileCheck implements PartCheck {
  private final Path file;

  public CacheFileCheck(Path file) {
    this.file = file;
  }

  @Override
  public PartReport check(CareProgress progress) {
    PartReport.Draft draft = new PartReport.Draft(Part.CACHE);
    Path aside = file.resolveSibling(file.getFileName() + ".unusable");
    if (Files.exists(aside)) {
      draft.remark(
          aside.toString(), "was set aside because it could not be used", "kenning compact");
    }
    CacheCondition condition =
        CacheCheck.of(file, rows -> progress.reached("reading the embedding cache", rows, 0));
    return draft.report(
        switch (condition) {
          case CacheCondition.Absent() -> "none yet";
          case CacheCondition.Illegible(String reason) -> {
            draft.damage(file.toString(), "cannot be read: " + reason, "kenning repair");
            yield "not readable";
          }
          case CacheCondition.Legible readable -> {
            report(readable, draft);
            yield String.format(Locale.ROOT, "%,d vectors read", readable.entryCount());
          }
        });
  }

  private void report(CacheCondition.Legible readable, PartReport.Draft draft) {
    if (readable.damagedCount() > 0) {
      draft.damage(
          file.toString(),
          String.format(
              Locale.ROOT,
              "%,d of %,d vectors do not match their checksum (they are never used)",
              readable.damagedCount(),
              readable.entryCount()),
          "kenning repair");
    }
    for (String problem : readable.problems()) {
      draft.damage(file.toString(), "is damaged in its structure: " + problem, "kenning repair");
    }
  }
}

package dev.kenning.indexer.care;

import dev.kenning.indexer.care.Finding.Part;
import dev.kenning.indexer.generation.StoreCheck;
import dev.kenning.indexer.generation.StoreCheckReport;
import dev.kenning.indexer.generation.StoreFinding;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.LedgerCorruptException;
import dev.kenning.indexer.ledger.LedgerUnavailableException;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.store.StoreAudit;
import dev.kenning.indexer.store.StoreCorruptException;
import dev.kenning.indexer.store.StoreMissingException;
import dev.kenning.indexer.store.StoreUnavailableException;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The index that answers, every byte of it, and then method by method against the ledger it is a
/// view of.
public final class IndexCheck implements PartCheck {
  private static final String REMEDY = "kenning repair";

  private final DataDirectory directory;

  public IndexCheck(DataDirectory directory) {
    this.directory = directory;
  }

  @Override
  public PartReport check(CareProgress progress) {
    PartReport.Draft draft = new PartReport.Draft(Part.INDEX);
    String current = directory.currentGeneration().orElse("");
    Path folder = directory.generationFolder(current.isEmpty() ? "none" : current);
    if (current.isEmpty() || !Files.isDirectory(folder)) {
      return draft.report("none");
    }
    progress.reached("reading the index", 0, 0);
    try (ChangeLedger ledger =
            SqliteChangeLedger.openReadOnly(directory.ledgerFile(), LedgerConfig.DEFAULT);
        StoreAudit audit = LuceneMethodStore.audit(folder)) {
      StoreCheckReport report =
          new StoreCheck(ledger, new MethodExtractor())
              .check(
                  audit,
                  (done, total) ->
                      progress.reached("comparing the index with the ledger", done, total));
      for (StoreFinding finding : report.findings()) {
        String place = finding.file().map(Object::toString).orElse(folder.toString());
        draft.damage(place, finding.kind().word() + ": " + finding.detail(), REMEDY);
      }
      return draft.report(summary(report));
    } catch (StoreCorruptException | StoreMissingException e) {
      draft.damage(folder.toString(), String.valueOf(e.getMessage()), REMEDY);
    } catch (LedgerCorruptException e) {
      draft.damage(
          folder.toString(), "could not be compared: " + e.getMessage(), LedgerFileCheck.REMEDY);
    } catch (LedgerUnavailableException | StoreUnavailableException e) {
      draft.damage(
          folder.toString(), String.valueOf(e.getMessage()), "kenning verify, once it can be read");
    }
    return draft.report("not comparable");
  }

  private static String summary(StoreCheckReport report) {
    String pending =
        report.pendingCount() == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d changed since its commit", report.pendingCount());
    return String.format(
        Locale.ROOT,
        "%,d methods of %,d files read%s%s",
        report.methodCount(),
        report.fileCount(),
        report.methodsCompared() ? " and compared" : ", made by other rules than today's",
        pending);
  }
}

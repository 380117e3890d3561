package dev.kenning.indexer.care;

import dev.kenning.indexer.care.Finding.Part;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerCheck;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.LedgerCorruptException;
import dev.kenning.indexer.ledger.LedgerFinding;
import dev.kenning.indexer.ledger.LedgerUnavailableException;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The ledger: the database's own structure, every content against its hash, every table against
/// the others.
public final class LedgerFileCheck implements PartCheck {
  static final String REMEDY = "kenning repair";

  private final Path file;

  public LedgerFileCheck(Path file) {
    this.file = file;
  }

  @Override
  public PartReport check(CareProgress progress) {
    PartReport.Draft draft = new PartReport.Draft(Part.LEDGER);
    if (!Files.exists(file)) {
      return draft.report("none yet");
    }
    try (ChangeLedger ledger = SqliteChangeLedger.openReadOnly(file, LedgerConfig.DEFAULT)) {
      LedgerCheck found =
          ledger.check((done, total) -> progress.reached("reading the ledger", done, total));
      for (LedgerFinding finding : found.findings()) {
        draft.damage(file + ", " + finding.where(), finding.what(), REMEDY);
      }
      return draft.report(
          String.format(
              Locale.ROOT,
              "%,d changes up to %,d, %,d contents read",
              found.changeCount(),
              ledger.head().value(),
              found.contentCount()));
    } catch (LedgerCorruptException e) {
      draft.damage(file.toString(), String.valueOf(e.getMessage()), REMEDY);
      return draft.report("not readable");
    } catch (LedgerUnavailableException e) {
      draft.damage(
          file.toString(), String.valueOf(e.getMessage()), "kenning verify, once it can be read");
      return draft.report("not readable now");
    }
  }
}

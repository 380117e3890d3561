package dev.kenning.indexer.run;

import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerEntry;
import dev.kenning.indexer.ledger.SetAsideFile;
import dev.kenning.indexer.method.MethodExtractor;
import java.util.ArrayList;
import java.util.List;

/// The version of the rules each stage works by: what made an older version fail is tried again.
///
/// @param passageRules what is embedded
/// @param schema what is stored
record StageRules(int passageRules, int schema) {
  private static final List<String> STAGES = List.of("read", "parse", "embed", "store");

  static StageRules of(IndexStages stages) {
    return new StageRules(
        stages.passageWriter().rulesVersion(), stages.store().fingerprint().schema());
  }

  int version(String stage) {
    return switch (stage) {
      case "embed" -> passageRules;
      case "store" -> schema;
      default -> MethodExtractor.RULES_VERSION;
    };
  }

  /// What is worth another try by these rules.
  List<LedgerEntry> retried(ChangeLedger ledger) {
    List<SetAsideFile> files = new ArrayList<>();
    STAGES.forEach(stage -> files.addAll(ledger.setAsideByOlderRules(stage, version(stage))));
    return entries(files, ledger);
  }

  /// Everything that is set aside.
  static List<LedgerEntry> all(ChangeLedger ledger) {
    return entries(ledger.setAside(), ledger);
  }

  private static List<LedgerEntry> entries(List<SetAsideFile> files, ChangeLedger ledger) {
    return files.stream().flatMap(file -> ledger.latest(file.file()).stream()).distinct().toList();
  }
}

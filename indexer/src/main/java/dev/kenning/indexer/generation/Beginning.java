package dev.kenning.indexer.generation;

import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.store.StoreCorruptException;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// With what a server begins.
///
/// | what is published | what answers at first | what is built |
/// | --- | --- | --- |
/// | nothing, and the ledger is empty | the new index | |
/// | nothing, and the ledger is not | nothing until it is built | that index |
/// | an index by the wanted model and this release's rules | that index | |
/// | one by others, or begun by an older Lucene | that index | the wanted one, beside it |
/// | one that is damaged, or of an older schema | nothing until it is built | its successor |
///
/// @param followed what the ledger is applied to from the beginning
/// @param toBuild what is to be built beside it, and published
/// @param reason why nothing answers until `followed` has caught up; empty if it answers at once
public record Beginning(
    OpenGeneration followed, Optional<ModelChoice> toBuild, Optional<String> reason) {
  private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);

  /// @param choice what the caller asked for; where it said nothing, the published generation's
  ///   model or the default
  public static Beginning of(
      GenerationFolders folders, GenerationOpener opener, ChangeLedger ledger, ModelChoice choice) {
    folders.sweep();
    Optional<Generation> published = folders.published();
    if (published.isEmpty()) {
      OpenGeneration first = opener.open(choice);
      if (!ledger.head().equals(SequenceNumber.NONE)
          && first.store().committed().compareTo(ledger.head()) < 0) {
        return new Beginning(
            first, Optional.empty(), Optional.of("The index is being built from the ledger"));
      }
      folders.publish(first.name());
      return new Beginning(first, Optional.empty(), Optional.empty());
    }
    Generation known = published.get();
    try {
      OpenGeneration followed = opener.openNamed(known.name());
      boolean serves =
          known.description().filter(one -> !one.olderFormat()).isPresent()
              && isWanted(followed.store().fingerprint(), choice);
      return new Beginning(
          followed, serves ? Optional.empty() : Optional.of(choice), Optional.empty());
    } catch (StoreCorruptException | UnknownGenerationException e) {
      LOG.warn("The index {} cannot go on and is built again from the ledger", known.name(), e);
      ModelChoice again =
          known.rules().map(IndexFingerprint::model).map(ModelChoice::of).orElse(choice);
      return new Beginning(
          opener.openFresh(again), Optional.empty(), Optional.of(reason(known, e)));
    }
  }

  private static String reason(Generation known, RuntimeException failure) {
    return "The index %s cannot be used and is being built again from the ledger (%s)"
        .formatted(known.name(), failure.getMessage());
  }

  private static boolean isWanted(IndexFingerprint found, ModelChoice choice) {
    return found.methodRules() == MethodExtractor.RULES_VERSION
        && found.passageRules() == new PassageWriter().rulesVersion()
        && found.schema() == LuceneMethodStore.SCHEMA_VERSION
        && found.model().name().equals(choice.model())
        && choice.precision().filter(label -> !label.equals(found.model().precision())).isEmpty();
  }
}

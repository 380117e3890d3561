package dev.kenning.indexer.care;

import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.cache.CacheNeeds;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerCorruptException;
import dev.kenning.indexer.ledger.LedgerEntry;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.SourceText;
import dev.kenning.indexer.passage.PassageWriter;
import java.util.Map;

/// Tells which vectors of the embedding cache the ledger's files still have a use for: the cache
/// keeps hashes and no texts, so every live file is taken apart again. Costs what indexing does
/// without the model. For one thread.
public final class NeededVectors {
  private final ChangeLedger ledger;
  private final MethodExtractor extractor;
  private final PassageWriter passages;
  private final Map<ModelId, String> prefixes;

  /// @param prefixes the models whose vectors are kept, each with what it puts before a passage
  public NeededVectors(
      ChangeLedger ledger,
      MethodExtractor extractor,
      PassageWriter passages,
      Map<ModelId, String> prefixes) {
    this.ledger = ledger;
    this.extractor = extractor;
    this.passages = passages;
    this.prefixes = Map.copyOf(prefixes);
  }

  public CacheNeeds gather(CareProgress progress) {
    CacheNeeds needs = new CacheNeeds();
    long done = 0;
    for (RepositoryRecord repository : ledger.repositories()) {
      for (LedgerEntry entry : ledger.files(repository.name()).values()) {
        progress.reached("looking for vectors that are needed", ++done, 0);
        add(entry, needs);
      }
    }
    return needs;
  }

  private void add(LedgerEntry entry, CacheNeeds needs) {
    if (entry.content().isEmpty()) {
      return;
    }
    byte[] bytes;
    try {
      bytes = ledger.content(entry.content().get()).toBytes();
    } catch (LedgerCorruptException e) {
      return; // deleted meanwhile, or damaged: what cannot be read needs no vector
    }
    if (SourceText.decode(bytes) instanceof SourceText.Decoded decoded) {
      try {
        for (MethodUnit unit : extractor.extract(entry.file(), decoded.text()).methods()) {
          String text = passages.write(unit).text();
          prefixes.forEach((model, prefix) -> needs.add(model, prefix + text));
        }
      } catch (RuntimeException | StackOverflowError e) {
        // a file that is set aside has no vectors
      }
    }
  }
}

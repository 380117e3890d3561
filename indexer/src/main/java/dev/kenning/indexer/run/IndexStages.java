package dev.kenning.indexer.run;

import dev.kenning.embeddings.Embedder;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.store.MethodStore;

/// The collaborators of a run, in the order in which a change passes them. They stay their owner's:
/// a run closes none of them. The embedder is only asked once there is a passage to embed, so one
/// that opens its model at the first call costs an unchanged tree nothing.
public record IndexStages(
    ChangeLedger ledger,
    MethodExtractor extractor,
    PassageWriter passageWriter,
    Embedder embedder,
    MethodStore store) {}

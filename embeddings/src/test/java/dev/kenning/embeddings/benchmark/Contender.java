package dev.kenning.embeddings.benchmark;

import dev.kenning.embeddings.Embedding;
import java.util.List;

/// Something that embeds texts as fast as it can, tokenising included.
interface Contender extends AutoCloseable {
  String name();

  List<Embedding> embed(List<String> texts);

  @Override
  void close();
}

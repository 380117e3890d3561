package dev.kenning.embeddings.benchmark;

import dev.kenning.embeddings.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15.BgeSmallEnV15EmbeddingModel;
import java.util.List;

/// The same weights in LangChain4j's in-process model on ONNX Runtime, as its documentation says to
/// use it: its own threads, all texts in one call.
final class LangChain4jContender implements Contender {
  private final BgeSmallEnV15EmbeddingModel model = new BgeSmallEnV15EmbeddingModel();

  @Override
  public String name() {
    return "langchain4j";
  }

  @Override
  public List<Embedding> embed(List<String> texts) {
    return model.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
        .map(embedding -> Embedding.normalised(embedding.vector()))
        .toList();
  }

  @Override
  public void close() {
    // It has nothing to close.
  }
}

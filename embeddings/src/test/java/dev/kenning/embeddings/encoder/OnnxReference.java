package dev.kenning.embeddings.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.kenning.embeddings.Embedding;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.Pooling;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;

/// The truth about a built-in model: its graph as published, run by ONNX Runtime, one text at a
/// time, pooled in Java.
final class OnnxReference implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final Pooling pooling;

  OnnxReference(CatalogueModel model) throws IOException, OrtException {
    this.pooling = model.manifest().pooling();
    try (InputStream graph = model.read(model.manifest().weights());
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(graph.readAllBytes(), options);
    }
  }

  Embedding embed(TokenizedText text) throws OrtException {
    long[][] ids = new long[1][text.tokenCount()];
    text.copyTo(ids[0], 0);
    long[][] mask = new long[1][text.tokenCount()];
    Arrays.fill(mask[0], 1);
    try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, ids);
        OnnxTensor maskTensor = OnnxTensor.createTensor(environment, mask);
        OnnxTensor types = OnnxTensor.createTensor(environment, new long[1][text.tokenCount()]);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids",
                    idTensor,
                    "attention_mask",
                    maskTensor,
                    "token_type_ids",
                    types))) {
      float[][][] tokens = (float[][][]) result.get(0).getValue();
      return Embedding.normalised(pooled(tokens[0]));
    }
  }

  private float[] pooled(float[][] tokens) {
    return switch (pooling) {
      case CLS -> tokens[0];
      case MEAN -> {
        float[] sum = new float[tokens[0].length];
        for (float[] token : tokens) {
          for (int i = 0; i < sum.length; i++) {
            sum[i] += token[i];
          }
        }
        yield sum;
      }
    };
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}

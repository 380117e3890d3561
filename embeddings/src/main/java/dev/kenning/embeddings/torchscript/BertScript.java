package dev.kenning.embeddings.torchscript;

import dev.kenning.embeddings.model.Architecture;
import dev.kenning.embeddings.model.Pooling;
import java.util.List;

/// The program of an archive: a BERT encoder in serialised TorchScript, layers unrolled as text.
/// `forward(ids [B, L] int64, mask [B, L] float32)` answers `[B, hidden]` float32 of norm 1.
///
/// Per layer: `x = norm(x + out(attention(x)))`, `x = norm(x + down(gelu(up(x))))`. One matrix
/// makes queries, keys and values. With [Pooling#CLS], the last layer is computed for the first
/// token alone (keys and values of all): nobody reads the others.
final class BertScript {
  /// Added to the score of padding; far below any real one, far above the smallest float.
  private static final String MASKED = "10000.";

  private final Architecture sizes;
  private final Pooling pooling;
  private final LinearForm form;
  private final StringBuilder forward = new StringBuilder();

  BertScript(Architecture sizes, Pooling pooling, LinearForm form) {
    this.sizes = sizes;
    this.pooling = pooling;
    this.form = form;
  }

  /// Whether `layer` answers for the first token only.
  static boolean answersFirstTokenOnly(Architecture sizes, Pooling pooling, int layer) {
    return pooling == Pooling.CLS && layer == sizes.layerCount() - 1;
  }

  /// The body of `forward`, indented by four.
  String forward() {
    forward.setLength(0);
    writeForward();
    return forward.toString();
  }

  private void writeForward() {
    set("batch", "torch.size(ids, 0)");
    set("length", "torch.size(ids, 1)");
    set("masked", "torch.mul(torch.sub(mask, 1.), " + MASKED + ")");
    set("bias", "torch.reshape(masked, [batch, 1, 1, length])");
    set("words", "torch.embedding(self.words, ids)");
    set("positions", "torch.slice(self.positions, 0, 0, length)");
    set("x0", norm("torch.add(words, positions)", "embedding_norm"));
    for (int layer = 0; layer < sizes.layerCount(); layer++) {
      writeLayer(layer);
    }
    writePooling("x" + sizes.layerCount());
  }

  private void writeLayer(int layer) {
    String in = "x" + layer;
    String name = "layer" + layer;
    if (answersFirstTokenOnly(sizes, pooling, layer)) {
      set("first", "torch.slice(" + in + ", 1, 0, 1)");
      split(name + "_q", form.applied(name + "_query", "first"), "1", 1);
      split(name + "_kv", form.applied(name + "_key_value", in), "length", 2);
      writeBlock(layer, "first", "1", List.of(name + "_q0", name + "_kv0", name + "_kv1"));
    } else {
      split(name + "_qkv", form.applied(name + "_query_key_value", in), "length", 3);
      writeBlock(layer, in, "length", List.of(name + "_qkv0", name + "_qkv1", name + "_qkv2"));
    }
  }

  /// Names the `count` answers of one matrix `NAME0…`, each `[batch, heads, length, head size]`.
  private void split(String name, String expression, String length, int count) {
    set(
        name,
        "torch.permute(torch.reshape(%s, [batch, %s, %d, %d, %d]), [2, 0, 3, 1, 4])"
            .formatted(expression, length, count, sizes.headCount(), sizes.headSize()));
    for (int i = 0; i < count; i++) {
      set(name + i, "torch.select(%s, 0, %d)".formatted(name, i));
    }
  }

  private void writeBlock(int layer, String in, String length, List<String> queryKeyValue) {
    String name = "layer" + layer;
    set(
        name + "_attended",
        "torch.scaled_dot_product_attention(%s, bias, 0., False)"
            .formatted(String.join(", ", queryKeyValue)));
    set(
        name + "_joined",
        "torch.reshape(torch.permute(%s_attended, [0, 2, 1, 3]), [batch, %s, %d])"
            .formatted(name, length, sizes.hiddenSize()));
    String attention = form.applied(name + "_attention_output", name + "_joined");
    set(
        name + "_mid",
        norm("torch.add(%s, %s)".formatted(attention, in), name + "_attention_norm"));
    set(name + "_up", form.applied(name + "_intermediate", name + "_mid"));
    set(name + "_active", "torch.gelu(" + name + "_up, approximate=\"none\")");
    String down = form.applied(name + "_output", name + "_active");
    set(
        "x" + (layer + 1),
        norm("torch.add(%s, %s_mid)".formatted(down, name), name + "_output_norm"));
  }

  /// A mean needs no division: the sum points the same way, and only its direction is kept.
  private void writePooling(String last) {
    switch (pooling) {
      case CLS -> set("pooled", "torch.select(" + last + ", 1, 0)");
      case MEAN ->
          set("pooled", "torch.sum(torch.mul(%s, torch.unsqueeze(mask, -1)), [1])".formatted(last));
    }
    set("length_of", "torch.linalg_vector_norm(pooled, 2, [1], True)");
    forward.append(
        "    return torch.div(pooled, torch.clamp_min(length_of, 9.9999999999999998e-13))\n");
  }

  private String norm(String expression, String name) {
    return "torch.layer_norm(%s, [%d], self.%s_weight, self.%s_bias, %s)"
        .formatted(expression, sizes.hiddenSize(), name, name, sizes.layerNormEpsilon());
  }

  private void set(String name, String expression) {
    forward.append("    ").append(name).append(" = ").append(expression).append('\n');
  }
}

package dev.kenning.embeddings.torchscript;

import dev.kenning.embeddings.model.Precision;
import dev.kenning.embeddings.weights.Linear;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What a precision changes in an archive: how a linear layer is stored, restored and computed.
enum LinearForm {
  /// Two plain tensors.
  FLOAT(2) {
    @Override
    List<ArchiveTensor> stored(Linear linear) {
      return List.of(
          ArchiveTensor.ofFloats(linear.weight(), linear.outputCount(), linear.inputCount()),
          ArchiveTensor.ofFloats(linear.bias(), linear.outputCount()));
    }

    @Override
    List<String> declarations(String name) {
      return List.of(name + "_weight : Tensor", name + "_bias : Tensor");
    }

    @Override
    List<String> restoring(String name, int first) {
      return List.of(
          "self.%s_weight = state[%d]".formatted(name, first),
          "self.%s_bias = state[%d]".formatted(name, first + 1));
    }

    @Override
    String applied(String name, String input) {
      return "torch.linear(%s, self.%s_weight, self.%s_bias)".formatted(input, name, name);
    }
  },
  /// [#FLOAT], multiplied in bfloat16: for training on processors that have instructions for it,
  /// where it takes half the time. Weights, sums and gradients of weights stay in 32 bits.
  BRIEF(2) {
    @Override
    List<ArchiveTensor> stored(Linear linear) {
      return FLOAT.stored(linear);
    }

    @Override
    List<String> declarations(String name) {
      return FLOAT.declarations(name);
    }

    @Override
    List<String> restoring(String name, int first) {
      return FLOAT.restoring(name, first);
    }

    @Override
    String applied(String name, String input) {
      return "torch.to(torch.linear(torch.to(%s, 15), torch.to(self.%s_weight, 15),"
              .formatted(input, name)
          + " torch.to(self.%s_bias, 15)), 6)".formatted(name);
    }
  },
  /// Weights in 16 bits, packed for FBGEMM when the archive is loaded; sums in 32 bits.
  HALF(2) {
    @Override
    List<ArchiveTensor> stored(Linear linear) {
      return List.of(
          ArchiveTensor.ofHalves(linear.weight(), linear.outputCount(), linear.inputCount()),
          ArchiveTensor.ofFloats(linear.bias(), linear.outputCount()));
    }

    @Override
    List<String> declarations(String name) {
      return List.of(name + " : " + PACKED);
    }

    @Override
    List<String> restoring(String name, int first) {
      return List.of(
          "self.%s = ops.quantized.linear_prepack_fp16(torch.to(state[%d], 6), state[%d])"
              .formatted(name, first, first + 1));
    }

    @Override
    String applied(String name, String input) {
      return "ops.quantized.linear_dynamic_fp16(%s, self.%s)".formatted(input, name);
    }
  },
  /// Weights in 8 bits with one scale per output; inputs are quantised as they come.
  ///
  /// Zero points must be whole numbers: libtorch accepts others when packing and fails when
  /// computing. The inputs keep their full range (`reduce_range` False), which is nearer the truth
  /// by measurement in spite of the saturation it risks.
  BYTE(3) {
    @Override
    List<ArchiveTensor> stored(Linear linear) {
      float[] scales = scales(linear);
      return List.of(
          ArchiveTensor.ofBytes(
              quantised(linear, scales), linear.outputCount(), linear.inputCount()),
          ArchiveTensor.ofFloats(linear.bias(), linear.outputCount()),
          ArchiveTensor.ofFloats(scales, linear.outputCount()));
    }

    @Override
    List<String> declarations(String name) {
      return List.of(name + " : " + PACKED);
    }

    @Override
    List<String> restoring(String name, int first) {
      String scales = "state[" + (first + 2) + "]";
      return List.of(
          "%s_zero = torch.to(torch.mul(%s, 0.), 4)".formatted(name, scales),
          "%s_weight = torch._make_per_channel_quantized_tensor(state[%d], %s, %s_zero, 0)"
              .formatted(name, first, scales, name),
          "self.%s = ops.quantized.linear_prepack(%s_weight, state[%d])"
              .formatted(name, name, first + 1));
    }

    @Override
    String applied(String name, String input) {
      return "ops.quantized.linear_dynamic(%s, self.%s, False)".formatted(input, name);
    }
  };

  private final int slotCount;

  LinearForm(int slotCount) {
    this.slotCount = slotCount;
  }

  private static final String PACKED = "__torch__.torch.classes.quantized.LinearPackedParamsBase";
  private static final int LARGEST_BYTE = 127;

  static LinearForm of(Precision precision) {
    return switch (precision) {
      case FP32 -> FLOAT;
      case FP16 -> HALF;
      case INT8 -> BYTE;
    };
  }

  /// How many tensors [#stored] gives.
  int slotCount() {
    return slotCount;
  }

  /// The tensors that the layer adds to the module's state.
  abstract List<ArchiveTensor> stored(Linear linear);

  /// The attributes that the module has for the layer.
  abstract List<String> declarations(String name);

  /// Statements that set them from the state, the layer's tensors beginning at `first`.
  abstract List<String> restoring(String name, int first);

  /// An expression for the layer's answer to `input`.
  abstract String applied(String name, String input);

  /// Symmetric: the largest weight of a row becomes 127.
  private static float[] scales(Linear linear) {
    float[] scales = new float[linear.outputCount()];
    IntStream.range(0, scales.length).forEach(row -> scales[row] = scale(linear, row));
    return scales;
  }

  private static float scale(Linear linear, int row) {
    int start = row * linear.inputCount();
    float largest = 0;
    for (float weight : Arrays.copyOfRange(linear.weight(), start, start + linear.inputCount())) {
      largest = Math.max(largest, Math.abs(weight));
    }
    return largest == 0 ? 1 : largest / LARGEST_BYTE;
  }

  private static byte[] quantised(Linear linear, float[] scales) {
    float[] weights = linear.weight();
    byte[] bytes = new byte[weights.length];
    for (int i = 0; i < weights.length; i++) {
      float scale = scales[i / linear.inputCount()];
      bytes[i] = (byte) Math.clamp(Math.rint(weights[i] / scale), -LARGEST_BYTE, LARGEST_BYTE);
    }
    return bytes;
  }
}

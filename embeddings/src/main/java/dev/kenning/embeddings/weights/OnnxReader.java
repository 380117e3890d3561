package dev.kenning.embeddings.weights;

import dev.kenning.embeddings.model.ModelCorruptException;
import dev.kenning.embeddings.weights.ProtobufMessage.Field;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Finds the weights of an ONNX graph. The fields used, by number, of the format's public schema:
///
/// - ModelProto: 7 graph.
/// - GraphProto: 1 node, 5 initialiser.
/// - NodeProto: 1 input, 2 output, 4 operator, 5 attribute.
/// - AttributeProto: 5 tensor.
/// - TensorProto: 1 dimensions, 2 element type, 4 floats, 8 name, 9 raw bytes, 14 location.
///
/// An exporter keeps the names of biases and norms, but turns the matrix of a linear layer into an
/// anonymous, transposed initialiser. `Add(X.bias, MatMul(_, W))` gives it its name back:
/// `X.weight`.
final class OnnxReader {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALISER = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_OPERATOR = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_TENSOR = 5;
  private static final int TENSOR_DIMENSION = 1;
  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_FLOATS = 4;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW = 9;
  private static final int TENSOR_LOCATION = 14;
  private static final String BIAS = ".bias";
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// @param constant raw numbers of a Constant, else empty
  private record Node(
      String operator, List<String> inputs, List<String> outputs, MemorySegment constant) {}

  private final String path;
  private final MemorySegment content;
  private final Map<String, StoredTensor> tensors = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Node> byOutput = new HashMap<>();

  OnnxReader(Path path, MemorySegment content) {
    this.path = path.toString();
    this.content = content;
  }

  Map<String, StoredTensor> tensors() {
    for (Field field : fields(graph())) {
      if (field.number() == GRAPH_INITIALISER) {
        addInitialiser(field.content());
      } else if (field.number() == GRAPH_NODE) {
        nodes.add(node(field.content()));
      }
    }
    nodes.forEach(node -> node.outputs().forEach(output -> byOutput.put(output, node)));
    nameLinears();
    return tensors;
  }

  /// From the first product that is divided by a constant root; call after [#tensors()].
  OptionalInt headSize() {
    for (Node node : nodes) {
      if (node.operator().equals("Div") && node.inputs().size() == 2) {
        Node divided = byOutput.get(node.inputs().getFirst());
        Node divisor = byOutput.get(node.inputs().getLast());
        if (divided != null && divided.operator().equals("MatMul") && divisor != null) {
          return rootOf(divisor);
        }
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt rootOf(Node divisor) {
    if (divisor.constant().byteSize() != Float.BYTES) {
      return OptionalInt.empty();
    }
    float root = divisor.constant().get(FLOAT, 0);
    int square = Math.round(root * root);
    return square < 1 ? OptionalInt.empty() : OptionalInt.of(square);
  }

  private MemorySegment graph() {
    for (Field field : fields(content)) {
      if (field.number() == MODEL_GRAPH) {
        return field.content();
      }
    }
    throw new ModelCorruptException(path, "an ONNX model", "no graph in it");
  }

  private Node node(MemorySegment message) {
    String operator = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    MemorySegment constant = MemorySegment.NULL;
    for (Field field : fields(message)) {
      switch (field.number()) {
        case NODE_INPUT -> inputs.add(field.text());
        case NODE_OUTPUT -> outputs.add(field.text());
        case NODE_OPERATOR -> operator = field.text();
        case NODE_ATTRIBUTE -> constant = rawTensor(field.content());
        default -> {
          // Names and documentation do not matter here.
        }
      }
    }
    return new Node(operator, inputs, outputs, constant);
  }

  private MemorySegment rawTensor(MemorySegment attribute) {
    for (Field field : fields(attribute)) {
      if (field.number() == ATTRIBUTE_TENSOR) {
        for (Field part : fields(field.content())) {
          if (part.number() == TENSOR_RAW) {
            return part.content();
          }
        }
      }
    }
    return MemorySegment.NULL;
  }

  private void addInitialiser(MemorySegment message) {
    String name = "";
    long type = 0;
    List<Long> shape = new ArrayList<>();
    MemorySegment numbers = MemorySegment.NULL;
    for (Field field : fields(message)) {
      switch (field.number()) {
        case TENSOR_DIMENSION -> shape.addAll(dimensions(field));
        case TENSOR_TYPE -> type = field.varint();
        case TENSOR_NAME -> name = field.text();
        case TENSOR_RAW, TENSOR_FLOATS -> numbers = field.content();
        case TENSOR_LOCATION -> requireInside(field.varint());
        default -> {
          // Numbers of types that no weight has, segments and documentation.
        }
      }
    }
    tensors.put(name, new StoredTensor(shape, type(type), "ONNX type " + type, numbers, false));
  }

  /// Dimensions come one by one, or packed into one field of varints.
  private List<Long> dimensions(Field field) {
    if (field.content().byteSize() == 0) {
      return List.of(field.varint());
    }
    return new ProtobufMessage(path, field.content()).varints();
  }

  private void requireInside(long location) {
    if (location != 0) {
      throw new ModelCorruptException(
          path, "weights inside the file", "weights kept in a file beside it");
    }
  }

  private void nameLinears() {
    for (Node add : nodes) {
      if (add.operator().equals("Add") && add.inputs().size() == 2) {
        nameLinear(add.inputs().getFirst(), byOutput.get(add.inputs().getLast()));
        nameLinear(add.inputs().getLast(), byOutput.get(add.inputs().getFirst()));
      }
    }
  }

  private void nameLinear(String bias, @Nullable Node product) {
    if (!bias.endsWith(BIAS) || product == null || !product.operator().equals("MatMul")) {
      return;
    }
    StoredTensor matrix = tensors.get(product.inputs().getLast());
    if (tensors.containsKey(bias) && matrix != null && matrix.shape().size() == 2) {
      String name = bias.substring(0, bias.length() - BIAS.length()) + ".weight";
      tensors.put(
          name,
          new StoredTensor(
              matrix.shape(), matrix.type(), matrix.typeName(), matrix.content(), true));
    }
  }

  private List<Field> fields(MemorySegment message) {
    return new ProtobufMessage(path, message).fields();
  }

  private static Optional<ElementType> type(long onnxType) {
    return switch ((int) onnxType) {
      case 1 -> Optional.of(ElementType.FLOAT32);
      case 10 -> Optional.of(ElementType.FLOAT16);
      case 16 -> Optional.of(ElementType.BFLOAT16);
      default -> Optional.empty();
    };
  }
}

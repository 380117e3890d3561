package dev.kenning.embeddings.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Writes the pickle (protocol 2) that restores one module.
///
/// The object is `__torch__.Bert.__new__()` followed by its state and BUILD. A state that is a list
/// of tensors is given to the program's `__setstate__`; one that is a dictionary becomes the
/// module's attributes, without which libtorch would not know them as parameters. A tensor is a
/// call of `_rebuild_tensor_v2` with a storage named by persistent id (type, entry `data/N`, place,
/// element count), an offset, sizes, strides and two fields for gradients. Nothing is memoised:
/// nothing repeats.
final class PickleWriter {
  private static final byte[] PROTOCOL_2 = {(byte) 0x80, 2};
  private static final char GLOBAL = 'c';
  private static final char MARK = '(';
  private static final char TUPLE = 't';
  private static final char EMPTY_TUPLE = ')';
  private static final char EMPTY_LIST = ']';
  private static final char EMPTY_DICTIONARY = '}';
  private static final char SET_ITEMS = 'u';
  private static final char APPENDS = 'e';
  private static final char REDUCE = 'R';
  private static final char PERSISTENT_ID = 'Q';
  private static final char BUILD = 'b';
  private static final char STOP = '.';
  private static final char UNICODE = 'X';
  private static final char INT = 'J';
  private static final int NEW_OBJECT = 0x81;
  private static final int FALSE = 0x89;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /// @param className the module's class, `Bert` of `__torch__.Bert`
  /// @param tensors its state, tensor N in entry `data/N`
  byte[] module(String className, List<TensorOutline> tensors) {
    out.writeBytes(PROTOCOL_2);
    global("__torch__", className);
    out.write(EMPTY_TUPLE);
    out.write(NEW_OBJECT);
    tensorList(tensors);
    out.write(BUILD);
    out.write(STOP);
    return out.toByteArray();
  }

  /// @param className the module's class
  /// @param attributes its tensors by name, the N-th in entry `data/N`
  byte[] moduleOfAttributes(String className, Map<String, TensorOutline> attributes) {
    out.writeBytes(PROTOCOL_2);
    global("__torch__", className);
    out.write(EMPTY_TUPLE);
    out.write(NEW_OBJECT);
    out.write(EMPTY_DICTIONARY);
    out.write(MARK);
    int entry = 0;
    for (Map.Entry<String, TensorOutline> attribute : attributes.entrySet()) {
      text(attribute.getKey());
      tensor(Integer.toString(entry++), attribute.getValue());
    }
    text("training");
    out.write(FALSE);
    out.write(SET_ITEMS);
    out.write(BUILD);
    out.write(STOP);
    return out.toByteArray();
  }

  /// An empty tuple: an archive without constants.
  byte[] emptyTuple() {
    out.writeBytes(PROTOCOL_2);
    out.write(EMPTY_TUPLE);
    out.write(STOP);
    return out.toByteArray();
  }

  /// What the pickle says of a tensor; its numbers lie elsewhere.
  record TensorOutline(
      ArchiveTensor.StorageType type, List<Integer> shape, List<Integer> strides, int count) {
    static TensorOutline of(ArchiveTensor tensor) {
      return new TensorOutline(
          tensor.type(), tensor.shape(), tensor.strides(), tensor.elementCount());
    }
  }

  private void tensorList(List<TensorOutline> tensors) {
    global("torch.jit._pickle", "build_tensorlist");
    out.write(MARK);
    out.write(EMPTY_LIST);
    out.write(MARK);
    for (int i = 0; i < tensors.size(); i++) {
      tensor(Integer.toString(i), tensors.get(i));
    }
    out.write(APPENDS);
    out.write(TUPLE);
    out.write(REDUCE);
  }

  private void tensor(String entry, TensorOutline tensor) {
    global("torch._utils", "_rebuild_tensor_v2");
    out.write(MARK);
    out.write(MARK);
    text("storage");
    global("torch", tensor.type().className());
    text(entry);
    text("cpu");
    integer(tensor.count());
    out.write(TUPLE);
    out.write(PERSISTENT_ID);
    integer(0);
    tuple(tensor.shape());
    tuple(tensor.strides());
    out.write(FALSE);
    global("collections", "OrderedDict");
    out.write(EMPTY_TUPLE);
    out.write(REDUCE);
    out.write(TUPLE);
    out.write(REDUCE);
  }

  private void tuple(List<Integer> values) {
    out.write(MARK);
    values.forEach(this::integer);
    out.write(TUPLE);
  }

  private void global(String module, String name) {
    out.write(GLOBAL);
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(UNICODE);
    out.writeBytes(littleEndian(bytes.length));
    out.writeBytes(bytes);
  }

  private void integer(int value) {
    out.write(INT);
    out.writeBytes(littleEndian(value));
  }

  private static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}

package dev.kenning.embeddings.weights;

import dev.kenning.embeddings.model.ModelCorruptException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One message in protobuf's wire format, scanned field by field: a key (`number << 3 | wire
/// type`), then a varint (0), eight bytes (1), a length and its bytes (2), or four bytes (5).
/// Groups (3, 4) are long gone and refused.
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FOUR_BYTES = 5;
  private static final int LONGEST_VARINT_BYTES = 10;
  private static final int VARINT_PAYLOAD_BITS = 7;
  private static final int VARINT_PAYLOAD = 0x7f;

  /// @param number which field it is
  /// @param varint the number of a varint field, else 0
  /// @param content the bytes of any other field, else empty
  record Field(int number, long varint, MemorySegment content) {
    String text() {
      return new String(content.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }
  }

  private final String path;
  private final MemorySegment content;
  private long position;

  ProtobufMessage(String path, MemorySegment content) {
    this.path = path;
    this.content = content;
  }

  /// @throws ModelCorruptException if the bytes are not a whole message
  List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    position = 0;
    while (position < content.byteSize()) {
      long key = varint();
      int number = (int) (key >>> 3);
      switch ((int) (key & 7)) {
        case VARINT -> fields.add(new Field(number, varint(), MemorySegment.NULL));
        case EIGHT_BYTES -> fields.add(new Field(number, 0, bytes(Long.BYTES)));
        case LENGTH_DELIMITED -> fields.add(new Field(number, 0, bytes(varint())));
        case FOUR_BYTES -> fields.add(new Field(number, 0, bytes(Integer.BYTES)));
        default ->
            throw new ModelCorruptException(
                path, "a protobuf message", "wire type " + (key & 7) + " at byte " + position);
      }
    }
    return fields;
  }

  /// The message read as nothing but varints, as a packed repeated field is.
  List<Long> varints() {
    List<Long> values = new ArrayList<>();
    position = 0;
    while (position < content.byteSize()) {
      values.add(varint());
    }
    return values;
  }

  private MemorySegment bytes(long length) {
    long left = content.byteSize() - position;
    if (length < 0 || length > left) {
      throw new ModelCorruptException(
          path, "a field of " + Long.toUnsignedString(length) + " bytes", left + " bytes left");
    }
    MemorySegment bytes = content.asSlice(position, length);
    position += length;
    return bytes;
  }

  private long varint() {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT_BYTES; i++) {
      if (position >= content.byteSize()) {
        throw new ModelCorruptException(path, "the rest of a number", "the end of the message");
      }
      byte next = content.get(ValueLayout.JAVA_BYTE, position++);
      value |= (long) (next & VARINT_PAYLOAD) << (VARINT_PAYLOAD_BITS * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new ModelCorruptException(
        path, "a number of at most ten bytes", "a longer one before byte " + position);
  }
}

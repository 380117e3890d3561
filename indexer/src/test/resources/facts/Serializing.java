// kinds: serializes, deserializes
package sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInput;
import java.io.DataOutputStream;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Properties;

class Serializing {
  private final ObjectMapper mapper = new ObjectMapper();

  String json(Object o) throws Exception {
    return mapper.writeValueAsString(o); //> serializes
  }

  Object parsed(String text) throws Exception {
    return mapper.readValue(text, Object.class); //> deserializes
  }

  void binary(DataOutputStream out, DataInput in) throws Exception {
    out.writeUTF("a"); //> serializes
    in.readInt(); //> deserializes
  }

  void settings(Properties settings, InputStream in) throws Exception {
    settings.load(in); //> deserializes
  }

  private void writeObject(ObjectOutputStream out) throws Exception { //> serializes
    out.defaultWriteObject(); //> serializes
  }

  private void readObject(ObjectInputStream in) throws Exception { //> deserializes
    in.defaultReadObject(); //> deserializes
  }

  void bytes(DataOutputStream out, InputStream in) throws Exception {
    out.write(1);
    in.read();
    out.flush();
  }

  void handedOn(java.io.ObjectOutput out, java.io.ObjectInput in, Marshalling marshalling) {
    marshalling.marshallString(name, out); //> serializes by-name
    name = marshalling.unmarshallString(in); //> deserializes by-name
    writer.serialize(this); //> serializes by-name
    reader.unmarshal(name); //> deserializes by-name
  }

  void namesThatDoNot(InputStream in, java.io.ObjectInput stream) {
    reader.readAhead(in);
    reader.close(stream);
    reader.serialize();
    serializer(name);
  }

  void ofAnother(Book book) {
    book.writeObject(this);
  }

  void onStreamsOfOthers(ObjectDataOutput out, DataInputView in, MessagePacker packer)
      throws Exception {
    out.writeString(name); //> serializes by-name
    in.readUTF(); //> deserializes by-name
    packer.packLong(3); //> serializes by-name
    name.write(out); //> serializes by-name
    reader.readVInt(); //> deserializes by-name
    schema.encode(name); //> serializes by-name
  }

  String toJson() { //> serializes by-name
    return "{" + escaped(name) + "}";
  }

  static Book fromJson(String text) { //> deserializes by-name
    return parser(text).book();
  }

  byte[] encode(Book book) { //> serializes by-name
    return bytesOf(book.name(), book.pages());
  }

  Book decode(byte[] bytes) { //> deserializes by-name
    return new Book(stringAt(bytes, 0));
  }

  byte[] serialize(Book book) {
    throw new UnsupportedOperationException();
  }

  void bytesAndSettings(DataOutputPlus out, JsonGenerator json, byte[] bytes) throws Exception {
    out.write(bytes, 0, 3);
    json.setIndent(2);
    writer.serializeNulls(true);
    sizes.serializedSize(name);
    sizes.serializeSize(name);
    message.mergeFrom(other);
    Files.readString(name);
  }

  byte[] encodeBase64(byte[] bytes) {
    return encoder(bytes).bytes();
  }

  class Field extends XmlAdapter {
    String unmarshal(String text) {
      return text.strip();
    }
  }

  void onPlainStreams(java.io.OutputStream out, int type) {
    Ber.encodeHeader(out, type, 0); //> serializes by-name
    Ber.encodeHeader(type, 0);
    output.writeFixed64(type); //> serializes by-name
  }

  void bytesAreNone(byte[] bytes, String text, Codec codec) {
    Base64.encode(bytes);
    Base32.decode(text);
    UrlDecoder.decode(text);
    codec.readPlainBytes(bytes, 0, 3);
    codec.decode(text); //> deserializes by-name
  }

  void parseFromLocalData(byte[] buffer) {
    data = new byte[3];
    System.arraycopy(buffer, 0, data, 0, 3);
  }

  class Base32Codec {
    byte[] encode(Book book) {
      return bytesOf(book);
    }
  }

  Object decode(ByteBuf bytes, Session session) {
    byte[] copied = new byte[bytes.remaining()];
    bytes.get(copied);
    return IoBuffer.wrap(copied);
  }

  IoBuf decodeWhole(ByteBuf bytes) {
    ByteBuf result = ByteBuf.allocate(bytes.remaining());
    result.put(bytes);
    return result;
  }

  Book decodeTitle(ByteBuf bytes) { //> deserializes by-name
    return new Book(bytes.get(), titles.at(bytes));
  }

  private int verbosity;

  void fill(IoBuffer buffer, int local) {
    buffer.putInt(this.verbosity); //> serializes by-name
    buffer.putInt(local);
    table.putInt(verbosity);
  }

  int getSerializedSize() {
    return schema.serialize(name).length;
  }

  void about(Throwable e) {
    throw XmlException.marshalException(e);
  }

  void values(JsonValue value, Utf8Properties settings, InputStream in, Map map) throws Exception {
    value.asJsonObject();
    value.asJson(); //> serializes by-name
    settings.load(in); //> deserializes by-name
    settings.store(new java.io.PrintWriter(name), ""); //> serializes by-name
    settings.load(map);
  }

  void texts(okio.BufferedSource source, Serializers serializers) throws Exception {
    source.readUtf8();
    serializer.loadSerializer(name);
    serializer.loadAll(name); //> deserializes by-name
    passwordEncoder.encode(name);
    buffer.readByteString();
  }

  class BookAdapter extends XmlAdapter {
    Book unmarshal(String text) {
      return Books.fromXml(text);
    }
  }

  class BookOutputStream {
    void writeInt(int value) { //> serializes by-name
      put(value);
    }
  }

  private int cursor;

  Serializing(IoBuffer header, Map map) {
    this.cursor = header.getInt(); //> deserializes by-name
    int local = header.getInt();
    this.cursor = map.getInt();
  }

  Metadata readMetadata(InputStream from) { //> deserializes by-name
    return parser(from).metadata();
  }

  Metadata readRanges(InputStream from) {
    return parser(from).metadata();
  }

  java.util.List<String> readLines(InputStream from) {
    return lines(from);
  }

  String encode() { //> serializes by-name
    return joined(name, cursor);
  }

  void asked(Message message, Uri uri, Client http) {
    message.encode(); //> serializes by-name
    uri.encode();
    http.asJson(Book.class);
  }

  byte[] decoded(byte[] bytes) {
    return textCodec.decode(bytes);
  }

  void ofAGenerator(IdGenerator generator, StreamDecoder streamDecoder) {
    generator.readInitialValue(name);
    streamDecoder.decode(name);
  }

  class BookCodec {
    Book decode(Frame frame) { //> deserializes by-name
      return new Book(frame.title());
    }

    boolean decodeOnly(Frame frame) {
      return frame.isSmall();
    }
  }

  void writeTo(Message message, java.io.OutputStream out) { //> serializes by-name
    copy(message.lines(), out);
  }

  void writeTo(java.io.OutputStream out, ZipContext context) {
    copy(context, out);
  }

  void asked(JsonField annotation, javax.xml.stream.XMLStreamReader reader) throws Exception {
    annotation.deserializeUsing();
    Version.parseFromString(name);
    reader.getNamespaceURI("a");
    reader.getElementText(); //> deserializes
  }

  byte[] deserialize(InputStream stream) {
    return copied(stream);
  }

  class CborGenerator {
    void writeNumber(long value) { //> serializes by-name
      put(value);
    }

    void writeEnd() {
      put(1);
    }
  }

  class SoapXmlReader {
    void parse(String ignored) {
      parse();
    }
  }
}

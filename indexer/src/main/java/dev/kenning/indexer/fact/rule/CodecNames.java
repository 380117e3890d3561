package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.regex.Pattern;

/// Names by which code says that it turns objects into bytes or text, or the other way: of streams,
/// writers and codecs, and of what they are asked.
final class CodecNames {
  private static final String FORMATS = "(?:Json|JSON|Xml|XML|Yaml|YAML|Bson|BSON|Cbor|CBOR|Toml)";
  private static final String OF_FORMAT =
      FORMATS
          + "(?:String|Text|Bytes|ByteArray|Object|Node|Tree|Value|Stream|Writer|Reader|File"
          + "|Document|Element|Array|Line|Body)?";

  /// Kinds of content by which a type is known to carry fields rather than text:
  /// `BsonBinaryWriter`.
  private static final String CONTENT =
      "(?:json|xml|bson|yaml|cbor|binary|portable|compact|hierarchicalstream|object|data|value"
          + "|message|packet|protocol|proto|avro)";

  private static final Pattern OUTPUT =
      Pattern.compile(
          "\\w*(?:DataOutput|ObjectOutput|StreamOutput|CodedOutput|BinaryOutput|RawOutput)\\w*"
              + "|\\w*(?i:"
              + CONTENT
              + ")\\w*(?:Writer|Generator|Encoder|Packer|Serializer)\\w*"
              + "|\\w*Packer|Encoder|TProtocol|\\w*Serializer");
  private static final Pattern INPUT =
      Pattern.compile(
          "\\w*(?:DataInput|ObjectInput|StreamInput|CodedInput|BinaryInput|RawInput)\\w*"
              + "|\\w*(?i:"
              + CONTENT
              + ")\\w*(?:Reader|Parser|Decoder|Unpacker|Deserializer)\\w*"
              + "|\\w*Unpacker|Decoder|TProtocol|\\w*Deserializer");

  /// Variables and types that take or give bytes or text under way.
  private static final Pattern SINK_NAMES =
      Pattern.compile(
          "(?i)out|oos|dos|oprot|w|\\w*(?:stream|writer|packer|encoder|generator|buf|buffer|serializer"
              + "|output|dataoutput\\w*)");

  private static final Pattern SOURCE_NAMES =
      Pattern.compile(
          "(?i)in|ois|dis|iprot|\\w*(?:stream|reader|unpacker|decoder|parser|buf|buffer|input"
              + "|deserializer|datainput\\w*)");

  private static final String NUMBERS =
      "(?:Int|Integer|Long|Short|Float|Double|Boolean|Bool|VarInt|VarLong|Varint|Varlong|UTF|UTF8"
          + "|Utf8|Utf|UUID|Uuid|BigInteger|BigDecimal|Decimal128|Int32|Int64|Int16|Int8|Fixed32|Fixed64"
          + "|I8|I16|I32|I64|U8|U16|U32|U64)";
  private static final String SORT =
      "(?:V|Var|Raw|Fixed|Z|ZigZag|U|Unsigned|Big|Little|Nullable|Optional|Opt)?";
  private static final String TYPED =
      SORT + NUMBERS + "(?:2|4|8|16|24|32|64|128)?(?:s|LE|BE|Array|List|NoTag|Value|Field)?";
  private static final Pattern TYPED_WRITE = Pattern.compile("(?:(?:do[Ww]|w)rite|encode)" + TYPED);
  private static final Pattern TYPED_READ = Pattern.compile("(?:read|decode)" + TYPED);

  /// Values that a carrier is asked for, and other things besides.
  private static final String LOOSELY_TYPED =
      "(?!ByteString)(?:\\p{Upper}\\w*)?(?:String|Strings|Text|Object|ObjectId|Value|Field|FieldName|Name|Key|Enum"
          + "|Map|List|Set|Collection|Array|Date|DateTime|Time|Timestamp|Instant|Decimal|Number|Null"
          + "|Binary|Attribute|Element|Property|Ref|Reference|Tag|Struct\\w*|Message|Any|Class"
          + "|ClassAndObject)(?:Begin|End|s)?";

  private static final Pattern LOOSE_WRITE =
      Pattern.compile("write(?:" + LOOSELY_TYPED + "|(?:Start|End|Begin)\\w*)");
  private static final Pattern LOOSE_READ =
      Pattern.compile("read(?:" + LOOSELY_TYPED + "|(?:Start|End|Begin)\\w*)");

  /// Ends of names that speak about serialising: `marshalException`, `serializedSize`.
  private static final String NO_CONTENT =
      "(?!\\w*(?:Size|Length|Version|Exception|Error|Failure|Mode|Policy|Strategy|Filter|Config|Options)$)";

  private static final Pattern SERIALIZING =
      Pattern.compile(
          "(?:serialize|marshall?)"
              + NO_CONTENT
              + "(?:\\p{Upper}\\w*)?|writeValueAs(?:String|Bytes)");
  private static final Pattern DESERIALIZING =
      Pattern.compile(
          "(?:deserialize|unmarshall?)"
              + NO_CONTENT
              + "(?:\\p{Upper}\\w*)?"
              + "|parse(?:Delimited|Partial)?From(?!\\w*(?:String|Text|Name|Args|Header)$)\\w*");
  private static final Pattern WRITTEN_FORMAT =
      Pattern.compile(
          "(?:to|write|export|print|encode|dump|render|serialize|marshal)"
              + "(?:\\p{Upper}\\w*?)?"
              + OF_FORMAT
              + "|as"
              + FORMATS
              + "(?:String|Text|Bytes|ByteArray)?");
  private static final Pattern READ_FORMAT =
      Pattern.compile(
          "(?:from|parse|read|load|import|decode|deserialize|unmarshal)(?:\\p{Upper}\\w*?)?"
              + OF_FORMAT);

  private static final Pattern WRITING =
      Pattern.compile(
          "(?:write|marshall?|serialize|pack|encode|toByte(?:s|Array|Buffer))(?:\\p{Upper}\\w*)?");
  private static final Pattern READING =
      Pattern.compile(
          "(?:read|unmarshall?|deserialize|unpack|decode|fromByte(?:s|Array|Buffer))"
              + "(?:\\p{Upper}\\w*)?");

  private static final Pattern BYTES =
      Pattern.compile("ByteBuffer|\\w*ByteBuf|ByteString|BytesRef|\\w*Bytes|ByteArray|\\w*Buffer");

  private static final Pattern BYTES_NAMES =
      Pattern.compile("(?i)b|\\w*(?:bytes|buf|buffer|array|bb)");

  private static final Pattern WRITE_ON_OUTPUT =
      Pattern.compile(
          "(?:write|pack|encode|serialize|marshal)(?:\\p{Upper}\\w*)?|(?:start|end)Node");
  private static final Pattern READ_ON_INPUT =
      Pattern.compile(
          "(?:read|unpack|decode|deserialize|unmarshal|parse)(?:\\p{Upper}\\w*)?"
              + "|moveDown|next(?:String|Int|Long|Double|Boolean|Name|Null|Token|Tag|Event|Value)");

  private static final Pattern CODEC =
      Pattern.compile(
          "(?i)\\w*(?:serializer|serde|marshall?er|codec|objectmapper|jsonmapper"
              + "|serialization(?:service|manager|context)?)");
  private static final Pattern WRITE_ON_CODEC =
      Pattern.compile(
          "(?:write|encode|serialize|marshal|dump)(?:\\p{Upper}\\w*)?"
              + "|to(?:Bytes|ByteArray|Data|Binary|Json|JSON)|asBytes|objectTo\\w+");
  private static final Pattern READ_ON_CODEC =
      Pattern.compile(
          "(?:read|decode|deserialize|unmarshal)(?:\\p{Upper}\\w*)?"
              + "|load(?:All|As|From\\p{Upper}\\w*)?"
              + "|from(?:Bytes|ByteArray|Data|Binary|String|Json|JSON)|toObject|objectFrom\\w+");

  /// What writes itself down when it is asked to, `message.encode()`.
  private static final Pattern SELF_WRITING =
      Pattern.compile(
          "(?i)\\w*(?:message|msg|packet|frame|header|request|response|record|command|cmd|event|pdu"
              + "|payload|field|serializable)");

  /// What knows how a message of it is written.
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?i)\\w*(?:schema|codec|encoder|decoder)|req(?:uest)?\\w*|resp(?:onse)?\\w*");

  private static final Pattern FORMAT =
      Pattern.compile(
          "(?i)(?!\\w*(?:exception|error)$)\\w*(?:json|xml|yaml|bson|cbor|gson|toml)\\w*");
  private static final Pattern WRITE_ON_FORMAT =
      Pattern.compile("(?:write|print|encode|dump|serialize|marshal|stringify)(?:\\p{Upper}\\w*)?");
  private static final Pattern READ_ON_FORMAT =
      Pattern.compile("(?:read|parse|load|decode|deserialize|unmarshal)(?:\\p{Upper}\\w*)?");

  /// What turns bytes into text or text into other text, and knows no fields.
  private static final Pattern TRANSCODERS =
      Pattern.compile(
          "(?i)\\w*(?:base_?(?:16|32|58|62|64|85|n)|chunked|stream|inflate|hex|percent|url|uri|punycode|quotedprintable|uuencode"
              + "|html|entities|charset|utf_?8|ascii|gzip|deflate|zlib|snappy|lz4|zstd|compression"
              + "|password|passwd|hash|digest|crypt|cipher)"
              + "(?:codec|coder|encoder|decoder|encoding|utils?|s)?");

  private static final Pattern WHOLE = Pattern.compile("readUtf8|readByteString");
  private static final Pattern SOURCES = Pattern.compile("Buffer|\\w*Source");
  private static final Pattern BUFFERS = Pattern.compile("\\w*(?:Buffer|ByteBuf)");
  private static final Pattern PUT =
      Pattern.compile("put(?:Int|Long|Short|Float|Double|Char|Unsigned\\w*|VarInt|VarLong)");
  private static final Pattern ABOUT = Pattern.compile("(?:de)?serialize\\p{Upper}\\w*");
  private static final Pattern GET =
      Pattern.compile("get(?:Int|Long|Short|Float|Double|Char|Unsigned\\w*)");
  private static final Pattern BULK =
      Pattern.compile(
          "read\\w*(?:Bytes?|Fully|Ranges?|RangesVectored|Vectored|Chunks?|Buffers?|Blocks?|Pages?|Lines?)");
  private static final Pattern SINKS =
      Pattern.compile("\\w*(?:Output|OutputStream|ByteBuf)(?:Impl|Base|Wrapper)?");
  private static final Pattern MEASURING =
      Pattern.compile(
          "(?!read|write|encode|decode|pack|unpack|parse|put)\\w*(?:Size|Length|SizeInBytes)|size|length");

  private static final Pattern TRANSCODING = Pattern.compile("(?:en|de)code(?:\\p{Upper}\\w*)?");

  private CodecNames() {}

  /// `message.encode()`.
  static boolean isSelfWriting(String type, String variable, String method) {
    return method.equals("encode") && either(SELF_WRITING, type, variable);
  }

  /// `writeStartArray` of a `CborGenerator`, `writeNumber`.
  static boolean isWrittenBy(String type, String method) {
    return isOutput(type) && LOOSE_WRITE.matcher(method).matches();
  }

  /// `deserializeUsing`: what is asked about serialising.
  static boolean isAboutSerializing(String method) {
    return ABOUT.matcher(method).matches();
  }

  /// Whether a method of this name of a codec, mapper or serialiser reads.
  static boolean isReadByCodec(String type, String method) {
    return CODEC.matcher(type).matches() && READ_ON_CODEC.matcher(method).matches();
  }

  /// `getInt`, `getLong`: a number out of a buffer.
  static boolean isGet(String method) {
    return GET.matcher(method).matches();
  }

  /// `readRanges`, `readBlock`: bytes that stay bytes.
  static boolean isBulk(String method) {
    return BULK.matcher(method).matches();
  }

  /// `readUtf8`, `readByteString` of a buffer or a source: all the text or bytes in it as they are.
  static boolean isWhole(String type, String method) {
    return WHOLE.matcher(method).matches() && SOURCES.matcher(type).matches();
  }

  /// Holders of bytes that let fields of an object be put: `ByteBuffer`, `ByteBuf`, `IoBuffer`.
  static boolean isBuffer(String type) {
    return BUFFERS.matcher(type).matches();
  }

  /// `putInt`, `setLong`: a number into a buffer.
  static boolean isPut(String method) {
    return PUT.matcher(method).matches();
  }

  /// `PlatformOutputStreamImpl`: what typed values are written to.
  static boolean isSink(String type) {
    return SINKS.matcher(type).matches();
  }

  /// `UTF8Properties`: keys and values as text.
  static boolean isProperties(String type) {
    return type.endsWith("Properties");
  }

  /// `getSerializedSize`: asks how much it would be.
  static boolean isMeasuring(String method) {
    return MEASURING.matcher(method).matches();
  }

  /// `Base64.encode(bytes)`, `URLDecoder.decode(text, charset)`.
  static boolean isTranscoding(String type, String method) {
    return TRANSCODING.matcher(method).matches() && TRANSCODERS.matcher(type).matches();
  }

  /// `ObjectDataOutput`, `BsonWriter`, `MessagePacker`.
  static boolean isOutput(String type) {
    return OUTPUT.matcher(type).matches();
  }

  /// `DataInputView`, `JSONReader`.
  static boolean isInput(String type) {
    return INPUT.matcher(type).matches();
  }

  /// `writeVInt`, `writeUTF`: nothing but a field's value is written so.
  static boolean isTypedWrite(String method) {
    return TYPED_WRITE.matcher(method).matches();
  }

  static boolean isTypedRead(String method) {
    return TYPED_READ.matcher(method).matches();
  }

  /// `serialize`, `marshalString`.
  static boolean isSerializing(String method) {
    return SERIALIZING.matcher(method).matches();
  }

  static boolean isDeserializing(String method) {
    return DESERIALIZING.matcher(method).matches();
  }

  /// `toJson`, `writeXml`.
  static boolean isWrittenFormat(String method) {
    return WRITTEN_FORMAT.matcher(method).matches();
  }

  /// `fromJson`, `parseYaml`.
  static boolean isReadFormat(String method) {
    return READ_FORMAT.matcher(method).matches();
  }

  /// Bytes, or what holds them.
  static boolean isBytes(JavaType type) {
    return (type.dimensions() == 1 && type.name().equals("byte"))
        || (type.dimensions() == 0 && BYTES.matcher(type.simpleName()).matches());
  }

  /// What variables of bytes are called.
  static boolean isBytesName(String variable) {
    return BYTES_NAMES.matcher(variable).matches();
  }

  /// Bytes or text.
  static boolean isRaw(JavaType type) {
    return isBytes(type) || type.is("java.lang.String") || type.is("java.lang.CharSequence");
  }

  /// `write`, `encodeHeader`: says it only of what it is given.
  static boolean isWriting(String method) {
    return WRITING.matcher(method).matches();
  }

  static boolean isReading(String method) {
    return READING.matcher(method).matches();
  }

  /// Whether this method of a type, called on a variable, writes something there.
  static boolean isWriteOn(String type, String variable, String method) {
    return (isOutput(type) && WRITE_ON_OUTPUT.matcher(method).matches())
        || (either(SINK_NAMES, type, variable) && LOOSE_WRITE.matcher(method).matches())
        || (either(CODEC, type, variable) && WRITE_ON_CODEC.matcher(method).matches())
        || (either(SHAPE, type, variable) && method.equals("encode"))
        || (either(FORMAT, type, variable) && WRITE_ON_FORMAT.matcher(method).matches());
  }

  static boolean isReadOn(String type, String variable, String method) {
    return (isInput(type) && READ_ON_INPUT.matcher(method).matches())
        || (either(SOURCE_NAMES, type, variable) && LOOSE_READ.matcher(method).matches())
        || (either(CODEC, type, variable) && READ_ON_CODEC.matcher(method).matches())
        || (either(SHAPE, type, variable) && method.equals("decode"))
        || (either(FORMAT, type, variable) && READ_ON_FORMAT.matcher(method).matches());
  }

  private static boolean either(Pattern pattern, String type, String variable) {
    return (!type.isEmpty() && pattern.matcher(type).matches())
        || (!variable.isEmpty() && pattern.matcher(variable).matches());
  }
}

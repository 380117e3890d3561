package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Variable;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// `serializes` and `deserializes`: calls on object and data streams, on the common JSON, XML and
/// YAML libraries and on properties; and the methods by which Java serialisation asks an object
/// itself, `writeObject(ObjectOutputStream)` and the like. By name, because libraries bring
/// streams, writers and codecs of their own whose kinship no file tells ([CodecNames]):
///
/// 1. a call on, or handing something to, what is called a data output, JSON writer, packer … and
///    their opposites: `out.writeString(name)`, `value.write(target)`;
/// 2. calls that write or read one typed value, `writeVInt`, `readUTF`, whatever they are called
///    on;
/// 3. calls, and methods, that are named for it: `serialize`, `unmarshal`, `toJson`, `parseXml`.
///
/// Bytes that are read as bytes are none, nor are the settings of a writer, nor a method that only
/// refuses. Misses formats that are written and read by hand.
final class SerializationRule implements FactRule {
  private static final KnownCalls WRITES =
      KnownCalls.of(
          """
          java.io.ObjectOutput: writeObject
          java.io.ObjectOutputStream: writeObject writeUnshared defaultWriteObject writeFields
          java.io.DataOutput: writeBoolean writeByte writeShort writeChar writeInt writeLong \
          writeFloat writeDouble writeChars writeUTF
          java.beans.XMLEncoder: writeObject
          java.util.Properties: store storeToXML
          com.fasterxml.jackson.databind.ObjectMapper: writeValue writeValueAsString \
          writeValueAsBytes valueToTree
          com.fasterxml.jackson.databind.ObjectWriter: writeValue writeValueAsString writeValueAsBytes
          com.fasterxml.jackson.core.JsonGenerator: *
          tools.jackson.databind.ObjectMapper: writeValue writeValueAsString writeValueAsBytes \
          valueToTree
          tools.jackson.core.JsonGenerator: *
          com.google.gson.Gson: toJson toJsonTree
          com.google.gson.stream.JsonWriter: *
          javax.xml.bind.Marshaller: marshal
          jakarta.xml.bind.Marshaller: marshal
          javax.xml.stream.XMLStreamWriter: *
          org.yaml.snakeyaml.Yaml: dump dumpAll dumpAs dumpAsMap
          com.thoughtworks.xstream.XStream: toXML marshal
          org.json.JSONObject: toString write
          org.json.JSONArray: toString write
          jakarta.json.stream.JsonGenerator: *
          javax.json.stream.JsonGenerator: *
          jakarta.json.JsonWriter: write writeObject writeArray
          javax.json.JsonWriter: write writeObject writeArray
          jakarta.json.bind.Jsonb: toJson
          javax.json.bind.Jsonb: toJson
          javax.xml.stream.XMLEventWriter: add
          javax.xml.transform.Transformer: transform
          org.w3c.dom.ls.LSSerializer: write writeToString
          """);

  private static final KnownCalls READS =
      KnownCalls.of(
          """
          java.io.ObjectInput: readObject
          java.io.ObjectInputStream: readObject readUnshared defaultReadObject readFields
          java.io.DataInput: readBoolean readByte readUnsignedByte readShort readUnsignedShort \
          readChar readInt readLong readFloat readDouble readUTF
          java.beans.XMLDecoder: readObject
          java.util.Properties: load loadFromXML
          com.fasterxml.jackson.databind.ObjectMapper: readValue readTree readValues treeToValue
          com.fasterxml.jackson.databind.ObjectReader: readValue readTree readValues
          com.fasterxml.jackson.core.JsonParser: *
          tools.jackson.databind.ObjectMapper: readValue readTree readValues treeToValue
          tools.jackson.core.JsonParser: *
          com.google.gson.Gson: fromJson
          com.google.gson.stream.JsonReader: *
          com.google.gson.JsonParser: *
          javax.xml.bind.Unmarshaller: unmarshal
          jakarta.xml.bind.Unmarshaller: unmarshal
          javax.xml.parsers.DocumentBuilder: parse
          javax.xml.parsers.SAXParser: parse
          javax.xml.stream.XMLStreamReader: next nextTag getElementText getText getTextCharacters \
          getAttributeValue
          org.yaml.snakeyaml.Yaml: load loadAs loadAll
          com.thoughtworks.xstream.XStream: fromXML unmarshal
          jakarta.json.stream.JsonParser: *
          javax.json.stream.JsonParser: *
          jakarta.json.JsonReader: read readObject readArray readValue
          javax.json.JsonReader: read readObject readArray readValue
          jakarta.json.bind.Jsonb: fromJson
          javax.json.bind.Jsonb: fromJson
          javax.xml.stream.XMLEventReader: nextEvent nextTag getElementText
          org.xml.sax.XMLReader: parse
          org.w3c.dom.ls.LSParser: parse parseURI
          """);

  /// What readers and writers are asked besides: their settings.
  private static final Pattern SETTINGS =
      Pattern.compile(
          "(?:(?:set|is|has|enable|disable|configure|use|can)\\p{Upper}\\w*"
              + "|enable|disable|configure|close|flush|builder)");

  private static final List<String> OUTPUTS =
      List.of("java.io.DataOutput", "java.io.ObjectOutput", "java.io.ObjectOutputStream");
  private static final List<String> INPUTS =
      List.of("java.io.DataInput", "java.io.ObjectInput", "java.io.ObjectInputStream");

  /// What bytes are asked that stay bytes.
  private static final Pattern COPYING =
      Pattern.compile(
          "get|put|array|arrayOffset|allocate|wrap|remaining|flip|duplicate|slice|copy|retain|release"
              + "|readableBytes|readBytes|writeBytes|rewind|clear|limit|position|hasRemaining|hasArray|compact");

  private static final Pattern NO_OBJECTS =
      Pattern.compile("void|\\w*(?:Stream|Reader|Image|Channel|Source|Slice)");

  private static final Pattern MACHINERY =
      Pattern.compile(
          "\\w*(?:Context|Allocator|Output|Stream|Writer|Encoder|Options|Config|Format|Charset|Listener"
              + "|Handler|Callback|Progress|File|Path)");

  private static final Pattern READ_AS_BYTES = Pattern.compile("readFully|read\\w*Bytes");

  private static final KnownCalls BUFFER_WRITES =
      KnownCalls.of("java.nio.ByteBuffer: putInt putLong putShort putFloat putDouble putChar");
  private static final KnownCalls BUFFER_READS =
      KnownCalls.of("java.nio.ByteBuffer: getInt getLong getShort getFloat getDouble getChar");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    boolean writes = CodecNames.isWriting(method.head().name());
    boolean reads =
        CodecNames.isReading(method.head().name()) && !CodecNames.isBytes(method.returnType());
    for (Call call : method.calls()) {
      if (!call.isInvoked()) {
        continue;
      }
      boolean setting = SETTINGS.matcher(call.name()).matches();
      boolean written =
          (WRITES.has(call, method.types()) && !setting)
              || (writes && BUFFER_WRITES.has(call, method.types()));
      boolean read =
          (READS.has(call, method.types()) && !setting)
              || (reads && BUFFER_READS.has(call, method.types()));
      if (written) {
        facts.add(FactKind.SERIALIZES, call.place());
      } else if (isWrittenByName(method, call)) {
        facts.add(FactKind.SERIALIZES, "", Resolution.BY_NAME, call.place());
      }
      if (read) {
        facts.add(FactKind.DESERIALIZES, call.place());
      } else if (isReadByName(method, call)) {
        facts.add(FactKind.DESERIALIZES, "", Resolution.BY_NAME, call.place());
      }
    }
    declared(method, facts);
    named(method, facts);
  }

  private static boolean isWrittenByName(MethodSketch method, Call call) {
    if (isField(method, call)) {
      return true;
    }
    if (isOfJdk(call) || isTranscoding(method, call) || isMeasuring(method) || isQuestion(call)) {
      return false;
    }
    String name = call.name();
    return (name.startsWith("encode") && isGivenStream(method, call))
        || (CodecNames.isSerializing(name) && hasContent(call))
        || (CodecNames.isWrittenFormat(name)
            && !(name.startsWith("as") && !call.arguments().isEmpty()))
        || (call.arguments().isEmpty()
            && !call.onSelf()
            && CodecNames.isSelfWriting(type(method, call), receiver(call), name))
        || (CodecNames.isTypedWrite(name) && !call.arguments().isEmpty())
        || (name.startsWith("store") && isOfProperties(method, call))
        || (CodecNames.isWriteOn(type(method, call), receiver(call), name)
            && !isBytesOn(method, call))
        || (CodecNames.isWriting(name) && isGiven(method, call, OUTPUTS, CodecNames::isOutput));
  }

  private static boolean isReadByName(MethodSketch method, Call call) {
    if (isRead(method, call)) {
      return true;
    }
    if (isOfJdk(call)
        || isTranscoding(method, call)
        || isMeasuring(method)
        || isQuestion(call)
        || CodecNames.isWhole(type(method, call), call.name())) {
      return false;
    }
    String name = call.name();
    return (CodecNames.isDeserializing(name) && hasContent(call))
        || CodecNames.isReadFormat(name)
        || (CodecNames.isTypedRead(name) && !isOfMap(method, call))
        || (name.startsWith("load") && isOfProperties(method, call))
        || (CodecNames.isReadOn(type(method, call), receiver(call), name)
            && !isBytesOn(method, call))
        || (CodecNames.isReading(name)
            && !CodecNames.isBulk(name)
            && isGiven(method, call, INPUTS, CodecNames::isInput));
  }

  /// `annotation.deserializeUsing()`, `parse()` of a reader's own.
  private static boolean isQuestion(Call call) {
    boolean named =
        call.onSelf() ? call.name().equals("parse") : CodecNames.isAboutSerializing(call.name());
    return named && call.isMethod() && call.arguments().isEmpty();
  }

  /// `buffer.putInt(verbosity)` of a field.
  private static boolean isField(MethodSketch method, Call call) {
    return CodecNames.isPut(call.name())
        && CodecNames.isBuffer(call.owner().simpleName())
        && call.arguments().stream()
            .anyMatch(argument ->
                method.field(argument).filter(f -> f.known() && !f.isStatic()).isPresent());
  }

  /// `this.cursor = header.getLong()` of a buffer.
  private static boolean isRead(MethodSketch method, Call call) {
    return CodecNames.isGet(call.name())
        && call.arguments().isEmpty()
        && CodecNames.isBuffer(call.owner().simpleName())
        && call.node().getParentNode().orElse(null) instanceof AssignExpr assignment
        && method.field(assignment.getTarget()).filter(f -> !f.isStatic()).isPresent();
  }

  /// `settings.load(stream)` of properties that are none of the JDK's.
  private static boolean isOfProperties(MethodSketch method, Call call) {
    return CodecNames.isProperties(type(method, call))
        && call.argument(0)
            .map(method::typeOf)
            .filter(type -> type.known() && type.name().startsWith("java.io."))
            .isPresent();
  }

  /// Asks for a size, or hands an object of XML binding on.
  private static boolean isMeasuring(MethodSketch method) {
    return isAdapter(method)
        || (method.returnType().isPrimitive() && CodecNames.isMeasuring(method.head().name()));
  }

  private static boolean isOfJdk(Call call) {
    return call.resolved()
        && (call.owner().name().startsWith("java.") || call.owner().name().startsWith("javax."));
  }

  /// `Base64.encode(bytes)`, `codec.encode(bytes)`: bytes stay bytes, or become text, as they are.
  private static boolean isTranscoding(MethodSketch method, Call call) {
    boolean ofBytes =
        (call.name().equals("encode") || call.name().equals("decode"))
            && call.argument(0).map(method::typeOf).filter(CodecNames::isRaw).isPresent()
            && CodecNames.isRaw(method.returnType());
    return ofBytes
        || CodecNames.isTranscoding(type(method, call), call.name())
        || CodecNames.isTranscoding(receiver(call), call.name())
        || CodecNames.isTranscoding(simpleName(method), call.name());
  }

  /// `encodeHeader(stream, type, length)`: values that a stream is written for.
  private static boolean isGivenStream(MethodSketch method, Call call) {
    return call.arguments().size() >= 2
        && call.arguments().stream()
            .map(method::typeOf)
            .anyMatch(type -> method.types().isSubtype(type, "java.io.OutputStream"));
  }

  /// `serializeNulls(true)` is a setting.
  private static boolean hasContent(Call call) {
    return call.form() == Call.Form.REFERENCE
        || call.arguments().stream().anyMatch(argument -> !isConstant(argument));
  }

  private static boolean isConstant(Expression argument) {
    String name = LockRule.lastName(Optional.of(argument));
    return argument.isLiteralExpr()
        || (name.length() > 1
            && !argument.isMethodCallExpr()
            && name.equals(name.toUpperCase(Locale.ROOT)));
  }

  /// `out.write(bytes, 0, length)`: bytes that are written as bytes.
  private static boolean isBytesOn(MethodSketch method, Call call) {
    boolean plain = call.name().equals("write") || call.name().equals("read");
    if (!plain && !READ_AS_BYTES.matcher(call.name()).matches()) {
      return false;
    }
    return call.arguments().isEmpty()
        || CodecNames.isBytes(method.typeOf(call.arguments().getFirst()))
        || CodecNames.isBytesName(LockRule.lastName(call.argument(0)));
  }

  /// Of the receiver; of the type the method stands in for a call on itself.
  private static String type(MethodSketch method, Call call) {
    if (!call.onSelf()) {
      return call.owner().simpleName();
    }
    return simpleName(method);
  }

  private static String simpleName(MethodSketch method) {
    String own = method.type().name();
    return own.substring(own.lastIndexOf('.') + 1);
  }

  private static String receiver(Call call) {
    return LockRule.lastName(call.receiver());
  }

  private static boolean isGiven(
      MethodSketch method, Call call, List<String> streams, Predicate<String> named) {
    return call.arguments().stream()
        .map(method::typeOf)
        .anyMatch(type ->
            type.dimensions() == 0
                && (streams.stream().anyMatch(s -> method.types().isSubtype(type, s))
                    || named.test(type.simpleName())));
  }

  /// `String toJson() { … }`, `T deserialize(byte[] bytes) { … }`: the name says it, unless the
  /// body only refuses.
  private static void named(MethodSketch method, FactSink facts) {
    MethodHead head = method.head();
    if (head.sort() != MethodHead.Sort.METHOD || !works(method) || isAdapter(method)) {
      return;
    }
    boolean content = !method.parameters().isEmpty();
    boolean ofJson = method.parameters().stream().anyMatch(SerializationRule::isMap);
    boolean gives =
        !method.returnType().isPrimitive() && !method.returnType().simpleName().endsWith("Map");
    String type = simpleName(method);
    if (CodecNames.isTranscoding(type, head.name())) {
      return;
    }
    boolean writes =
        (CodecNames.isSerializing(head.name())
                && (content || (gives && CodecNames.isRaw(method.returnType()))))
            || (CodecNames.isWriting(head.name()) && isRawOf(method) && !onlyCopies(method))
            || (CodecNames.isWriting(head.name()) && isToStream(method))
            || (content && CodecNames.isWrittenBy(type, head.name()))
            || (head.name().equals("encode")
                && !content
                && !method.head().isStatic()
                && CodecNames.isRaw(method.returnType()))
            || (CodecNames.isWrittenFormat(head.name()) && gives)
            || (CodecNames.isWrittenFormat(head.name())
                && method.returnType().is("void")
                && content)
            || (CodecNames.isTypedWrite(head.name())
                && content
                && (CodecNames.isOutput(type)
                    || CodecNames.isSink(type)
                    || takes(method, "java.io.OutputStream")));
    boolean reads =
        (CodecNames.isDeserializing(head.name())
                && content
                && !CodecNames.isBytes(method.returnType()))
            || (CodecNames.isReading(head.name()) && isOfRaw(method) && !onlyCopies(method))
            || (CodecNames.isReading(head.name())
                && !CodecNames.isBulk(head.name())
                && isOfStream(method))
            || (content
                && isObject(method.returnType())
                && CodecNames.isReadByCodec(type, head.name()))
            || (CodecNames.isReadFormat(head.name()) && content && !ofJson)
            || (CodecNames.isTypedRead(head.name())
                && (CodecNames.isInput(type) || takes(method, "java.io.InputStream")));
    if (writes) {
      facts.add(FactKind.SERIALIZES, "", Resolution.BY_NAME, head.nameLine(), false);
    }
    if (reads) {
      facts.add(FactKind.DESERIALIZES, "", Resolution.BY_NAME, head.nameLine(), false);
    }
  }

  /// `byte[] encode(Order order)`: bytes of something that is none.
  private static boolean isRawOf(MethodSketch method) {
    return CodecNames.isBytes(method.returnType())
        && !method.parameters().isEmpty()
        && method.parameters().stream()
            .noneMatch(parameter ->
                CodecNames.isRaw(parameter.type()) || parameter.type().dimensions() > 0);
  }

  /// `Order decode(ByteBuf bytes)`.
  private static boolean isOfRaw(MethodSketch method) {
    JavaType given = method.returnType();
    return given.isNamed()
        && !given.isPrimitive()
        && given.dimensions() == 0
        && !CodecNames.isRaw(given)
        && !method.parameters().isEmpty()
        && CodecNames.isBytes(method.parameters().getFirst().type());
  }

  /// Whether bytes are all that the method handles: `result.put(bytes)`.
  private static boolean onlyCopies(MethodSketch method) {
    return !method.calls().isEmpty()
        && method.calls().stream()
            .allMatch(
                call -> CodecNames.isBytes(call.owner()) && COPYING.matcher(call.name()).matches());
  }

  /// `Metadata readMetadata(InputStream from)`.
  private static boolean isOfStream(MethodSketch method) {
    return isObject(method.returnType())
        && method.parameters().stream()
            .anyMatch(parameter ->
                method.types().isSubtype(parameter.type(), "java.io.InputStream")
                    || method.types().isSubtype(parameter.type(), "java.io.DataInput"));
  }

  /// `void writeTo(Message message, OutputStream out)`, `void encode(Context c, ByteBuf out, …)`.
  private static boolean isToStream(MethodSketch method) {
    return method.parameters().stream()
            .anyMatch(parameter ->
                method.types().isSubtype(parameter.type(), "java.io.OutputStream")
                    || method.types().isSubtype(parameter.type(), "java.io.DataOutput")
                    || parameter.type().simpleName().equals("ByteBuf"))
        && method.parameters().stream().anyMatch(SerializationRule::isMessage);
  }

  /// An object that is no part of the machinery of writing.
  private static boolean isMessage(Variable parameter) {
    JavaType type = parameter.type();
    return (isObject(type) || type.is("java.lang.Object"))
        && !MACHINERY.matcher(type.simpleName()).matches();
  }

  /// What is neither bytes, text, a number nor another type of the JDK.
  private static boolean isObject(JavaType type) {
    return type.isNamed()
        && !type.isPrimitive()
        && type.dimensions() == 0
        && !CodecNames.isRaw(type)
        && !type.name().startsWith("java.")
        && !NO_OBJECTS.matcher(type.simpleName()).matches();
  }

  /// XML binding asks an adapter for another object, not for text.
  private static boolean isAdapter(MethodSketch method) {
    return method.type().supertypes().stream()
        .anyMatch(above -> above.simpleName().endsWith("XmlAdapter"));
  }

  /// A stream of this type, or bytes.
  private static boolean takes(MethodSketch method, String stream) {
    return method.parameters().stream()
        .anyMatch(parameter ->
            method.types().isSubtype(parameter.type(), stream)
                || CodecNames.isBytes(parameter.type()));
  }

  private static boolean isMap(Variable parameter) {
    return parameter.type().simpleName().endsWith("Map");
  }

  /// `readIntValue(snapshot, "version")` of a map.
  private static boolean isOfMap(MethodSketch method, Call call) {
    return call.argument(0)
        .map(method::typeOf)
        .filter(type -> type.simpleName().endsWith("Map"))
        .isPresent();
  }

  /// Whether there is a body that does more than throw or give a constant back.
  private static boolean works(MethodSketch method) {
    return method
        .head()
        .body()
        .filter(body ->
            !body.getStatements().isEmpty()
                && !body.getStatement(0).isThrowStmt()
                && (method.calls().stream()
                        .anyMatch(call ->
                            call.isInvoked() && !call.isMethod("java.lang.System", "arraycopy"))
                    || Flow.find(body, SerializationRule::isByteWork)))
        .isPresent();
  }

  /// `stream[at] << 8`, `bytes[at] = value`.
  private static boolean isByteWork(Node node) {
    return switch (node) {
      case ArrayAccessExpr _ -> true;
      case BinaryExpr binary ->
          switch (binary.getOperator()) {
            case LEFT_SHIFT, SIGNED_RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT, BINARY_OR, BINARY_AND ->
                true;
            default -> false;
          };
      default -> false;
    };
  }

  private static void declared(MethodSketch method, FactSink facts) {
    MethodHead head = method.head();
    boolean asked =
        head.sort() == MethodHead.Sort.METHOD
            && method.parameters().size() == 1
            && head.body().filter(body -> !Flow.onlyThrows(body)).isPresent();
    if (!asked) {
      return;
    }
    JavaType parameter = method.parameters().getFirst().type();
    switch (head.name()) {
      case "writeObject" ->
          add(facts, FactKind.SERIALIZES, head, parameter.is("java.io.ObjectOutputStream"));
      case "writeExternal" ->
          add(facts, FactKind.SERIALIZES, head, parameter.is("java.io.ObjectOutput"));
      case "readObject" ->
          add(facts, FactKind.DESERIALIZES, head, parameter.is("java.io.ObjectInputStream"));
      case "readExternal" ->
          add(facts, FactKind.DESERIALIZES, head, parameter.is("java.io.ObjectInput"));
      default -> {}
    }
  }

  private static void add(FactSink facts, FactKind kind, MethodHead head, boolean holds) {
    if (holds) {
      facts.addAt(kind, "", head.nameLine());
    }
  }
}

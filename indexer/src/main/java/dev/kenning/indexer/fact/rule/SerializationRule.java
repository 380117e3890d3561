package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `serializes` and `deserializes`: calls on object and data streams, on the common JSON, XML and
/// YAML libraries and on properties; and the methods by which Java serialisation asks an object
/// itself, `writeObject(ObjectOutputStream)` and the like. By name, an object or data stream that
/// is handed to what reads or writes something, and calls `serialize`, `marshal`, `toJson` and
/// their opposites.
///
/// Misses formats that are written and read by hand.
final class SerializationRule implements FactRule {
  private static final KnownCalls WRITES =
      KnownCalls.of(
          """
          java.io.ObjectOutput: writeObject
          java.io.ObjectOutputStream: writeObject writeUnshared defaultWriteObject writeFields
          java.io.DataOutput: writeBoolean writeByte writeShort writeChar writeInt writeLong \
          writeFloat writeDouble writeBytes writeChars writeUTF
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
          """);

  private static final KnownCalls READS =
      KnownCalls.of(
          """
          java.io.ObjectInput: readObject
          java.io.ObjectInputStream: readObject readUnshared defaultReadObject readFields
          java.io.DataInput: readBoolean readByte readUnsignedByte readShort readUnsignedShort \
          readChar readInt readLong readFloat readDouble readUTF readFully
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
          javax.xml.stream.XMLStreamReader: *
          org.yaml.snakeyaml.Yaml: load loadAs loadAll
          com.thoughtworks.xstream.XStream: fromXML unmarshal
          """);

  private static final Set<String> WRITING =
      Set.of("serialize", "marshal", "marshall", "toJson", "writeValueAsString");
  private static final Set<String> READING =
      Set.of("deserialize", "unmarshal", "unmarshall", "fromJson");
  private static final Pattern WRITING_TO =
      Pattern.compile("(?:write|marshall?|serialize)(?:\\p{Upper}\\w*)?");
  private static final Pattern READING_FROM =
      Pattern.compile("(?:read|unmarshall?|deserialize)(?:\\p{Upper}\\w*)?");
  private static final List<String> OUTPUTS =
      List.of("java.io.DataOutput", "java.io.ObjectOutput", "java.io.ObjectOutputStream");
  private static final List<String> INPUTS =
      List.of("java.io.DataInput", "java.io.ObjectInput", "java.io.ObjectInputStream");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Call call : method.calls()) {
      if (call.isInvoked() && WRITES.has(call, method.types())) {
        facts.add(FactKind.SERIALIZES, call.place());
      }
      if (call.isInvoked() && READS.has(call, method.types())) {
        facts.add(FactKind.DESERIALIZES, call.place());
      }
      named(method, call).ifPresent(kind -> facts.add(kind, "", Resolution.BY_NAME, call.place()));
    }
    declared(method, facts);
  }

  private static Optional<FactKind> named(MethodSketch method, Call call) {
    boolean ofJdk = call.resolved() && call.owner().name().startsWith("java");
    if (!call.isMethod() || ofJdk || call.arguments().isEmpty()) {
      return Optional.empty();
    }
    if (WRITING.contains(call.name())
        || (WRITING_TO.matcher(call.name()).matches() && isGiven(method, call, OUTPUTS))) {
      return Optional.of(FactKind.SERIALIZES);
    }
    if (READING.contains(call.name())
        || (READING_FROM.matcher(call.name()).matches() && isGiven(method, call, INPUTS))) {
      return Optional.of(FactKind.DESERIALIZES);
    }
    return Optional.empty();
  }

  private static boolean isGiven(MethodSketch method, Call call, List<String> streams) {
    return call.arguments().stream()
        .map(method::typeOf)
        .anyMatch(type -> streams.stream().anyMatch(s -> method.types().isSubtype(type, s)));
  }

  private static void declared(MethodSketch method, FactSink facts) {
    MethodHead head = method.head();
    if (head.sort() != MethodHead.Sort.METHOD || method.parameters().size() != 1) {
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

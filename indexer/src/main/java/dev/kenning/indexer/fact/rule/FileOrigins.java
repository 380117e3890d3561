package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.FieldReference;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.symbol.FileTypes;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a file's package, its imports and the fields of its types say about the world that it deals
/// with, where the names of a call alone say too little.
final class FileOrigins {
  private static final Pattern NETWORK =
      Pattern.compile(
          "java\\.net\\.(?:http\\..*|(?:Server|Datagram|Multicast)?Socket\\w*|Inet\\w+|Http\\w+"
              + "|Datagram\\w+|StandardSocketOptions)"
              + "|java\\.nio\\.channels\\.(?:\\w*Socket\\w*|Datagram\\w*|Selector|SelectionKey)"
              + "|javax\\.net\\..*"
              + "|(?!javax?\\.)\\w+\\.(?:\\w+\\.)*(?:net|network|netty4?|grpc|j?rpc|remoting|transport|http[2-5]?|tcp|udp"
              + "|ssl|tls|websocket|sockets?|mqtt|amqp|stomp|ssh2?|smtp|imap|ftp|ldap|wire|channel"
              + "|okhttp3?|httpclient)\\.(?:\\w+\\.)*(?:\\w+|\\*)");
  private static final Pattern NO_NETWORK =
      Pattern.compile("(?:javax|jakarta)\\.servlet\\..*|java\\.nio\\.channels\\.\\*");

  private static final Pattern JDBC =
      Pattern.compile(
          "java\\.sql\\.(?!(?:Timestamp|Date|Time|Types|JDBCType)$).*|javax\\.sql\\..*"
              + "|(?:\\w+\\.)+jdbc\\w*\\.(?:\\w+\\.)*(?:\\w+|\\*)");

  private static final Pattern SOCKETS = Pattern.compile("\\w*Socket|\\w*SocketChannel");
  private static final Pattern STREAM_CALLS =
      Pattern.compile("(?:read|write|print|println|append)(?:\\p{Upper}\\w*)?|flush|close|skip");
  private static final Pattern OTHER_STREAMS =
      Pattern.compile("(?i)\\w*(?:log|file|trace|dump|capture|record|console|piped)\\w*");
  private static final Pattern MEMORY =
      Pattern.compile("java\\.io\\.(?:ByteArray|CharArray|String|Piped|File)\\w*");

  private static final Pattern PLAIN_CHANNELS =
      Pattern.compile(
          "java\\.nio\\.channels\\.(?:(?:Readable|Writable)?ByteChannel|(?:Gathering|Scattering)ByteChannel"
              + "|SelectableChannel)");
  private static final Pattern PLAIN_CHANNEL_CALLS =
      Pattern.compile("read|write|close|configureBlocking");

  private FileOrigins() {}

  /// Whether a file deals with sockets, HTTP or another protocol.
  static boolean ofNetwork(FileTypes file) {
    return file.anyOrigin(
        name -> NETWORK.matcher(name).matches() && !NO_NETWORK.matcher(name).matches());
  }

  /// Whether a file deals with JDBC.
  static boolean ofJdbc(FileTypes file) {
    return file.anyOrigin(name -> JDBC.matcher(name).matches());
  }

  /// Whether a call on a stream or channel of the JDK leads to a peer: a stream that is held beside
  /// a socket, or a channel of any sort where sockets are dealt with and no files.
  static boolean leadsToPeer(MethodSketch method, Call call) {
    JavaType type = call.owner();
    if (PLAIN_CHANNELS.matcher(type.name()).matches()) {
      return PLAIN_CHANNEL_CALLS.matcher(call.name()).matches()
          && method.types().anyOrigin(FileOrigins::isSocketChannel)
          && !method.types().anyOrigin(name -> name.endsWith(".FileChannel"));
    }
    Optional<FieldReference> held =
        call.receiver().flatMap(method::field).filter(FieldReference::known);
    return held.isPresent()
        && STREAM_CALLS.matcher(call.name()).matches()
        && isStream(method, type)
        && !OTHER_STREAMS.matcher(held.get().name()).matches()
        && method.type().anyField(field -> isSocket(field.type()));
  }

  private static boolean isSocketChannel(String name) {
    return name.startsWith("java.nio.channels.")
        && (name.endsWith("SocketChannel") || name.endsWith("DatagramChannel"));
  }

  private static boolean isSocket(JavaType type) {
    return type.dimensions() == 0 && SOCKETS.matcher(type.simpleName()).matches();
  }

  private static boolean isStream(MethodSketch method, JavaType type) {
    return !MEMORY.matcher(type.name()).matches()
        && (method.types().isSubtype(type, "java.io.InputStream")
            || method.types().isSubtype(type, "java.io.OutputStream")
            || method.types().isSubtype(type, "java.io.Reader")
            || method.types().isSubtype(type, "java.io.Writer"));
  }

  /// The name of what a call is made on; for `holder.get()` that of the holder.
  static String receiver(Call call) {
    Optional<Expression> at = call.receiver().map(MethodSketch::bare);
    if (at.isPresent()
        && at.get() instanceof MethodCallExpr getting
        && getting.getNameAsString().equals("get")
        && getting.getArguments().isEmpty()) {
      return LockRule.lastName(getting.getScope());
    }
    return LockRule.lastName(at);
  }
}

package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.Frame;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// By what names code of unknown types shows that it touches the network, a database, files or a
/// process.
final class PeerNames {
  private static final Set<String> DATAGRAM_CALLS = Set.of("send", "receive");

  private static final Pattern SOCKETS =
      Pattern.compile("(?i)\\w*socket_?|\\w*sock|\\w*(?:server|client|ssl|web)Socket\\w*");
  private static final Pattern SOCKET_CALLS =
      Pattern.compile(
          "connect|accept|bind|listen|getInputStream|getOutputStream|send\\w*|receive|close"
              + "|shutdown(?:Input|Output)|startHandshake|setSoTimeout|setTcpNoDelay|setKeepAlive"
              + "|setSoLinger|set(?:Send|Receive)BufferSize|setReuseAddress");

  /// What has a peer at its other end.
  private static final Pattern CHANNELS =
      Pattern.compile(
          "(?i)(?:j|nio|epoll|oio|kqueue|embedded|local|netty|http|tcp|udp|ssl|tls|client|server|remote)?"
              + "(?:channel|socketchannel|serverchannel|datagramchannel)|channelhandlercontext|ctx"
              + "|\\w*(?:socketchannel|serversocketchannel|datagramchannel)|streamsinkchannel"
              + "|streamsourcechannel|byteChannel|iosession|niosession|\\w*websocketsession"
              + "|httpserverexchange|websockethttpexchange|websocketchannel|netsocket|rsocket");

  private static final Pattern CONNECTORS =
      Pattern.compile("(?i)\\w*channel|conn|\\w*connection|\\w*server|peer");
  private static final Pattern NO_CONNECTORS =
      Pattern.compile(
          "(?i)\\w*(?:file|message|direct|queue|subscribe|subscribable|executor|buffered\\w*|readable"
              + "|writable|seekable|pollable|null|log|byte|output|input|reply|error|request|response"
              + "|alpha|color|audio|midi)channel");
  private static final Pattern CONNECTOR_CALLS =
      Pattern.compile(
          "connect|disconnect|send(?:To|Async|Packet|Command|Message|Request|Blocking)?");

  /// Connections that are none of a database.
  private static final Pattern WIRES =
      Pattern.compile(
          "\\w*(?:Async|Tcp|TCP|Udp|UDP|Http|HTTP|Socket|Nio|NIO|Netty|Wire|Xdr|Ssl|SSL|Tls|TLS|Rpc|RPC"
              + "|Amqp|AMQP|Mqtt|MQTT|Stomp|Transport)\\w*Connection");

  /// What any channel is asked, one of a file too.
  private static final Set<String> PLAIN_CALLS = Set.of("read", "write");

  private static final Pattern CHANNEL_CALLS =
      Pattern.compile(
          "write(?:AndFlush|Final|Request|Response|Message)?|flush"
              + "|read|connect|disconnect|bind|close|send\\w*|receive\\w*|awaitWritable"
              + "|finishConnect|shutdownWrites|shutdown|accept|fireAndForget|requestResponse");

  private static final Pattern CLIENTS =
      Pattern.compile(
          "(?i)\\w*(?:http|ws|ftp|smtp|mqtt|rpc|rest|web|ldap|imap|pop3|telnet|ssh|tcp|udp|jms|nats"
              + "|kafka|dns|snmp|stomp|amqp|grpc|thrift|xmpp|redis|ntp|coap|socket|remote|network)\\w*client|\\w*httpclient\\w*|bootstrap"
              + "|\\w*serverbootstrap|httptransport|\\w*networkclient|networkmodule");
  private static final Pattern CLIENT_CALLS =
      Pattern.compile(
          "(?:send|execute|connect|request|post|publish|subscribe|download|upload|fetch|invoke|call"
              + "|newCall|enqueue|open|bind|listen|disconnect|poll|receive|ping|exchange)"
              + "(?:\\p{Upper}\\w*)?|get|put|delete|head|patch|close|start|shutdown");

  private static final Pattern STATEMENTS =
      Pattern.compile(
          "(?i)\\w*(?:statement|stmt|pstmt|resultset|jdbctemplate|jdbcoperations|entitymanager"
              + "|sqlsession|dslcontext|jdbcclient|databasemetadata)|ps|rs|rset|pst");
  private static final Pattern STATEMENT_CALLS =
      Pattern.compile(
          "execute(?:\\p{Upper}\\w*)?|query(?:\\p{Upper}\\w*)?|update(?:\\p{Upper}\\w*)?|next|addBatch"
              + "|getResultSet|getGeneratedKeys|getMoreResults|batchUpdate|close"
              + "|set(?:String|Int|Long|Object|Null|Timestamp|Date|Boolean|Double|Bytes)"
              + "|get(?:String|Int|Long|Object|Timestamp|Date|Boolean|Double|Bytes|Tables|Columns)"
              + "|persist|merge|remove|find|flush|selectOne|selectList|insert|delete");

  private static final Pattern CONNECTIONS = Pattern.compile("(?i)\\w*(?:connection|conn)|con");
  private static final Set<String> CONNECTION_CALLS =
      Set.of(
          "commit",
          "rollback",
          "releaseSavepoint",
          "setAutoCommit",
          "getAutoCommit",
          "setTransactionIsolation",
          "setCatalog",
          "setSchema",
          "getHoldability",
          "setHoldability",
          "nativeSQL",
          "setSavepoint");

  /// What only JDBC and its like are asked.
  private static final Set<String> DATABASE_CALLS =
      Set.of(
          "executeQuery",
          "executeUpdate",
          "executeLargeUpdate",
          "prepareStatement",
          "prepareCall",
          "createStatement",
          "executeBatch",
          "getGeneratedKeys",
          "createNativeQuery");

  /// A cache that is queried is no database.
  private static final Pattern CACHES = Pattern.compile("(?i)\\w*cache\\w*");

  private static final Set<String> FILE_CALLS =
      Set.of(
          "mkdirs",
          "mkdir",
          "listFiles",
          "createNewFile",
          "getCanonicalPath",
          "getCanonicalFile",
          "deleteOnExit",
          "isDirectory");
  private static final Pattern FILES = Pattern.compile("(?i)\\w*(?:file|dir|directory|folder)");
  private static final Set<String> NAMED_FILE_SYNCS = Set.of("sync", "synch", "fsync");
  private static final Set<String> NAMED_FILE_CALLS =
      Set.of(
          "exists",
          "delete",
          "isFile",
          "renameTo",
          "canRead",
          "canWrite",
          "lastModified",
          "sync",
          "synch",
          "fsync");

  private static final Pattern FILE_SYSTEMS =
      Pattern.compile(
          "(?i)fs|\\w*filesystem|\\w*[a-z](?-i:Fs|FS)|filecontext|fc|fsimpl|raw|\\w*fileStore");
  private static final Pattern FILE_SYSTEM_CALLS =
      Pattern.compile(
          "open|openFile|create|createNewFile|createFile|append|delete|deleteOnExit|rename|mkdir|mkdirs"
              + "|exists|isFile|isDirectory|list|list(?:Files|Status|LocatedStatus|StatusIterator|XAttrs"
              + "|Corrupt\\w+)|glob\\w*|get(?:FileStatus|FsStatus|Status|FileLinkStatus|FileBlockLocations"
              + "|FileChecksum|ContentSummary|LinkTarget|AclStatus|XAttrs?|Used|Length|FileLength)"
              + "|set(?:Permission|Owner|Times|Replication|Acl|XAttr|StoragePolicy)|unsetStoragePolicy"
              + "|removeXAttr|modifyAclEntries|removeAcl\\w*|truncate|concat|copy(?:From|To)Local\\w*"
              + "|move(?:From|To)Local\\w*|createSymlink|(?:create|delete|rename)Snapshot|access"
              + "|completeLocalOutput|startLocalOutput");

  private static final Pattern FILE_TOOLS =
      Pattern.compile("\\w*(?:File|Path)(?:Util|Utils|Utility|Helper|Tools|IO|Ops)");
  private static final Pattern FILE_TOOL_CALLS =
      Pattern.compile(
          "(?:read|write|copy|move|delete|create|list|ensure|mkdir|force|clean|touch|sync|rename|exists"
              + "|truncate|append|save|load|open)(?:\\p{Upper}\\w*|s)?");
  private static final Pattern FILE_OPENERS =
      Pattern.compile("\\w*File(?:Input|Output)Stream\\w*|\\w*FileWriter|\\w*FileReader");

  private static final Pattern PROCESSES = Pattern.compile("(?i)(?:\\w*[a-z])?process|proc");
  private static final Set<String> PROCESS_CALLS =
      Set.of(
          "waitFor",
          "destroy",
          "destroyForcibly",
          "exitValue",
          "getErrorStream",
          "getInputStream",
          "getOutputStream",
          "isAlive");
  private static final Set<String> PROCESS_STARTS =
      Set.of("execCommand", "startProcess", "runProcess", "execProcess");

  /// What finds URLs of the class path.
  private static final Set<String> FINDERS =
      Set.of(
          "getResource",
          "getResources",
          "findResource",
          "getResourceAsURL",
          "getApplicationResource",
          "getClientResource",
          "findResources",
          "getSystemResource",
          "getSystemResources",
          "getCodeSource",
          "getEntry",
          "getURLs");

  private static final Pattern OWN_NAMES =
      Pattern.compile(
          "(?i)\\w*(?:class_?path|classloader|jar|bundle|module|manifest|fileurl)\\w*|entry");

  private PeerNames() {}

  /// What a call touches, told from the names in it.
  static Optional<String> touched(MethodSketch method, Call call) {
    boolean ofJdk =
        call.resolved()
            && (call.owner().name().startsWith("java.")
                || call.owner().name().startsWith("javax."));
    if (ofJdk) {
      return Optional.empty();
    }
    if (call.form() == Call.Form.CONSTRUCTOR
        && !call.arguments().isEmpty()
        && FILE_OPENERS.matcher(call.owner().simpleName()).matches()) {
      return Optional.of("file");
    }
    if (!call.isMethod()) {
      return Optional.empty();
    }
    boolean started =
        (PROCESS_STARTS.contains(call.name()) && !call.onSelf())
            || call.arguments().stream()
                .anyMatch(argument -> method.typeOf(argument).is("java.lang.ProcessBuilder"));
    if (started) {
      return Optional.of("process");
    }
    if (call.onSelf() || call.receiver().isEmpty()) {
      return Optional.empty();
    }
    String variable = LockRule.lastName(call.receiver());
    String type = call.owner().simpleName();
    if (isPeer(method, call, variable, type)) {
      return Optional.of("network");
    }
    if (call.receiver().get().isSuperExpr()) {
      return isFile(call, variable) ? Optional.of("file") : Optional.empty();
    }
    boolean database =
        (DATABASE_CALLS.contains(call.name()) && !CACHES.matcher(variable).matches())
            || (CONNECTIONS.matcher(variable).matches() && CONNECTION_CALLS.contains(call.name()))
            || (either(STATEMENTS, variable, type)
                && STATEMENT_CALLS.matcher(call.name()).matches()
                && !isSyntax(method));
    if (database) {
      return Optional.of("database");
    }
    if (PROCESS_CALLS.contains(call.name()) && PROCESSES.matcher(variable).matches()) {
      return Optional.of("process");
    }
    return isFile(call, variable) ? Optional.of("file") : Optional.empty();
  }

  /// Statements of a program that is parsed are none of a database.
  private static boolean isSyntax(MethodSketch method) {
    String in = method.type().name();
    return in.contains(".ast.") || in.contains("parser") || in.contains("compiler");
  }

  private static boolean isPeer(MethodSketch method, Call call, String variable, String type) {
    boolean datagram =
        DATAGRAM_CALLS.contains(call.name())
            && call.arguments().size() == 1
            && method.typeOf(call.arguments().getFirst()).is("java.net.DatagramPacket");
    return datagram
        || call.name().equals("writeAndFlush")
        || (either(SOCKETS, variable, type) && SOCKET_CALLS.matcher(call.name()).matches())
        || (WIRES.matcher(type).matches() && CHANNEL_CALLS.matcher(call.name()).matches())
        || isWire(method, call, variable, type)
        || (CHANNELS.matcher(type).matches() && CHANNEL_CALLS.matcher(call.name()).matches())
        || (type.isEmpty()
            && CHANNELS.matcher(variable).matches()
            && !PLAIN_CALLS.contains(call.name())
            && CHANNEL_CALLS.matcher(call.name()).matches())
        || (CONNECTORS.matcher(type.isEmpty() ? variable : type).matches()
            && !either(NO_CONNECTORS, variable, type)
            && CONNECTOR_CALLS.matcher(call.name()).matches())
        || (either(CLIENTS, variable, type) && CLIENT_CALLS.matcher(call.name()).matches());
  }

  /// `channel.read(buffer)` of a channel that other files declare, if it is called none of a file.
  private static boolean isWire(MethodSketch method, Call call, String variable, String type) {
    return type.endsWith("Channel")
        && PLAIN_CALLS.contains(call.name())
        && !either(NO_CONNECTORS, variable, type)
        && call.argument(0)
            .map(method::typeOf)
            .filter(given -> given.is("java.nio.ByteBuffer"))
            .isPresent();
  }

  private static boolean isFile(Call call, String variable) {
    boolean unknown = !call.owner().isNamed() || NAMED_FILE_SYNCS.contains(call.name());
    if (call.isMethod()
        && FILE_TOOLS.matcher(variable).matches()
        && FILE_TOOL_CALLS.matcher(call.name()).matches()) {
      return true;
    }
    boolean fileSystem =
        either(FILE_SYSTEMS, variable, call.owner().simpleName())
            && !call.arguments().isEmpty()
            && FILE_SYSTEM_CALLS.matcher(call.name()).matches();
    if (fileSystem) {
      return true;
    }
    return unknown
        && call.arguments().isEmpty()
        && (FILE_CALLS.contains(call.name())
            || (NAMED_FILE_CALLS.contains(call.name()) && FILES.matcher(variable).matches()));
  }

  private static boolean either(Pattern pattern, String one, String other) {
    return (!one.isEmpty() && pattern.matcher(one).matches())
        || (!other.isEmpty() && pattern.matcher(other).matches());
  }

  /// Whether a method that opens a URL shows that it is one of the class path: by what finds it, by
  /// the sort of connection, or by names.
  static boolean staysInside(MethodSketch method) {
    if (OWN_NAMES.matcher(method.head().name()).matches()
        || OWN_NAMES.matcher(simpleName(method.type().name())).matches()
        || method.parameters().stream().anyMatch(p -> OWN_NAMES.matcher(p.name()).matches())) {
      return true;
    }
    return method.head().body().filter(PeerNames::namesClassPath).isPresent();
  }

  /// Lambdas included: a resource is often found outside of the one that reads it.
  private static boolean namesClassPath(BlockStmt body) {
    return body.findFirst(Node.class, PeerNames::showsClassPath).isPresent();
  }

  private static boolean showsClassPath(Node node) {
    return switch (node) {
      case MethodCallExpr call -> FINDERS.contains(call.getNameAsString());
      case StringLiteralExpr text ->
          text.asString().startsWith("jar:") || text.asString().startsWith("META-INF");
      case ClassOrInterfaceType type -> type.getNameAsString().startsWith("Jar");
      default -> false;
    };
  }

  private static String simpleName(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /// Whether a call stands under `if (false)`.
  static boolean isNeverRun(Call call) {
    for (Frame at = call.place().frame(); at != null; at = at.around()) {
      boolean never =
          at.kind() == Frame.Kind.BRANCH
              && at.node() instanceof IfStmt choice
              && choice.getCondition() instanceof BooleanLiteralExpr constant
              && !constant.getValue()
              && choice.getElseStmt().isEmpty();
      if (never) {
        return true;
      }
    }
    return false;
  }
}

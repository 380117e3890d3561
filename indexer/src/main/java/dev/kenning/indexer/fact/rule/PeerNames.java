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
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

  /// What may lead to a peer, to a database or to neither: the file has to tell.
  private static final Pattern LINKS =
      Pattern.compile(
          "(?i)\\w*(?:connection|conn|transport|session|link|endpoint|wire)"
              + "(?:support|impl|base|proxy|wrapper|adapter)?");

  private static final Pattern LINK_CALLS =
      Pattern.compile(
          "connect|disconnect|reconnect|close|open|flush|ping|call|exchange|shutdown"
              + "|(?:send|write|request|invoke)(?:\\p{Upper}\\w*)?"
              + "|receive(?:Message|Packet|Frame|Data|Bytes|Request|Response|Async|From|Next\\w*)?");
  private static final Pattern ANY_CLIENTS = Pattern.compile("(?i)\\w*client");
  private static final Pattern SENDING =
      Pattern.compile(
          "ping|(?:dis|re)?connect|send|send(?:Async|Message|Request|Command|AndReceive)\\w*");

  private static final Pattern RESOLVERS =
      Pattern.compile("(?i)\\w*(?:domain_?name|host(?:name)?|dns|inet|address)resolver");
  private static final Pattern RESOLVER_CALLS =
      Pattern.compile("(?:resolve|lookup)(?:\\p{Upper}\\w*)?|query");
  private static final Pattern SOCKET_MAKING =
      Pattern.compile("(?:create|open|new|connect)\\w*Socket(?:Channel)?");

  private static final Pattern CLIENTS =
      Pattern.compile(
          "(?i)\\w*(?:http|ws|ftp|smtp|mqtt|rpc|rest|web|ldap|imap|pop3|telnet|ssh|tcp|udp|jms|nats"
              + "|kafka|dns|snmp|stomp|amqp|grpc|thrift|xmpp|redis|ntp|coap|socket|remote|network|zk|zookeeper)\\w*client|\\w*httpclient\\w*|bootstrap"
              + "|\\w*serverbootstrap|httptransport|\\w*networkclient|networkmodule");
  private static final Pattern NO_CLIENTS =
      Pattern.compile(
          "(?i)\\w*(?:factory|builder|config|configuration|options|provider|settings|properties|metrics"
              + "|exception|customizer)");
  private static final Set<String> CONTEXT_CALLS = Set.of("write", "flush", "close", "disconnect");
  private static final Pattern CLIENT_CALLS =
      Pattern.compile(
          "(?:send|execute|connect|request|post|publish|subscribe|download|upload|fetch|invoke|call"
              + "|newCall|enqueue|open|bind|listen|disconnect|poll|receive|ping|exchange)"
              + "(?:\\p{Upper}\\w*)?|get|put|delete|head|patch|close|start|shutdown");

  private static final Pattern STATEMENTS =
      Pattern.compile(
          "(?i)\\w*(?:statement|stmt|pstmt|resultset|jdbctemplate|jdbcoperations|entitymanager"
              + "|sqlsession|dslcontext|jdbcclient|databasemetadata)|ps|rs|rset|pst"
              + "|ResultSet\\w*Methods|em");
  private static final Pattern STATEMENT_CALLS =
      Pattern.compile(
          "execute(?:\\p{Upper}\\w*)?|query(?:\\p{Upper}\\w*)?|update(?:\\p{Upper}\\w*)?|next|addBatch"
              + "|getResultSet|getGeneratedKeys|getMoreResults|batchUpdate|close"
              + "|set(?:String|Int|Long|Object|Null|Timestamp|Date|Time|Boolean|Double|Float|Short|Byte"
              + "|Bytes|BigDecimal|Blob|Clob|Array|BinaryStream|CharacterStream)"
              + "|get(?:String|Int|Long|Object|Timestamp|Date|Time|Boolean|Double|Float|Short|Byte|Bytes"
              + "|BigDecimal|Blob|Clob|BinaryStream|CharacterStream|Tables|Columns)"
              + "|persist|merge|remove|find|flush|selectOne|selectList|insert|delete"
              + "|create\\w*Query|refresh|detach|getReference");

  private static final Pattern CONNECTIONS = Pattern.compile("(?i)\\w*(?:connection|conn)|con");

  /// What a connection of a database is asked besides, and others are too.
  private static final Pattern JDBC_CALLS =
      Pattern.compile(
          "close|isValid|abort|getMetaData|isReadOnly|setReadOnly|getCatalog|getSchema|getTransactionIsolation"
              + "|getWarnings|clearWarnings|create(?:Blob|Clob|NClob|SQLXML|ArrayOf|Struct)"
              + "|(?:execute|query|prepare)(?:\\p{Upper}\\w*)?");

  private static final Pattern DATA_SOURCES = Pattern.compile("(?i)\\w*data_?source|xads|ds");

  private static final Pattern DELEGATES =
      Pattern.compile(
          "(?i)_?(?:mc|inner|wrapped|wrappee|target|(?:delegat|real|underlying|original|physical)\\w*"
              + "|\\w*(?:connection|conn|statement|stmt|resultset|metadata))_?");

  /// Databases that are asked through their library.
  private static final Pattern DATABASES =
      Pattern.compile(
          "(?!org\\.hibernate\\.search\\.)(?:org\\.hibernate|com\\.mongodb|com\\.datastax|com\\.couchbase"
              + "|org\\.neo4j\\.driver|redis\\.clients|io\\.lettuce|org\\.jooq|org\\.jdbi|org\\.apache\\.ibatis"
              + "|org\\.springframework\\.(?:jdbc|orm|data)|com\\.j256\\.ormlite|io\\.r2dbc|android\\.database"
              + "|com\\.sleepycat|org\\.influxdb|org\\.rocksdb)\\.(?:\\w+\\.)*"
              + "\\w*(?:Session|Database|Collection|Template|Operations|Connection|Statement|Dao|Client|Commands"
              + "|Cursor|Jedis|Transaction|EntityManager|Table|Repository|DB)");

  private static final Pattern DATABASE_VERBS =
      Pattern.compile(
          "(?:execute|query|find|insert|update|delete|save|persist|merge|remove|replace|aggregate|count|drop"
              + "|select|begin|fetch|put|load)(?:\\p{Upper}\\w*)?"
              + "|create(?:Collection|Index\\w*|Table\\w*|\\w*Query|Statement)|run|get|list|commit|rollback"
              + "|flush|refresh|prepare|close|uniqueResult|next");

  private static final Pattern STORES = Pattern.compile("db|\\w*[a-z]D[Bb]");
  private static final Pattern STORE_CALLS =
      Pattern.compile(
          "put|get|delete|write|insert\\w*|upsert|query|rawQuery|execSQL|execute\\w*|beginTransaction"
              + "|open\\w*Cursor|createWriteBatch|commit|rollback|compact\\w*");
  private static final Pattern CURSORS = Pattern.compile("(?i)\\w*cursor");
  private static final Pattern CURSOR_CALLS =
      Pattern.compile(
          "moveTo(?:First|Next|Last|Prev\\w*|Position)|getColumnIndex\\w*|getSearchKey\\w*");
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
          "createNativeQuery",
          "createNamedQuery",
          "createSQLQuery",
          "getResultList",
          "getSingleResult");

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
      Set.of(
          "execCommand",
          "startProcess",
          "runProcess",
          "execProcess",
          "launchProcess",
          "spawnProcess",
          "forkProcess",
          "executeProcess",
          "executeCommandLine",
          "execCommandLine",
          "runCommandLine",
          "killProcess",
          "destroyProcess");

  /// What runs a program when it is told to.
  private static final Pattern RUNNERS =
      Pattern.compile(
          "(?i)\\w*(?:process|shell|shellcommand)_?(?:executor|runner|launcher|starter|exec)|shexec"
              + "|(?-i:Execute)");

  private static final Pattern RUNNER_CALLS =
      Pattern.compile("(?:execute|exec|run|start|launch|spawn)(?:\\p{Upper}\\w*)?");
  private static final Pattern RUNNING =
      Pattern.compile(
          "(?i)\\w*(?:exec|start|run|launch|spawn|fork|call|process|invoke|create)\\w*");
  private static final Pattern ENDING =
      Pattern.compile("(?:destroy|kill|waitFor|terminate|await)(?:\\p{Upper}\\w*)?");

  /// What runs programs elsewhere.
  private static final Pattern REMOTE =
      Pattern.compile("(?i)\\w*(?:sess|session|ssh|channel|conn|connection)");

  /// Arguments of the program itself.
  private static final Pattern OWN_LINES =
      Pattern.compile("org\\.apache\\.commons\\.cli\\..*|picocli\\..*");

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
      return FileOrigins.leadsToPeer(method, call) ? Optional.of("network") : Optional.empty();
    }
    if (call.form() == Call.Form.CONSTRUCTOR
        && !call.arguments().isEmpty()
        && FILE_OPENERS.matcher(call.owner().simpleName()).matches()) {
      return Optional.of("file");
    }
    if (!call.isMethod()) {
      return Optional.empty();
    }
    if (isProgram(method, call)) {
      return Optional.of("process");
    }
    if (call.onSelf() || call.receiver().isEmpty()) {
      return Optional.empty();
    }
    String variable = FileOrigins.receiver(call);
    String type = call.owner().simpleName();
    if (isPeer(method, call, variable, type)) {
      return Optional.of("network");
    }
    if (call.receiver().get().isSuperExpr()) {
      return isFile(call, variable) ? Optional.of("file") : Optional.empty();
    }
    if (isDatabase(method, call, variable, type)) {
      return Optional.of("database");
    }
    if (PROCESS_CALLS.contains(call.name()) && PROCESSES.matcher(variable).matches()) {
      return Optional.of("process");
    }
    return isFile(call, variable) ? Optional.of("file") : Optional.empty();
  }

  /// `execProcess(command)`, `Tools.start(builder)`, `shell.run(commandLine)`.
  private static boolean isProgram(MethodSketch method, Call call) {
    if (PROCESS_STARTS.contains(call.name()) && !call.onSelf()) {
      return !REMOTE.matcher(FileOrigins.receiver(call)).matches();
    }
    if (RUNNING.matcher(call.name()).matches()
        && isGiven(method, call, type -> type.is("java.lang.ProcessBuilder"))) {
      return true;
    }
    if (call.onSelf() || call.receiver().isEmpty()) {
      return false;
    }
    return (ENDING.matcher(call.name()).matches()
            && isGiven(method, call, type -> type.is("java.lang.Process")))
        || (RUNNER_CALLS.matcher(call.name()).matches()
            && (either(RUNNERS, FileOrigins.receiver(call), call.owner().simpleName())
                || (isGiven(method, call, PeerNames::isCommandLine)
                    && !method.types().anyOrigin(name -> OWN_LINES.matcher(name).matches()))));
  }

  private static boolean isCommandLine(JavaType type) {
    return type.dimensions() == 0
        && type.simpleName().toLowerCase(Locale.ROOT).endsWith("commandline");
  }

  private static boolean isGiven(MethodSketch method, Call call, Predicate<JavaType> wanted) {
    return call.arguments().stream().map(method::typeOf).anyMatch(wanted);
  }

  private static boolean isDatabase(MethodSketch method, Call call, String variable, String type) {
    String name = call.name();
    boolean named =
        (DATABASE_CALLS.contains(name) && !CACHES.matcher(variable).matches())
            || (CONNECTIONS.matcher(variable).matches() && CONNECTION_CALLS.contains(name))
            || (either(STATEMENTS, variable, type)
                && STATEMENT_CALLS.matcher(name).matches()
                && !isSyntax(method))
            || (call.resolved()
                && DATABASES.matcher(call.owner().name()).matches()
                && DATABASE_VERBS.matcher(name).matches())
            || (either(STORES, variable, type) && STORE_CALLS.matcher(name).matches())
            || (either(CURSORS, variable, type) && CURSOR_CALLS.matcher(name).matches());
    return named
        || (either(CONNECTIONS, variable, type)
            && JDBC_CALLS.matcher(name).matches()
            && FileOrigins.ofJdbc(method.types()))
        || (DATA_SOURCES.matcher(variable).matches()
            && name.equals("getConnection")
            && FileOrigins.ofJdbc(method.types()))
        || isDelegation(method, call);
  }

  /// `ResultSet getTables(…) throws SQLException { … inner.getTables(…) … }`.
  private static boolean isDelegation(MethodSketch method, Call call) {
    return call.name().equals(method.head().name())
        && method.declaredThrows().stream()
            .anyMatch(thrown -> thrown.simpleName().equals("SQLException"))
        && call.receiver().filter(at -> at.isNameExpr() || at.isFieldAccessExpr()).isPresent()
        && DELEGATES.matcher(LockRule.lastName(call.receiver())).matches();
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
            && (!PLAIN_CALLS.contains(call.name())
                || (isGiven(method, call, given -> given.is("java.nio.ByteBuffer"))
                    && FileOrigins.ofNetwork(method.types())))
            && CHANNEL_CALLS.matcher(call.name()).matches())
        || (CONNECTORS.matcher(type.isEmpty() ? variable : type).matches()
            && !either(NO_CONNECTORS, variable, type)
            && CONNECTOR_CALLS.matcher(call.name()).matches())
        || (either(CLIENTS, variable, type)
            && !either(NO_CLIENTS, variable, type)
            && CLIENT_CALLS.matcher(call.name()).matches())
        || (variable.equals("ctx")
            && type.endsWith("Context")
            && CONTEXT_CALLS.contains(call.name())
            && FileOrigins.ofNetwork(method.types()))
        || (either(RESOLVERS, variable, type)
            && !call.arguments().isEmpty()
            && RESOLVER_CALLS.matcher(call.name()).matches())
        || SOCKET_MAKING.matcher(call.name()).matches()
        || isLink(method, call, type.isEmpty() ? variable : type);
  }

  /// `connection.close()`, `client.fetch(…)` where the file deals with the network.
  private static boolean isLink(MethodSketch method, Call call, String name) {
    if (ANY_CLIENTS.matcher(name).matches()) {
      return SENDING.matcher(call.name()).matches()
          || (CLIENT_CALLS.matcher(call.name()).matches() && FileOrigins.ofNetwork(method.types()));
    }
    return LINKS.matcher(name).matches()
        && LINK_CALLS.matcher(call.name()).matches()
        && FileOrigins.ofNetwork(method.types())
        && !FileOrigins.ofJdbc(method.types())
        && !DATABASES.matcher(call.owner().name()).matches();
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

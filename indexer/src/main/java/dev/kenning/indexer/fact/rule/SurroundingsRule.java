package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.Expression;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.NameText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// `uses`: calls that touch what is outside of the program: files, network, database, other
/// processes, the environment (properties, variables, defaults, resources of the machine), the
/// clock, chance, the console. Known are the JDK's types and the common libraries; by name, what a
/// socket, a peer, a statement, a file or a process of an unknown type does ([PeerNames]), where
/// the file shows what it deals with also a connection, a session or a client ([FileOrigins]).
///
/// A URL that is opened counts as network unless the method shows that it is one of the class path.
/// Asking a `File` or `Path` for its name touches nothing, nor does what stands under `if (false)`.
/// Misses what called methods touch, and streams, which do not say where they lead, unless they are
/// held beside a socket.
final class SurroundingsRule implements FactRule {
  private static final Map<String, KnownCalls> CALLS = new LinkedHashMap<>();

  static {
    CALLS.put(
        "file",
        KnownCalls.of(
            """
            java.nio.file.Files: *
            java.io.File: exists isFile isDirectory isHidden delete deleteOnExit mkdir mkdirs list \
            listFiles length lastModified createNewFile createTempFile renameTo canRead canWrite \
            canExecute setReadable setWritable setExecutable setReadOnly setLastModified \
            getCanonicalFile getCanonicalPath getFreeSpace getTotalSpace getUsableSpace listRoots
            java.io.FileInputStream: new
            java.io.FileOutputStream: new
            java.io.FileReader: new
            java.io.FileWriter: new
            java.io.RandomAccessFile: *
            java.util.zip.ZipFile: new getInputStream getEntry entries
            java.util.jar.JarFile: new getManifest getJarEntry
            java.nio.channels.FileChannel: *
            java.nio.channels.AsynchronousFileChannel: *
            java.nio.file.Path: toRealPath register
            java.nio.file.WatchService: poll take
            java.nio.file.FileStore: *
            java.util.logging.FileHandler: new
            org.springframework.util.FileSystemUtils: *
            org.apache.commons.io.file.PathUtils: *
            com.google.common.io.MoreFiles: *
            org.apache.commons.io.FileUtils: *
            com.google.common.io.Files: *
            """));
    CALLS.put(
        "network",
        KnownCalls.of(
            """
            java.net.Socket: new connect getInputStream getOutputStream bind sendUrgentData \
            shutdownInput shutdownOutput close setSoTimeout getSoTimeout setKeepAlive getKeepAlive \
            setTcpNoDelay getTcpNoDelay setSoLinger getSoLinger setReceiveBufferSize \
            getReceiveBufferSize setSendBufferSize getSendBufferSize setTrafficClass \
            getTrafficClass setReuseAddress getReuseAddress setOption getOption
            java.net.ServerSocket: new accept bind close
            java.net.DatagramSocket: new send receive connect bind close setSoTimeout getSoTimeout \
            setReuseAddress getReuseAddress setReceiveBufferSize getReceiveBufferSize \
            setSendBufferSize getSendBufferSize setBroadcast setTrafficClass
            java.net.MulticastSocket: joinGroup leaveGroup
            java.net.HttpURLConnection: connect getInputStream getOutputStream getContent \
            getResponseCode getResponseMessage getHeaderField getContentLength getErrorStream \
            getContentType getContentLengthLong getLastModified disconnect getHeaderFields
            java.net.http.HttpClient: send sendAsync
            java.net.InetAddress: getByName getAllByName getLocalHost isReachable \
            getCanonicalHostName getHostName
            java.net.NetworkInterface: getNetworkInterfaces getByName getByInetAddress networkInterfaces
            java.nio.channels.SocketChannel: open connect finishConnect read write close shutdownInput \
            shutdownOutput configureBlocking setOption
            java.nio.channels.ServerSocketChannel: open accept bind close configureBlocking setOption
            java.nio.channels.DatagramChannel: open send receive read write connect bind close \
            configureBlocking setOption
            java.nio.channels.Selector: select selectNow
            java.nio.channels.spi.SelectorProvider: openSocketChannel openServerSocketChannel \
            openDatagramChannel inheritedChannel
            java.rmi.Naming: lookup bind rebind unbind list
            java.rmi.registry.LocateRegistry: createRegistry
            java.rmi.registry.Registry: lookup bind rebind unbind list
            javax.management.remote.JMXConnectorFactory: connect
            javax.management.remote.JMXConnector: connect close
            javax.jms.ConnectionFactory: createConnection createContext
            javax.jms.Connection: start stop close
            javax.jms.MessageProducer: send
            javax.jms.MessageConsumer: receive receiveNoWait
            jakarta.jms.ConnectionFactory: createConnection createContext
            jakarta.jms.Connection: start stop close
            jakarta.jms.MessageProducer: send
            jakarta.jms.MessageConsumer: receive receiveNoWait
            java.nio.channels.AsynchronousSocketChannel: open connect read write
            java.nio.channels.AsynchronousServerSocketChannel: open accept bind
            javax.net.SocketFactory: createSocket
            javax.net.ServerSocketFactory: createServerSocket
            javax.net.ssl.SSLSocket: startHandshake setSSLParameters setEnabledProtocols \
            setEnabledCipherSuites setNeedClientAuth setUseClientMode getSession
            com.sun.net.httpserver.HttpServer: create bind start
            com.sun.net.httpserver.HttpExchange: sendResponseHeaders getResponseBody getRequestBody
            org.apache.http.client.HttpClient: execute
            org.apache.http.impl.client.CloseableHttpClient: execute
            org.apache.hc.client5.http.classic.HttpClient: execute executeOpen
            org.apache.hc.client5.http.impl.classic.CloseableHttpClient: execute
            okhttp3.Call: execute enqueue
            okhttp3.OkHttpClient: newCall newWebSocket
            okhttp3.WebSocket: send close
            java.nio.channels.AsynchronousSocketChannel: close
            org.springframework.web.client.RestOperations: execute exchange getForObject \
            getForEntity headForHeaders postForLocation postForObject postForEntity put \
            patchForObject delete optionsForAllow
            org.springframework.web.client.RestTemplate: execute exchange getForObject \
            getForEntity headForHeaders postForLocation postForObject postForEntity put \
            patchForObject delete optionsForAllow
            jakarta.ws.rs.client.Invocation.Builder: get post put delete head options method
            javax.ws.rs.client.Invocation.Builder: get post put delete head options method
            jakarta.ws.rs.client.Invocation: invoke submit
            javax.ws.rs.client.Invocation: invoke submit
            org.apache.http.nio.client.HttpAsyncClient: execute
            org.apache.commons.httpclient.HttpClient: executeMethod
            io.netty.bootstrap.Bootstrap: connect
            io.netty.bootstrap.ServerBootstrap: bind
            io.netty.channel.Channel: write writeAndFlush flush connect bind close disconnect
            io.netty.channel.ChannelHandlerContext: write writeAndFlush flush connect bind close \
            disconnect
            java.net.http.WebSocket: sendText sendBinary sendPing sendPong sendClose
            javax.mail.Transport: send sendMessage connect close
            jakarta.mail.Transport: send sendMessage connect close
            javax.naming.directory.DirContext: search
            javax.naming.ldap.LdapContext: reconnect
            """));
    CALLS.put(
        "database",
        KnownCalls.of(
            """
            java.sql.DriverManager: getConnection getDriver getDrivers
            java.sql.Connection: *
            java.sql.Statement: *
            java.sql.PreparedStatement: *
            java.sql.CallableStatement: *
            java.sql.ResultSet: *
            java.sql.DatabaseMetaData: *
            javax.sql.DataSource: getConnection setLoginTimeout
            javax.persistence.EntityManager: *
            javax.persistence.Query: *
            javax.persistence.TypedQuery: *
            jakarta.persistence.EntityManager: *
            jakarta.persistence.Query: *
            jakarta.persistence.TypedQuery: *
            org.hibernate.Session: *
            org.springframework.jdbc.core.JdbcTemplate: execute query queryForObject queryForList \
            queryForMap queryForRowSet queryForStream update batchUpdate call
            org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate: execute query \
            queryForObject queryForList queryForMap queryForRowSet queryForStream update batchUpdate
            org.springframework.jdbc.core.JdbcOperations: *
            java.sql.ResultSetMetaData: *
            java.sql.Blob: *
            java.sql.Clob: *
            java.sql.SQLXML: *
            java.sql.Ref: *
            java.sql.Array: *
            java.sql.Driver: connect
            org.springframework.jdbc.core.simple.JdbcClient: *
            org.jdbi.v3.core.Jdbi: open withHandle useHandle inTransaction useTransaction \
            withExtension useExtension
            org.jdbi.v3.core.Handle: execute select createQuery createUpdate createBatch \
            prepareBatch createCall createScript begin commit rollback close inTransaction \
            useTransaction savepoint rollbackToSavepoint
            org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations: *
            org.springframework.jdbc.core.simple.SimpleJdbcInsert: execute executeBatch \
            executeAndReturnKey
            org.apache.ibatis.session.SqlSession: *
            org.hibernate.StatelessSession: *
            org.jooq.DSLContext: *
            com.mongodb.client.MongoCollection: *
            com.mongodb.client.MongoDatabase: *
            com.datastax.oss.driver.api.core.CqlSession: execute executeAsync prepare
            redis.clients.jedis.Jedis: *
            javax.sql.ConnectionPoolDataSource: *
            javax.sql.PooledConnection: *
            javax.sql.RowSet: *
            javax.sql.XADataSource: *
            """));
    CALLS.put(
        "process",
        KnownCalls.of(
            """
            java.lang.ProcessBuilder: start startPipeline
            java.lang.Runtime: exec
            java.lang.Process: waitFor destroy destroyForcibly exitValue getInputStream \
            getErrorStream getOutputStream isAlive pid onExit toHandle info children descendants \
            inputReader errorReader outputWriter
            java.lang.ProcessHandle: destroy destroyForcibly isAlive onExit children descendants \
            allProcesses parent of
            org.apache.commons.exec.Executor: execute
            org.apache.commons.exec.DefaultExecutor: execute
            org.zeroturnaround.exec.ProcessExecutor: execute executeNoTimeout start
            org.apache.tools.ant.taskdefs.Execute: execute spawn launch runCommand
            org.codehaus.plexus.util.cli.CommandLineUtils: executeCommandLine executeCommandLineAsCallable
            """));
    CALLS.put(
        "environment",
        KnownCalls.of(
            """
            java.lang.System: getenv getProperty getProperties setProperty setProperties clearProperty \
            lineSeparator
            java.lang.Integer: getInteger
            java.lang.Long: getLong
            java.lang.Boolean: getBoolean
            java.lang.Runtime: availableProcessors totalMemory freeMemory maxMemory version
            java.util.Locale: getDefault setDefault
            java.util.TimeZone: getDefault setDefault
            java.time.ZoneId: systemDefault
            java.nio.charset.Charset: defaultCharset
            java.lang.management.ManagementFactory: *
            """));
    CALLS.put(
        "clock",
        KnownCalls.of(
            """
            java.lang.System: currentTimeMillis nanoTime
            java.time.Instant: now
            java.time.LocalDate: now
            java.time.LocalTime: now
            java.time.LocalDateTime: now
            java.time.ZonedDateTime: now
            java.time.OffsetDateTime: now
            java.time.OffsetTime: now
            java.time.Year: now
            java.time.YearMonth: now
            java.time.MonthDay: now
            java.time.InstantSource: instant millis
            java.time.Clock: instant millis
            java.util.Calendar: getInstance
            """));
    CALLS.put(
        "random",
        KnownCalls.of(
            """
            java.util.Random: *
            java.util.random.RandomGenerator: *
            java.security.SecureRandom: *
            java.util.concurrent.ThreadLocalRandom: *
            java.util.SplittableRandom: *
            java.lang.Math: random
            java.util.UUID: randomUUID
            java.util.Collections: shuffle
            """));
    CALLS.put(
        "console",
        KnownCalls.of(
            """
            java.io.Console: *
            java.lang.System: console setOut setErr setIn
            """));
  }

  /// Made without arguments, they hold the present.
  private static final Set<String> NOW = Set.of("java.util.Date", "java.util.GregorianCalendar");

  private static final Set<String> STANDARD_STREAMS =
      Set.of("System.in", "System.out", "System.err");

  /// What asks no database, though it is asked of its objects.
  private static final Pattern QUIET =
      Pattern.compile(
          "getClass|equals|hashCode|toString|unwrap|isWrapperFor"
              + "|get(?:FirstResult|MaxResults|Delegate|Hints|Parameters?|ParameterValue|FlushMode|LockMode"
              + "|CriteriaBuilder|Metamodel|EntityManagerFactory)"
              + "|get(?:ReadConcern|WriteConcern|ReadPreference|Namespace|CodecRegistry|DocumentClass)"
              + "|with(?:ReadConcern|WriteConcern|ReadPreference|CodecRegistry|DocumentClass)");

  /// Made of a file, they open it.
  private static final Set<String> OPENERS =
      Set.of(
          "java.io.PrintWriter",
          "java.io.PrintStream",
          "java.util.Scanner",
          "java.util.Formatter",
          "java.util.zip.ZipFile");

  private static final KnownCalls URLS =
      KnownCalls.of(
          """
          java.net.URL: openConnection openStream getContent
          java.net.URLConnection: connect getInputStream getOutputStream getContent getHeaderField \
          getContentLength getContentType getContentLengthLong getLastModified
          """);

  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Call call : method.calls()) {
      CALLS.forEach((what, calls) -> {
        boolean own =
            what.equals("database") && (isOwn(call) || QUIET.matcher(call.name()).matches());
        if (!own && calls.has(call, method.types())) {
          facts.add(FactKind.USES, what, call.place());
        }
      });
      boolean now =
          call.form() == Call.Form.CONSTRUCTOR
              && call.arguments().isEmpty()
              && call.resolved()
              && NOW.contains(call.owner().name());
      if (now) {
        facts.add(FactKind.USES, "clock", call.place());
      }
      if (URLS.has(call, method.types()) && !call.onSelf() && !PeerNames.staysInside(method)) {
        facts.add(FactKind.USES, "network", call.place());
      }
      boolean opened =
          call.form() == Call.Form.CONSTRUCTOR
              && call.resolved()
              && OPENERS.contains(call.owner().name())
              && call.argument(0).filter(of -> isFile(method, of)).isPresent();
      if (opened) {
        facts.add(FactKind.USES, "file", call.place());
      }
      PeerNames.touched(method, call)
          .ifPresent(what -> facts.add(FactKind.USES, what, Resolution.BY_NAME, call.place()));
      if (isStandardStream(call) && !PeerNames.isNeverRun(call)) {
        facts.add(FactKind.USES, "console", call.place());
      }
    }
  }

  /// What a driver or a wrapper asks of itself is not the database yet.
  private static boolean isOwn(Call call) {
    return call.onSelf()
        || call.receiver().filter(at -> at.isThisExpr() || at.isSuperExpr()).isPresent();
  }

  private static boolean isFile(MethodSketch method, Expression argument) {
    return method.typeOf(argument).is("java.io.File")
        || method.typeOf(argument).is("java.nio.file.Path");
  }

  /// `System.out.println(…)`, `new Scanner(System.in)`, `run(System.out)`.
  private static boolean isStandardStream(Call call) {
    boolean printed =
        call.receiver()
            .map(NameText::of)
            .filter(text -> text.equals("System.out") || text.equals("System.err"))
            .isPresent();
    return printed
        || call.receiver().map(NameText::of).filter("System.in"::equals).isPresent()
        || call.arguments().stream().map(NameText::of).anyMatch(STANDARD_STREAMS::contains);
  }
}

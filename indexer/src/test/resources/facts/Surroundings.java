// kinds: uses
package sample;

import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Random;
import java.util.UUID;

class Surroundings {
  void files(Path path, File file) throws Exception {
    Files.readString(path); //> uses:file
    new FileInputStream(file).close(); //> uses:file
    file.delete(); //> uses:file
  }

  void onlyNames(Path path, File file) {
    path.getFileName();
    file.getName();
    path.resolve("a");
  }

  void network(HttpClient client, Socket socket) throws Exception {
    client.send(null, null); //> uses:network
    socket.getOutputStream(); //> uses:network
    URI.create("http://a").toURL().openStream(); //> uses:network
  }

  void networkByName(java.net.DatagramPacket packet) throws Exception {
    _socket_.getInputStream(); //> uses:network by-name
    checkOpen().receive(packet); //> uses:network by-name
  }

  void closed(Socket socket) throws Exception {
    socket.setKeepAlive(true); //> uses:network
    socket.close(); //> uses:network
  }

  void noPeer(Message message) throws Exception {
    queue.receive(message);
    socketFactory.close();
    socket.isConnected();
  }

  void address() throws Exception {
    URI.create("http://a").getHost();
  }

  void database(Connection connection) throws Exception {
    connection.prepareStatement("x").executeQuery(); //> uses:database
  }

  void process() throws Exception {
    new ProcessBuilder("ls").start(); //> uses:process
  }

  void environment() {
    System.getenv("HOME"); //> uses:environment
    System.getProperty("x"); //> uses:environment
  }

  void clock(Clock clock) {
    System.nanoTime(); //> uses:clock
    Instant.now(clock); //> uses:clock
    new Date(); //> uses:clock
  }

  void datesThatAreGiven() {
    new Date(0);
    LocalDate.of(2020, 1, 1);
    Instant.ofEpochMilli(0);
  }

  void chance(Random random) {
    random.nextInt(); //> uses:random
    UUID.randomUUID(); //> uses:random
    Math.random(); //> uses:random
    UUID.fromString("a");
  }

  void console() {
    System.out.println("a"); //> uses:console
    run(System.err); //> uses:console
  }

  void stream(InputStream in) throws Exception {
    in.read();
  }

  void inText() {
    String text = "Files.readString(path)";
  }

  void peersOfOthers(JChannel channel, OkHttpClient http, Connection2 conn) throws Exception {
    channel.connect("cluster"); //> uses:network by-name
    http.newCall(null); //> uses:network by-name
    ctx.writeAndFlush(null); //> uses:network by-name
    fileChannel.connect("a");
    messageChannel.send(null);
  }

  void classPath() throws Exception {
    java.net.URL entry = Surroundings.class.getResource("a.txt");
    entry.openStream().close();
  }

  InputStream opened(java.net.URL address) throws Exception {
    return address.openConnection().getInputStream(); //> uses:network
  }

  InputStream jarEntry(java.net.URL jarUrl) throws Exception {
    return jarUrl.openStream();
  }

  void databaseByName() throws Exception {
    statement.executeQuery("x"); //> uses:database by-name
    conn.setAutoCommit(true); //> uses:database by-name
    statement.toString();
  }

  void fileSystems(java.io.File file) throws Exception {
    fs.mkdirs(path); //> uses:file
    new java.io.PrintWriter(file); //> uses:file
    FileUtils2.list();
    FileHelper.copy(path); //> uses:file
    new PlainFileInputStream(path); //> uses:file
    new java.io.PrintWriter(System.err); //> uses:console
    file.toPath();
  }

  void processByName(ProcessBuilder builder) throws Exception {
    Tools.exec(builder); //> uses:process by-name
    childProcess.waitFor(); //> uses:process by-name
    command.process();
  }

  void neverRun() {
    if (false) {
      System.out.println("a");
    }
  }

  abstract class Wrapped implements java.sql.Statement {
    public java.sql.ResultSet executeQuery(String sql) throws java.sql.SQLException {
      return this.executeQuery(sql);
    }
  }

  void modes(java.nio.channels.SocketChannel socket) throws Exception {
    socket.configureBlocking(false); //> uses:network
  }

  void wires(AsyncConnection async, DataChannel data, PageChannel page, java.nio.ByteBuffer buffer)
      throws Exception {
    async.close(); //> uses:network by-name
    data.read(buffer); //> uses:network by-name
    data.read(page);
    outputChannel.write(buffer);
  }

  void databaseOrNot(PooledConnection2 connection) throws Exception {
    connection.rollback("a"); //> uses:database by-name
    pageCache.executeQuery("x");
  }

  void byAnt(org.apache.tools.ant.taskdefs.Execute task) throws Exception {
    task.execute(); //> uses:process
    task.setSpawn(true);
  }

  void resolved(HostResolver resolver, SSLContext2 context) throws Exception {
    resolver.resolve("a"); //> uses:network by-name
    resolver.reset();
    context.createSocket(); //> uses:network by-name
    client.ping(resolver); //> uses:network by-name
    clients.get().connect();
    client.get().connect("a"); //> uses:network by-name
    client.toString();
  }

  void links(Link2Connection link, RemoteSession session) throws Exception {
    session.getId();
    link.isOpen();
    link.getTransport().getName();
  }

  static class Held {
    private Socket socket;
    private java.io.OutputStream out;
    private java.io.ByteArrayOutputStream kept;
    private java.io.OutputStream traceOut;

    void send(java.io.OutputStream given) throws Exception {
      out.write(1); //> uses:network by-name
      out.flush(); //> uses:network by-name
      kept.write(1);
      traceOut.write(1);
      given.write(1);
    }
  }

  static class NotHeld {
    private java.io.OutputStream out;

    void send() throws Exception {
      out.write(1);
    }
  }

  void rowsOfOthers(ResultSetInternalMethods rs, javax.sql.DataSource source) throws Exception {
    rs.getBigDecimal(1); //> uses:database by-name
    managed.getResultList(); //> uses:database by-name
    pool.close();
    conn.close(); //> uses:database by-name
    conn.isValid(3); //> uses:database by-name
    conn.getName();
    theDataSource.getConnection(); //> uses:database by-name
    db.put(1, 2); //> uses:database by-name
    db.name();
    cursor.moveToFirst(); //> uses:database by-name
    cursor.next();
    cache.put(1, 2);
  }

  java.sql.ResultSet getTables(String a) throws java.sql.SQLException {
    check();
    helper.getViews(a);
    return inner.getTables(a); //> uses:database by-name
  }

  boolean previous() throws java.sql.SQLException {
    return navigator.previous();
  }

  java.sql.ResultSet getViews(String a) {
    return inner.getViews(a);
  }

  void entities(org.hibernate.Session2 other, com.mongodb.client.MongoIterable rows, Model model) {
    em.createNamedQuery("a"); //> uses:database by-name
    other.getName();
    rows.first();
    model.persist();
  }

  void programs(Process process, CommandLine line, Commandline2 other, ProcessBuilder builder) throws Exception {
    Processes.killTree(process); //> uses:process by-name
    processes.add(process);
    executor.execute(line); //> uses:process by-name
    executor.execute(other);
    lines.add(line);
    environment.apply(builder);
    processRunner.run("ls"); //> uses:process by-name
    tools.executeCommandLine("ls"); //> uses:process by-name
    commandExecutor.execute(other);
    taskRunner.run();
  }

  void quiet(Connection connection, com.mongodb.client.MongoCollection rows) throws Exception {
    connection.getClass();
    connection.unwrap(null);
    rows.getReadConcern();
    rows.count(); //> uses:database
  }

  void made(HttpClientFactory factory, Remote sess) {
    new org.springframework.web.client.RestTemplate(factory);
    httpClientFactory.pingInterval();
    sess.execCommand("ls");
    shell.execCommand("ls"); //> uses:process by-name
  }

  void builders(jakarta.persistence.EntityManager entities, jakarta.persistence.Query query) {
    entities.getDelegate();
    query.getMaxResults();
    org.springframework.data.mongodb.core.query.Query.query(null);
    org.hibernate.search.SearchSession.get(null);
    query.executeUpdate(); //> uses:database
  }
}

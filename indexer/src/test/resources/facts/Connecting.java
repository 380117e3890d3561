// kinds: uses
package sample;

import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import org.apache.commons.cli.CommandLine;

class Connecting {
  void closed(Connection conn, RemoteSession session, Transport transport) throws Exception {
    conn.close(); //> uses:network by-name
    session.write("a"); //> uses:network by-name
    transport.reconnect(); //> uses:network by-name
    conn.getName();
    session.setAttribute("a", "b");
    closeQuietly(conn);
  }

  void asked(StoreClient client, ClientBuilder builder) {
    client.get("a"); //> uses:network by-name
    client.getName();
    builder.get();
    clientCount.get();
  }

  int read(ByteChannel channel, ByteBuffer buffer) throws Exception {
    return channel.read(buffer); //> uses:network by-name
  }

  void memory(java.io.ByteArrayOutputStream out) {
    out.write(1);
  }

  void ownArguments(CommandLine line) {
    commands.run(line);
  }

  void inAFilter(FilterChainContext ctx) {
    ctx.write("a"); //> uses:network by-name
    ctx.getName();
  }

  void ofSupport(TcpConnectionSupport connection, RemoteSession session, ByteBuffer buffer)
      throws Exception {
    connection.send("a"); //> uses:network by-name
    session.receiveCertificateType();
    held.channel().write(buffer); //> uses:network by-name
    held.channel().write("a");
  }
}

package dev.kenning.search.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.search.breaker.Breaker;
import dev.kenning.search.breaker.BreakerConfig;
import dev.kenning.search.breaker.FaultyEmbedder;
import dev.kenning.search.breaker.GuardedEmbedder;
import dev.kenning.search.http.HttpConfig.Connections;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A server that shows a certificate made by ourselves, and what is said of keystores that will not
/// do.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TlsTest {
  private static final String PASSWORD = "a pass phrase";

  @TempDir static Path folder;
  private final FaultyEmbedder model = new FaultyEmbedder();
  private Path keystore;
  private TlsIdentity identity;
  private RunningServer server;

  @BeforeAll
  void start() throws Exception {
    keystore = SelfMadeKeystore.make(folder.resolve("one.p12"), PASSWORD, "kenning");
    identity = TlsIdentity.read(keystore, PASSWORD, Optional.empty());
    Operations operations = Operations.defaults();
    server =
        RunningServer.start(
                Files.createDirectory(folder.resolve("data")),
                new GuardedEmbedder(
                    model, new Breaker("model", BreakerConfig.defaults(), Clock.systemUTC()), 9, 9),
                HttpConfig.defaults()
                    .withAddress("127.0.0.1", 0)
                    .with(identity)
                    .with(new Connections(100, Duration.ofSeconds(20), Duration.ofSeconds(1))),
                operations)
            .withTree("shop", RunningServer.shop(Files.createDirectory(folder.resolve("shop"))));
  }

  @AfterAll
  void stop() {
    model.recover();
    server.close();
  }

  /// Trusts what the server shows, by the name in it.
  private SSLContext trusting() throws Exception {
    KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null, null);
    known.setCertificateEntry("server", identity.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private SSLSocket connect(String... protocols) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            trusting().getSocketFactory().createSocket("127.0.0.1", server.address().getPort());
    socket.setSoTimeout(20_000);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    return socket;
  }

  private static String ask(SSLSocket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String post(String query, String connection) {
    String body = "{\"query\": \"%s\", \"deadline_ms\": 60000}".formatted(query);
    return "POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Connection: "
        + connection
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  @Test
  void answersOverTheNewerProtocolsAlone() throws Exception {
    assertThat(server.address().getScheme()).isEqualTo("https");
    for (String protocol : new String[] {"TLSv1.3", "TLSv1.2"}) {
      try (SSLSocket socket = connect(protocol)) {
        assertThat(ask(socket, post("growing pauses", "close")))
            .startsWith("HTTP/1.1 200")
            .contains("sendWithBackoff");
        assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
        assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(identity.certificate());
      }
    }
    try (SSLSocket socket = connect()) {
      String[] old =
          Stream.of(socket.getSupportedProtocols())
              .filter(name -> name.matches("TLSv1(\\.1)?"))
              .toArray(String[]::new);
      assertThat(old).isNotEmpty();
      socket.setEnabledProtocols(old);
      assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
    }
  }

  @Test
  void whoDoesNotKnowTheCertificateIsWarned() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> client.send(request(server.address()), BodyHandlers.ofString()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void plainHttpIsNotAnswered() {
    URI plain = URI.create("http://127.0.0.1:" + server.address().getPort());
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> client.send(request(plain), BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
  }

  private static HttpRequest request(URI server) {
    return HttpRequest.newBuilder(server.resolve("/readyz"))
        .timeout(Duration.ofSeconds(10))
        .GET()
        .build();
  }

  @Test
  void callersWhoHangUpAreNoticedBehindEncryptionToo() throws Exception {
    model.stallFromNowOn();
    try {
      try (SSLSocket leaving = connect()) {
        leaving
            .getOutputStream()
            .write(post("never answered", "keep-alive").getBytes(StandardCharsets.ISO_8859_1));
        leaving.getOutputStream().flush();
        await("kenning_http_connections ", 1);
      }
      await("kenning_refusals_total{reason=\"caller-gone\"} ", 1);
    } finally {
      model.recover();
    }
  }

  /// Asked over a connection of its own, which is one of those counted.
  private void await(String metric, double least) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (true) {
      try (SSLSocket socket = connect()) {
        String heard =
            ask(
                socket,
                """
                GET /metrics HTTP/1.1
                Host: localhost
                Connection: close
                Accept-Encoding: identity

                """
                    .replace("\n", "\r\n"));
        if (heard
            .lines()
            .filter(line -> line.startsWith(metric))
            .anyMatch(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))) >= least)) {
          return;
        }
      }
      assertThat(System.nanoTime()).as("%s did not reach %s", metric, least).isLessThan(until);
      LockSupport.parkNanos(50_000_000);
    }
  }

  @Test
  void handshakeThatDribblesIsCutOff() throws Exception {
    byte[] hello = new byte[300];
    hello[0] = 22; // a handshake record, of TLS 1.0 as all of them say, that never comes to its end
    hello[1] = 3;
    hello[2] = 1;
    hello[3] = 1;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket.setSoTimeout(1);
      long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
      int sent = 0;
      boolean cut = false;
      while (!cut) {
        assertThat(System.nanoTime()).as("%d bytes were waited for", sent).isLessThan(until);
        try {
          socket.getOutputStream().write(hello[Math.min(sent++, hello.length - 1)]);
          cut = socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException _) {
          LockSupport.parkNanos(60_000_000);
        } catch (IOException _) {
          cut = true;
        }
      }
      assertThat(sent).isLessThan(250);
    }
    await("kenning_http_connections_closed_total{reason=\"slow_header\"} ", 1);
  }

  @Test
  void keystoresThatWillNotDoAreExplained() throws Exception {
    Path two = SelfMadeKeystore.make(folder.resolve("two.p12"), PASSWORD, "first", "second");
    Path text = Files.writeString(folder.resolve("text.p12"), "no keystore at all");
    Path certificates = folder.resolve("certificates.p12");
    KeyStore keyless = KeyStore.getInstance("PKCS12");
    keyless.load(null, null);
    keyless.setCertificateEntry("c", identity.certificate());
    try (var out = Files.newOutputStream(certificates)) {
      keyless.store(out, PASSWORD.toCharArray());
    }
    assertRefused(keystore, "wrong", Optional.empty(), "password", keystore.toString());
    assertRefused(two, PASSWORD, Optional.empty(), "several keys", "first, second");
    assertRefused(two, PASSWORD, Optional.of("third"), "no key 'third'", "first, second");
    assertRefused(text, PASSWORD, Optional.empty(), "no keystore");
    assertRefused(certificates, PASSWORD, Optional.empty(), "holds no private key");
    assertRefused(folder, PASSWORD, Optional.empty(), "there is no keystore");
    assertThat(TlsIdentity.read(two, PASSWORD, Optional.of("second")).toString())
        .contains("code.example.org")
        .doesNotContain(PASSWORD);
  }

  private static void assertRefused(
      Path keystore, String password, Optional<String> alias, String... words) {
    assertThatThrownBy(() -> TlsIdentity.read(keystore, password, alias))
        .isInstanceOf(TlsUnusableException.class)
        .hasMessageContainingAll(words);
  }
}

package dev.kenning.search.cli;

import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.search.access.ServerCertificate;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// Connects to the server of a data directory. Where that speaks TLS, by the one certificate that
/// it left in the directory: whoever can read that needs nobody else's word for it.
final class ServerConnection {
  private ServerConnection() {}

  /// A client for this server; close it.
  static HttpClient client(DataDirectory directory, URI address, Duration connectTime) {
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(connectTime);
    if ("https".equals(address.getScheme())) {
      Optional<X509Certificate> shown = ServerCertificate.read(directory.root());
      shown.ifPresent(certificate -> client.sslContext(trusting(certificate)));
    }
    return client.build();
  }

  private static SSLContext trusting(X509Certificate certificate) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Pinned(certificate)}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java speaks TLS", e);
    }
  }

  /// Trusts a server with this certificate, whatever it is called, and no other.
  private static final class Pinned extends X509ExtendedTrustManager {
    private final X509Certificate certificate;

    Pinned(X509Certificate certificate) {
      this.certificate = certificate;
    }

    private void require(X509Certificate[] chain) throws CertificateException {
      if (chain.length == 0 || !chain[0].equals(certificate)) {
        throw new CertificateException(
            "it shows another certificate than the one it left in the data directory");
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      require(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      require(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      require(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("Nobody is a client of the command line");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("Nobody is a client of the command line");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("Nobody is a client of the command line");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

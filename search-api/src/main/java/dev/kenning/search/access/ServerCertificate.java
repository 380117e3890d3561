package dev.kenning.search.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;

/// Lets the command line know the server of its data directory again: the certificate that the
/// server shows, left there while it runs. So commands need not trust whoever signed it, which for
/// a self-made one is nobody, nor the names in it. Any thread.
public final class ServerCertificate implements AutoCloseable {
  private static final String FILE = "server.crt";
  private static final int MAX_BYTES = 100_000;

  private final Path file;

  private ServerCertificate(Path file) {
    this.file = file;
  }

  /// Writes it into the data directory's folder.
  ///
  /// @throws KeyFileUnusableException if that cannot be written
  public static ServerCertificate leave(Path directory, X509Certificate certificate) {
    Path file = directory.resolve(FILE);
    try {
      String text = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
      PrivateFiles.write(
          file,
          "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
              .formatted(text)
              .getBytes(StandardCharsets.US_ASCII));
      return new ServerCertificate(file);
    } catch (CertificateEncodingException | IOException e) {
      throw new KeyFileUnusableException(file + " cannot be written: " + e, e);
    }
  }

  /// The one of the server that runs; empty where it speaks no TLS.
  public static Optional<X509Certificate> read(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      if (Files.size(file) > MAX_BYTES) {
        return Optional.empty();
      }
      return CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)))
              instanceof X509Certificate certificate
          ? Optional.of(certificate)
          : Optional.empty();
    } catch (IOException | CertificateException _) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      boolean _ = Files.deleteIfExists(file);
    } catch (IOException _) {
      // It is public.
    }
  }
}

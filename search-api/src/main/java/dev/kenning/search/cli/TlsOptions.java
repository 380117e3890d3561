package dev.kenning.search.cli;

import dev.kenning.search.http.TlsIdentity;
import dev.kenning.search.http.TlsUnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a server shows who it is, as it was typed. A password is never typed: the command line of a
/// process is there for everybody on the machine to read.
final class TlsOptions {
  static final String VARIABLE = "KENNING_TLS_PASSWORD";

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description = "Answer over HTTPS alone, by the key in this keystore (PKCS #12 or JKS).")
  private @Nullable String keystore;

  @Option(
      names = "--tls-alias",
      paramLabel = "NAME",
      description = "Which of its keys, where it holds several.")
  private @Nullable String alias;

  @Option(
      names = "--tls-password-file",
      paramLabel = "FILE",
      description = "A file whose first line is its password (default: $" + VARIABLE + ").")
  private @Nullable String passwordFile;

  /// What the server is to show; empty where it speaks plain HTTP.
  Optional<TlsIdentity> identity(Terminal terminal) {
    if (keystore == null) {
      if (alias != null || passwordFile != null) {
        throw new WrongCallException("--tls-alias and --tls-password-file need --tls-keystore.");
      }
      return Optional.empty();
    }
    try {
      TlsIdentity identity =
          TlsIdentity.read(
              terminal.resolve(keystore), password(terminal), Optional.ofNullable(alias));
      remarkOnTime(terminal, identity);
      return Optional.of(identity);
    } catch (TlsUnusableException e) {
      throw new WrongCallException("--tls-keystore: %s.".formatted(e.getMessage()));
    }
  }

  private String password(Terminal terminal) {
    if (passwordFile == null) {
      return terminal
          .variable(VARIABLE)
          .orElseThrow(() ->
              new WrongCallException(
                  "--tls-keystore needs the keystore's password: --tls-password-file FILE, or %s in"
                          .formatted(VARIABLE)
                      + " the environment."));
    }
    Path file = terminal.resolve(passwordFile);
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty()) {
        throw new WrongCallException("--tls-password-file: %s is empty.".formatted(file));
      }
      return lines.getFirst();
    } catch (IOException e) {
      throw new WrongCallException("--tls-password-file: %s cannot be read.".formatted(file));
    }
  }

  private static void remarkOnTime(Terminal terminal, TlsIdentity identity) {
    try {
      identity.certificate().checkValidity(Date.from(terminal.clock().instant()));
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      terminal.remark(
          "kenning: callers will not accept the certificate: it is good from %s to %s."
              .formatted(
                  identity.certificate().getNotBefore().toInstant(),
                  identity.certificate().getNotAfter().toInstant()));
    }
  }
}

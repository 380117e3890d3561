package dev.kenning.search.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// Who the server says it is when it speaks TLS: a private key and its certificate, out of a
/// keystore (PKCS #12 or JKS). Read once; a renewed one counts from the next start.
///
/// Any thread.
public final class TlsIdentity {
  private final KeyStore keys;
  private final String password;
  private final String alias;
  private final X509Certificate certificate;

  private TlsIdentity(KeyStore keys, String password, String alias, X509Certificate certificate) {
    this.keys = keys;
    this.password = password;
    this.alias = alias;
    this.certificate = certificate;
  }

  /// @param password of the keystore, and of the key in it
  /// @param wanted which of the keys; needed where there are several
  /// @throws TlsUnusableException saying what is wrong with which file
  public static TlsIdentity read(Path keystore, String password, Optional<String> wanted) {
    KeyStore keys = opened(keystore, password);
    try {
      String alias = chosen(keystore, keys, wanted);
      if (keys.getKey(alias, password.toCharArray()) == null
          || !(keys.getCertificate(alias) instanceof X509Certificate certificate)) {
        throw new TlsUnusableException(
            "'%s' in %s is no private key with an X.509 certificate".formatted(alias, keystore));
      }
      return new TlsIdentity(keys, password, alias, certificate);
    } catch (UnrecoverableKeyException e) {
      throw new TlsUnusableException(
          "the key in %s has another password than the keystore".formatted(keystore), e);
    } catch (GeneralSecurityException e) {
      throw new TlsUnusableException("%s cannot be used: %s".formatted(keystore, e), e);
    }
  }

  private static KeyStore opened(Path keystore, String password) {
    if (!Files.isReadable(keystore) || Files.isDirectory(keystore)) {
      throw new TlsUnusableException(
          "there is no keystore %s that can be read".formatted(keystore));
    }
    try {
      return KeyStore.getInstance(keystore.toFile(), password.toCharArray());
    } catch (KeyStoreException e) {
      throw new TlsUnusableException(
          "%s is no keystore; a PKCS #12 file is, as keytool and openssl make it"
              .formatted(keystore),
          e);
    } catch (IOException e) {
      throw new TlsUnusableException(
          e.getCause() instanceof UnrecoverableKeyException
              ? "the password of %s is another one".formatted(keystore)
              : "%s cannot be read as a keystore: %s".formatted(keystore, e.getMessage()),
          e);
    } catch (GeneralSecurityException e) {
      throw new TlsUnusableException("%s cannot be used: %s".formatted(keystore, e), e);
    }
  }

  private static String chosen(Path keystore, KeyStore keys, Optional<String> wanted)
      throws KeyStoreException {
    List<String> aliases = new ArrayList<>();
    for (String alias : Collections.list(keys.aliases())) {
      if (keys.isKeyEntry(alias)) {
        aliases.add(alias);
      }
    }
    if (aliases.isEmpty()) {
      throw new TlsUnusableException("%s holds no private key".formatted(keystore));
    }
    if (wanted.isEmpty() && aliases.size() > 1) {
      throw new TlsUnusableException(
          "%s holds several keys; choose one of %s".formatted(keystore, named(aliases)));
    }
    String alias = wanted.orElse(aliases.getFirst());
    if (!keys.isKeyEntry(alias)) {
      throw new TlsUnusableException(
          "%s holds no key '%s', but %s".formatted(keystore, alias, named(aliases)));
    }
    return alias;
  }

  private static String named(List<String> aliases) {
    return String.join(", ", aliases);
  }

  /// What callers are shown first.
  public X509Certificate certificate() {
    return certificate;
  }

  /// TLS 1.2 and 1.3, for callers who name the server or do not.
  SslContextFactory.Server context() {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(keys);
    context.setKeyStorePassword(password);
    context.setKeyManagerPassword(password);
    context.setCertAlias(alias);
    context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    context.setSniRequired(false);
    return context;
  }

  /// Never the password.
  @Override
  public String toString() {
    return "TlsIdentity[" + certificate.getSubjectX500Principal() + "]";
  }
}

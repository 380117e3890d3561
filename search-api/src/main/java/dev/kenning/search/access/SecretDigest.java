package dev.kenning.search.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 of a secret under a salt of its own. Secrets are 256 random bits, which no number
/// of guesses finds; so a slow hash would protect nothing and cost each request (`docs/decisions`
/// tells more). Immutable; any thread.
///
/// @param salt 32 hexadecimal digits
/// @param value 64 hexadecimal digits
record SecretDigest(String salt, String value) {
  private static final String ALGORITHM = "HmacSHA256";

  SecretDigest {
    if (!salt.matches("[0-9a-f]{32}") || !value.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("A digest is 32 and 64 hexadecimal digits");
    }
  }

  static SecretDigest of(String salt, String secret) {
    return new SecretDigest(salt, HexFormat.of().formatHex(mac(salt, secret)));
  }

  /// Takes as long whether it does or not.
  boolean matches(String secret) {
    return MessageDigest.isEqual(mac(salt, secret), HexFormat.of().parseHex(value));
  }

  private static byte[] mac(String salt, String secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(salt), ALGORITHM));
      return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }
}

package dev.kenning.search.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A key as its holder has it: `kn_ID_SECRET`, an id of 48 and a secret of 256 random bits. The
/// beginning lets scanners for leaked secrets find it.
///
/// @param id 12 hexadecimal digits
/// @param secret 43 URL-safe characters
public record KeySecret(String id, String secret) {
  private static final Pattern WELL_FORMED =
      Pattern.compile("kn_([0-9a-f]{12})_([A-Za-z0-9_-]{43})");
  private static final int ID_BYTES = 6;
  private static final int SALT_BYTES = 16;
  private static final int SECRET_BYTES = 32;

  static KeySecret make(SecureRandom random) {
    return new KeySecret(hex(random, ID_BYTES), secret(random));
  }

  static Optional<KeySecret> read(String text) {
    Matcher key = WELL_FORMED.matcher(text);
    return key.matches()
        ? Optional.of(new KeySecret(key.group(1), key.group(2)))
        : Optional.empty();
  }

  SecretDigest digest(SecureRandom random) {
    return SecretDigest.of(hex(random, SALT_BYTES), secret);
  }

  /// What its holder sends.
  public String text() {
    return "kn_" + id + "_" + secret;
  }

  /// Never the secret, wherever this ends up.
  @Override
  public String toString() {
    return "kn_" + id + "_…";
  }

  private static String secret(SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hex(SecureRandom random, int byteCount) {
    byte[] bytes = new byte[byteCount];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

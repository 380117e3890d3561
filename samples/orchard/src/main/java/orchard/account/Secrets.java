package orchard.account;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Customers' sign-in. */
public final class Secrets {
  private static final int ROUNDS = 210_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** What may be stored instead of the word itself: salt and digest, both in Base64. */
  public static String store(char[] word) throws GeneralSecurityException {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return base64.encodeToString(salt) + ":" + base64.encodeToString(stretch(word, salt));
  }

  public static boolean matches(char[] word, String stored) throws GeneralSecurityException {
    String[] parts = stored.split(":", 2);
    byte[] salt = Base64.getDecoder().decode(parts[0]);
    byte[] expected = Base64.getDecoder().decode(parts[1]);
    return MessageDigest.isEqual(expected, stretch(word, salt));
  }

  private static byte[] stretch(char[] word, byte[] salt) throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(word, salt, ROUNDS, 256);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } finally {
      spec.clearPassword();
    }
  }

  /** Nobody can guess it, and it can stand in a link. */
  public static String ticket() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public static byte[] sign(byte[] message, byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }
}

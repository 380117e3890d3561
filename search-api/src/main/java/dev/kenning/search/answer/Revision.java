package dev.kenning.search.answer;

import dev.kenning.indexer.store.StoredMethod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// Tells one text of a method from others: 48 bits of the SHA-256 of its documentation and code, as
/// eight URL-safe characters. A caller that holds a text shows it, and is answered anew once the
/// method has changed.
final class Revision {
  private static final int BYTES = 6;

  private Revision() {}

  static String of(StoredMethod method) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(method.doc().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      byte[] hash = digest.digest(method.code().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}

package dev.kenning.indexer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Names one method for as long as it keeps its place and signature: `m_` and 22 URL-safe
/// characters, the first 128 bits of a SHA-256 over repository, path, enclosing chain, kind, name,
/// parameter types as written and ordinal, each preceded by its length. Moving or renaming a method
/// gives a new id.
public record MethodId(String value) {
  private static final int HASHED_BYTES = 16;
  private static final String SHAPE = "m_[A-Za-z0-9_-]{22}";

  public MethodId {
    if (!value.matches(SHAPE)) {
      throw new IllegalArgumentException("Not a method id: " + value);
    }
  }

  /// Whether a caller's text can be an id at all.
  public static boolean isWellFormed(String text) {
    return text.matches(SHAPE);
  }

  /// @param enclosingChain the types and members around the method, outermost first, with ordinals
  ///   for anonymous and local types (`Http`, `send(Request)`, `$1`)
  /// @param ordinal 0, or the count of earlier members that agree in everything else
  public static MethodId of(
      FileKey file,
      List<String> enclosingChain,
      String kind,
      String name,
      List<String> parameterTypes,
      int ordinal) {
    MessageDigest digest = sha256();
    add(digest, file.repository());
    add(digest, file.path());
    add(digest, Integer.toString(enclosingChain.size()));
    enclosingChain.forEach(part -> add(digest, part));
    add(digest, kind);
    add(digest, name);
    add(digest, Integer.toString(parameterTypes.size()));
    parameterTypes.forEach(type -> add(digest, type));
    add(digest, Integer.toString(ordinal));
    byte[] hash = Arrays.copyOf(digest.digest(), HASHED_BYTES);
    return new MethodId("m_" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
  }

  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update(
        (bytes.length + ":")
            .getBytes(StandardCharsets.US_ASCII)); // so that "a","bc" is not "ab","c"
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

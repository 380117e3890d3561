package dev.kenning.search.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys that count now: those in the file, looked at whenever somebody comes. Looking whether
/// the file is another one takes microseconds, so that a key is good, and a revoked one is not,
/// from the next request on.
///
/// Once there was a key, keys are needed for as long as this lives: a file that disappears or
/// breaks must not open a door. Any number of threads; they share a value that is never changed,
/// and wait for each other only while a changed file is read: each request comes by here, and one
/// after the other, under load, is a queue.
final class KeyRing {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

  /// Held against secrets of keys that do not exist, which then take as long to refuse.
  private static final SecretDigest NOBODYS = new SecretDigest("0".repeat(32), "0".repeat(64));

  private final KeyFile file;
  private volatile Known known = new Known("nothing", Map.of(), false);

  KeyRing(KeyFile file) {
    this.file = file;
    Known _ = look();
  }

  /// What the file said when it was read last.
  ///
  /// @param file tells it from others
  /// @param needed whether there was ever a key
  private record Known(String file, Map<String, ApiKey> byId, boolean needed) {}

  /// Whether a key is needed at all.
  boolean isNeeded() {
    return look().needed();
  }

  Optional<ApiKey> holder(KeySecret secret) {
    Optional<ApiKey> key = Optional.ofNullable(look().byId().get(secret.id()));
    SecretDigest digest = key.map(ApiKey::digest).orElse(NOBODYS);
    return digest.matches(secret.secret()) ? key : Optional.empty();
  }

  private Known look() {
    Known last = known;
    return last.file().equals(identity()) ? last : read();
  }

  private synchronized Known read() {
    String now = identity();
    Known last = known;
    if (!last.file().equals(now)) {
      known = read(now, last);
    }
    return known;
  }

  private Known read(String now, Known last) {
    try {
      Map<String, ApiKey> byId =
          file.keys().stream().collect(Collectors.toMap(ApiKey::id, Function.identity()));
      return new Known(now, byId, last.needed() || !byId.isEmpty());
    } catch (KeyFileUnusableException e) {
      LOG.warn("The keys known so far go on to count: {}", e.getMessage());
      return new Known(now, last.byId(), true);
    }
  }

  /// Differs when the file was replaced or written to.
  private String identity() {
    if (!Files.exists(file.path())) {
      return "none"; // the usual case, and an exception is what costs most of it
    }
    try {
      BasicFileAttributes now = Files.readAttributes(file.path(), BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    } catch (IOException e) {
      return "none";
    }
  }
}

package dev.kenning.search.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys that count now: those in the file, looked at whenever somebody comes. Looking whether
/// the file is another one takes microseconds, so that a key is good, and a revoked one is not,
/// from the next request on.
///
/// Once there was a key, keys are needed for as long as this lives: a file that disappears or
/// breaks must not open a door. Any number of threads.
final class KeyRing {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

  /// Held against secrets of keys that do not exist, which then take as long to refuse.
  private static final SecretDigest NOBODYS = new SecretDigest("0".repeat(32), "0".repeat(64));

  private final KeyFile file;

  @GuardedBy("this")
  private Map<String, ApiKey> byId = Map.of();

  @GuardedBy("this")
  private @Nullable Object seen;

  @GuardedBy("this")
  private boolean needed;

  KeyRing(KeyFile file) {
    this.file = file;
    look();
  }

  /// Whether a key is needed at all.
  synchronized boolean isNeeded() {
    look();
    return needed;
  }

  Optional<ApiKey> holder(KeySecret secret) {
    ApiKey key = find(secret.id());
    SecretDigest digest = key == null ? NOBODYS : key.digest();
    return digest.matches(secret.secret()) ? Optional.ofNullable(key) : Optional.empty();
  }

  private synchronized @Nullable ApiKey find(String id) {
    look();
    return byId.get(id);
  }

  private synchronized void look() {
    Object now = identity();
    if (now.equals(seen)) {
      return;
    }
    seen = now;
    try {
      byId = file.keys().stream().collect(Collectors.toMap(ApiKey::id, Function.identity()));
      needed |= !byId.isEmpty();
    } catch (KeyFileUnusableException e) {
      needed = true;
      LOG.warn("The keys known so far go on to count: {}", e.getMessage());
    }
  }

  /// Differs when the file was replaced or written to.
  private Object identity() {
    try {
      BasicFileAttributes now = Files.readAttributes(file.path(), BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    } catch (IOException e) {
      return "none";
    }
  }
}

package dev.kenning.search.access;

import java.time.Instant;
import java.util.Set;

/// A key as it is kept: everything but its secret.
///
/// @param id tells keys apart, and is part of the key itself
/// @param name what people call it: 1 to [#MAX_NAME_LENGTH] of `A-Z a-z 0-9 . _ -`
/// @param scopes at least one
/// @param visibility which repositories there are for its holder
/// @param created when
/// @param digest what a secret is held against
public record ApiKey(
    String id,
    String name,
    Set<Scope> scopes,
    Visibility visibility,
    Instant created,
    SecretDigest digest) {
  public static final int MAX_NAME_LENGTH = 64;

  public ApiKey {
    requireName(name);
    scopes = Set.copyOf(scopes);
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("A key needs at least one scope");
    }
  }

  /// @throws IllegalArgumentException saying what a name may be
  public static void requireName(String name) {
    if (!name.matches("[A-Za-z0-9._-]{1," + MAX_NAME_LENGTH + "}")) {
      throw new IllegalArgumentException(
          "A key's name has 1 to %d of A-Z a-z 0-9 . _ -, unlike '%s'"
              .formatted(MAX_NAME_LENGTH, name));
    }
  }
}

package dev.kenning.search.access;

import dev.kenning.search.access.Authentication.Known;
import dev.kenning.search.access.Authentication.Unknown;
import java.util.Optional;

/// Says who a caller is. Without keys everybody on this machine is let in, and everybody elsewhere
/// if the server listens to them at all; from the first key on, nobody without one is, but the
/// owner of the data directory. Any number of threads.
public final class AccessControl {
  private final Optional<KeyRing> keys;
  private final Optional<OwnerToken> owner;

  private AccessControl(Optional<KeyRing> keys, Optional<OwnerToken> owner) {
    this.keys = keys;
    this.owner = owner;
  }

  /// Everybody may do everything.
  public static AccessControl open() {
    return new AccessControl(Optional.empty(), Optional.empty());
  }

  /// Holds callers to the keys in a file, once there are any.
  ///
  /// @param owner lets in who can read the data directory
  public static AccessControl by(KeyFile file, Optional<OwnerToken> owner) {
    return new AccessControl(Optional.of(new KeyRing(file)), owner);
  }

  /// Whether a key is needed now.
  public boolean needsKeys() {
    return keys.filter(KeyRing::isNeeded).isPresent();
  }

  /// @param presented what was sent for a key, if anything
  /// @param address where the caller's connection comes from
  /// @param local whether that is this machine
  public Authentication authenticate(Optional<String> presented, String address, boolean local) {
    if (presented.isPresent() && owner.filter(token -> token.is(presented.get())).isPresent()) {
      return new Known(Caller.OWNER);
    }
    if (!needsKeys()) {
      return new Known(local ? Caller.LOCAL : Caller.at(address));
    }
    return presented
        .flatMap(KeySecret::read)
        .flatMap(secret -> keys.flatMap(ring -> ring.holder(secret)))
        .<Authentication>map(key -> new Known(Caller.holding(key)))
        .orElseGet(Unknown::new);
  }
}

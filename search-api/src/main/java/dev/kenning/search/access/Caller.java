package dev.kenning.search.access;

import java.util.EnumSet;
import java.util.Set;

/// Whoever sent a request.
///
/// @param name what the log calls it: `key:shop-ci`, `owner`, `address:192.0.2.7`, `local`
/// @param scopes what it may do
/// @param visibility which repositories there are for it
/// @param trusted whether its rate goes uncounted: the person at this machine, and its owner
public record Caller(String name, Set<Scope> scopes, Visibility visibility, boolean trusted) {
  private static final Set<Scope> EVERY_SCOPE = EnumSet.allOf(Scope.class);

  /// The data directory's owner, who could read it all anyway.
  static final Caller OWNER = new Caller("owner", EVERY_SCOPE, new Visibility.Everything(), true);

  /// Anybody on this machine, as long as there are no keys.
  static final Caller LOCAL = new Caller("local", EVERY_SCOPE, new Visibility.Everything(), true);

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  static Caller holding(ApiKey key) {
    return new Caller("key:" + key.name(), key.scopes(), key.visibility(), false);
  }

  /// Somebody on another machine, where that is let in without a key.
  static Caller at(String address) {
    return new Caller("address:" + address, EVERY_SCOPE, new Visibility.Everything(), false);
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }

  public boolean sees(String repository) {
    return visibility.sees(repository);
  }
}

package dev.kenning.search.http;

import dev.kenning.search.access.AccessControl;
import dev.kenning.search.access.Authentication.Known;
import dev.kenning.search.access.Authentication.Unknown;
import dev.kenning.search.access.Caller;
import dev.kenning.search.access.Scope;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/// Finds out who sent a request, by `Authorization: Bearer KEY`, and whether the route is for it.
final class Callers {
  private static final String ATTRIBUTE = "kenning.caller";
  private static final String BEARER = "bearer ";

  private final AccessControl access;

  Callers(AccessControl access) {
    this.access = access;
  }

  /// Who sent it, as far as that was found out.
  static Optional<Caller> known(Context ctx) {
    return Optional.ofNullable(ctx.attribute(ATTRIBUTE));
  }

  /// Who sent it; known for every route that does not let everybody in.
  static Caller of(Context ctx) {
    Caller caller = ctx.attribute(ATTRIBUTE);
    if (caller == null) {
      throw new IllegalStateException("Nobody asked who sent " + ctx.path());
    }
    return caller;
  }

  /// @throws Refusal if it cannot be told who asks, or the caller may not
  Caller require(Context ctx, Scope scope) {
    String address = ctx.req().getRemoteAddr();
    return switch (access.authenticate(presented(ctx), address, isLocal(address))) {
      case Known(Caller caller) -> {
        ctx.attribute(ATTRIBUTE, caller);
        RequestRecord.calledBy(ctx, caller.name());
        if (!caller.may(scope)) {
          throw new Refusal(Refusal.Reason.FORBIDDEN, "The key does not allow this");
        }
        yield caller;
      }
      case Unknown _ ->
          throw new Refusal(
              Refusal.Reason.UNAUTHENTICATED,
              "Send Authorization: Bearer KEY, with a key that counts");
    };
  }

  private static Optional<String> presented(Context ctx) {
    return Optional.ofNullable(ctx.header("Authorization"))
        .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(header -> header.substring(BEARER.length()).strip());
  }

  /// Addresses come as numbers, so that no name is looked up; those of version 6 in brackets.
  private static boolean isLocal(String address) {
    String numbers =
        address.startsWith("[") && address.endsWith("]")
            ? address.substring(1, address.length() - 1)
            : address;
    try {
      return InetAddress.ofLiteral(numbers).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}

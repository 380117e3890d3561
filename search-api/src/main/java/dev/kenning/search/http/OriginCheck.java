package dev.kenning.search.http;

import io.javalin.http.Context;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps pages of other sites from reaching a server that listens for this machine alone. A page
/// can point a name of its own at 127.0.0.1 and then talk to us as if we were its site; what it
/// cannot do is send a `Host` or an `Origin` that says otherwise. So both must name a loopback
/// host, or one that the configuration trusts. A server bound to another address is reached by
/// names nobody here knows: there, an `Origin` must be of the host that was addressed, or trusted.
final class OriginCheck {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final boolean loopbackOnly;
  private final Set<String> trusted;

  OriginCheck(HttpConfig config) {
    this.loopbackOnly = LOOPBACK.contains(config.host().toLowerCase(Locale.ROOT));
    this.trusted = config.trustedHosts();
  }

  void check(Context ctx) {
    String host = hostOf("http://" + Objects.requireNonNullElse(ctx.header("Host"), ""));
    if (loopbackOnly && !isKnown(host)) {
      throw refusal("Host", ctx.header("Host"));
    }
    String origin = ctx.header("Origin");
    if (origin != null && !isLetIn(hostOf(origin), host)) {
      throw refusal("Origin", origin);
    }
  }

  private boolean isLetIn(String originHost, String addressedHost) {
    return isKnown(originHost) || (!loopbackOnly && originHost.equals(addressedHost));
  }

  private boolean isKnown(String host) {
    return trusted.contains(host) || (loopbackOnly && LOOPBACK.contains(host));
  }

  private static String hostOf(String address) {
    try {
      return Objects.requireNonNullElse(new URI(address).getHost(), "").toLowerCase(Locale.ROOT);
    } catch (URISyntaxException _) {
      return "";
    }
  }

  private static Refusal refusal(String header, @Nullable String value) {
    return new Refusal(
        Refusal.Reason.FOREIGN_ORIGIN, "The " + header + " '" + value + "' is not trusted");
  }
}

package dev.kenning.search.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where the server listens and what it lets in.
///
/// @param host the address to bind; anything but a loopback address lets other machines in
/// @param port 1 to 65,535, or 0 for any free one
/// @param maxJsonBytes largest JSON body
/// @param maxChangesBytes largest body of many changes at once
/// @param maxFileBytes largest source file sent
/// @param drain how long requests under way may take to end when the server closes
/// @param connections how many there may be, and for how long
/// @param trustedHosts host names, without port, that callers may address the server by besides
///   loopback ones: a page elsewhere on the web must not reach it by a name it controls
/// @param tls what the server shows where it speaks HTTPS; empty for plain HTTP
public record HttpConfig(
    String host,
    int port,
    int maxJsonBytes,
    int maxChangesBytes,
    int maxFileBytes,
    Duration drain,
    Set<String> trustedHosts,
    Connections connections,
    Optional<TlsIdentity> tls) {
  private static final int MAX_PORT = 65_535;

  public HttpConfig {
    if (host.isBlank() || port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("Cannot listen on '" + host + "' port " + port);
    }
    if (maxJsonBytes < 1 || maxChangesBytes < 1 || maxFileBytes < 1 || drain.isNegative()) {
      throw new IllegalArgumentException("Bounds of bodies and the drain must be positive");
    }
    trustedHosts =
        trustedHosts.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Loopback, port 7070, 1 MB of JSON, 16 MB of changes, 5 MB of source, 10 s to drain.
  public static HttpConfig defaults() {
    return new HttpConfig(
        "127.0.0.1",
        7070,
        1_000_000,
        16_000_000,
        5_000_000,
        Duration.ofSeconds(10),
        Set.of(),
        new Connections(1_000, Duration.ofSeconds(60), Duration.ofSeconds(10)),
        Optional.empty());
  }

  public HttpConfig withAddress(String newHost, int newPort) {
    return new HttpConfig(
        newHost,
        newPort,
        maxJsonBytes,
        maxChangesBytes,
        maxFileBytes,
        drain,
        trustedHosts,
        connections,
        tls);
  }

  public HttpConfig with(Connections newConnections) {
    return new HttpConfig(
        host,
        port,
        maxJsonBytes,
        maxChangesBytes,
        maxFileBytes,
        drain,
        trustedHosts,
        newConnections,
        tls);
  }

  public HttpConfig with(TlsIdentity identity) {
    return new HttpConfig(
        host,
        port,
        maxJsonBytes,
        maxChangesBytes,
        maxFileBytes,
        drain,
        trustedHosts,
        connections,
        Optional.of(identity));
  }

  public HttpConfig withDrain(Duration newDrain) {
    return new HttpConfig(
        host,
        port,
        maxJsonBytes,
        maxChangesBytes,
        maxFileBytes,
        newDrain,
        trustedHosts,
        connections,
        tls);
  }

  /// @param hosts names without port, in place of those trusted so far
  public HttpConfig trusting(Set<String> hosts) {
    return new HttpConfig(
        host, port, maxJsonBytes, maxChangesBytes, maxFileBytes, drain, hosts, connections, tls);
  }

  /// @param most open at a time; of more, the one that has been idle for longest is closed
  /// @param idle how long one may be without a byte
  /// @param headerPatience how long the header of a request may take
  public record Connections(int most, Duration idle, Duration headerPatience) {
    public Connections {
      if (most < 1 || !idle.isPositive() || !headerPatience.isPositive()) {
        throw new IllegalArgumentException("Connections need bounds above 0");
      }
    }
  }
}

package dev.kenning.search.http;

import java.net.URI;

/// The HTTP server: version 1 of the contract, and the page. Start it, ask where it listens, close
/// it.
public final class KenningServer implements AutoCloseable {
  private final URI address;

  private KenningServer(URI address) {
    this.address = address;
  }

  /// Binds and serves until closed.
  ///
  /// @throws AddressInUseException if the port is taken
  public static KenningServer start(HttpConfig config, Backend backend) {
    return new KenningServer(URI.create("http://" + config.host() + ":" + config.port()));
  }

  /// Where it listens: `http://127.0.0.1:7070`.
  public URI address() {
    return address;
  }

  /// Refuses new requests, lets those under way end for as long as the drain allows, then stops.
  /// Idempotent.
  @Override
  public void close() {}
}

package dev.kenning.search.http;

import dev.kenning.search.metrics.MetricName;
import dev.kenning.search.metrics.ServerMetrics;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Keeps connections few and moving. Where there are more than enough, one that has never asked
/// goes before those that have, one that said nothing at all before one that has begun to ask, and
/// of those alike the one that has been idle for longest, so that whoever comes finds room; a
/// request whose header does not come to an end is not waited for. A connection that somebody works
/// for is never touched, but looked at: when the caller has hung up, those who work for it are
/// told.
///
/// Any number of threads.
final class ConnectionKeeper extends Handler.Wrapper implements Connection.Listener {
  /// How often callers are looked for, and how long their requests take before.
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final int most;
  private final Duration headerPatience;
  private final ServerMetrics metrics;
  private final LongSupplier nanoSource;
  private final Map<Connection, Watch> open = new ConcurrentHashMap<>();
  private volatile boolean draining;

  /// @param most connections at a time
  /// @param headerPatience how long the header of a request may take
  ConnectionKeeper(
      int most, Duration headerPatience, ServerMetrics metrics, LongSupplier nanoSource) {
    this.most = most;
    this.headerPatience = headerPatience;
    this.metrics = metrics;
    this.nanoSource = nanoSource;
    metrics.watch(MetricName.HTTP_CONNECTIONS, open::size);
  }

  /// What is known of one connection.
  private static final class Watch {
    private final AtomicInteger requests = new AtomicInteger();
    private volatile long idleSinceNanos;
    private volatile long idleBytes;
    private volatile long headerSinceNanos;
    private volatile long workSinceNanos;
    private volatile boolean hasAsked;
    private volatile @Nullable CallerPresence caller;

    /// Nothing is asked on it from now on.
    void rest(long nowNanos, long bytesIn) {
      idleSinceNanos = nowNanos;
      idleBytes = bytesIn;
      headerSinceNanos = 0;
    }

    boolean isIdle() {
      return requests.get() == 0;
    }
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof SslConnection) {
      return; // the connection inside it counts
    }
    Watch watch = new Watch();
    watch.rest(nanoSource.getAsLong(), 0);
    open.put(connection, watch);
    makeRoom(connection);
  }

  /// Connections that come at the same instant may choose the same one to go; who finds it gone
  /// chooses again, so that no surplus is left behind.
  private void makeRoom(Connection newest) {
    while (open.size() > most) {
      Optional<Connection> idlest =
          open.entrySet().stream()
              .filter(one -> one.getValue().isIdle() && !one.getKey().equals(newest))
              .min(
                  Comparator.comparing(
                          (Map.Entry<Connection, Watch> one) -> one.getValue().hasAsked)
                      .thenComparing(one -> bytesIn(one.getKey()) > one.getValue().idleBytes)
                      .thenComparingLong(one -> one.getValue().idleSinceNanos))
              .map(Map.Entry::getKey);
      if (idlest.isEmpty()) {
        return; // somebody works for every one of them
      }
      close(idlest.get(), "idle_over_limit");
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    Watch watch = open.get(connection);
    if (watch != null) {
      watch.workSinceNanos = nanoSource.getAsLong();
      watch.caller = CallerPresence.of(request);
      watch.requests.incrementAndGet();
      Request.addCompletionListener(
          request,
          _ -> {
            watch.rest(nanoSource.getAsLong(), bytesIn(connection));
            watch.caller = null;
            watch.hasAsked = true;
            watch.requests.decrementAndGet();
          });
    }
    return super.handle(request, response, callback);
  }

  /// Looks at all connections again and again, for as long as the server runs.
  void patrol(Server server) {
    again(server, Math.max(1, headerPatience.toMillis() / 4), this::look);
    again(server, GLANCE.toMillis(), this::lookForCallers);
  }

  private static void again(Server server, long periodMillis, Runnable look) {
    Runnable round =
        new Runnable() {
          @Override
          public void run() {
            look.run();
            if (!server.isStopped()) {
              var _ = server.getScheduler().schedule(this, periodMillis, TimeUnit.MILLISECONDS);
            }
          }
        };
    var _ = server.getScheduler().schedule(round, periodMillis, TimeUnit.MILLISECONDS);
  }

  /// The server stops: connections that nobody works for need not be waited for, now or once their
  /// request has ended.
  void drain() {
    draining = true;
  }

  private void lookForCallers() {
    long now = nanoSource.getAsLong();
    open.forEach((connection, watch) -> {
      CallerPresence caller = watch.caller;
      if (draining && watch.isIdle() && now - watch.idleSinceNanos > GLANCE.toNanos()) {
        close(connection, "stopping");
      } else if (caller != null
          && now - watch.workSinceNanos > GLANCE.toNanos()
          && innermost(connection.getEndPoint()) instanceof WatchedSocket socket
          && socket.hasHungUp()) {
        caller.left();
      }
    });
  }

  /// All that came, what an encrypted connection begins with included.
  private static long bytesIn(Connection connection) {
    return innermost(connection.getEndPoint()) instanceof WatchedSocket socket
        ? socket.bytesIn()
        : connection.getBytesIn();
  }

  /// The socket itself, where a connection is encrypted.
  private static EndPoint innermost(EndPoint outer) {
    EndPoint inner = outer;
    while (inner instanceof EndPoint.Wrapper wrapper) {
      inner = wrapper.unwrap();
    }
    return inner;
  }

  private void look() {
    long now = nanoSource.getAsLong();
    open.forEach((connection, watch) -> {
      if (!watch.isIdle() || bytesIn(connection) <= watch.idleBytes) {
        watch.headerSinceNanos = 0;
      } else if (watch.headerSinceNanos == 0) {
        watch.headerSinceNanos = now;
      } else if (now - watch.headerSinceNanos > headerPatience.toNanos()) {
        close(connection, "slow_header");
      }
    });
  }

  private void close(Connection connection, String reason) {
    if (open.remove(connection) == null) {
      return; // somebody else closes it
    }
    metrics.count(MetricName.HTTP_CONNECTIONS_CLOSED, "reason", reason);
    connection.getEndPoint().close();
  }
}

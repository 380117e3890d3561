package dev.kenning.search.http;

import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.search.access.Visibility.Only;
import dev.kenning.search.answer.AnswerCheck;
import dev.kenning.search.answer.NotYetVisibleException;
import dev.kenning.search.cache.CachedAnswers;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server: version 1 of the contract, and the page. Start it, ask where it listens, close
/// it. Requests run on virtual threads as straight blocking code.
public final class KenningServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KenningServer.class);
  private static final int SERVER_ERROR = 500;

  private final Javalin javalin;
  private final URI address;
  private final ConnectionKeeper keeper;

  private KenningServer(Javalin javalin, URI address, ConnectionKeeper keeper) {
    this.javalin = javalin;
    this.address = address;
    this.keeper = keeper;
  }

  /// Binds and serves until closed. Returns once a few questions of its own are answered, so that
  /// the first caller does not wait for what only the first question needs; until then it is not
  /// ready.
  ///
  /// @throws AddressInUseException if the port is taken, or the address is not this machine's
  public static KenningServer start(HttpConfig config, Backend backend, Operations operations) {
    WarmUp warmUp = new WarmUp(backend.search()::answer);
    ConnectionKeeper keeper =
        new ConnectionKeeper(
            config.connections().most(),
            config.connections().headerPatience(),
            operations.metrics(),
            System::nanoTime);
    Javalin javalin =
        Javalin.create(
            javalinConfig -> configure(javalinConfig, config, backend, operations, warmUp, keeper));
    try {
      javalin.start();
    } catch (JavalinBindException e) {
      throw new AddressInUseException(
          "Cannot listen on " + config.host() + " port " + config.port(), e);
    }
    keeper.patrol(javalin.jettyServer().server());
    warmUp.run();
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return new KenningServer(
        javalin,
        URI.create(
            (config.tls().isPresent() ? "https://" : "http://") + host + ":" + javalin.port()),
        keeper);
  }

  /// Where it listens: `http://127.0.0.1:7070`.
  public URI address() {
    return address;
  }

  /// `GET /v1/status` and so on, every route that is answered.
  List<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(handler -> handler.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .toList();
  }

  /// Refuses new requests, lets those under way end for as long as the drain allows, then stops.
  /// Idempotent.
  @Override
  public void close() {
    keeper.drain();
    try {
      javalin.stop();
    } catch (JavalinException e) {
      if (!(e.getCause() instanceof TimeoutException)) {
        throw e;
      }
      LOG.warn("Requests that were still under way after the drain are cut off");
    }
  }

  private static void configure(
      JavalinConfig javalin,
      HttpConfig config,
      Backend backend,
      Operations operations,
      WarmUp warmUp,
      ConnectionKeeper keeper) {
    javalin.concurrency.useVirtualThreads = true;
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.http.prefer405over404 = true;
    javalin.http.compressionStrategy = CompressionStrategy.GZIP;
    javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    javalin.jetty.modifyServer(server -> {
      server.setStopTimeout(config.drain().toMillis());
      server.insertHandler(new GracefulHandler());
      server.setErrorHandler(new ConnectorErrors());
      server.insertHandler(keeper);
    });
    javalin.jetty.addConnector((server, http) -> connector(config, server, http, keeper));
    AccessLog log = new AccessLog(operations.metrics(), operations.slowRequest());
    javalin.requestLogger.http(log::write);
    RequestGate gate = new RequestGate(config, new RouteRules(), operations);
    javalin.router.handlerWrapper(gate::before);
    OriginCheck origins = new OriginCheck(config);
    javalin.routes.before(ctx -> {
      RequestIdentity.assign(ctx);
      ctx.header("X-Content-Type-Options", "nosniff").header("Cache-Control", "no-store");
      origins.check(ctx);
    });
    javalin.routes.exception(HttpResponseException.class, (failure, ctx) -> fail(ctx, failure));
    javalin.routes.exception(Exception.class, (failure, ctx) -> fail(ctx, failure));
    CachedAnswers answers =
        new CachedAnswers(
            backend.search(),
            new AnswerCheck(backend.ledger()),
            operations.answerBytes(),
            System::nanoTime);
    answers.watch(operations.metrics());
    new SearchRoutes(config, backend, answers, operations.admission().config().maxDeadline())
        .addTo(javalin.routes);
    new RepositoryRoutes(config, backend).addTo(javalin.routes);
    new FileRoutes(config, backend).addTo(javalin.routes);
    new GenerationRoutes(config, backend).addTo(javalin.routes);
    new StateRoutes(backend, warmUp::isOver).addTo(javalin.routes);
    new MetricsRoutes(operations.metrics()).addTo(javalin.routes);
    new PageRoutes().addTo(javalin.routes);
  }

  /// Which protocols are spoken, the outermost first.
  private static ConnectionFactory[] protocols(HttpConfig config, HttpConfiguration http) {
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    if (config.tls().isEmpty()) {
      return new ConnectionFactory[] {plain};
    }
    // Callers may reach the server by names that its certificate does not know, as loopback ones;
    // whether a name is trusted is decided for each request, as without TLS.
    http.addCustomizer(new SecureRequestCustomizer(false));
    return new ConnectionFactory[] {
      new SslConnectionFactory(config.tls().get().context(), plain.getProtocol()), plain
    };
  }

  private static Connector connector(
      HttpConfig config, Server server, HttpConfiguration http, ConnectionKeeper keeper) {
    ServerConnector connector =
        new ServerConnector(server, protocols(config, http)) {
          @Override
          protected SocketChannelEndPoint newEndPoint(
              SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            WatchedSocket socket =
                new WatchedSocket(channel, selector, key, getScheduler(), getExecutor());
            socket.setIdleTimeout(getIdleTimeout());
            return socket;
          }
        };
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setAcceptQueueSize(config.connections().most()); // a burst is not left to time out
    connector.setIdleTimeout(config.connections().idle().toMillis());
    connector.setShutdownIdleTimeout(config.drain().toMillis()); // a body may still be on its way
    connector.addEventListener(keeper);
    return connector;
  }

  /// What keeps the index from following may name a file that is not there for the caller; and work
  /// that was dropped because the caller had gone was not late.
  private static Exception fit(Context ctx, Exception failure) {
    if (CallerPresence.isGone(ctx)
        && (failure instanceof DeadlineExceededException
            || failure instanceof NotYetVisibleException)) {
      return new Refusal(
          Refusal.Reason.CALLER_GONE, "The caller hung up before the answer was there");
    }
    return failure instanceof NotYetVisibleException late
            && Callers.known(ctx).filter(caller -> caller.visibility() instanceof Only).isPresent()
        ? new NotYetVisibleException(late.wanted(), late.visible(), Optional.empty())
        : failure;
  }

  private static void fail(Context ctx, Exception failure) {
    Problem.Draft draft = ErrorMapping.of(fit(ctx, failure));
    if (draft.status() == SERVER_ERROR) {
      LOG.warn("Request {} failed: {}", RequestIdentity.of(ctx), draft.title(), failure);
    } else if (draft.status() > SERVER_ERROR && !(failure instanceof Refusal)) {
      // What the surroundings do to one request they do to all: a stack for each would be a storm.
      LOG.warn(
          "Request {} failed: {}: {}", RequestIdentity.of(ctx), draft.title(), failure.toString());
      LOG.debug("Request {}", RequestIdentity.of(ctx), failure);
    }
    RequestRecord.failed(ctx, draft.slug());
    Reply.problem(ctx, draft);
  }
}

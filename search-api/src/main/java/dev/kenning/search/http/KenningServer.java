package dev.kenning.search.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.net.URI;
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

  private KenningServer(Javalin javalin, URI address) {
    this.javalin = javalin;
    this.address = address;
  }

  /// Binds and serves until closed. Returns once a few questions of its own are answered, so that
  /// the first caller does not wait for what only the first question needs; until then it is not
  /// ready.
  ///
  /// @throws AddressInUseException if the port is taken, or the address is not this machine's
  public static KenningServer start(HttpConfig config, Backend backend, Operations operations) {
    WarmUp warmUp = new WarmUp(backend.search()::answer);
    Javalin javalin =
        Javalin.create(
            javalinConfig -> configure(javalinConfig, config, backend, operations, warmUp));
    try {
      javalin.start();
    } catch (JavalinBindException e) {
      throw new AddressInUseException(
          "Cannot listen on " + config.host() + " port " + config.port(), e);
    }
    warmUp.run();
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return new KenningServer(javalin, URI.create("http://" + host + ":" + javalin.port()));
  }

  /// Where it listens: `http://127.0.0.1:7070`.
  public URI address() {
    return address;
  }

  /// Refuses new requests, lets those under way end for as long as the drain allows, then stops.
  /// Idempotent.
  @Override
  public void close() {
    javalin.stop();
  }

  private static void configure(
      JavalinConfig javalin,
      HttpConfig config,
      Backend backend,
      Operations operations,
      WarmUp warmUp) {
    javalin.concurrency.useVirtualThreads = true;
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.http.prefer405over404 = true;
    javalin.http.compressionStrategy = CompressionStrategy.GZIP;
    javalin.jetty.host = config.host();
    javalin.jetty.port = config.port();
    javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    javalin.jetty.modifyServer(server -> {
      server.setStopTimeout(config.drain().toMillis());
      server.insertHandler(new GracefulHandler());
      server.setErrorHandler(new ConnectorErrors());
    });
    AccessLog log = new AccessLog(operations.metrics(), operations.slowRequest());
    javalin.requestLogger.http(log::write);
    OriginCheck origins = new OriginCheck(config);
    javalin.routes.before(ctx -> {
      RequestIdentity.assign(ctx);
      ctx.header("X-Content-Type-Options", "nosniff").header("Cache-Control", "no-store");
      origins.check(ctx);
    });
    javalin.routes.exception(HttpResponseException.class, (failure, ctx) -> fail(ctx, failure));
    javalin.routes.exception(Exception.class, (failure, ctx) -> fail(ctx, failure));
    new SearchRoutes(config, backend).addTo(javalin.routes);
    new RepositoryRoutes(config, backend).addTo(javalin.routes);
    new FileRoutes(config, backend).addTo(javalin.routes);
    new GenerationRoutes(config, backend).addTo(javalin.routes);
    new StateRoutes(backend, warmUp::isOver).addTo(javalin.routes);
    new MetricsRoutes(operations.metrics()).addTo(javalin.routes);
    new PageRoutes().addTo(javalin.routes);
  }

  private static void fail(Context ctx, Exception failure) {
    Problem.Draft draft = ErrorMapping.of(failure);
    if (draft.status() >= SERVER_ERROR) {
      LOG.warn("Request {} failed: {}", RequestIdentity.of(ctx), draft.title(), failure);
    }
    RequestRecord.failed(ctx, draft.slug());
    Reply.problem(ctx, draft);
  }
}

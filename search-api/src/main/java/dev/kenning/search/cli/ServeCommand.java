package dev.kenning.search.cli;

import dev.kenning.indexer.care.LiveCare;
import dev.kenning.indexer.follow.FollowedTrees;
import dev.kenning.indexer.generation.LiveGenerations;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.DataDirectoryInUseException;
import dev.kenning.indexer.run.LiveIndex;
import dev.kenning.indexer.run.LockOwner;
import dev.kenning.search.access.OwnerToken;
import dev.kenning.search.access.ServerCertificate;
import dev.kenning.search.http.AddressInUseException;
import dev.kenning.search.http.HttpConfig;
import dev.kenning.search.http.KenningServer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Answers until told to stop.
@Command(
    name = "serve",
    sortOptions = false,
    description = {
      "Answer over HTTP, and on a page for people.",
      "Meanwhile the other commands ask this server instead of opening the data directory."
    },
    footer = {
      "",
      "Examples:",
      "  kenning serve",
      "  kenning serve ~/src/shop --port 8080      index first, then serve",
      "  kenning serve ~/src/shop --watch          and see every saved file at once",
      "  kenning serve --host 0.0.0.0 --tls-keystore code.p12 --tls-password-file code.password",
      "  curl -s http://127.0.0.1:7070/v1/search -H 'Content-Type: application/json' \\",
      "       -d '{\"query\": \"retry with growing pauses\"}'"
    })
final class ServeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Folders or archives to index before serving.")
  private List<String> paths = List.of();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "7070",
      description = "Where to listen (default: 7070); 0 takes any free port.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      defaultValue = "127.0.0.1",
      description =
          "The address to listen on (default: 127.0.0.1). Any other lets other machines in.")
  private String host = "127.0.0.1";

  @Option(
      names = "--trust-host",
      paramLabel = "NAME",
      description = {
        "A name that callers may address the server by, besides this machine's own: that of a proxy"
            + " before it.",
        "Give it once for each."
      })
  private List<String> trusted = List.of();

  @Option(
      names = "--watch",
      description =
          "Follow these paths, and every other tree that was indexed here, as their files change.")
  private boolean watch;

  @Mixin private ModelOptions model = new ModelOptions();

  @Mixin private ServerOperations operations = new ServerOperations();

  @Mixin private TlsOptions tls = new TlsOptions();

  @Mixin private DataOption data = new DataOption();

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    LogSetup.tellNews();
    Carriers.provide();
    HttpConfig config = tls.identity(terminal).map(config()::with).orElseGet(this::config);
    List<IndexTarget> targets = targets();
    DataDirectory directory = data.open(terminal);
    operations.requireSafe(host, directory.root());
    var _ = Holder.settled(directory, terminal); // one that is just stopping is waited for
    try (RequestLog _ = RequestLog.aside();
        ServedIndex index = ServedIndex.open(directory, terminal, model)) {
      IndexOutcomes outcomes = new IndexOutcomes(terminal, false);
      LocalIndexing.asBefore(index, outcomes).index(targets);
      serve(directory, index, config);
      return outcomes.status().code;
    } catch (DataDirectoryInUseException e) {
      throw new CommandFailedException(
          e.getMessage() + ". Stop it, or use another --data directory.", e);
    } catch (AddressInUseException e) {
      throw new CommandFailedException(e.getMessage() + ". Choose another with --port.", e);
    }
  }

  private void serve(DataDirectory directory, ServedIndex index, HttpConfig config) {
    LiveIndex live = index.live();
    // closed in this order: no more requests, no more following, then what was followed
    try (LiveGenerations generations = index.generations(live);
        LiveIndex _ = live;
        FollowedTrees trees = TreeFollowing.start(index.ledger(), live, watch);
        LiveCare care = Care.live(directory, index.ledger(), live, generations, terminal);
        OwnerToken owner = OwnerToken.make(directory.root());
        Shown _ = Shown.of(config, directory);
        KenningServer server =
            KenningServer.start(
                config,
                index.backend(live, generations, trees, care),
                operations.open(index, directory.root(), owner))) {
      live.start();
      care.start();
      index.begin(generations);
      index
          .lock()
          .announce(LockOwner.thisProcess("serve").answeringAt(server.address().toString()));
      terminal.out().printf("Kenning answers at %s (Ctrl-C stops it)%n", server.address());
      terminal.out().flush();
      waitForTheEnd();
    }
  }

  /// The certificate that is left for the commands beside the server, where there is one.
  private record Shown(Optional<ServerCertificate> certificate) implements AutoCloseable {
    static Shown of(HttpConfig config, DataDirectory directory) {
      return new Shown(
          config
              .tls()
              .map(identity -> ServerCertificate.leave(directory.root(), identity.certificate())));
    }

    @Override
    public void close() {
      certificate.ifPresent(ServerCertificate::close);
    }
  }

  /// Returns when the process is told to stop: its command's thread is interrupted then.
  private static void waitForTheEnd() {
    CountDownLatch never = new CountDownLatch(1);
    boolean stopped = false;
    while (!stopped) {
      try {
        never.await();
      } catch (InterruptedException _) { // what was opened is closed on the way out
        stopped = true;
      }
    }
  }

  private HttpConfig config() {
    try {
      return HttpConfig.defaults().withAddress(host, port).trusting(trustedHosts());
    } catch (IllegalArgumentException e) {
      throw new WrongCallException(
          "--host, --port: %s. A port is 1 to 65535, or 0 for any free one."
              .formatted(e.getMessage()));
    }
  }

  private Set<String> trustedHosts() {
    for (String name : trusted) {
      if (!name.matches("[A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]")) {
        throw new WrongCallException(
            "--trust-host takes a name without scheme and port, like code.example.org, unlike '%s'."
                .formatted(name));
      }
    }
    return Set.copyOf(trusted);
  }

  private List<IndexTarget> targets() {
    List<IndexTarget> targets = new ArrayList<>();
    for (String path : paths) {
      IndexTarget target = new IndexTarget(terminal.resolve(path), Optional.empty());
      if (!Files.exists(target.place())) {
        throw new WrongCallException("PATH '%s' does not exist.".formatted(path));
      }
      targets.add(target);
    }
    return targets;
  }
}

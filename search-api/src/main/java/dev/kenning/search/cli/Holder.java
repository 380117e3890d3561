package dev.kenning.search.cli;

import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.LockOwner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// Who holds a data directory for writing, as far as that matters to a command that comes later.
sealed interface Holder {
  /// Nobody: the command may do the work itself.
  record Nobody() implements Holder {}

  /// A server that answers: it can be asked.
  record Server(URI address) implements Holder {}

  /// Somebody who cannot be asked: another command, or a server that is only starting, is stopping,
  /// or does not answer.
  record Busy(LockOwner owner) implements Holder {
    boolean isServer() {
      return owner.command().equals("serve");
    }

    /// What to tell who wanted to change something.
    String explanation(DataDirectory directory) {
      String who = "%s is being written by %s".formatted(directory.root(), owner);
      if (!isServer()) {
        return who + ". Wait for it to end, or use another --data directory.";
      }
      return owner.url().isPresent()
          ? who + ", which does not answer. It may be stopping; if not, end that process."
          : who + ", which is still starting. Try again when it answers.";
    }
  }

  /// How long a server that starts or stops is waited for by what cannot do without.
  Duration PATIENCE = Duration.ofSeconds(30);

  /// Who it is at this moment; a server is asked whether it answers.
  static Holder now(DataDirectory directory) {
    return now(directory, address -> answers(directory, address));
  }

  static Holder now(DataDirectory directory, Predicate<URI> answers) {
    Optional<LockOwner> owner = directory.writer();
    if (owner.isEmpty()) {
      return new Nobody();
    }
    Optional<URI> address = owner.get().url().map(URI::create);
    return address.isPresent() && answers.test(address.get())
        ? new Server(address.get())
        : new Busy(owner.get());
  }

  /// The same, after a server that starts or stops has had time to.
  ///
  /// @param pause how often to look again
  static Holder settled(
      DataDirectory directory, Terminal terminal, Duration patience, Duration pause) {
    Holder holder = now(directory);
    long until = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (holder instanceof Busy busy && busy.isServer() && System.nanoTime() - until < 0) {
      if (!told) {
        terminal.remark("kenning: waiting for %s …".formatted(busy.owner()));
        told = true;
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CommandFailedException("interrupted.", e);
      }
      holder = now(directory);
    }
    return holder;
  }

  /// [#settled] with the usual patience.
  static Holder settled(DataDirectory directory, Terminal terminal) {
    return settled(directory, terminal, PATIENCE, Duration.ofMillis(200));
  }

  private static boolean answers(DataDirectory directory, URI address) {
    Duration limit = Duration.ofSeconds(2);
    try (HttpClient client = ServerConnection.client(directory, address, limit)) {
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve("/healthz")).timeout(limit).GET().build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

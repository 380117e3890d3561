package dev.kenning.search.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real server in a process of its own, from its start until it is stopped or killed. Safe for
/// many threads.
public final class ServerProcess implements AutoCloseable {
  private static final Pattern ANSWERS = Pattern.compile("Kenning answers at (https?://\\S+)");
  private static final Duration START_TIME = Duration.ofMinutes(2);
  private static final Duration STOP_TIME = Duration.ofSeconds(40);
  private static final int KEPT_LINES = 200;
  private static final String REQUEST_LOG = "dev.kenning.access";

  private final Process process;
  private final long startNanos;
  private final CompletableFuture<URI> address = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>(); // guarded by itself
  private volatile long readyNanos;

  private ServerProcess(Process process, long startNanos) {
    this.process = process;
    this.startNanos = startNanos;
  }

  /// Starts a server of `data` and returns at once.
  public static ServerProcess start(ServerCommand command, Path data, String... more)
      throws IOException {
    long now = System.nanoTime();
    Process process =
        new ProcessBuilder(command.serve(data, List.of(more))).redirectErrorStream(true).start();
    process.getOutputStream().close();
    ServerProcess server = new ServerProcess(process, now);
    Thread.ofPlatform().daemon().name("trial-output").start(server::read);
    return server;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(line);
        Matcher ready = ANSWERS.matcher(line);
        if (ready.find()) {
          readyNanos = System.nanoTime();
          address.complete(URI.create(ready.group(1)));
        }
      }
    } catch (IOException e) {
      // the process is gone, and its output with it
    }
    address.completeExceptionally(new IllegalStateException("The server ended: " + output()));
  }

  /// What it says of each request would drive out what it says of trouble.
  private void keep(String line) {
    if (line.contains(REQUEST_LOG)) {
      return;
    }
    synchronized (lastLines) {
      lastLines.addLast(line);
      if (lastLines.size() > KEPT_LINES) {
        lastLines.removeFirst();
      }
    }
  }

  /// Waits until it answers, and says where.
  ///
  /// @throws IllegalStateException with the server's last words if it ended or took too long
  public URI awaitReady() throws InterruptedException {
    try {
      return address.get(START_TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The server does not answer: " + output(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("The server does not get ready: " + output(), e);
    }
  }

  /// From its start to its answering; empty until then.
  public Optional<Duration> readyAfter() {
    return address.isDone() && !address.isCompletedExceptionally()
        ? Optional.of(Duration.ofNanos(readyNanos - startNanos))
        : Optional.empty();
  }

  /// Processor time it has used so far, where the system tells: the same on a busy machine as on an
  /// idle one, which elapsed time is not.
  public Optional<Duration> processorTime() {
    return process.info().totalCpuDuration();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// SIGKILL, where there are signals; returns when the process is gone.
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    int _ = process.waitFor();
  }

  /// Asks it to end, as Ctrl-C does, and waits for that.
  ///
  /// @return its exit status; empty if it did not end in time and had to be killed
  public Optional<Integer> stop() throws InterruptedException {
    process.destroy();
    if (process.waitFor(STOP_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.of(process.exitValue());
    }
    kill();
    return Optional.empty();
  }

  /// Waits for it to end by itself.
  ///
  /// @return its exit status; empty if it runs on
  public Optional<Integer> awaitEnd(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)
        ? Optional.of(process.exitValue())
        : Optional.empty();
  }

  /// What it printed last, at most [#KEPT_LINES] lines, without its log of requests.
  public String output() {
    synchronized (lastLines) {
      return String.join("\n", lastLines);
    }
  }

  /// Kills it if it still runs.
  @Override
  public void close() {
    process.destroyForcibly();
  }
}

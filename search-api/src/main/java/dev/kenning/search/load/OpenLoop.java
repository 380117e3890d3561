package dev.kenning.search.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Sends requests when they are due, on as many connections as it takes, and notes how long each
/// took from that instant. One thread sends and receives: it does little for each request, and its
/// own lag and processor time are measured, so that it can be told whether the server was measured
/// or the generator.
///
/// Loopback only. One stretch at a time; connections are kept from one to the next.
final class OpenLoop implements AutoCloseable {
  /// Kept below what a server allows at once.
  static final int MOST_CONNECTIONS = 600;

  /// Opened before anything is due: callers of a real server have theirs open.
  private static final int FIRST_CONNECTIONS = 200;

  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final Duration GENERATOR_LAG_BOUND = Duration.ofSeconds(60);
  private static final int BUFFER_BYTES = 65_536;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final InetSocketAddress address;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final Deque<Line> idle = new ArrayDeque<>();
  private final Deque<Due> waiting = new ArrayDeque<>();
  private int open;
  private int underWay;

  // of the stretch that runs
  private LongConsumer refused = _ -> {};
  private Samples samples = new Samples();
  private Histogram lagMicros = lag();
  private long startNanos;
  private long starved;

  OpenLoop(URI server) throws IOException {
    this.address = new InetSocketAddress(server.getHost(), server.getPort());
    if (!address.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("Load is only made on this machine, not at " + server);
    }
    this.selector = Selector.open();
    for (int i = 0; i < FIRST_CONNECTIONS; i++) {
      idle.addFirst(new Line());
    }
  }

  /// A request that is due.
  private record Due(Call call, long dueNanos) {}

  /// What a stretch came to.
  ///
  /// @param sentNanos how long requests were sent for
  /// @param lagP99Millis how long after they were due requests were sent
  /// @param starved how many found no free connection
  /// @param busyShare of one processor that this generator used, NaN where it cannot be told
  record Stretch(
      Samples samples, long sentNanos, double lagP99Millis, long starved, double busyShare) {}

  /// Runs a timetable to its end, and waits for the answers, at most ten seconds.
  ///
  /// @param calls gives the next request
  Stretch run(Timetable timetable, Supplier<Call> calls) throws IOException {
    refused = timetable::refused;
    samples = new Samples();
    lagMicros = lag();
    starved = 0;
    long processorBefore = processorNanos();
    startNanos = System.nanoTime();
    long giveUp = startNanos + timetable.length().plus(DRAIN).toNanos();
    boolean sending = true;
    while ((sending || underWay > 0 || !waiting.isEmpty()) && System.nanoTime() < giveUp) {
      OptionalLong next = sendWhatIsDue(timetable, calls);
      long now = elapsed();
      sending = now < timetable.length().toNanos();
      long pauseNanos =
          next.isPresent()
              ? next.getAsLong() - now
              : sending ? timetable.length().toNanos() - now : 50 * NANOS_PER_MILLI;
      selector.select(this::ready, Math.clamp(pauseNanos / NANOS_PER_MILLI, 1, 50));
    }
    long took = elapsed();
    abandon();
    return new Stretch(
        samples,
        timetable.length().toNanos(),
        lagMicros.getTotalCount() == 0 ? 0 : lagMicros.getValueAtPercentile(99) / 1_000.0,
        starved,
        (processorNanos() - processorBefore) / (double) took);
  }

  private static Histogram lag() {
    return new Histogram(1, GENERATOR_LAG_BOUND.toNanos() / 1_000, 3);
  }

  private long elapsed() {
    return System.nanoTime() - startNanos;
  }

  private OptionalLong sendWhatIsDue(Timetable timetable, Supplier<Call> calls) throws IOException {
    while (true) {
      long now = elapsed();
      OptionalLong next = timetable.next(now, underWay + waiting.size());
      if (next.isEmpty() || next.getAsLong() > now) {
        return next;
      }
      timetable.taken();
      send(new Due(calls.get(), next.getAsLong()));
    }
  }

  private void send(Due due) throws IOException {
    Line line = idle.pollLast();
    if (line == null && open < MOST_CONNECTIONS) {
      line = new Line();
    }
    if (line == null) {
      starved++;
      waiting.addLast(due);
      return;
    }
    underWay++;
    line.send(due);
  }

  private void ready(SelectionKey key) {
    Line line = (Line) key.attachment();
    try {
      line.go(key);
    } catch (IOException | IllegalStateException e) {
      line.fail();
    }
  }

  /// What is not answered by now has failed.
  private void abandon() {
    for (SelectionKey key : selector.keys()) {
      Line line = (Line) key.attachment();
      if (line.due != null) {
        line.fail();
      }
    }
    while (!waiting.isEmpty()) {
      Due due = waiting.removeFirst();
      samples.add(due.dueNanos, elapsed() - due.dueNanos, due.call.kind(), Outcome.FAILED);
    }
  }

  private static long processorNanos() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /// One connection, on which one request is under way at a time.
  private final class Line {
    private final SocketChannel channel;
    private final ResponseReader reader = new ResponseReader();
    private @Nullable Due due;
    private @Nullable ByteBuffer unsent;

    Line() throws IOException {
      channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      boolean connected = channel.connect(address); // a server with too much to do lets one wait
      channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
      open++;
    }

    void send(Due next) {
      due = next;
      unsent = ByteBuffer.wrap(next.call.bytes());
      try {
        if (channel.isConnected()) {
          sent(next);
          write();
        }
      } catch (IOException e) {
        fail(); // the server closed it while it was idle, or is gone
      }
    }

    private void sent(Due request) {
      lagMicros.recordValue(
          Math.clamp(
              (elapsed() - request.dueNanos) / 1_000, 1, lagMicros.getHighestTrackableValue()));
    }

    private void write() throws IOException {
      ByteBuffer left = unsent;
      if (left == null) {
        return;
      }
      int _ = channel.write(left);
      SelectionKey key = channel.keyFor(selector);
      if (left.hasRemaining()) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      } else {
        unsent = null;
        key.interestOps(SelectionKey.OP_READ);
      }
    }

    void go(SelectionKey key) throws IOException {
      if (key.isConnectable() && channel.finishConnect()) {
        key.interestOps(SelectionKey.OP_READ);
        if (due != null) {
          sent(due);
          write();
        }
        return;
      }
      if (key.isWritable()) {
        write();
      }
      buffer.clear();
      int count = channel.read(buffer);
      if (count < 0) {
        fail();
        return;
      }
      buffer.flip();
      if (due != null && reader.take(buffer)) {
        answered(due);
      }
    }

    private void answered(Due request) throws IOException {
      Outcome outcome = Answers.outcome(request.call.kind(), reader);
      CallKind kind = Answers.kind(request.call.kind(), reader);
      samples.add(request.dueNanos, elapsed() - request.dueNanos, kind, outcome);
      if (outcome == Outcome.REFUSED) {
        refused.accept(elapsed());
      }
      due = null;
      underWay--;
      reader.reset();
      Due next = waiting.pollFirst();
      idle.addLast(this);
      if (next != null) {
        OpenLoop.this.send(next);
      }
    }

    /// The connection is of no more use; nor is what was asked on it.
    void fail() {
      Due request = due;
      if (request != null) {
        samples.add(
            request.dueNanos, elapsed() - request.dueNanos, request.call.kind(), Outcome.FAILED);
        due = null;
        underWay--;
      }
      idle.remove(this);
      open--;
      try {
        channel.close();
      } catch (IOException e) {
        // it is gone either way
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}

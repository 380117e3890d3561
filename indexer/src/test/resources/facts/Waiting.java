// kinds: blocks, times-out
package sample;

import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;

class Waiting {
  void all(
      BlockingQueue<String> queue,
      CountDownLatch latch,
      Future<String> future,
      Thread thread,
      Lock lock,
      Semaphore permits,
      Process process)
      throws Exception {
    queue.take(); //> blocks:queue
    latch.await(); //> blocks:latch
    future.get(); //> blocks:future
    thread.join(); //> blocks:join
    lock.lock(); //> blocks:lock
    permits.acquire(); //> blocks:semaphore
    process.waitFor(); //> blocks:process
    wait(); //> blocks:wait
    Thread.sleep(1); //> blocks:sleep
  }

  void limited(
      BlockingQueue<String> queue, CountDownLatch latch, Future<String> future, Lock lock)
      throws Exception {
    queue.poll(1, TimeUnit.SECONDS); //> blocks:queue, times-out
    latch.await(1, TimeUnit.SECONDS); //> blocks:latch, times-out
    future.get(1, TimeUnit.SECONDS); //> blocks:future, times-out
    lock.tryLock(1, TimeUnit.SECONDS); //> blocks:lock, times-out
    wait(100); //> blocks:wait, times-out
  }

  void limitsThatAreSet(Socket socket, CompletableFuture<String> future) throws Exception {
    socket.setSoTimeout(100); //> times-out
    future.orTimeout(1, TimeUnit.SECONDS); //> times-out
  }

  void limitByName() {
    request.setConnectTimeout(3); //> times-out by-name
  }

  void loginLimit(javax.sql.DataSource source) throws Exception {
    source.setLoginTimeout(3); //> times-out
  }

  void limitsByMoreNames(Config.Builder builder, int timeout) {
    builder.socketTimeoutMillis(300).connectionTimeout(100); //> times-out by-name
    pool.join(shutdownTimeoutMillis); //> times-out by-name
    waitForConfirms(timeout); //> times-out by-name, blocks:wait by-name
  }

  Object answer(int timeout) throws TimeoutException { //> times-out
    return cell.get(timeout); //> times-out
  }

  void stopped(long maxWaitMillis) {
    this.stop(Duration.ofMillis(maxWaitMillis)); //> times-out by-name
    channel.send(message, sendTimeout); //> times-out by-name
  }

  abstract Object inTime() throws TimeoutException;

  void namesThatSetNoLimit(Socket socket, Config config, String timeoutKey) throws Exception {
    socket.setSoTimeout(0);
    config.setReadTimeout(0);
    config.get(timeoutKey);
    config.getReadTimeout();
    listener.onTimeout(3);
    pool.awaitTermination(Long.MAX_VALUE, TimeUnit.MILLISECONDS); //> blocks:join by-name
  }

  void pause(Object lock, long reconnectDelay) throws Exception {
    lock.wait(reconnectDelay); //> blocks:wait
  }

  void untilOld(java.io.File file) {
    while (true) {
      long modified = file.lastModified();
      long age = System.currentTimeMillis() - modified;
      if (age > 2_000) {
        return;
      }
    }
  }

  void doneAlready(Future<String> future) throws Exception {
    if (future.isDone()) {
      future.get();
    } else {
      future.get(); //> blocks:future
    }
  }

  void anotherIsDone(Future<String> future, Future<String> other) throws Exception {
    if (other.isDone()) {
      future.get(); //> blocks:future
    }
  }

  void deadlineByOtherClock(Time time, long end) {
    while (time.milliseconds() < end) { //> times-out
      step();
    }
  }

  void deadline() {
    long end = System.nanoTime() + 1_000;
    while (System.nanoTime() < end) { //> times-out
      step();
    }
  }

  void deadlineInside(long limit) throws TimeoutException { //> times-out
    long start = System.currentTimeMillis();
    while (true) { //> times-out
      if (System.currentTimeMillis() - start > limit) {
        throw new TimeoutException(); //> times-out
      }
    }
  }

  void caught(Future<String> future) throws Exception {
    try {
      step();
    } catch (TimeoutException e) {
      step();
    }
  }

  void neitherWaits(BlockingQueue<String> queue, Lock lock, CompletableFuture<String> future) {
    queue.poll();
    queue.offer("a");
    lock.tryLock();
    lock.unlock();
    future.getNow("a");
    String.join(",", "a");
  }

  long measured() {
    long start = System.nanoTime();
    step();
    return System.nanoTime() - start;
  }

  private void step() {}

  void handedOn(long rpcTimeoutMs, TimeUnit unit) {
    client.invoke("a", rpcTimeoutMs); //> times-out by-name
    client.pull("a", config.getPullTimeoutMillis()); //> times-out by-name
    scheduled.scheduleTimeout(this, 3); //> times-out by-name
  }

  void onlyKept(Configuration configuration, long timeout, String timeouts) {
    configuration.setConnectTimeout(3);
    metrics.mark(timeouts);
    log.debug("{}", timeout);
    config.getInt(WAIT_TIMEOUT, 3);
  }

  Object inTimeNever(long timeout) throws TimeoutException {
    throw new UnsupportedOperationException();
  }

  void waitsByName(Work fut) {
    fut.get(); //> blocks:future by-name
    mono.block(); //> blocks:future by-name
  }

  void operationComplete(Future<String> done) throws Exception {
    done.get();
  }

  void namedForWaiting(Peer peer, Future<String> reply) throws Exception {
    peer.waitUntilReady(); //> blocks:wait by-name
    peer.wait(); //> blocks:wait by-name
    pageLatch.acquireShared(); //> blocks:lock by-name
    peer.awaitAsync();
    config.waitForAnswers();
    CompletableFuture<String> handle = peer.waitForAnswer(3);
    pages.waiting();
    pageCache.getUnchecked(3);
    peer.wait("a");
    if (reply != null && reply.isDone()) {
      reply.get();
    }
  }

  void lookLikeLimits(boolean timeout, int readTimeout) {
    partition.prepareRetry(timeout);
    reporter.finish(RETRY_STATE_TIMEOUT);
    Timeout.defaultsToInfinite(readTimeout);
    partition.prepareRetry(readTimeout); //> times-out by-name
  }

  String answerThatIsThere(int timeout) throws TimeoutException {
    if (failure != null) {
      throw failure;
    }
    return "a";
  }

  void letThrough(Object key) throws TimeoutException {
    region.destroy(key);
  }

  void timesThatEndNothing(long sleepMillis, Runnable task, long deadline, long dumpTimeout) {
    timer.newTimeout(task, sleepMillis);
    expiresBefore(deadline);
    cache.expire("a", timeout);
    cluster.dumpTimeoutAsync(dumpTimeout);
    timer.newTimeout(task, dumpTimeout); //> times-out by-name
    locks.getLocalLockWithTimeout("a", LOCK_TIMEOUT); //> times-out by-name
  }

  Waiting timeout(java.time.Duration limit) {
    reap(idle, idleTimeout);
    return timeout(limit.toMillis());
  }

  void awaitReady(long time, TimeUnit unit, Call call) {
    java.util.concurrent.locks.LockSupport.parkNanos(this, unit.toNanos(time)); //> times-out, blocks:sleep
    requestConfig.setReadTimeout(3); //> times-out
  }

  void tick(long nanos) {
    java.util.concurrent.locks.LockSupport.parkNanos(this, nanos); //> blocks:sleep
  }
}

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

  void deadline() {
    long end = System.nanoTime() + 1_000;
    while (System.nanoTime() < end) { //> times-out
      step();
    }
  }

  void deadlineInside(long limit) throws TimeoutException {
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
}

// kinds: sleeps, backs-off
package sample;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

class Pausing {
  void plain() throws Exception {
    Thread.sleep(100); //> sleeps
    TimeUnit.SECONDS.sleep(1); //> sleeps
    LockSupport.parkNanos(1_000); //> sleeps
  }

  void byName() {
    sleeper.sleep(3); //> sleeps by-name
  }

  void doubled() throws Exception {
    long pause = 100;
    while (!ready()) {
      Thread.sleep(pause); //> sleeps, backs-off
      pause *= 2; //> backs-off
    }
  }

  void bounded() throws Exception {
    long pause = 100;
    for (int i = 0; i < 5; i++) {
      Thread.sleep(pause); //> sleeps, backs-off
      pause = Math.min(pause * 2, 5_000); //> backs-off
    }
  }

  void shifted() throws Exception {
    for (int attempt = 0; attempt < 5; attempt++) {
      Thread.sleep(100L << attempt); //> sleeps, backs-off
    }
  }

  void power(int attempt) throws Exception {
    Thread.sleep((long) (100 * Math.pow(2, attempt))); //> sleeps, backs-off
  }

  void steady() throws Exception {
    long pause = 100;
    for (int i = 0; i < 5; i++) {
      Thread.sleep(pause); //> sleeps
    }
  }

  void unit(int seconds) throws Exception {
    Thread.sleep(seconds * 1000L); //> sleeps
  }

  void growthIsElsewhere() throws Exception {
    long size = 1;
    while (!ready()) {
      Thread.sleep(100); //> sleeps
      size *= 2;
    }
  }

  Runnable later() {
    return () -> sleepQuietly(10); //> sleeps by-name deferred
  }

  void notASleep() {
    sheep.asleep();
    String text = "Thread.sleep(1)";
  }

  private boolean ready() {
    return true;
  }

  void keptForNextTime() {
    reconnectDelay = reconnectDelay == 0 ? 100 : reconnectDelay * 2; //> backs-off by-name
    tableSize *= 2;
    reconnectDelay += 10;
  }

  long delayOf(int attempt) {
    return 100L << attempt; //> backs-off
  }

  long delayInSeconds(long delay) {
    return delay / 1000 * 60;
  }

  boolean exponentialSearch(int[] all, int attempt) {
    return exponentialSearch(all, attempt * 2);
  }

  void byNames(Backoff backoff) throws Exception {
    backOffAndRetry(this, 3); //> backs-off
    sleep(backoff.nextPause()); //> sleeps by-name, backs-off
    send(backoff(this));
  }

  void steadyPeriod(Object lock) throws Exception {
    lock.wait(config.getBackoffPeriod() * 1000L);
  }

  void tillTheNextTick(long period) throws Exception {
    while (true) {
      Thread.sleep(next - System.nanoTime()); //> sleeps
      next = next + period;
    }
  }

  void whatIsLeft(Object lock, long timeout) throws Exception {
    while (timeout > 0) {
      long start = System.nanoTime();
      lock.wait(timeout);
      timeout = Math.max(timeout + start - System.nanoTime(), 0);
    }
  }

  long calculateMaxWait() {
    return maxWait * maxWaitMultiplier;
  }

  long nextMaxInterval(int attempt) {
    return period * attempt; //> backs-off
  }

  long delayToWait(int jitter, long delayBetweenAttempts) {
    return jitter * delayBetweenAttempts;
  }

  void byMisses(long delay) throws Exception {
    ++misses;
    Thread.sleep(misses * delay); //> sleeps, backs-off
  }

  private long misses;
  private long intervalMs;

  void tick() {
    long next = Math.min(intervalMs * 2, 1_000);
    intervalMs = next; //> backs-off by-name
  }

  int calculateThrottlePause(int size) {
    int pause = size / 100;
    pause = pause * (pause / 10 + 1);
    return pause;
  }

  int growPause(int pause) {
    pause = pause * (pause / 10 + 1); //> backs-off
    return pause; //> backs-off
  }

  long calculateInitialDelay(int index) {
    long delay = index * DELAY_MULTIPLIER_IN_MILLISECONDS;
    return delay;
  }

  long computeRandomDelay(Config config) {
    return config.getMinimumBackOffDelay() + Math.round(Math.random() * config.getMaximumBackOffDelay());
  }

  void inMillis(long delay) {
    delay *= 1000;
    delay = delay * 60L;
  }

  long totalDelay(int maxAttempts) {
    return pauseMillis * maxAttempts;
  }

  void keptInConfiguration(Config config) throws Exception {
    Thread.sleep(config.getRetryBackoff()); //> sleeps
    Thread.sleep(getRetryBackoff()); //> sleeps
    Thread.sleep(getBackoffPause()); //> sleeps, backs-off
    Thread.sleep(config.getBackoff().durationToWait(3)); //> sleeps, backs-off
  }

  private long getRetryBackoff() {
    return intervalMs;
  }

  private long getBackoffPause() {
    return policy.pause(misses);
  }

  void byPassedCount(java.util.Timer timer, java.util.TimerTask task, int count) {
    long interval = Math.round(Math.pow(base, count)) * 1000;
    timer.schedule(task, interval); //> backs-off
  }

  void lockedLonger(int attempts) {
    long delay = (long) (first * Math.pow(2, attempts - 1)); //> backs-off by-name
    lockUntil(now() + delay);
    long size = (long) Math.pow(2, attempts);
  }

  private long delay;

  void sleepAndGrow(int wait) throws Exception {
    Thread.sleep(wait); //> sleeps
    int nextWait = wait * 2; //> backs-off by-name
    int nextWaitMillis = wait * 1000;
    int size = wait * 2;
  }

  void keepsGrown(int attempt, int maxAttempts) {
    delay = (long) (100 * Math.pow(2, attempt - 1)); //> backs-off by-name
    delay = 100L * maxAttempts;
    long totalDelay = 100L * attempt;
    long interval = 1L << attempt; //> backs-off by-name
  }

  private long _interval;

  void runAgain() {
    _interval *= 2; //> backs-off by-name
    retry();
  }

  void runOnce() {
    _interval *= 2;
  }

  void spread(int retryThreshold) {
    long firstPause = 10 + (1 << retryThreshold);
    long linearPause = 10 + (1 << retryThreshold);
  }
}

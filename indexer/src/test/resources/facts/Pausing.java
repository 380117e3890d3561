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
      pause *= 2;
    }
  }

  void bounded() throws Exception {
    long pause = 100;
    for (int i = 0; i < 5; i++) {
      Thread.sleep(pause); //> sleeps, backs-off
      pause = Math.min(pause * 2, 5_000);
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
}

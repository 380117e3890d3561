// kinds: catches, swallows
package sample;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

class Catching {
  private static final Logger LOG = Logger.getLogger("x");
  private Exception last;

  void empty() {
    try {
      work();
    } catch (IOException e) { //> catches:java.io.IOException, swallows:java.io.IOException
      // nobody cares
    }
  }

  int defaultInstead(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) { //> catches:java.lang.NumberFormatException, swallows:java.lang.NumberFormatException
      return 0;
    }
  }

  void both() {
    try {
      work();
    } catch (IOException | IllegalStateException ignored) { //> catches:java.io.IOException, catches:java.lang.IllegalStateException, swallows:java.io.IOException, swallows:java.lang.IllegalStateException
      last = null;
    }
  }

  void unnamed() {
    try {
      work();
    } catch (IOException _) { //> catches:java.io.IOException, swallows:java.io.IOException
    }
  }

  void logged() {
    try {
      work();
    } catch (IOException e) { //> catches:java.io.IOException
      LOG.log(Level.WARNING, "could not work", e);
    }
  }

  void loggedWithoutCause() {
    try {
      work();
    } catch (IOException e) { //> catches:java.io.IOException
      LOG.warning("could not work");
    }
  }

  void wrapped() {
    try {
      work();
    } catch (IOException e) { //> catches:java.io.IOException
      throw new IllegalStateException("could not work");
    }
  }

  void kept() {
    try {
      work();
    } catch (IOException e) { //> catches:java.io.IOException
      last = e;
    }
  }

  void interruptRestored() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) { //> catches:java.lang.InterruptedException
      Thread.currentThread().interrupt();
    }
  }

  void printed() {
    try {
      work();
    } catch (IOException e) { //> catches:java.io.IOException
      System.err.println("failed");
    }
  }

  Runnable inLambda() {
    return () -> {
      try {
        work();
      } catch (IOException e) { //> catches:java.io.IOException deferred, swallows:java.io.IOException deferred
      }
    };
  }

  void onlyFinally() throws IOException {
    try {
      work();
    } finally {
      last = null;
    }
  }

  private void work() throws IOException {}
}

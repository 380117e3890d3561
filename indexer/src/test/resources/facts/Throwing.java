// kinds: throws
package sample;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.Callable;

class Throwing {
  void declared() throws IOException {} //> throws:java.io.IOException

  void stated(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("negative"); //> throws:java.lang.IllegalArgumentException
    }
    throw new IllegalStateException(); //> throws:java.lang.IllegalStateException
  }

  void ofAnotherFile() {
    throw new OrderLostException("gone"); //> throws:OrderLostException by-name
  }

  void thrownOn() throws IOException { //> throws:java.io.IOException
    try {
      open();
    } catch (FileNotFoundException e) {
      throw e; //> throws:java.io.FileNotFoundException
    }
  }

  void wrapped() {
    try {
      open();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e); //> throws:java.io.UncheckedIOException
    }
  }

  void takenHere() {
    try {
      throw new FileNotFoundException("here and gone");
    } catch (IOException e) {
      report(e);
    }
  }

  void takenByAll() {
    try {
      throw new OrderLostException("gone");
    } catch (Exception e) {
      report(e);
    }
  }

  void errorIsNotTaken() {
    try {
      throw new AssertionError("never"); //> throws:java.lang.AssertionError
    } catch (Exception e) {
      report(e);
    }
  }

  void otherTypeIsNotTaken() {
    try {
      throw new IllegalStateException(); //> throws:java.lang.IllegalStateException
    } catch (NumberFormatException e) {
      report(e);
    }
  }

  Callable<String> lambdaThrowsForItself() {
    return () -> {
      throw new IOException("whoever calls gets it");
    };
  }

  Runnable innerClassThrowsForItself() {
    return new Runnable() {
      public void run() {
        throw new IllegalStateException(); //> throws:java.lang.IllegalStateException
      }
    };
  }

  void whatIsMadeElsewhere() {
    throw translated(); //> throws:java.lang.IllegalStateException
  }

  private IllegalStateException translated() {
    return new IllegalStateException("made, not thrown");
  }

  private void open() throws IOException {} //> throws:java.io.IOException

  private void report(Exception e) {}
}
